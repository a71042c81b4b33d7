/**
 * A campaign's decision about signatures that are held for review: all that match a condition, and only if they are as many as the
 * campaign expects. The transaction that makes the decision carries it out for the first of them, which are most often all; carry-out.ts
 * takes the others. A decision that is sent twice finds fewer the second time, and is refused.
 */
import type { Actor } from '../../schema/audit.ts'
import type { EmailMessage } from '../../schema/message.ts'
import type { ReviewDecision } from '../../schema/review.ts'
import { auditStatement } from '../audit.ts'
import { REVIEW_CHUNK_ROWS } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import { newIdAt, timeOfId } from '../uuid-time.ts'
import { forgetArrivals } from './arrivals.ts'
import { type RowsOf, runSteps, type Steps } from './batch.ts'
import { type Chunk, decided, endDecision, hasUnderWay, noteChunk, type UnderWay } from './decisions.ts'
import { emailMessagesOf } from './email-outbox.ts'
import { boundTo, KINDS, matches } from './held-kinds.ts'
import { milestoneSteps } from './milestones.ts'
import { recordRemovals } from './removals.ts'
import { DELETE_REVIEW_FACTS } from './review-facts.ts'
import { returnTalliesBy, talliedOf } from './tallies.ts'

/** To be sent now; the cron finds those that are not. */
export interface Sent {
  deliveryIds: string[]
  emails: EmailMessage[]
}

export interface At {
  /** The public origin, for the links in events. */
  origin: string
  /** In milliseconds. */
  now: number
  /** How many signatures a transaction takes. */
  rows?: number
}

export interface Released extends Sent {
  counted: number
  /** They are to be confirmed by email. */
  pending: number
  /** Of both: how many are still to have their turn. */
  left: number
}

export async function release(
  db: D1Database,
  petitionId: number,
  decision: ReviewDecision,
  { by, ...at }: At & { by: Actor },
): Promise<Result<Released>> {
  const made = await decide(db, { state: 'release', petitionId, decision, by, at })
  if (!made.ok) return made
  const { confirmed, chunk } = made.value
  const { left, deliveryIds, emails } = chunk
  return ok({ counted: confirmed, pending: decision.expected - confirmed, left, deliveryIds, emails })
}

export interface Removed {
  n: number
  /** How many are still to have their turn. */
  left: number
  /** UUIDv7: by it, the removal can be undone for a while. */
  decision: string
}

/**
 * What is removed is out of everything at once, but deleted only when the removal can no longer be undone: see undo-removal.ts.
 */
export async function remove(
  db: D1Database,
  petitionId: number,
  decision: ReviewDecision,
  { by, ...at }: At & { by: Actor },
): Promise<Result<Removed>> {
  const made = await decide(db, { state: 'remove', petitionId, decision, by, at })
  if (!made.ok) return made
  const { id, chunk } = made.value
  return ok({ n: decision.expected, left: chunk.left, decision: id })
}

interface Making {
  state: 'release' | 'remove'
  petitionId: number
  decision: ReviewDecision
  by: Actor
  at: At
}

/** `confirmed`: how many of them will count at once. */
async function decide(
  db: D1Database,
  { state, petitionId, decision: { condition, expected }, by, at }: Making,
): Promise<Result<{ id: string; confirmed: number; chunk: Chunk & Sent }>> {
  const id = newIdAt(at.now)
  const matching = boundTo(petitionId, condition)
  const facts = { n: expected, suspicion: condition.suspicion ?? null }
  const rowsOf = await runSteps(db, {
    counts: db.prepare(COUNT_MATCHING).bind(...matching),
    made: db.prepare(MAKE_DECISION).bind(...matching, expected, id, state),
    entry: auditStatement(db, {
      petitionId,
      act: state === 'release' ? 'released' : 'removed',
      by,
      facts: state === 'release' ? facts : { ...facts, decision: id },
      now: at.now,
    }),
    numbered: db.prepare(NUMBER_DECISION).bind(petitionId, id),
    ...chunkSteps(db, { petitionId, id, state }, at),
  })
  const [counts] = rowsOf('counts')
  if (rowsOf('made').length === 0 && (expected > 0 || counts?.['matches'] !== 0))
    return refuse({ code: 'conflict', why: counts?.['underWay'] === 1 ? 'decision-under-way' : 'group-changed' })
  return ok({ id, confirmed: Number(counts?.['confirmed']), chunk: chunkOf(rowsOf) })
}

/** The next signatures of a decision. */
export async function decideChunk(db: D1Database, decision: Deciding, at: At): Promise<Chunk & Sent> {
  return chunkOf(await runSteps(db, chunkSteps(db, decision, at)))
}

type Deciding = UnderWay & { state: 'release' | 'remove' }

const chunkSteps = (db: D1Database, decision: Deciding, at: At): Steps =>
  decision.state === 'release' ? releaseSteps(db, decision, at) : removeSteps(db, decision, at)

/** No statement before the last one about signatures changes which ones are the next, so each finds the same. */
function releaseSteps(
  db: D1Database,
  { petitionId, id }: Deciding,
  { origin, now, rows = REVIEW_CHUNK_ROWS }: At,
): Steps {
  const chunk = [petitionId, id, rows]
  return {
    tallies: db.prepare(RETURN_TALLIES).bind(...chunk),
    removals: db.prepare(RECORD_RELEASED).bind(...chunk, now),
    emails: db.prepare(RELEASE_EMAILS).bind(...chunk, now),
    counter: db.prepare(RAISE_COUNTER).bind(...chunk),
    arrivals: db.prepare(FORGET_ARRIVALS).bind(...chunk, now),
    signatures: db.prepare(RELEASE).bind(...chunk),
    noted: db.prepare(NOTE_RELEASED).bind(petitionId, id),
    ended: db.prepare(END_RELEASE).bind(petitionId, id, 1),
    ...milestoneSteps(db, [petitionId], { origin, now }),
  }
}

