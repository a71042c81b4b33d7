/** One run: people sign while everything fails, then nothing fails any more, and what there is in the end is checked. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { passingVars } from '../../src/cli/dev-vars.ts'
import { writeDisposableTable } from '../../src/build/disposable-table.ts'
import { readConfigs } from '../../src/local/workers.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { breakOf } from './breaks.ts'
import { campaignOf } from './campaign.ts'
import { check, type Check, type Interruption } from './check.ts'
import { hashesOf, readDrift, readPublic, readStored } from './evidence.ts'
import { FAULT_KINDS, KILLS, RESTLESS, wreak } from './faults.ts'
import { openHistory, readHistory } from './history.ts'
import { Host, HostEndedError } from './host-process.ts'
import { type EmailedLinks, startLoad } from './load.ts'
import { CALM } from './orders.ts'
import { startEmailServer, startEndpoint, type Trouble } from './outside.ts'
import { settle } from './settle.ts'
import { watchCounts } from './watch.ts'
import { within } from './within.ts'

export interface RunOptions {
  seed: number
  minutes: number
  /** The load ends after these minutes, or as soon as so many were accepted and so many processes killed. */
  accepted: number
  /** Spread evenly over what is accepted. */
  kills: number
  /** Between two faults, on average. */
  pauseMs: number
  /** The name of what is broken on purpose; null: nothing. */
  broken: string | null
  onProgress: (text: string) => void
}

export interface Ran {
  accepted: number
  /** How often each kind of fault happened. */
  faults: Map<string, number>
  checks: Check[]
  seconds: { load: number; rest: number }
  /** How much time passed by the clock of the Workers, in hours. */
  hours: number
}

const TOMLS = ['wrangler.toml', 'workers/consumer/wrangler.toml']
/** Applied late: until then no email can be claimed. The second changes an index that the first makes. */
const LATE_MIGRATIONS = ['0016', '0033']
const LATE_MS = 4_000
/** Links and days have their ends: the run stays within two days by its clock. */
const HOURS_MAX = 48
/** Of no progress. Without one safeguard, something may be left for ever. */
const SETTLE_MAX_MS = 300_000
const SETTLE_BROKEN_MAX_MS = 30_000
/** Even with progress. */
const SETTLED_MAX_MS = 60 * 60_000
/** Only to end what hangs, however busy the machine is. */
const WAIT_MAX_MS = 20 * 60_000
const MIGRATE_TRIES_MAX = 10
const MIGRATE_PAUSE_MS = 500

