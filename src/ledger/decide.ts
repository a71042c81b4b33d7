/**
 * A campaign's decision about signatures that are held for review: all that match a condition, in one transaction, and only
 * if they are as many as the campaign expects. No statement before the last UPDATE changes which rows match, so each finds
 * the same ones. A decision that is sent twice finds no rows the second time, and is refused.
 */
import { v7 as uuidv7 } from 'uuid'

import type { Actor } from '../../schema/audit.ts'
import type { EmailMessage } from '../../schema/message.ts'
import type { ReviewDecision } from '../../schema/review.ts'
import { auditStatement } from '../audit.ts'
import { forgetArrivals } from './arrivals.ts'
import { runSteps } from './batch.ts'
import { milestoneSteps } from './milestones.ts'
import { returnTalliesBy, talliedOf } from './tallies.ts'
import { RELEASED_EMAILS_MAX_ROWS } from '../limits.ts'
import { emailMessagesOf } from './email-outbox.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import { recordRemovals } from './removals.ts'
import { DELETE_REVIEW_FACTS } from './review-facts.ts'
import { COUNT_MATCHING, MATCHING } from './review-groups.ts'

export interface Released {
  counted: number
  /** They are now to be confirmed by email. */
  pending: number
  deliveryIds: string[]
  /** To be sent now; the cron finds the others. */
  emails: EmailMessage[]
}

/** `now` in milliseconds. */
export async function release(
  db: D1Database,
  petitionId: number,
  { condition, expected }: ReviewDecision,
  { by, origin, now }: { by: Actor; origin: string; now: number },
): Promise<Result<Released>> {
  const matching = [JSON.stringify(condition), petitionId, expected]
  const rowsOf = await runSteps(db, {
    counts: db.prepare(COUNT_MATCHING).bind(...matching.slice(0, 2)),
    tallies: db.prepare(RETURN_TALLIES).bind(...matching),
    removals: db.prepare(RECORD_RELEASED).bind(...matching, now),
    emails: db.prepare(RELEASE_EMAILS).bind(...matching, now),
    counter: db.prepare(RAISE_COUNTER).bind(...matching),
    arrivals: db.prepare(FORGET_ARRIVALS).bind(...matching, now),
    signatures: db.prepare(RELEASE).bind(...matching),
    entry: auditStatement(db, {
      petitionId,
      act: 'released',
      by,
      facts: { n: expected, suspicion: condition.suspicion ?? null },
      now,
    }),
    ...milestoneSteps(db, [petitionId], { origin, now }),
    toSend: db.prepare(FIND_RELEASED_EMAILS).bind(petitionId, now, RELEASED_EMAILS_MAX_ROWS),
  })
  const [counts] = rowsOf('counts')
  if (counts?.['matches'] !== expected) return refuse({ code: 'conflict', why: 'group-changed' })
  const counted = Number(counts['confirmed'])
  return ok({
    counted,
    pending: expected - counted,
    deliveryIds: rowsOf('deliveries').map(({ id }) => String(id)),
    emails: emailMessagesOf(rowsOf('toSend')),
  })
}

export interface Removed {
  n: number
  /** UUIDv7: by it, the removal can be undone for a while. */
  decision: string
}

/**
 * What is removed is out of everything at once, but deleted only when the removal can no longer be undone: see undo-removal.ts.
 */
export async function remove(
  db: D1Database,
  petitionId: number,
  { condition, expected }: ReviewDecision,
  { by, now }: { by: Actor; now: number },
): Promise<Result<Removed>> {
  const decision = uuidv7({ msecs: now })
  const matching = [JSON.stringify(condition), petitionId, expected]
  const rowsOf = await runSteps(db, {
    counts: db.prepare(COUNT_MATCHING).bind(...matching.slice(0, 2)),
    removals: db.prepare(RECORD_REMOVED).bind(...matching, now),
    emails: db.prepare(DELETE_PENDING_EMAILS).bind(...matching),
    signatures: db.prepare(REMOVE).bind(...matching, decision),
    entry: auditStatement(db, {
      petitionId,
      act: 'removed',
      by,
      facts: { n: expected, suspicion: condition.suspicion ?? null, decision },
      now,
    }),
  })
  const [counts] = rowsOf('counts')
  if (counts?.['matches'] !== expected) return refuse({ code: 'conflict', why: 'group-changed' })
  return ok({ n: expected, decision })
}

/** No rows, when they are not as many as expected. ?1 condition, ?2 petition, ?3 expected; ?4 is now in ms. */
const DECIDED = `
  matching AS MATERIALIZED (SELECT s.signer, s.id, s.confirmed_at, ${talliedOf('s')} ${MATCHING}),
  decided AS MATERIALIZED (SELECT * FROM matching WHERE (SELECT count(*) FROM matching) = ?3)`

const RETURN_TALLIES = returnTalliesBy(`
  WITH ${DECIDED}
  SELECT decided.confirmed_at, ${talliedOf('decided')} FROM decided WHERE confirmed_at IS NOT NULL`)

/** Only those that count from now on: the others are counted later, when their signers confirm. */
const RECORD_RELEASED = `
  WITH ${DECIDED}
  ${recordRemovals('released', 'decided WHERE confirmed_at IS NOT NULL', '?4')}`
const RECORD_REMOVED = `
  WITH ${DECIDED}
  ${recordRemovals('removed', 'decided', '?4')}`

/** The email of what is released. A signer who has confirmed meanwhile gets no second email to confirm. */
const RELEASE_EMAILS = `
  WITH ${DECIDED}
  UPDATE emails SET state = 'pending', next_attempt_at = ?4
  WHERE state = 'held' AND (petition_id, signer, id) IN (
    SELECT petition_id, signer, id FROM decided WHERE confirmed_at IS NULL)`

/** `before` is what the milestones are measured from. */
const RAISE_COUNTER = `
  WITH ${DECIDED}
  UPDATE counters SET "before" = n, n = n + (SELECT count(confirmed_at) FROM decided)
  WHERE petition_id = ?2`

/** A flood that is still going on does not hold them again. */
const FORGET_ARRIVALS = forgetArrivals(DECIDED, 'decided')

const RELEASE = `
  WITH ${DECIDED}
  UPDATE signatures
  SET status = CASE WHEN confirmed_at IS NULL THEN 'pending' ELSE 'counted' END, suspicion = NULL,
    ${DELETE_REVIEW_FACTS}
  WHERE petition_id = ?2 AND signer IN (SELECT signer FROM decided)`

const FIND_RELEASED_EMAILS = `
  SELECT petition_id AS petitionId, lower(hex(signer)) AS signer, id FROM emails
  WHERE state = 'pending' AND next_attempt_at = ?2 AND petition_id = ?1 LIMIT ?3`

/** Those that would still be sent, such as links that were asked for. What is held stays held. */
const DELETE_PENDING_EMAILS = `
  WITH ${DECIDED}
  DELETE FROM emails
  WHERE petition_id = ?2 AND signer IN (SELECT signer FROM decided) AND state = 'pending'`

/** ?4 is the decision. */
const REMOVE = `
  WITH ${DECIDED}
  UPDATE signatures SET status = 'removed', decision = ?4
  WHERE petition_id = ?2 AND signer IN (SELECT signer FROM decided)`
