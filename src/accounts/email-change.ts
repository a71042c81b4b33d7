/**
 * Uses the link that was sent to the new email address of an account: in a session of that account alone, so that nobody is led to
 * give their address to the account of somebody else. The old address gets a notice in the same transaction, with a link that undoes it.
 */
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import { accountLinkUrl } from '../http/console-urls.ts'
import { EMAIL_UNDO_LINK_TTL_SECONDS } from '../limits.ts'
import type { AccountKeys } from './keys.ts'
import { type LinkProblem, TAKEN, takeLink, whyNotTaken } from './links.ts'
import { sealPayload } from './outbox.ts'
import { done, not, type Outcome } from './outcome.ts'

export interface EmailChange {
  token: string
  /** A random id of this use. */
  by: string
  /** Who is signed in, and the session in which the link is used. */
  accountId: string
  sessionId: string
  /** Of the email to the old address: a UUID. */
  emailId: string
  /** Of its link: `newSecret`. */
  undoToken: string
  /** The public one. */
  origin: string
  now: number
}

/** SQL: whether no other account has the address of the link. */
const IS_FREE = `NOT EXISTS (SELECT 1 FROM accounts AS o WHERE o.email_hash = l.email_hash AND o.id <> l.account_id)`
/** SQL: the account of the link of ?1, if it is taken by ?2. */
const ACCOUNT = `(SELECT l.account_id FROM ${TAKEN})`

/**
 * The id of the email to the old address. All other sessions of the account end. `taken`: another account has this address. Anyone who has
 * the link owns the address, so it may be said. `other-account`: the account that asked is not signed in. Neither uses the link up.
 */
export async function useEmailChange(
  db: D1Database,
  keys: AccountKeys,
  { token, by, accountId, sessionId, emailId, undoToken, origin, now }: EmailChange,
): Promise<Outcome<string, LinkProblem | 'taken' | 'other-account'>> {
  if (!looksLikeSecret(token)) return not('unknown')
  const hash = await secretHash(token)
  const isSignedIn = `l.account_id = ?4 AND EXISTS (SELECT 1 FROM sessions WHERE id = ?5 AND account_id = ?4)`
  const payload = { kind: 'email-changed', url: accountLinkUrl(origin, undoToken) } as const
  const results = await db.batch([
    takeLink(db, { hash, by, now }, `'email-change'`, {
      sql: `${isSignedIn} AND ${IS_FREE}`,
      bound: [accountId, sessionId],
    }),
    db
      .prepare(
        `INSERT INTO sign_in_links (token_hash, kind, email_hash, sealed, account_id, locale, created_at, expires_at)
         SELECT ?3, 'email-undo', a.email_hash, a.sealed, a.id, a.locale, ?4, ?5
         FROM accounts AS a, ${TAKEN} AND a.id = l.account_id`,
      )
      .bind(hash, by, await secretHash(undoToken), now, now + EMAIL_UNDO_LINK_TTL_SECONDS * 1000),
    db
      .prepare(
        `INSERT INTO account_emails (id, kind, email_hash, address, sealed, locale, state, next_attempt_at, created_at)
         SELECT ?3, 'email-changed', a.email_hash, a.sealed, unhex(?4), a.locale, 'pending', ?5, ?5
         FROM accounts AS a, ${TAKEN} AND a.id = l.account_id`,
      )
      .bind(hash, by, emailId, await sealPayload(keys, emailId, payload), now),
    changeAddress(db, hash, by),
    db.prepare(`DELETE FROM sessions WHERE account_id = ${ACCOUNT} AND id <> ?3`).bind(hash, by, sessionId),
    expireLinks(db, { hash, by, now }, `kind = 'email-change'`),
  ])
  if ((results[0]?.meta.changes ?? 0) > 0) return done(emailId)
  return not(await whyNotChanged(db, hash, accountId, now))
}

/**
 * Puts the former address of an account back, for whoever reads it: with a session of this account, somebody else may have changed it. So all
 * its sessions end, its passkeys are removed, and what changed after that address can be undone no more. `taken` as in `useEmailChange`.
 */
export async function undoEmailChange(
  db: D1Database,
  { token, by, now }: Pick<EmailChange, 'token' | 'by' | 'now'>,
): Promise<Outcome<null, LinkProblem | 'taken'>> {
  if (!looksLikeSecret(token)) return not('unknown')
  const hash = await secretHash(token)
  const results = await db.batch([
    takeLink(db, { hash, by, now }, `'email-undo'`, { sql: IS_FREE, bound: [] }),
    changeAddress(db, hash, by),
    db.prepare(`DELETE FROM sessions WHERE account_id = ${ACCOUNT}`).bind(hash, by),
    db.prepare(`DELETE FROM passkeys WHERE account_id = ${ACCOUNT}`).bind(hash, by),
    db.prepare(`DELETE FROM passkey_challenges WHERE account_id = ${ACCOUNT}`).bind(hash, by),
    expireLinks(
      db,
      { hash, by, now },
      `(kind = 'email-change' OR kind = 'email-undo' AND created_at >= (SELECT l.created_at FROM ${TAKEN}))`,
    ),
  ])
  if ((results[0]?.meta.changes ?? 0) > 0) return done(null)
  const why = await whyNotChanged(db, hash, null, now)
  return not(why === 'other-account' ? 'unknown' : why)
}

/** To that of the link. */
const changeAddress = (db: D1Database, hash: string, by: string): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE accounts SET email_hash = l.email_hash, sealed = l.sealed FROM ${TAKEN} AND accounts.id = l.account_id`,
    )
    .bind(hash, by)

/** Of the account of the link, if it is taken. `which`: SQL. */
const expireLinks = (
  db: D1Database,
  { hash, by, now }: { hash: string; by: string; now: number },
  which: string,
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE sign_in_links SET expires_at = ?3
       WHERE account_id = ${ACCOUNT} AND used_at IS NULL AND expires_at > ?3 AND ${which}`,
    )
    .bind(hash, by, now)

/** `accountId`: who has to be signed in; null for nobody. */
async function whyNotChanged(db: D1Database, hash: string, accountId: string | null, now: number) {
  const open = await db
    .prepare(
      `SELECT account_id AS accountId FROM sign_in_links
       WHERE token_hash = ?1 AND kind IN ('email-change', 'email-undo') AND used_at IS NULL AND expires_at > ?2`,
    )
    .bind(hash, now)
    .first<{ accountId: string }>()
  if (open === null) return whyNotTaken(db, hash, now)
  return accountId !== null && accountId !== open.accountId ? 'other-account' : 'taken'
}
