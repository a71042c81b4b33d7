/**
 * What a campaign decides about signatures that wait: all that fit a condition, in one transaction, and only if they
 * are as many as the campaign has seen. Until its last UPDATE no statement changes which rows fit, so each finds the
 * same ones. A decision that is sent twice finds nothing the second time, and is told so.
 */
import type { EmailMessage } from '../../schema/message.ts'
import type { ReviewDecision } from '../../schema/review.ts'
import { ADD_MILESTONE_EVENTS, ADD_MILESTONES } from './milestones.ts'
import { returnTalliesBy } from './tallies.ts'
import { RELEASED_EMAILS_MAX_ROWS } from '../limits.ts'
import { emailMessagesOf } from './email-outbox.ts'
import { deliveriesStatement } from './outbox.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import { MATCHING } from './review-groups.ts'

export interface Released {
  counted: number
  /** They wait for their email to be answered now. */
  waiting: number
  deliveryIds: string[]
  /** To be sent at once; the cron finds the others. */
  emails: EmailMessage[]
}

/** Now in milliseconds. */
export async function release(
  db: D1Database,
  petitionId: number,
  { condition, expected }: ReviewDecision,
  { origin, now }: { origin: string; now: number },
): Promise<Result<Released>> {
  const fitting = [JSON.stringify(condition), petitionId, expected]
  const steps = {
    counts: db.prepare(COUNT_MATCHING).bind(...fitting.slice(0, 2)),
    tallies: db.prepare(RETURN_TALLIES).bind(...fitting),
    ledger: db.prepare(NOTE_RELEASED).bind(...fitting, now),
    emails: db.prepare(RELEASE_EMAILS).bind(...fitting, now),
    counter: db.prepare(RAISE_COUNTER).bind(...fitting),
    signatures: db.prepare(RELEASE).bind(...fitting),
    events: db.prepare(ADD_MILESTONE_EVENTS).bind(petitionId, origin, now),
    milestones: db.prepare(ADD_MILESTONES).bind(petitionId, origin, now),
    deliveries: deliveriesStatement(db, petitionId, now),
    toSend: db.prepare(FIND_RELEASED_EMAILS).bind(petitionId, now, RELEASED_EMAILS_MAX_ROWS),
  }
  const results = await db.batch<Record<string, unknown>>(Object.values(steps))
  const names = Object.keys(steps)
  const rowsOf = (step: keyof typeof steps) => results[names.indexOf(step)]?.results ?? []
  const [counts] = rowsOf('counts')
  if (counts?.['matches'] !== expected) return refuse({ code: 'conflict', why: 'group-changed' })
  const counted = Number(counts['confirmed'])
  return ok({
    counted,
    waiting: expected - counted,
    deliveryIds: rowsOf('deliveries').map(({ id }) => String(id)),
    emails: emailMessagesOf(petitionId, rowsOf('toSend')),
  })
}

/** How many were removed. */
export async function remove(
  db: D1Database,
  petitionId: number,
  { condition, expected }: ReviewDecision,
  now: number,
): Promise<Result<number>> {
  const fitting = [JSON.stringify(condition), petitionId, expected]
  const [counts] = await db.batch<{ matches: number }>([
    db.prepare(COUNT_MATCHING).bind(...fitting.slice(0, 2)),
    db.prepare(NOTE_REMOVED).bind(...fitting, now),
    db.prepare(DELETE_EMAILS).bind(...fitting),
    db.prepare(REMOVE).bind(...fitting),
  ])
  if (counts?.results[0]?.matches !== expected) return refuse({ code: 'conflict', why: 'group-changed' })
  return ok(expected)
}

const COUNT_MATCHING = `SELECT count(*) AS matches, count(s.confirmed_at) AS confirmed ${MATCHING}`

/** Nobody, when they are not as many as expected. ?1 condition, ?2 petition, ?3 expected; ?4 is now in ms. */
const DECIDED = `
  matching AS MATERIALIZED (SELECT s.signer, s.confirmed_at, s.country, s.partner ${MATCHING}),
  decided AS MATERIALIZED (SELECT * FROM matching WHERE (SELECT count(*) FROM matching) = ?3)`

const RETURN_TALLIES = returnTalliesBy(`
  WITH ${DECIDED}
  SELECT confirmed_at, country, partner FROM decided WHERE confirmed_at IS NOT NULL`)

/** Public is what now counts; who still has to answer the email will be counted as anybody is. */
const NOTE_RELEASED = noted('released', 'confirmed_at IS NOT NULL')
const NOTE_REMOVED = noted('removed', 'true')

function noted(reason: 'released' | 'removed', condition: string): string {
  return `
  WITH ${DECIDED}
  INSERT INTO removals (petition_id, day, reason, n)
  SELECT ?2, strftime('%Y-%m-%d', ?4 / 1000, 'unixepoch'), '${reason}', count(*) FROM decided
  WHERE ${condition}
  HAVING count(*) > 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n`
}

/** Whoever has confirmed meanwhile needs no second email to do it. */
const RELEASE_EMAILS = `
  WITH ${DECIDED}
  UPDATE emails SET state = 'pending', next_attempt_at = ?4
  WHERE petition_id = ?2 AND state = 'held' AND signer IN (SELECT signer FROM decided)
    AND (kind = 'confirm') = (signer IN (SELECT signer FROM decided WHERE confirmed_at IS NULL))`

/** `before` is where the milestones are measured from. */
const RAISE_COUNTER = `
  WITH ${DECIDED}
  UPDATE counters SET "before" = n, n = n + (SELECT count(confirmed_at) FROM decided)
  WHERE petition_id = ?2 AND shard = 0`

/** With the facts gone, no flood that is still going on takes them back. */
const RELEASE = `
  WITH ${DECIDED}
  UPDATE signatures
  SET status = CASE WHEN confirmed_at IS NULL THEN 'pending' ELSE 'counted' END, suspicion = NULL,
    network = NULL, email_domain = NULL, request_country = NULL, disposable = NULL, signals = NULL
  WHERE petition_id = ?2 AND signer IN (SELECT signer FROM decided)`

const FIND_RELEASED_EMAILS = `
  SELECT lower(hex(signer)) AS signer, id FROM emails
  WHERE state = 'pending' AND next_attempt_at = ?2 AND petition_id = ?1 LIMIT ?3`

const DELETE_EMAILS = `
  WITH ${DECIDED}
  DELETE FROM emails
  WHERE petition_id = ?2 AND state IN ('held', 'pending') AND signer IN (SELECT signer FROM decided)`

/** The hash of the signer stays, so that the signature cannot be given again. */
const REMOVE = `
  WITH ${DECIDED}
  UPDATE signatures
  SET status = 'removed', contact = NULL, public_name = NULL, comment = NULL, country = NULL, partner = NULL,
    suspicion = NULL,
    network = NULL, email_domain = NULL, request_country = NULL, disposable = NULL, signals = NULL
  WHERE petition_id = ?2 AND signer IN (SELECT signer FROM decided)`
