/** An attempt to send one email about an account, in the database, as attempt.ts has it for those to signers. */
import type { AccountEmailKind } from '../../schema/account.ts'
import { EMAIL_LEASE_SECONDS } from '../limits.ts'

export interface ClaimedAccountEmail {
  kind: AccountEmailKind
  locale: string
  /** This one included. */
  attempts: number
  /** In milliseconds. */
  createdAt: number
  /** All three hex. */
  emailHash: string
  address: string
  sealed: string
}

/** Null when another consumer has claimed it, it is not due yet, or it is no longer pending. `now` in milliseconds. */
export const claimAccountEmail = (db: D1Database, id: string, now: number): Promise<ClaimedAccountEmail | null> =>
  db
    .prepare(
      `UPDATE account_emails SET attempts = attempts + 1, leased_until = ?3
       WHERE id = ?1 AND state = 'pending' AND next_attempt_at <= ?2 AND coalesce(leased_until, 0) <= ?2
       RETURNING kind, locale, attempts, created_at AS createdAt, lower(hex(email_hash)) AS emailHash,
         hex(address) AS address, hex(sealed) AS sealed`,
    )
    .bind(id, now, now + EMAIL_LEASE_SECONDS * 1000)
    .first<ClaimedAccountEmail>()

/** When the next attempt is due, in milliseconds; null when there will be none. */
export async function nextAccountAttemptAt(db: D1Database, id: string): Promise<number | null> {
  const pending = await db
    .prepare(
      `SELECT max(next_attempt_at, coalesce(leased_until, 0)) AS at FROM account_emails WHERE id = ?1 AND state = 'pending'`,
    )
    .bind(id)
    .first<{ at: number }>()
  return pending?.at ?? null
}

/** Postpones an email without an attempt, as `holdEmail` does. */
export const holdAccountEmail = (db: D1Database, id: string, until: number): Promise<unknown> =>
  db
    .prepare(`UPDATE account_emails SET next_attempt_at = max(next_attempt_at, ?2) WHERE id = ?1 AND state = 'pending'`)
    .bind(id, until)
    .run()

/** Whether or not another consumer has claimed it meanwhile: it is sent, and its address is deleted. */
export const recordAccountSent = (db: D1Database, id: string, now: number): Promise<unknown> =>
  db
    .prepare(
      `UPDATE account_emails
       SET state = 'sent', sent_at = ?2, address = NULL, sealed = NULL, next_attempt_at = NULL, last_error = NULL
       WHERE id = ?1`,
    )
    .bind(id, now)
    .run()

/** The claim with ?2 attempts only: after its lease, another one may have taken its place. */
const STILL_CLAIMED = `id = ?1 AND state = 'pending' AND attempts = ?2`

export const recordAccountFailed = (
  db: D1Database,
  id: string,
  { attempts }: Pick<ClaimedAccountEmail, 'attempts'>,
  code: string,
): Promise<unknown> =>
  db
    .prepare(
      `UPDATE account_emails SET state = 'failed', address = NULL, sealed = NULL, next_attempt_at = NULL, last_error = ?3
       WHERE ${STILL_CLAIMED}`,
    )
    .bind(id, attempts, code)
    .run()

/** `counts`: whether this attempt is one of the limited number. `at` in milliseconds. */
export const recordAccountRetry = (
  db: D1Database,
  id: string,
  { attempts }: Pick<ClaimedAccountEmail, 'attempts'>,
  { code, at, counts }: { code: string; at: number; counts: boolean },
): Promise<unknown> =>
  db
    .prepare(
      `UPDATE account_emails SET next_attempt_at = ?3, leased_until = NULL, last_error = ?4, attempts = ?5
       WHERE ${STILL_CLAIMED}`,
    )
    .bind(id, attempts, at, code, counts ? attempts : attempts - 1)
    .run()

/** SQL: whether an address has an account, or an invitation to have one. */
const MAY_SIGN_IN = `
  SELECT EXISTS (SELECT 1 FROM accounts WHERE email_hash = unhex(?1)) OR EXISTS (
    SELECT 1 FROM sign_in_links
    WHERE email_hash = unhex(?1) AND kind = 'invitation' AND used_at IS NULL AND expires_at > ?2) AS known`

/** Asked when the email is sent, so that the page on which a link is asked for does the same for every address. */
export async function maySignIn(db: D1Database, emailHash: string, now: number): Promise<boolean> {
  const row = await db.prepare(MAY_SIGN_IN).bind(emailHash, now).first<{ known: number }>()
  return row?.known === 1
}