/** All are removed on the day of the decision. */
function removeSteps(db: D1Database, { petitionId, id }: Deciding, { rows = REVIEW_CHUNK_ROWS }: At): Steps {
  const chunk = [petitionId, id, rows]
  return {
    removals: db.prepare(RECORD_REMOVED).bind(...chunk, timeOfId(id)),
    emails: db.prepare(DELETE_PENDING_EMAILS).bind(...chunk),
    signatures: db.prepare(REMOVE).bind(...chunk),
    noted: db.prepare(NOTE_REMOVED).bind(petitionId, id),
    ended: db.prepare(END_REMOVAL).bind(petitionId, id, 1),
  }
}

function chunkOf(rowsOf: RowsOf<Steps>): Chunk & Sent {
  const [noted] = rowsOf('noted')
  return {
    rows: Number(noted?.['rows'] ?? 0),
    left: rowsOf('ended').length > 0 ? 0 : Number(noted?.['left'] ?? 0),
    deliveryIds: rowsOf('deliveries').map(({ id }) => String(id)),
    emails: emailMessagesOf(rowsOf('emails')),
  }
}

const COUNT_MATCHING = `
  WITH ${KINDS}
  SELECT coalesce(sum(k.n), 0) AS matches, coalesce(sum(k.confirmed), 0) AS confirmed, ${hasUnderWay('?2')} AS underWay
  FROM kinds AS k WHERE ${matches('?1')}`

/**
 * One at a time of each petition: an index makes sure of that. ?5 expected, ?6 its id, ?7 its state. The last kind is that of those that
 * were counted, whatever kinds there are later.
 */
const MAKE_DECISION = `
  WITH ${KINDS}
  INSERT INTO decisions (petition_id, id, state, condition, first_kind, last_kind, number, n, done)
  SELECT ?2, ?6, ?7, ?1, ?3, max(k.kind), c.decisions + 1, ?5, 0
  FROM kinds AS k CROSS JOIN counters AS c
  WHERE c.petition_id = ?2
  GROUP BY c.petition_id HAVING ?5 > 0 AND sum(k.n) FILTER (WHERE ${matches('?1')}) = ?5
  ON CONFLICT DO NOTHING RETURNING id`

/** ?1 petition, ?2 decision. */
const NUMBER_DECISION = `
  UPDATE counters SET decisions = (SELECT number FROM decisions WHERE petition_id = ?1 AND id = ?2)
  WHERE petition_id = ?1 AND EXISTS (SELECT 1 FROM decisions WHERE petition_id = ?1 AND id = ?2)`

const OF_RELEASE = decided('release', `s.signer, s.id, s.confirmed_at, ${talliedOf('s')}`)
const OF_REMOVAL = decided('remove', 's.petition_id, s.signer')

const RETURN_TALLIES = returnTalliesBy(`
  WITH ${OF_RELEASE}
  SELECT decided.confirmed_at, ${talliedOf('decided')} FROM decided WHERE confirmed_at IS NOT NULL`)

/** Only those that count from now on: the others are counted later, when their signers confirm. */
const RECORD_RELEASED = `
  WITH ${OF_RELEASE}
  ${recordRemovals('released', 'decided WHERE confirmed_at IS NOT NULL', '?4')}`
const RECORD_REMOVED = `
  WITH ${OF_REMOVAL}
  ${recordRemovals('removed', 'decided', '?4')}`

/** The email of what is released. A signer who has confirmed meanwhile gets no second email to confirm. */
const RELEASE_EMAILS = `
  WITH ${OF_RELEASE}
  UPDATE emails SET state = 'pending', next_attempt_at = ?4
  WHERE state = 'held' AND (petition_id, signer, id) IN (
    SELECT petition_id, signer, id FROM decided WHERE confirmed_at IS NULL)
  RETURNING petition_id AS petitionId, lower(hex(signer)) AS signer, id`

/** `before` is what the milestones are measured from. */
const RAISE_COUNTER = `
  WITH ${OF_RELEASE}
  UPDATE counters SET "before" = n, n = n + (SELECT count(confirmed_at) FROM decided)
  WHERE petition_id = ?1`

/** A flood that is still going on does not hold them again. */
const FORGET_ARRIVALS = forgetArrivals(OF_RELEASE, 'decided')

const RELEASE = `
  WITH ${OF_RELEASE}
  UPDATE signatures
  SET status = CASE WHEN confirmed_at IS NULL THEN 'pending' ELSE 'counted' END, suspicion = NULL,
    ${DELETE_REVIEW_FACTS}
  WHERE petition_id = ?1 AND signer IN (SELECT signer FROM decided)`

/** Those that would still be sent, such as links that were asked for. What is held stays held. */
const DELETE_PENDING_EMAILS = `
  WITH ${OF_REMOVAL}
  DELETE FROM emails
  WHERE petition_id = ?1 AND signer IN (SELECT signer FROM decided) AND state = 'pending'`

const REMOVE = `
  WITH ${OF_REMOVAL}
  UPDATE signatures SET status = 'removed', decision = ?2
  WHERE petition_id = ?1 AND signer IN (SELECT signer FROM decided)`

const NOTE_RELEASED = noteChunk('release')
const NOTE_REMOVED = noteChunk('remove')
const END_RELEASE = endDecision('release')
const END_REMOVAL = endDecision('remove')
