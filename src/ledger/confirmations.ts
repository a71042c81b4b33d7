/**
 * What the link to confirm does: the signature whose email it was in begins to count, or, if it is a repeat, is one that
 * may become the signature. Every statement names its index: for a list of ids SQLite would choose to read the whole petition.
 */
import type { ConfirmationMessage } from '../../schema/message.ts'
import type { FormerTarget, LinkTarget } from '../crypto/link-token.ts'
import { changeCounters } from './counter.ts'
import { raiseTalliesBy, takeFromTallies, talliedOf } from './tallies.ts'

const BY_ID = 'INDEXED BY signatures_petition_id'

/** Of the signature, or the repeat, that a message confirms. In a message of a former version it may be the id of an email. */
const SIGNATURE_ID = `
  CASE
    WHEN value ->> 'formerId' IS NULL OR EXISTS (
      SELECT 1 FROM repeats AS r WHERE r.petition_id = value ->> 'petitionId' AND r.id = value ->> 'id')
      OR EXISTS (
        SELECT 1 FROM signatures AS s ${BY_ID} WHERE s.petition_id = value ->> 'petitionId' AND s.id = value ->> 'id')
    THEN value ->> 'id'
    ELSE value ->> 'formerId'
  END`

/** The earliest time of each signature. ?1 messages, a JSON array. */
const FIRST_TIMES = `
  first AS MATERIALIZED (
    SELECT value ->> 'petitionId' AS petition_id, ${SIGNATURE_ID} AS id, min(value ->> 'at') AS at
    FROM jsonb_each(?1) GROUP BY 1, 2)`

/** The signatures that these messages confirm, and those that they confirm earlier than another message did. */
const CONFIRMED = `
  FROM first CROSS JOIN signatures AS s ${BY_ID} ON s.petition_id = first.petition_id AND s.id = first.id`

/** Those of them that begin to count, or have counted from a later time on. */
const counting = (when: string): string => `
  WITH ${FIRST_TIMES}
  SELECT ${when} AS confirmed_at, ${talliedOf('s')} ${CONFIRMED}`

export const confirmationSteps = (db: D1Database, messages: readonly ConfirmationMessage[]) => {
  const json = JSON.stringify(messages)
  return {
    correctedTallies: db.prepare(TAKE_CORRECTED).bind(json),
    confirmedTallies: db.prepare(RAISE_FOR_CONFIRMED).bind(json),
    confirmedCounters: db.prepare(ADD_CONFIRMED).bind(json),
    confirmed: db.prepare(CONFIRM).bind(json),
    confirmedRepeats: db.prepare(CONFIRM_REPEATS).bind(json),
  }
}

const CORRECTED = `s.status = 'counted' AND s.confirmed_at > first.at`

const TAKE_CORRECTED = takeFromTallies(`${counting('s.confirmed_at')} WHERE ${CORRECTED}`)
const RAISE_FOR_CONFIRMED = raiseTalliesBy(`${counting('first.at')} WHERE s.status = 'pending' OR ${CORRECTED}`)
const ADD_CONFIRMED = changeCounters('+', `${counting('first.at')} WHERE s.status = 'pending'`)

/** SQL: of a row of `table`. A subquery and not UPDATE … FROM, for the reason in counter.ts. */
function timeOf(table: 'signatures' | 'repeats'): string {
  return `(SELECT at FROM first WHERE first.petition_id = ${table}.petition_id AND first.id = ${table}.id)`
}

/**
 * One that is held for review, or whose removal may be undone, counts once the review releases it. Returns those that count from now
 * on.
 */
const CONFIRM = `
  WITH ${FIRST_TIMES}
  UPDATE signatures ${BY_ID}
  SET confirmed_at = ${timeOf('signatures')}, reminder = NULL, status = CASE status WHEN 'pending' THEN 'counted' ELSE status END
  WHERE (petition_id, id) IN (SELECT petition_id, id FROM first) AND (status <> 'removed' OR decision IS NOT NULL)
    AND (confirmed_at IS NULL OR confirmed_at > ${timeOf('signatures')})
  RETURNING status`

const CONFIRM_REPEATS = `
  WITH ${FIRST_TIMES}
  UPDATE repeats SET confirmed_at = ${timeOf('repeats')}
  WHERE (petition_id, id) IN (SELECT petition_id, id FROM first)
    AND (confirmed_at IS NULL OR confirmed_at > ${timeOf('repeats')})`

export interface Confirmable {
  /** As the page would show it; null for an anonymous signature. */
  publicName: string | null
  comment: string | null
  /** The code of the partner through whom it came. */
  partner: string | null
  /** Whether the public count includes the signer already. */
  isCounted: boolean
  /** Whether an email has confirmed it. */
  isConfirmed: boolean
}

/** The signature, or the repeat, that a link of a former version is for; null when it no longer exists. */
export async function findFormerTarget(
  db: D1Database,
  { petitionId, id, emailId, proven }: FormerTarget,
): Promise<LinkTarget | null> {
  const found = await db
    .prepare(
      `SELECT id, lower(hex(signer)) AS signer FROM (
         SELECT id, signer FROM signatures ${BY_ID} WHERE petition_id = ?1 AND id IN (?2, ?3)
         UNION ALL
         SELECT id, signer FROM repeats WHERE petition_id = ?1 AND id IN (?2, ?3))
       ORDER BY id = ?3 DESC LIMIT 1`,
    )
    .bind(petitionId, id, emailId)
    .first<Pick<LinkTarget, 'id' | 'signer'>>()
  return found === null ? null : { petitionId, ...found, proven }
}

/** What a link would confirm or withdraw, or null when it no longer exists. Reads three rows. */
export async function readConfirmable(
  db: D1Database,
  { petitionId, id }: Pick<LinkTarget, 'petitionId' | 'id'>,
): Promise<Confirmable | null> {
  const row = await db
    .prepare(
      `SELECT public_name AS publicName, comment, partner, status = 'counted' AS isCounted,
         confirmed_at IS NOT NULL AND confirmed_at <> signed_at AS isConfirmed
       FROM signatures ${BY_ID} WHERE petition_id = ?1 AND id = ?2 AND status <> 'removed'
       UNION ALL
       SELECT r.public_name, r.comment, r.partner, s.status = 'counted', r.confirmed_at IS NOT NULL AND r.confirmed_at <> r.signed_at
       FROM repeats AS r LEFT JOIN signatures AS s ON s.petition_id = r.petition_id AND s.signer = r.signer
       WHERE r.petition_id = ?1 AND r.id = ?2`,
    )
    .bind(petitionId, id)
    .first<
      Pick<Confirmable, 'publicName' | 'comment' | 'partner'> & { isCounted: number | null; isConfirmed: number }
    >()
  return row === null ? null : { ...row, isCounted: row.isCounted === 1, isConfirmed: row.isConfirmed === 1 }
}
