/**
 * The ledger's side of the links in emails: a signature that is confirmed begins to count, one that is withdrawn is gone.
 * Every statement names its index: SQLite takes a list of ids for long, and would read the whole petition instead.
 */
import { lowerTalliesBy, raiseTalliesBy } from './tallies.ts'

/** The signatures of petition ?2 whose ids are in ?1, a JSON array of messages. */
const NAMED = `petition_id = ?2 AND id IN (SELECT value ->> 'id' FROM json_each(?1))`
const SIGNATURES = 'signatures INDEXED BY signatures_petition_id'

/**
 * Anybody can sign first with somebody's address, under any name. So whoever signs again before the email was answered has
 * their own message kept with its email, and the email that is answered decides what the signature says. ?1 messages whose
 * email is not the first, ?2 petition.
 */
export const ADOPT = `
  UPDATE ${SIGNATURES}
  SET (contact, contact_id, public_name, comment) = (
    SELECT m.contact, m.id, m.public_name, m.comment ${emailsAnswered()})
  WHERE ${NAMED} AND status IN ('pending', 'quarantined') AND confirmed_at IS NULL
    AND EXISTS (SELECT 1 ${emailsAnswered()})`

function emailsAnswered(): string {
  return `
    FROM json_each(?1) AS message
    CROSS JOIN emails AS m ON m.petition_id = ?2 AND m.signer = signatures.signer AND m.id = message.value ->> 'emailId'
    WHERE message.value ->> 'id' = signatures.id AND m.contact IS NOT NULL`
}

/** Repeats change nothing: only what is pending moves. ?1 messages, ?2 petition, ?3 now in ms. */
export const confirmationSteps = (db: D1Database, messages: string, petitionId: number, now: number) => ({
  confirmedTallies: db.prepare(RAISE_FOR_CONFIRMED).bind(messages, petitionId, now),
  confirmed: db.prepare(CONFIRM).bind(messages, petitionId, now),
  // Right after the update: changes() is the number of rows that it moved.
  confirmedCounter: db.prepare(ADD_CHANGES).bind(petitionId),
  confirmedForReview: db.prepare(CONFIRM_QUARANTINED).bind(messages, petitionId, now),
})

const RAISE_FOR_CONFIRMED = raiseTalliesBy(
  `SELECT ?3 AS confirmed_at, country, partner FROM ${SIGNATURES} WHERE ${NAMED} AND status = 'pending'`,
)

const CONFIRM = `
  UPDATE ${SIGNATURES} SET status = 'counted', confirmed_at = ?3 WHERE ${NAMED} AND status = 'pending' RETURNING id`

const ADD_CHANGES = `UPDATE counters SET n = n + changes() WHERE petition_id = ?1 AND shard = 0`

/** It counts when the review lets it go. */
const CONFIRM_QUARANTINED = `
  UPDATE ${SIGNATURES} SET confirmed_at = ?3 WHERE ${NAMED} AND status = 'quarantined' AND confirmed_at IS NULL`

/** Deletes the rows, whatever their state, and says publicly how many counted. ?1 messages, ?2 petition, ?3 now in ms. */
export const withdrawalSteps = (db: D1Database, messages: string, petitionId: number, now: number) => ({
  loweredTallies: db.prepare(LOWER_FOR_WITHDRAWN).bind(messages, petitionId),
  withdrawnLedger: db.prepare(NOTE_WITHDRAWN).bind(messages, petitionId, now),
  withdrawnEmails: db.prepare(FORGET_EMAILS).bind(messages, petitionId),
  withdrawn: db.prepare(DELETE_COUNTED).bind(messages, petitionId),
  loweredCounter: db.prepare(SUBTRACT_CHANGES).bind(petitionId),
  withdrawnUncounted: db.prepare(DELETE_OTHERS).bind(messages, petitionId),
  // So that a signature message that comes again does not bring it back.
  tombstones: db.prepare(REMEMBER_WITHDRAWN).bind(messages, petitionId, now),
})

const LOWER_FOR_WITHDRAWN = lowerTalliesBy(
  `SELECT confirmed_at, country, partner FROM ${SIGNATURES} WHERE ${NAMED} AND status = 'counted'`,
)

const NOTE_WITHDRAWN = `
  INSERT INTO removals (petition_id, day, reason, n)
  SELECT ?2, strftime('%Y-%m-%d', ?3 / 1000, 'unixepoch'), 'withdrawn', count(*) FROM ${SIGNATURES}
  WHERE ${NAMED} AND status = 'counted'
  HAVING count(*) > 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

const FORGET_EMAILS = `
  DELETE FROM emails WHERE petition_id = ?2 AND signer IN (SELECT signer FROM ${SIGNATURES} WHERE ${NAMED})`

const DELETE_COUNTED = `DELETE FROM ${SIGNATURES} WHERE ${NAMED} AND status = 'counted' RETURNING id`

const SUBTRACT_CHANGES = `UPDATE counters SET n = n - changes() WHERE petition_id = ?1 AND shard = 0`

/** What was removed by the campaign stays, without its contact, so that it cannot be given again. */
const DELETE_OTHERS = `DELETE FROM ${SIGNATURES} WHERE ${NAMED} AND status IN ('pending', 'quarantined')`

const REMEMBER_WITHDRAWN = `
  INSERT INTO withdrawals (petition_id, id, at)
  SELECT ?2, value ->> 'id', ?3 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`

export interface Confirmable {
  /** As the page would show it; null for not at all. */
  publicName: string | null
  comment: string | null
}

/** What the answer to an email would confirm, or null when that signature is no longer there. Two rows are read. */
export async function readConfirmable(
  db: D1Database,
  { petitionId, id, emailId }: { petitionId: number; id: string; emailId: string },
): Promise<Confirmable | null> {
  return db
    .prepare(
      `SELECT
         CASE WHEN m.contact IS NULL OR s.status = 'counted' THEN s.public_name ELSE m.public_name END AS publicName,
         CASE WHEN m.contact IS NULL OR s.status = 'counted' THEN s.comment ELSE m.comment END AS comment
       FROM signatures AS s INDEXED BY signatures_petition_id
       LEFT JOIN emails AS m ON m.petition_id = s.petition_id AND m.signer = s.signer AND m.id = ?3
       WHERE s.petition_id = ?1 AND s.id = ?2 AND s.status IN ('pending', 'counted', 'quarantined')`,
    )
    .bind(petitionId, id, emailId)
    .first<Confirmable>()
}
