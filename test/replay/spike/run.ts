/**
 * A spike from its beginning to its end, with both Workers, their queue and their database in workerd on this machine: calm, then the mix of
 * the record while the database is slow, then calm again until spike mode has ended.
 */
import { setTimeout as sleep } from 'node:timers/promises'

import { readSpike } from '../../../src/spike.ts'
import { signature } from '../../bench/lines.ts'
import { startSlowDatabase } from '../../bench/slow-database.ts'
import { surrounded } from '../../bench/surrounded.ts'
import { type Instance, startInstance } from '../../support/instance.ts'
import { temporaryDirectory } from '../../support/temporary-directory.ts'
import { percentile, READS_PER_SIGNATURE, type Seen, send, type Traffic } from './traffic.ts'

export interface SpikeOptions {
  /** Requests a second in the spike; null: the most that this machine carries, which a ramp finds. */
  perSecond: number | null
  /** Of the spike. Before it there are a sixth of them. */
  seconds: number
  /** How long the database takes for a transaction in the spike, one at a time. */
  transactionMs: number
  /** Numbers of src/limits.ts that hold instead. */
  limits?: Record<string, number>
  /** Whether spike mode has to begin: the spike lasts until then. */
  begins: boolean
  tell: (text: string) => void
}

export interface Phase {
  seconds: number
  readsPerSecond: number
  signaturesPerSecond: number
  errors: number
  /** In milliseconds. */
  read: Latency
  sign: Latency
  /** The most messages that waited. */
  backlog: number
  /** Queries and transactions. */
  databasePerSecond: number
}

interface Latency {
  p50: number | null
  p99: number | null
}

export interface SpikeReport {
  perSecond: number
  transactionMs: number
  before: Phase
  spike: Phase
  after: Phase
  /** Seconds after the spike began, and after it was over; null if it never did. */
  modeBeganAfter: number | null
  modeEndedAfter: number | null
  accepted: number
  /** Accepted signatures that are not stored, and stored ones that no one was told of. */
  lost: number
  unknown: number
  /** The public count in the end. */
  count: number
  firstErrors: string[]
  ok: boolean
}

const SLUG = 'spike'
const COUNT_PATH = `/api/petitions/${SLUG}/count`
const NO_FLOOD = { emailDomainPerHour: 1_000_000, networkPerHour: 1_000_000, surgePerMinute: 1_000_000 }
const CALM_MS = 5
/** Of the rate in the spike. */
const CALM_SHARE = 0.1
const WATCH_MS = 500
/** For everything to be stored, and for spike mode to end. */
const PATIENCE_SECONDS = 300

export async function runSpike(options: SpikeOptions): Promise<SpikeReport> {
  const { seconds, transactionMs, limits = {}, begins, tell } = options
  const directory = temporaryDirectory()
  const database = await startSlowDatabase()
  const instance = await startInstance({
    stateDirectory: directory.path,
    limits,
    vars: { EMAIL_SENDER: 'cloudflare', EMAIL_FROM: 'petitions@example.org', DATABASE_TURNS: database.url },
    prepare: (_, modules) => surrounded(modules),
  })
  const watch = watchMode(instance)
  try {
    await instance.startPetition({ slug: SLUG, confirmation: 'none', reviewRules: NO_FLOOD })
    const traffic: Traffic = { url: instance.url, read: { path: COUNT_PATH }, sign: (n) => signature(SLUG, n, n) }
    const all: Seen[] = []
    const signed = (): number => all.reduce((sum, { signatures }) => sum + signatures.length, 0)
    const phase = async (rate: number, isOver: (seconds: number) => boolean): Promise<Phase> => {
      const turns = database.turns()
      watch.longest()
      const seen = await send(traffic, rate, signed(), isOver)
      all.push(seen)
      return phaseOf(seen, watch.longest(), database.turns() - turns)
    }
    const perSecond = options.perSecond ?? (await highestRate((rate) => phase(rate, lasts(RAMP_SECONDS)), tell))
    tell(`Before: ${Math.round(perSecond * CALM_SHARE)} requests a second.`)
    const before = await phase(perSecond * CALM_SHARE, lasts(seconds / 6))
    tell(`The spike: ${Math.round(perSecond)} requests a second, and a transaction takes ${transactionMs} ms.`)
    const begunAt = Date.now()
    database.takes(transactionMs)
    const spike = await phase(perSecond, (now) =>
      now < seconds ? false : !begins || watch.beganAt() !== null || now > seconds + PATIENCE_SECONDS,
    )
    database.takes(CALM_MS)
    const overAt = Date.now()
    tell('After it, until spike mode has ended.')
    const isOver = (): boolean => watch.beganAt() === null || watch.endedAt() !== null
    const after = await phase(
      perSecond * CALM_SHARE,
      (now) => now > seconds / 6 && (isOver() || now > PATIENCE_SECONDS),
    )
    const ids = all.flatMap((seen) => seen.ids)
    const stored = await storedIds(instance, ids.length)
    const [beganAt, endedAt] = [watch.beganAt(), watch.endedAt()]
    const count = await finalCount(instance, stored.length)
    for (const { event, text } of instance.logs) if (event?.startsWith('spike.') === true) tell(text)
    const firstErrors = all.flatMap((seen) => seen.firstErrors)
    const lost = missing(ids, stored)
    const unknown = missing(stored, ids)
    return {
      perSecond,
      transactionMs,
      before,
      spike,
      after,
      modeBeganAfter: beganAt && (beganAt - begunAt) / 1000,
      modeEndedAfter: beganAt && endedAt && (endedAt - overAt) / 1000,
      accepted: ids.length,
      lost,
      unknown,
      count,
      firstErrors,
      ok:
        firstErrors.length === 0 &&
        lost + unknown === 0 &&
        count === ids.length &&
        (!begins || (beganAt !== null && endedAt !== null)),
    }
  } finally {
    await watch.stop()
    await instance.dispose()
    database.close()
    directory.remove()
  }
}

