/**
 * Spike mode: what the site does by itself while more happens than the database keeps up with. Counts, lists and petitions are stored for
 * longer, and the nightly recount waits, so that the database has its time for signatures (decision 056).
 *
 * One row says until when it lasts. Whoever sees the load prolongs it, and when no one does, it ends by itself. The consumer sees each
 * batch, the cron each minute how much waits. The edge reads the row with each count that it reads from the database anyway.
 */
import type { SpikeReason } from '../schema/health.ts'
import { isoOrNull } from './iso-time.ts'
import {
  CLOCK_SKEW_MAX_MS,
  SPIKE_BEGINS,
  SPIKE_HOLD_MS,
  SPIKE_LASTS,
  SPIKE_NOTED_EVERY_MS,
  SPIKE_RECOUNT_WAITS_MS,
  SPIKE_WAITING_MIN_MESSAGES,
} from './limits.ts'

export interface Load {
  /** Messages that wait to be stored. */
  backlogMessages: number
  /** For how long the oldest of them has. */
  waitedMs: number
  /** How long the database takes for a transaction. */
  transactionMs: number
}

export interface Strain {
  why: SpikeReason
  /** Whether a spike begins with it, and does not only last. */
  begins: boolean
}

/** Null for a load that is no sign of a spike. */
export function strainOf({ backlogMessages, waitedMs, transactionMs }: Load): Strain | null {
  const atLeast = (limits: Load): SpikeReason | null => {
    if (backlogMessages >= limits.backlogMessages) return 'backlog'
    if (waitedMs >= limits.waitedMs && backlogMessages >= SPIKE_WAITING_MIN_MESSAGES) return 'waiting'
    return transactionMs >= limits.transactionMs ? 'database' : null
  }
  const beginning = atLeast(SPIKE_BEGINS)
  const why = beginning ?? atLeast(SPIKE_LASTS)
  return why === null ? null : { why, begins: beginning !== null }
}

/** SQL: until when the spike lasts, or lasted. In milliseconds. */
export const SPIKE_UNTIL = '(SELECT until FROM spike WHERE id = 1)'

/** SQL: no clock that is right writes a later one. ?1 now. */
const LATEST_UNTIL = `?1 + ${SPIKE_HOLD_MS + CLOCK_SKEW_MAX_MS}`

/** ?1 now, ?2 why, ?3 whether a spike begins. What began before the last one was noted to have ended is the same. */
const NOTE = `
  UPDATE spike
  SET why = iif(ended_at IS NULL, why, ?2), began_at = iif(ended_at IS NULL, began_at, ?1), until = ?1 + ${SPIKE_HOLD_MS}, ended_at = NULL
  WHERE id = 1 AND (?3 OR until > ?1) AND NOT until BETWEEN ?1 + ${SPIKE_HOLD_MS - SPIKE_NOTED_EVERY_MS + 1} AND ${LATEST_UNTIL}
  RETURNING began_at = ?1 AS began`

/** Begins or prolongs the spike. Resolves to whether it began. `now` in milliseconds. */
export async function noteStrain(db: D1Database, { why, begins }: Strain, now: number): Promise<boolean> {
  const row = await db
    .prepare(NOTE)
    .bind(now, why, begins ? 1 : 0)
    .first<{ began: number }>()
  return row?.began === 1
}

const END = `
  UPDATE spike SET began_at = min(began_at, ?1), until = min(until, ?1), ended_at = min(until, ?1)
  WHERE id = 1 AND (ended_at IS NULL AND until <= ?1 OR until > ${LATEST_UNTIL})
  RETURNING began_at AS beganAt, ended_at AS endedAt, why`

/**
 * Notes that a spike has ended by itself, and returns it; null when none has. One that a wrong clock has prolonged ends now; if the load is still there, it begins
 * again. `now` in milliseconds.
 */
export const endSpike = (
  db: D1Database,
  now: number,
): Promise<{ beganAt: number; endedAt: number; why: SpikeReason } | null> => db.prepare(END).bind(now).first()

export interface Spike {
  /** ISO times; null for none. */
  since: string | null
  why: SpikeReason | null
  lastEndedAt: string | null
}

/**
 * Whether the recount waits for its end. Not for one that has lasted for a day: a backlog may stand for longer than any spike, for example
 * while the operator has stopped the delivery, and the count is to be proved all the same. `now` in milliseconds.
 */
export async function recountWaits(db: D1Database, now: number): Promise<boolean> {
  const { since } = await readSpike(db, now)
  return since !== null && now - Date.parse(since) < SPIKE_RECOUNT_WAITS_MS
}

/** `now` in milliseconds. */
export async function readSpike(db: D1Database, now: number): Promise<Spike> {
  const row = await db
    .prepare('SELECT began_at AS beganAt, until, why FROM spike WHERE id = 1')
    .first<{ beganAt: number; until: number; why: SpikeReason }>()
  if (row === null) throw new Error('the table spike has no row')
  const { beganAt, until, why } = row
  if (until > now) return { since: isoOrNull(beganAt), why, lastEndedAt: null }
  return { since: null, why: null, lastEndedAt: isoOrNull(until === 0 ? null : until) }
}
