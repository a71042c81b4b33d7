/** Uses the link that was sent to the new email address of an account. The old address gets a notice, in the same transaction. */
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import type { AccountKeys } from './keys.ts'
import { type LinkProblem, TAKEN, takeLink, whyNotTaken } from './links.ts'
import { sealPayload } from './outbox.ts'
import { done, not, type Outcome } from './outcome.ts'

export interface EmailChange {
  token: string
  /** A random id of this use. */
  by: string
  /** Of the email to the old address: a UUID. */
  emailId: string
  now: number
}

/** SQL: whether another account has the address of the link. */
const IS_FREE = `NOT EXISTS (SELECT 1 FROM accounts AS o WHERE o.email_hash = l.email_hash AND o.id <> l.account_id)`

/**
 * The account, and the id of the email to its old address. `taken`: another account has this address. Anyone who has the link
 * owns the address, so it may be said.
 */
export async function useEmailChange(
  db: D1Database,
  keys: AccountKeys,
  { token, by, emailId, now }: EmailChange,
): Promise<Outcome<{ accountId: string; emailId: string }, LinkProblem | 'taken'>> {
  if (!looksLikeSecret(token)) return not('unknown')
  const hash = await secretHash(token)
  const results = await db.batch<{ accountId: string }>([
    takeLink(db, { hash, by, now }, `'email-change'`),
    db
      .prepare(
        `INSERT INTO account_emails (id, kind, email_hash, address, sealed, locale, state, next_attempt_at, created_at)
         SELECT ?3, 'email-changed', a.email_hash, a.sealed, unhex(?4), a.locale, 'pending', ?5, ?5
         FROM accounts AS a, ${TAKEN} AND a.id = l.account_id AND ${IS_FREE}`,
      )
      .bind(hash, by, emailId, await sealPayload(keys, emailId, { kind: 'email-changed' }), now),
    db
      .prepare(
        `UPDATE accounts SET email_hash = l.email_hash, sealed = l.sealed
         FROM ${TAKEN} AND accounts.id = l.account_id AND ${IS_FREE}
         RETURNING id AS accountId`,
      )
      .bind(hash, by),
  ])
  const changed = results[2]?.results[0]
  if (changed !== undefined) return done({ accountId: changed.accountId, emailId })
  return not(results[0]?.meta.changes === 0 ? await whyNotTaken(db, hash, now) : 'taken')
}
