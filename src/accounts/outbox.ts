/**
 * The outbox of emails about accounts. A row is written in the transaction that makes the email due, with the address and what
 * it says sealed to the consumer's key. What an attempt to send changes in its row is written by src/email/.
 */
import type { AccountEmailKind } from '../../schema/account.ts'
import type { AccountEmailPayload } from '../../schema/account-email.ts'
import type { AccountEmailMessage } from '../../schema/message.ts'
import type { Locale } from '../../schema/locales.ts'
import { toHex } from '../crypto/bytes.ts'
import { seal } from '../crypto/hpke.ts'
import {
  DAY_MS,
  EMAIL_OVERDUE_SECONDS,
  QUEUE_SEND_BATCH_MAX_MESSAGES,
  UNSENT_EMAILS_RETENTION_DAYS,
} from '../limits.ts'
import type { AccountKeys, StoredAddress } from './keys.ts'

export interface NewEmail {
  /** UUID. */
  id: string
  payload: AccountEmailPayload
  to: StoredAddress
  locale: Locale
}

interface Queue {
  sendBatch(messages: { body: AccountEmailMessage }[]): Promise<unknown>
}

export const messageOf = (id: string): AccountEmailMessage => ({ v: 3, kind: 'account-email', id })

/** Sealed for the email of this id, hex. */
export const sealPayload = async (
  { sealPublicKey }: Pick<AccountKeys, 'sealPublicKey'>,
  id: string,
  payload: AccountEmailPayload,
): Promise<string> =>
  toHex(await seal(JSON.stringify(payload), [sealPublicKey], { purpose: 'account-email', petition: '', id }))

const COLUMNS = `(id, kind, email_hash, address, sealed, locale, state, next_attempt_at, created_at)`

/** An email to an address that was given; only if the statement before it changed a row. */
export async function emailStatement(
  db: D1Database,
  keys: AccountKeys,
  { id, payload, to, locale }: NewEmail,
  now: number,
): Promise<D1PreparedStatement> {
  return db
    .prepare(
      `INSERT INTO account_emails ${COLUMNS}
       SELECT ?1, ?2, unhex(?3), unhex(?4), unhex(?5), ?6, 'pending', ?7, ?7 WHERE changes() > 0`,
    )
    .bind(id, payload.kind, to.hash, to.sealed, await sealPayload(keys, id, payload), locale, now)
}

/** The email for one account. */
export interface Sealed {
  id: string
  accountId: string
  /** As `sealPayload` makes it. */
  sealed: string
}

/** One email to each of these accounts, in its language; only if the statement before it changed a row. Returns their ids. */
export const emailsToAccounts = (
  db: D1Database,
  kind: AccountEmailKind,
  emails: readonly Sealed[],
  now: number,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO account_emails ${COLUMNS}
       SELECT e.value ->> 'id', ?2, a.email_hash, a.sealed, unhex(e.value ->> 'sealed'), a.locale, 'pending', ?3, ?3
       FROM json_each(?1) AS e JOIN accounts AS a ON a.id = e.value ->> 'accountId'
       WHERE changes() > 0
       RETURNING id`,
    )
    .bind(JSON.stringify(emails), kind, now)

/** Of the emails that a statement has written. */
export const idsOf = (written: D1Result<{ id: string }> | undefined): string[] =>
  (written?.results ?? []).map(({ id }) => id)

/**
 * One email to the address of each of these reports that are still open, in the language of its form. `condition`: SQL of ?2, the
 * petition, and of ?3, now. Returns the ids of those written.
 */
export const emailsToReporters = (
  db: D1Database,
  petitionId: number,
  emails: readonly { id: string; reportId: string; sealed: string }[],
  now: number,
  condition: string,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO account_emails ${COLUMNS}
       SELECT e.value ->> 'id', 'report-decided', r.email_hash, r.address, unhex(e.value ->> 'sealed'), r.locale, 'pending', ?3, ?3
       FROM json_each(?1) AS e
       CROSS JOIN reports AS r ON r.petition_id = ?2 AND r.id = e.value ->> 'reportId' AND r.decision IS NULL AND r.address IS NOT NULL
       WHERE ${condition}
       RETURNING id`,
    )
    .bind(JSON.stringify(emails), petitionId, now)

/** Puts emails on their queue. Those that the queue does not take are found again by `overdueAccountEmails`. */
export async function dispatchAccountEmails(queue: Queue, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += QUEUE_SEND_BATCH_MAX_MESSAGES) {
    await queue.sendBatch(ids.slice(at, at + QUEUE_SEND_BATCH_MAX_MESSAGES).map((id) => ({ body: messageOf(id) })))
  }
}

const OVERDUE = `
  SELECT id FROM account_emails WHERE state = 'pending' AND next_attempt_at < ?1 ORDER BY next_attempt_at LIMIT ?3`

/**
 * Pending emails that are long due, because their queue message was lost. They are due again from now on. Those that could not be
 * sent for UNSENT_EMAILS_RETENTION_DAYS are deleted instead.
 */
export async function overdueAccountEmails(db: D1Database, now: number, limit: number): Promise<string[]> {
  const dueBefore = now - EMAIL_OVERDUE_SECONDS * 1000
  const [, { results } = { results: [] }] = await db.batch<{ id: string }>([
    db
      .prepare(`DELETE FROM account_emails WHERE created_at < ?2 AND id IN (${OVERDUE})`)
      .bind(dueBefore, now - UNSENT_EMAILS_RETENTION_DAYS * DAY_MS, limit),
    db
      .prepare(`UPDATE account_emails SET next_attempt_at = ?2 WHERE id IN (${OVERDUE}) RETURNING id`)
      .bind(dueBefore, now, limit),
  ])
  return results.map(({ id }) => id)
}
