/**
 * The outbox of emails to signers: a row is written in the transaction that makes the email due. The page shows the same to
 * everybody, whether the email address has signed before or not; only an email says so, to the owner of the address. Every
 * INSERT of emails is here, in links-emails.ts or in reminders.ts. What an attempt to send changes in its row is written by src/email/.
 */
import type { EmailMessage } from '../../schema/message.ts'
import { SIGNED_LATE, WITHDRAWN_BEFORE } from './fresh.ts'
import { DAY_MS, EMAIL_OVERDUE_SECONDS, EMAILS_PER_DAY, REPORTS_PER_DAY } from '../limits.ts'
import { overdueIn, type Queue, sendInBatches } from './dispatch.ts'

/**
 * After the signatures of the batch were inserted: an email for each message whose signer is to confirm or counts already,
 * with a limit per signer and day. None for a message that was withdrawn or a challenge that another signer has used, and one for a message that is
 * delivered twice. Returns `signer` (hex) and `id` of those to send now. ?1 messages, ?2 petition, ?3 now in ms.
 */
const ADD_EMAILS = `
  INSERT INTO emails
    (petition_id, signer, id, kind, signature_id, sealed, contact, public_name, comment, locale, state, next_attempt_at,
     created_at)
  SELECT ?2, signer, id, kind, signature_id, sealed,
    CASE WHEN given_again THEN contact END,
    CASE WHEN given_again THEN public_name END,
    CASE WHEN given_again THEN comment END,
    locale, state, CASE state WHEN 'pending' THEN ?3 END, ?3
  FROM (
    SELECT s.signer,
      message.value ->> 'id' AS id,
      CASE s.status WHEN 'counted' THEN 'already-signed' ELSE 'confirm' END AS kind,
      s.id AS signature_id,
      unhex(message.value ->> 'sealedEmail') AS sealed,
      unhex(message.value ->> 'contact') AS contact,
      message.value ->> 'publicName' AS public_name,
      message.value ->> 'comment' AS comment,
      message.value ->> 'locale' AS locale,
      CASE s.status WHEN 'quarantined' THEN 'held' ELSE 'pending' END AS state,
      s.status = 'pending' AND s.id <> message.value ->> 'id' AS given_again,
      row_number() OVER (
        PARTITION BY s.signer ORDER BY s.id <> message.value ->> 'id', message.value ->> 'signedAt') AS nth
    FROM json_each(?1) AS message
    -- CROSS JOIN fixes the order: SQLite would begin with all signatures of the petition.
    CROSS JOIN petitions AS p ON p.id = ?2
    CROSS JOIN signatures AS s ON s.petition_id = ?2 AND s.signer = unhex(message.value ->> 'signer')
    WHERE message.value ->> 'sealedEmail' IS NOT NULL
      AND NOT ${SIGNED_LATE}
      AND NOT ${WITHDRAWN_BEFORE}
      AND (
        s.status = 'pending'
        OR s.status = 'counted' AND s.id <> message.value ->> 'id'
        OR s.status = 'quarantined' AND s.id = message.value ->> 'id' AND s.confirmed_at IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM signatures AS other
        WHERE other.petition_id = ?2 AND other.id = message.value ->> 'id' AND other.signer <> s.signer)
      AND (
        SELECT count(*) FROM emails AS earlier
        WHERE earlier.petition_id = ?2 AND earlier.signer = s.signer AND earlier.created_at > ?3 - ${DAY_MS}
      ) < ${EMAILS_PER_DAY})
  WHERE nth = 1
  ON CONFLICT DO NOTHING
  RETURNING CASE state WHEN 'pending' THEN lower(hex(signer)) END AS signer, id`

export const emailsStatement = (
  db: D1Database,
  messages: string,
  petitionId: number,
  now: number,
): D1PreparedStatement => db.prepare(ADD_EMAILS).bind(messages, petitionId, now)

/** Queue messages for the rows that `emailsStatement` returned; none for emails of signatures that are held for review. */
export const emailMessagesOf = (petitionId: number, rows: readonly Record<string, unknown>[]): EmailMessage[] =>
  rows.flatMap(({ signer, id }) =>
    typeof signer === 'string' ? [{ v: 3, kind: 'email', petitionId, signer, id: String(id) }] : [],
  )

/** In the place of the signer's hash, hex: a report has none. */
const NO_SIGNER = '0'.repeat(64)

/** A report of a petition, to the operator. ?1 petition, ?2 id, ?3 sealed report as hex, ?4 locale, ?5 now in ms. */
const ADD_REPORT = `
  INSERT INTO emails (petition_id, signer, id, kind, signature_id, sealed, locale, state, next_attempt_at, created_at)
  SELECT ?1, unhex('${NO_SIGNER}'), ?2, 'report', ?2, unhex(?3), ?4, 'pending', ?5, ?5
  WHERE (
    SELECT count(*) FROM emails
    WHERE petition_id = ?1 AND signer = unhex('${NO_SIGNER}') AND created_at > ?5 - ${DAY_MS}
  ) < ${REPORTS_PER_DAY}
  RETURNING id`

/** The message to send now; null when the petition has had its reports of this day. `now` in milliseconds. */
export async function addReport(
  db: D1Database,
  { petitionId, id, sealed, locale }: { petitionId: number; id: string; sealed: string; locale: string },
  now: number,
): Promise<EmailMessage | null> {
  const added = await db.prepare(ADD_REPORT).bind(petitionId, id, sealed, locale, now).first<{ id: string }>()
  return added === null ? null : { v: 3, kind: 'email', petitionId, signer: NO_SIGNER, id }
}

/** Puts emails on their queue. Those that the queue does not take are found again by `overdueEmails`. */
export const dispatchEmails = (queue: Queue<EmailMessage>, emails: readonly EmailMessage[]): Promise<void> =>
  sendInBatches(queue, emails)

/** Pending emails that are long due, because their queue message was lost. They are due again from now on. */
export async function overdueEmails(db: D1Database, now: number, limit: number): Promise<EmailMessage[]> {
  const { results } = await db
    .prepare(
      `UPDATE emails SET next_attempt_at = ?2
       WHERE (petition_id, signer, id) IN (${overdueIn('emails', 'petition_id, signer, id')})
       RETURNING petition_id, lower(hex(signer)) AS signer, id`,
    )
    .bind(now - EMAIL_OVERDUE_SECONDS * 1000, now, limit)
    .all<{ petition_id: number; signer: string; id: string }>()
  return results.flatMap((row) => emailMessagesOf(row.petition_id, [row]))
}
