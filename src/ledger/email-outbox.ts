/**
 * The outbox of emails to signers: a row is written in the transaction that makes the email due. The page shows the same to
 * everybody, whether the email address has signed before or not; only an email says so, to the owner of the address. Every
 * INSERT of emails is here, in links-emails.ts, replacements.ts, reminders.ts or reports.ts. What an attempt to send changes in its row is
 * written by src/email/.
 */
import type { EmailMessage } from '../../schema/message.ts'
import { DAY_MS, EMAIL_OVERDUE_SECONDS, EMAILS_PER_DAY, UNSENT_EMAILS_RETENTION_DAYS } from '../limits.ts'
import { overdueIn, type Queue, sendInBatches } from './dispatch.ts'

/**
 * After the signatures and repeats of the batch were inserted: an email for each message, all with a sealed email address, that became one
 * of them, with a limit per signer and day. One for a message that is delivered twice, and none for a challenge that another signer has
 * used. A repeat of a signature that counts gets another text. Returns `petitionId`, `signer` (hex) and `id` of those to send now. ?1
 * messages, ?2 now in ms.
 */
const ADD_EMAILS = `
  INSERT INTO emails (petition_id, signer, id, kind, signature_id, sealed, locale, state, next_attempt_at, created_at)
  SELECT petition_id, signer, id, kind, id, sealed, locale, state, CASE state WHEN 'pending' THEN ?2 END, ?2
  FROM (
    SELECT s.petition_id, s.signer,
      message.value ->> 'id' AS id,
      CASE WHEN s.status = 'counted' AND s.id <> message.value ->> 'id' THEN 'already-signed' ELSE 'confirm' END AS kind,
      unhex(message.value ->> 'sealedEmail') AS sealed,
      message.value ->> 'locale' AS locale,
      CASE WHEN message.value ->> 'suspicion' IS NULL THEN 'pending' ELSE 'held' END AS state,
      -- Not the number of the row: a message that is delivered twice in one batch is one email.
      dense_rank() OVER (
        PARTITION BY s.petition_id, s.signer ORDER BY message.value ->> 'signedAt', message.value ->> 'id') AS nth
    FROM jsonb_each(?1) AS message
    -- CROSS JOIN fixes the order: SQLite would begin with all signatures of the petition.
    CROSS JOIN signatures AS s
      ON s.petition_id = message.value ->> 'petitionId' AND s.signer = unhex(message.value ->> 'signer')
    WHERE s.status <> 'removed'
      AND (
        s.id = message.value ->> 'id' AND s.confirmed_at IS NULL
        OR EXISTS (
          SELECT 1 FROM repeats AS r
          WHERE r.petition_id = s.petition_id AND r.signer = s.signer AND r.id = message.value ->> 'id'))
      AND NOT EXISTS (
        SELECT 1 FROM emails AS sent
        WHERE sent.petition_id = s.petition_id AND sent.signer = s.signer AND sent.id = message.value ->> 'id')
  ) AS due
  WHERE nth + (
    SELECT count(*) FROM emails AS earlier
    WHERE earlier.petition_id = due.petition_id AND earlier.signer = due.signer
      AND earlier.created_at > ?2 - ${DAY_MS}
  ) <= ${EMAILS_PER_DAY}
  ON CONFLICT DO NOTHING
  RETURNING petition_id AS petitionId, CASE state WHEN 'pending' THEN lower(hex(signer)) END AS signer, id`

export const emailsStatement = (db: D1Database, messages: string, now: number): D1PreparedStatement =>
  db.prepare(ADD_EMAILS).bind(messages, now)

/** Queue messages for rows of `petitionId`, `signer`, `id`; none for emails of signatures that are held for review. */
export const emailMessagesOf = (rows: readonly Record<string, unknown>[]): EmailMessage[] =>
  rows.flatMap(({ petitionId, signer, id }) =>
    typeof signer === 'string' ? [{ v: 3, kind: 'email', petitionId: Number(petitionId), signer, id: String(id) }] : [],
  )

/** Puts emails on their queue. Those that the queue does not take are found again by `overdueEmails`. */
export const dispatchEmails = (queue: Queue<EmailMessage>, emails: readonly EmailMessage[]): Promise<void> =>
  sendInBatches(queue, emails)

/** SQL: whether an email is one of the first ?3 that were due before ?1, in ms. */
const OVERDUE = `(petition_id, signer, id) IN (${overdueIn('emails', 'petition_id, signer, id')})`

/**
 * Pending emails that are long due, because their queue message was lost. They are due again from now on. Those that could not be
 * sent for UNSENT_EMAILS_RETENTION_DAYS are deleted instead, at most `limit` of them. `lost`: `countLost` of them.
 */
export async function overdueEmails(
  db: D1Database,
  now: number,
  { limit, lost }: { limit: number; lost: number },
): Promise<EmailMessage[]> {
  const dueBefore = now - EMAIL_OVERDUE_SECONDS * 1000
  const [, { results } = { results: [] }] = await db.batch<Record<string, unknown>>([
    db
      .prepare(`DELETE FROM emails WHERE created_at < ?2 AND ${OVERDUE}`)
      .bind(dueBefore, now - UNSENT_EMAILS_RETENTION_DAYS * DAY_MS, limit),
    db
      .prepare(
        `UPDATE emails SET next_attempt_at = ?2 WHERE ${OVERDUE}
         RETURNING petition_id AS petitionId, lower(hex(signer)) AS signer, id`,
      )
      .bind(dueBefore, now, lost),
  ])
  return emailMessagesOf(results)
}