/** How many of these the others do not have. */
function missing(these: readonly string[], others: readonly string[]): number {
  const known = new Set(others)
  return these.filter((one) => !known.has(one)).length
}

const lasts =
  (seconds: number) =>
  (now: number): boolean =>
    now >= seconds

const latencyOf = (values: readonly number[]): Latency => ({
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
})

const phaseOf = ({ seconds, reads, signatures, errors }: Seen, backlog: number, turns: number): Phase => ({
  seconds,
  readsPerSecond: reads.length / seconds,
  signaturesPerSecond: signatures.length / seconds,
  errors,
  read: latencyOf(reads),
  sign: latencyOf(signatures),
  backlog,
  databasePerSecond: turns / seconds,
})

const RAMP_SECONDS = 3
const RAMP_FROM = 500
const RAMP_FACTOR = 1.4
const RAMP_STEPS_MAX = 14
const RAMP_P99_MAX_MS = 500
/** Of the highest rate that was carried for a moment: the spike lasts longer. */
const RAMP_SHARE = 0.75

/** Faster and faster, until requests wait for those before them. */
async function highestRate(at: (rate: number) => Promise<Phase>, tell: (text: string) => void): Promise<number> {
  let carried = RAMP_FROM
  for (let step = 0; step < RAMP_STEPS_MAX; step++) {
    const rate = RAMP_FROM * RAMP_FACTOR ** step
    const { read, errors } = await at(rate)
    tell(`${Math.round(rate)} requests a second: p99 ${Math.round(read.p99 ?? NaN)} ms.`)
    if (errors > 0 || (read.p99 ?? Infinity) > RAMP_P99_MAX_MS) break
    carried = rate
  }
  return carried * RAMP_SHARE
}

/** Since when spike mode lasts, when it ended, and how much waits: read past the slow database, which that would occupy. */
function watchMode({ db, backlog }: Instance) {
  const stopping = new AbortController()
  let longest = 0
  let beganAt: number | null = null
  let endedAt: number | null = null
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      longest = Math.max(longest, backlog('undersigned-signatures'))
      const { since, lastEndedAt } = await readSpike(db, Date.now())
      if (since !== null) beganAt ??= Date.parse(since)
      endedAt = since === null && lastEndedAt !== null ? Date.parse(lastEndedAt) : null
      await sleep(WATCH_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    beganAt: () => beganAt,
    endedAt: () => endedAt,
    /** Since it was last asked. */
    longest: () => {
      const most = longest
      longest = 0
      return most
    },
    stop: async () => {
      stopping.abort()
      await watching
    },
  }
}

/** Once as many are stored as were accepted. */
async function storedIds({ db }: Instance, accepted: number): Promise<string[]> {
  for (let second = 0; ; second++) {
    const { results } = await db
      .prepare('SELECT id FROM signatures WHERE petition_id = (SELECT id FROM petitions WHERE slug = ?)')
      .bind(SLUG)
      .all<{ id: string }>()
    if (results.length >= accepted || second >= PATIENCE_SECONDS) return results.map(({ id }) => id)
    await sleep(1_000)
  }
}

/** The public count, once it is this, or does not become it. */
async function finalCount({ url }: Instance, expected: number): Promise<number> {
  for (let second = 0; ; second++) {
    const response = await fetch(new URL(COUNT_PATH, url))
    const { count }: { count: number } = JSON.parse(await response.text())
    if (count === expected || second >= PATIENCE_SECONDS) return count
    await sleep(1_000)
  }
}

/** Signatures of the mix in this many requests. */
export const signaturesOf = (requests: number): number => requests / (READS_PER_SIGNATURE + 1)
