/**
 * Emails to signers, written in the transaction that makes them due and sent afterwards, until they are gone. Who has
 * signed before is told nothing on the page that others are not told; the owner of the address hears of it by email.
 */
import type { EmailMessage } from '../../schema/message.ts'
import { SIGNED_LATE } from './fresh.ts'
import { DAY_MS, EMAIL_OVERDUE_SECONDS, EMAILS_PER_DAY, QUEUE_SEND_BATCH_MAX_MESSAGES } from '../limits.ts'

export interface EmailQueue {
  sendBatch(messages: { body: EmailMessage }[]): Promise<unknown>
}

/**
 * After the signatures of the batch were inserted: an email for each message whose signer waits for one or counts already,
 * at most some a day. Nothing for a challenge that somebody else has spent, and none twice for one message. Returns
 * `signer` (hex) and `id` of those to send now. ?1 messages, ?2 petition, ?3 now in ms.
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
    -- CROSS JOIN keeps the order: SQLite would begin with all signatures of the petition.
    CROSS JOIN petitions AS p ON p.id = ?2
    CROSS JOIN signatures AS s ON s.petition_id = ?2 AND s.signer = unhex(message.value ->> 'signer')
    WHERE message.value ->> 'sealedEmail' IS NOT NULL
      AND NOT ${SIGNED_LATE}
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

/** The queue's messages for rows that `emailsStatement` returned; none for those that are held back. */
export const emailMessagesOf = (petitionId: number, rows: readonly Record<string, unknown>[]): EmailMessage[] =>
  rows.flatMap(({ signer, id }) =>
    typeof signer === 'string' ? [{ v: 3, kind: 'email', petitionId, signer, id: String(id) }] : [],
  )

/** Puts emails on their queue. What fails here is found again by `overdueMails`. */
export async function dispatchEmails(queue: EmailQueue, emails: readonly EmailMessage[]): Promise<void> {
  for (let at = 0; at < emails.length; at += QUEUE_SEND_BATCH_MAX_MESSAGES) {
    await queue.sendBatch(emails.slice(at, at + QUEUE_SEND_BATCH_MAX_MESSAGES).map((body) => ({ body })))
  }
}

/** Pending emails whose time has come and gone: their queue message was lost. Each is named once a while, not every minute. */
export async function overdueMails(db: D1Database, now: number, limit: number): Promise<EmailMessage[]> {
  const { results } = await db
    .prepare(
      `UPDATE emails SET next_attempt_at = ?2
       WHERE (petition_id, signer, id) IN (
         SELECT petition_id, signer, id FROM emails
         WHERE state = 'pending' AND next_attempt_at < ?1 ORDER BY next_attempt_at LIMIT ?3)
       RETURNING petition_id, lower(hex(signer)) AS signer, id`,
    )
    .bind(now - EMAIL_OVERDUE_SECONDS * 1000, now, limit)
    .all<{ petition_id: number; signer: string; id: string }>()
  return results.flatMap((row) => emailMessagesOf(row.petition_id, [row]))
}