export async function run(options: RunOptions): Promise<Ran> {
  const state = temporaryDirectory()
  const book = openFaultBook()
  const trouble: Trouble = { email: 0.08, webhook: 0.15 }
  let follow = (_address: string, _links: EmailedLinks): void => undefined
  const emails = await startEmailServer(trouble, book.count, (address, links) => follow(address, links))
  const endpoint = await startEndpoint(trouble, book.count)
  await writeDisposableTable()
  const vars: Record<string, string> = {
    ...(await passingVars()),
    PUBLIC_ORIGIN: 'http://petitions.test',
    BOT_CHECK: 'off',
    EMAIL_SENDER: 'smtp',
    EMAIL_FROM: 'petitions@petitions.test',
    SMTP_URL: `smtp://127.0.0.1:${emails.port}`,
  }
  const host = new Host(
    {
      configs: await readConfigs(TOMLS, state.path),
      stateDirectory: state.path,
      vars,
      broken: options.broken,
      release: 1,
      orders: { ...CALM },
    },
    book.count,
  )
  const file = join(state.path, 'history.jsonl')
  const history = openHistory(file)
  let seen = 'nothing'
  const onProgress = (text: string): void => {
    seen = text
    options.onProgress(text)
  }
  const wait = <T>(what: string, work: Promise<T>, maxMs = WAIT_MAX_MS): Promise<T> =>
    within(maxMs, () => `${options.broken ?? 'No break'}, ${what}, last seen "${seen}"\n${host.errors}`, work)
  let endReaders = (): void => undefined
  try {
    await wait('start', host.start())
    await wait('first migrations', migrate(host, LATE_MIGRATIONS))
    const campaign = campaignOf(host, vars['ADMIN_TOKEN'] ?? '')
    await wait('petitions', campaign.start(endpoint))

    const startedAt = performance.now()
    const load = startLoad(host, history, options.seed)
    follow = (address, links) => load.onEmail(signerOf(address), links)
    const watch = watchCounts(host, load, (numbers) => onProgress(`${numbers}, ${book.total()} faults`))
    endReaders = () => {
      void load.stop()
      void watch.stop()
    }
    await sleep(LATE_MS)
    book.count('migration.late')
    await wait('late migrations', migrate(host, []))
    await wait('first orders', host.order(RESTLESS))
    const interruptions: Interruption[] = []
    const wreaked = wreak(
      {
        host,
        count: book.count,
        onInterruption: (from, until) => void interruptions.push([from, until]),
        pause: campaign.pause,
        edit: campaign.edit,
        jumpMaxMinutes: Math.min(60, Math.max(1, Math.floor((HOURS_MAX * 60) / (options.minutes * 6)))),
      },
      {
        seed: options.seed,
        pauseMs: options.pauseMs,
        among: breakOf(options.broken)?.faults ?? FAULT_KINDS,
        lacksKills: () => killsOf(book.faults) * options.accepted < options.kills * load.accepted(),
        isOver: () =>
          performance.now() - startedAt > options.minutes * 60_000 ||
          (load.accepted() >= options.accepted && killsOf(book.faults) >= options.kills),
      },
    )
    await wait('faults', wreaked, options.minutes * 60_000 + WAIT_MAX_MS)
    onProgress('The faults are over.')
    Object.assign(trouble, { email: 0, webhook: 0 })
    await wait('last orders', host.order({ ...CALM, clockMs: host.setting.orders.clockMs }))
    await wait('the end of the load', load.stop())
    const loadedAt = performance.now()
    const settleMaxMs = options.broken === null ? SETTLE_MAX_MS : SETTLE_BROKEN_MAX_MS
    const left = await wait('what is left', settle(host, settleMaxMs, onProgress), SETTLED_MAX_MS)
    const shown = await wait('public counts', readPublic(host))
    const drift = await wait('recount', readDrift(host.url, vars['ADMIN_TOKEN'] ?? ''))
    await wait('the last readers', watch.stop())
    const ids = await host.ask('sql', 'SELECT slug, id FROM petitions')
    await host.kill()
    history.close()

    const bySigner = readHistory(file)
    const hashes = await hashesOf(
      [...bySigner].map(([signer, [first]]) => [signer, first?.petition ?? ''] as const),
      vars['SIGNER_PEPPER'] ?? '',
      new Map(ids.map(({ slug, id }) => [String(slug), Number(id)])),
    )
    const stored = readStored(state.path, shown, campaign.closed)
    const checks = check({
      history: bySigner,
      hashOf: (signer) => hashes.get(signer) ?? '',
      rows: stored.rows,
      petitions: stored.petitions,
      polls: watch.polls,
      received: { emails: emails.received, events: endpoint.received },
      unsent: host.unsent,
      interruptions,
      left: { ...stored.left, ...left, 'drift in a recount': drift },
    })
    return {
      accepted: load.accepted(),
      faults: book.faults,
      checks,
      seconds: { load: (loadedAt - startedAt) / 1000, rest: (performance.now() - loadedAt) / 1000 },
      hours: host.setting.orders.clockMs / 3_600_000,
    }
  } finally {
    endReaders()
    await host.kill()
    emails.close()
    endpoint.close()
    state.remove()
  }
}

/** More than once: the connection to the database may end under the load, and what was applied by then is not applied again. */
async function migrate(host: Host, except: readonly string[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await host.ask('migrate', except)
      return
    } catch (error) {
      if (tries === MIGRATE_TRIES_MAX || error instanceof HostEndedError) throw error
      await sleep(MIGRATE_PAUSE_MS)
    }
  }
}

interface FaultBook {
  faults: Map<string, number>
  count: (kind: string) => void
  total: () => number
}

function openFaultBook(): FaultBook {
  const faults = new Map<string, number>()
  return {
    faults,
    count: (kind) => void faults.set(kind, (faults.get(kind) ?? 0) + 1),
    total: () => [...faults.values()].reduce((sum, number) => sum + number, 0),
  }
}

export const killsOf = (faults: ReadonlyMap<string, number>): number =>
  KILLS.reduce((sum, kind) => sum + (faults.get(kind) ?? 0), 0)

const signerOf = (address: string): number => Number(/^s(\d+)@/i.exec(address)?.[1])
