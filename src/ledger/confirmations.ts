/**
 * What links to confirm and to withdraw do: a confirmed signature begins to count, a withdrawn one is deleted. Every statement names its
 * index: for a list of ids SQLite would choose to read the whole petition.
 */
import { ADD_CHANGES, SUBTRACT_CHANGES } from './counter.ts'
import { recordRemovals } from './removals.ts'
import { lowerTalliesBy, raiseTalliesBy } from './tallies.ts'

const BY_ID = 'INDEXED BY signatures_petition_id'
/** The signatures of petition ?2 whose ids are in ?1, a JSON array of messages. */
const NAMED = `petition_id = ?2 AND id IN (SELECT value ->> 'id' FROM json_each(?1))`

/**
 * What the withdrawals of ?1 may delete of petition ?2. A link from an email proves that it was sent by the owner of the email
 * address. A link that was shown after signing proves only who sent that form: it withdraws a signature that no email has
 * confirmed (`confirmed_at` is then the time of signing, if anything), and for which no later form of the same signer waits
 * for its email to be opened. Otherwise, whoever signs first with another person's email address could later withdraw what
 * its owner has confirmed, or is about to confirm.
 */
const WITHDRAWN = `
  ${NAMED} AND (
    EXISTS (
      SELECT 1 FROM json_each(?1) AS message
      WHERE message.value ->> 'id' = signatures.id AND message.value ->> 'proven')
    OR (
      (signatures.confirmed_at IS NULL OR signatures.confirmed_at = signatures.signed_at)
      AND NOT EXISTS (
        SELECT 1 FROM emails AS later
        WHERE later.petition_id = ?2 AND later.signer = signatures.signer AND later.contact IS NOT NULL)))`

/**
 * Anybody can sign first with another person's email address, under any name. So when the same signer signs again before
 * confirming, the later message is stored with its email, and the email whose link is opened decides what the signature
 * contains. ?1 messages of emails other than the first, ?2 petition.
 */
export const ADOPT = `
  UPDATE signatures ${BY_ID}
  SET (contact, contact_id, public_name, comment) = (
    SELECT m.contact, m.id, m.public_name, m.comment ${emailsOpened()})
  WHERE ${NAMED} AND status IN ('pending', 'quarantined') AND confirmed_at IS NULL
    AND EXISTS (SELECT 1 ${emailsOpened()})`

function emailsOpened(): string {
  return `
    FROM json_each(?1) AS message
    CROSS JOIN emails AS m ON m.petition_id = ?2 AND m.signer = signatures.signer AND m.id = message.value ->> 'emailId'
    WHERE message.value ->> 'id' = signatures.id AND m.contact IS NOT NULL`
}

/** A repeated message changes nothing: only pending rows change. ?1 messages, ?2 petition, ?3 now in ms. */
export const confirmationSteps = (db: D1Database, messages: string, petitionId: number, now: number) => ({
  confirmedTallies: db.prepare(RAISE_FOR_CONFIRMED).bind(messages, petitionId, now),
  confirmed: db.prepare(CONFIRM).bind(messages, petitionId, now),
  confirmedCounter: db.prepare(ADD_CHANGES).bind(petitionId),
  confirmedForReview: db.prepare(CONFIRM_QUARANTINED).bind(messages, petitionId, now),
})

const RAISE_FOR_CONFIRMED = raiseTalliesBy(
  `SELECT ?3 AS confirmed_at, country, partner FROM signatures ${BY_ID} WHERE ${NAMED} AND status = 'pending'`,
)

const CONFIRM = `
  UPDATE signatures ${BY_ID} SET status = 'counted', confirmed_at = ?3, reminder = NULL WHERE ${NAMED} AND status = 'pending' RETURNING id`

/** It counts once the review releases it. */
const CONFIRM_QUARANTINED = `
  UPDATE signatures ${BY_ID} SET confirmed_at = ?3 WHERE ${NAMED} AND status = 'quarantined' AND confirmed_at IS NULL`

/** Deletes the rows whether they count or not, and records those that did. ?1 messages, ?2 petition, ?3 now in ms. */
export const withdrawalSteps = (db: D1Database, messages: string, petitionId: number, now: number) => ({
  loweredTallies: db.prepare(LOWER_FOR_WITHDRAWN).bind(messages, petitionId),
  withdrawnRemovals: db.prepare(RECORD_WITHDRAWN).bind(messages, petitionId, now),
  withdrawnEmails: db.prepare(DELETE_EMAILS).bind(messages, petitionId),
  withdrawn: db.prepare(DELETE_COUNTED).bind(messages, petitionId),
  loweredCounter: db.prepare(SUBTRACT_CHANGES).bind(petitionId),
  withdrawnUncounted: db.prepare(DELETE_OTHERS).bind(messages, petitionId),
  withdrawals: db.prepare(ADD_WITHDRAWALS).bind(messages, petitionId, now),
})

const LOWER_FOR_WITHDRAWN = lowerTalliesBy(
  `SELECT confirmed_at, country, partner FROM signatures ${BY_ID} WHERE ${WITHDRAWN} AND status = 'counted'`,
)

const RECORD_WITHDRAWN = recordRemovals(
  'withdrawn',
  `signatures ${BY_ID} WHERE ${WITHDRAWN} AND status = 'counted'`,
  '?3',
)

const DELETE_EMAILS = `
  DELETE FROM emails WHERE petition_id = ?2 AND signer IN (SELECT signer FROM signatures ${BY_ID} WHERE ${WITHDRAWN})`

const DELETE_COUNTED = `DELETE FROM signatures ${BY_ID} WHERE ${WITHDRAWN} AND status = 'counted' RETURNING id`

/** A row that the campaign removed stays, without its contact, so that the same signer cannot sign again. */
const DELETE_OTHERS = `DELETE FROM signatures ${BY_ID} WHERE ${WITHDRAWN} AND status IN ('pending', 'quarantined')`

/** So that a signature message that is delivered again does not restore the signature. */
const ADD_WITHDRAWALS = `
  INSERT INTO withdrawals (petition_id, id, at)
  SELECT ?2, value ->> 'id', ?3 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`

export interface Confirmable {
  /** As the page would show it; null for an anonymous signature. */
  publicName: string | null
  comment: string | null
  /** Whether the public count includes it already. */
  isCounted: boolean
}

/** What the link in an email would confirm, or null when the signature no longer exists. Reads two rows. */
export async function readConfirmable(
  db: D1Database,
  { petitionId, id, emailId }: { petitionId: number; id: string; emailId: string },
): Promise<Confirmable | null> {
  const row = await db
    .prepare(
      `SELECT s.status = 'counted' AS isCounted,
         CASE WHEN m.contact IS NULL OR s.status = 'counted' THEN s.public_name ELSE m.public_name END AS publicName,
         CASE WHEN m.contact IS NULL OR s.status = 'counted' THEN s.comment ELSE m.comment END AS comment
       FROM signatures AS s ${BY_ID}
       LEFT JOIN emails AS m ON m.petition_id = s.petition_id AND m.signer = s.signer AND m.id = ?3
       WHERE s.petition_id = ?1 AND s.id = ?2 AND s.status IN ('pending', 'counted', 'quarantined')`,
    )
    .bind(petitionId, id, emailId)
    .first<Omit<Confirmable, 'isCounted'> & { isCounted: number }>()
  return row === null ? null : { ...row, isCounted: row.isCounted === 1 }
}
