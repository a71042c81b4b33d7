/** The faults of a run: which comes next is decided by the seed, and each is over before the next one begins. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { below, pick, type Random, randomAt } from '../replay/random.ts'
import { type Host, HostEndedError } from './host-process.ts'
import { LASTING_TEXTS, type Orders, PASSING_TEXTS } from './orders.ts'

const PURPOSE = 7
const MINUTE_MS = 60_000
const JUMP_WITHIN_MS = 3_000
/** Readers ask for the counts at least so often. */
const READ_MS = 1_000
const MINUTELY = '* * * * *'
const HOURLY = '17 * * * *'
const NIGHTLY = '* 3 * * *'

/** Faults that are in the air all the time, each with a small chance. */
export const RESTLESS: Partial<Orders> = {
  dbBefore: 0.003,
  dbAfter: 0.003,
  dbSlow: 0.01,
  sendFails: 0.002,
  sendThenFails: 0.002,
  sendHangs: 0.0005,
  cacheFails: 0.01,
  acksLost: 0.02,
  duplicated: 0.03,
  delayed: 0.002,
}

export interface Battlefield {
  host: Host
  count: (kind: string) => void
  /** A fault that may have cut off whatever was under way, by performance.now(). */
  onInterruption: (from: number, until: number) => void
  /** Closes the petition that is closed and reopened, and reopens it. */
  pause: () => Promise<void>
  /** Gives a petition that many people sign another goal. */
  edit: (goal: number) => Promise<void>
  /** How far a jump goes at most, in minutes. */
  jumpMaxMinutes: number
}

type Fault = (on: Battlefield, random: Random) => Promise<void>

/** For a while the bindings fail as `orders` say, and then no more than before. */
const storm =
  (orders: (random: Random) => Partial<Orders>): Fault =>
  async ({ host }, random) => {
    const before = { ...host.setting.orders }
    const changes = orders(random)
    await host.order(changes)
    await sleep(400 + below(900, random))
    const names = Object.keys(changes) as (keyof Orders)[]
    await host.order(Object.fromEntries(names.map((name) => [name, before[name]])))
  }

/** Each with its weight: how often it comes, compared with the others. */
const FAULTS: Record<string, readonly [weight: number, Fault]> = {
  'kill.runtime': [24, ({ host }) => host.killRuntime()],
  'kill.broker': [5, ({ host }) => host.killAndStart()],
  'pause.runtime': [4, ({ host }, random) => host.pause('runtime', 300 + below(2_000, random))],
  'pause.broker': [4, ({ host }, random) => host.pause('host', 300 + below(2_000, random))],
  'database.down': [5, storm((random) => ({ dbDown: pick([...PASSING_TEXTS, ...LASTING_TEXTS], random) }))],
  'database.refuses': [3, storm((random) => ({ dbRefuses: pick(LASTING_TEXTS, random) }))],
  'database.unreliable': [3, storm(() => ({ dbBefore: 0.3, dbAfter: 0.2, dbLasting: true }))],
  'database.slow': [3, storm(() => ({ dbSlow: 0.3 }))],
  'queue.down': [4, storm(() => ({ sendFails: 0.9 }))],
  'queue.unreliable': [3, storm(() => ({ sendThenFails: 0.5, sendHangs: 0.1 }))],
  'cache.down': [2, storm(() => ({ cacheFails: 1 }))],
  'delivery.unreliable': [3, storm(() => ({ acksLost: 0.4, duplicated: 0.5, delayed: 0.05 }))],
  'cron.twice': [2, async ({ host }) => void (await Promise.all([crons(host), crons(host)]))],
  'cron.fails': [
    2,
    async ({ host }, random) => {
      await host.order({ cronFailsAt: 1 + below(6, random) })
      await crons(host)
      await host.order({ cronFailsAt: 0 })
    },
  ],
  'secrets.rotated': [
    1,
    async ({ host }) => {
      const { vars } = host.setting
      const keys = (vars['TOKEN_KEYS'] ?? '').split(',')
      // The first key stays: the secret that the campaign was given is derived from it.
      const kept = keys.filter((_, index) => index < 2 || index === keys.length - 1)
      vars['TOKEN_KEYS'] = [randomBytes(32).toString('base64url'), ...kept].join(',')
      await renew(host)
    },
  ],
  'bundle.new': [
    1,
    async ({ host }) => {
      host.setting.release++
      await renew(host)
    },
  ],
  'budget.small': [
    1,
    async ({ host }) => {
      const { vars } = host.setting
      vars['D1_STATEMENTS_MAX'] = vars['D1_STATEMENTS_MAX'] === '50' ? '1000' : '50'
      await renew(host)
    },
  ],
  'petition.paused': [3, ({ pause }) => pause()],
  'counts.late': [
    1,
    async ({ host, edit }, random) => {
      const change = () => edit(below(1_000_000, random) + 1)
      await host.order({ countsLate: true })
      // Whatever is known of the petition is loaded again after each change. The response to the first has a late count, too.
      await Promise.all([
        change(),
        sleep(READ_MS)
          .then(() => host.order({ countsLate: false }))
          .then(change),
      ])
      await sleep(READ_MS)
    },
  ],
  'petition.edited': [3, ({ edit }, random) => edit(below(1_000_000, random) + 1)],
  'clock.jumps': [
    4,
    async (on, random) => void (await jump(on.host, (1 + below(on.jumpMaxMinutes, random)) * MINUTE_MS)),
  ],
}

export const FAULT_KINDS = Object.keys(FAULTS)

const renew = (host: Host): Promise<void> =>
  host.ask('restart', { vars: host.setting.vars, release: host.setting.release })

/** All triggers; a task that fails is a fault that the next run mends. */
export const crons = (host: Host): Promise<void> =>
  host.ask('crons', [MINUTELY, HOURLY, NIGHTLY]).catch((error: unknown) => {
    if (error instanceof HostEndedError) throw error
  })

/** Moves the clock of Workers and queues ahead, unless an email or a delivery takes too long. */
export async function jump(host: Host, ms: number): Promise<boolean> {
  const clockMs = host.setting.orders.clockMs + ms
  const isMoved = await host.ask('jump', { clockMs, withinMs: JUMP_WITHIN_MS })
  if (isMoved) host.setting.orders.clockMs = clockMs
  return isMoved
}

/** The nth fault of a seed, of those in `among`. */
function faultAt(seed: number, n: number, among: readonly string[]): { kind: string; fault: Fault; random: Random } {
  const random = randomAt(seed, PURPOSE, n)
  const weights = Object.entries(FAULTS).filter(([kind]) => among.includes(kind))
  let rest = random() * weights.reduce((sum, [, [weight]]) => sum + weight, 0)
  for (const [kind, [weight, fault]] of weights) {
    rest -= weight
    if (rest < 0) return { kind, fault, random }
  }
  throw new Error('no fault has a weight')
}

export interface Course {
  seed: number
  /** Between two faults, on average. */
  pauseMs: number
  /** The kinds of faults. */
  among: readonly string[]
  /** Whether fewer processes were killed by now than there should be: then the next fault is a kill. */
  lacksKills: () => boolean
  isOver: () => boolean
}

export const KILLS = ['kill.runtime', 'kill.broker']

/** One fault after the other until `isOver`. */
export async function wreak(on: Battlefield, { seed, pauseMs, among, lacksKills, isOver }: Course): Promise<void> {
  for (let n = 0; !isOver(); n++) {
    const { kind, fault, random } = faultAt(seed, n, lacksKills() ? KILLS : among)
    on.count(kind)
    const startedAt = performance.now()
    try {
      await fault(on, random)
    } catch (error) {
      // What was asked of a runtime or a host that ended meanwhile.
      on.count(`${kind} (unfinished)`)
      if (error instanceof HostEndedError) await on.host.killAndStart()
    }
    if (INTERRUPTING.test(kind)) on.onInterruption(startedAt, performance.now())
    if (n % CRON_EVERY === 0) await crons(on.host).catch(() => undefined)
    await sleep(pauseMs * (0.5 + random()))
  }
}
/** Of the names of faults: those that end or stop a process, and those that renew its runtime. */
const INTERRUPTING = /^(?:kill|pause|secrets|bundle|budget)\./

/** The cron triggers run after every third fault; in between they are skipped. */
const CRON_EVERY = 3
