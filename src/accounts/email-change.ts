/**
 * Uses the link that was sent to the new email address of an account: in a session of that account alone, so that nobody is led to
 * give their address to the account of somebody else. The old address gets a notice in the same transaction, with a link that undoes it.
 */
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import { accountLinkUrl } from '../http/console-urls.ts'
import { EMAIL_UNDO_LINK_TTL_SECONDS } from '../limits.ts'
import type { AccountKeys } from './keys.ts'
import { findOpenLink, type LinkProblem, TAKEN, takeLink, whyNotTaken } from './links.ts'
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
export const ACCOUNT = `(SELECT l.account_id FROM ${TAKEN})`
/** SQL: when the account lost the address of the link, if the owner of that address could still undo it at ?3; null otherwise. */
const LOST_AT = `(
  SELECT min(u.created_at) FROM sign_in_links AS u, ${TAKEN} AND u.account_id = l.account_id AND u.email_hash = l.email_hash
    AND u.kind = 'email-undo' AND u.used_at IS NULL AND u.expires_at > ?3)`

/**
 * The id of the email to the old address. All other sessions of the account end. Going back to an address that could still undo its loss
 * is such an undo: nothing that was changed since can be undone from then on, or the person who took the account would take it again.
 * `taken`: another account has this address. Anyone who has the link owns the address, so it may be said. `other-account`: the account that
 * asked is not signed in. Neither uses the link up.
 */
export async function useEmailChange(
  db: D1Database,
  keys: AccountKeys,
  { token, by, accountId, sessionId, emailId, undoToken, origin, now }: EmailChange,
): Promise<Outcome<string, LinkProblem | 'taken' | 'other-account'>> {
  if (!looksLikeSecret(token)) return not('unknown')
  const hash = await secretHash(token)
  const use = { hash, by, now }
  const isSignedIn = `l.account_id = ?4 AND EXISTS (SELECT 1 FROM sessions WHERE id = ?5 AND account_id = ?4)`
  const [emailed, emailedForGood] = await Promise.all([
    sealPayload(keys, emailId, { kind: 'email-changed', url: accountLinkUrl(origin, undoToken) }),
    sealPayload(keys, emailId, { kind: 'email-changed' }),
  ])
  const results = await db.batch([
    takeLink(db, use, `'email-change'`, { sql: `${isSignedIn} AND ${IS_FREE}`, bound: [accountId, sessionId] }),
    emailToFormer(db, use, emailId, emailed, emailedForGood),
    expireLinks(db, use, `kind = 'email-undo' AND created_at >= ${LOST_AT}`),
    // Unless the statement before expired any.
    db
      .prepare(
        `INSERT INTO sign_in_links (token_hash, kind, email_hash, sealed, account_id, locale, created_at, expires_at)
         SELECT ?4, 'email-undo', a.email_hash, a.sealed, a.id, a.locale, ?3, ?5
         FROM accounts AS a, ${TAKEN} AND a.id = l.account_id AND changes() = 0`,
      )
      .bind(hash, by, now, await secretHash(undoToken), now + EMAIL_UNDO_LINK_TTL_SECONDS * 1000),
    changeAddress(db, use),
    db.prepare(`DELETE FROM sessions WHERE account_id = ${ACCOUNT} AND id <> ?3`).bind(hash, by, sessionId),
    expireLinks(db, use, `kind = 'email-change'`),
  ])
  if ((results[0]?.meta.changes ?? 0) > 0) return done(emailId)
  return not(await whyNotChanged(db, hash, accountId, now))
}

/** Whether a link changed the address of its account, and this account still has it. */
export async function isInEffect(db: D1Database, token: string, accountId: string | null): Promise<boolean> {
  const found = await db
    .prepare(
      `SELECT 1 FROM sign_in_links AS l JOIN accounts AS a ON a.id = l.account_id AND a.email_hash = l.email_hash
       WHERE l.token_hash = ?1 AND l.used_at IS NOT NULL AND a.id = coalesce(?2, a.id)`,
    )
    .bind(await secretHash(token), accountId)
    .first()
  return found !== null
}

/** One use of a link. */
interface Use {
  hash: string
  by: string
  now: number
}

/**
 * The email to the address that the account of the link is about to lose. `sealed`: as `sealPayload` makes it; `sealedForGood`: instead, where the
 * account goes back to an address.
 */
export const emailToFormer = (
  db: D1Database,
  { hash, by, now }: Use,
  id: string,
  sealed: string,
  sealedForGood = sealed,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO account_emails (id, kind, email_hash, address, sealed, locale, state, next_attempt_at, created_at)
       SELECT ?4, 'email-changed', a.email_hash, a.sealed, unhex(iif(${LOST_AT} IS NULL, ?5, ?6)), a.locale, 'pending', ?3, ?3
       FROM accounts AS a, ${TAKEN} AND a.id = l.account_id`,
    )
    .bind(hash, by, now, id, sealed, sealedForGood)

/** To that of the link. */
export const changeAddress = (db: D1Database, { hash, by }: Use): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE accounts SET email_hash = l.email_hash, sealed = l.sealed FROM ${TAKEN} AND accounts.id = l.account_id`,
    )
    .bind(hash, by)

/** Of the account of the link, if it is taken. `which`: SQL. */
export const expireLinks = (db: D1Database, { hash, by, now }: Use, which: string): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE sign_in_links SET expires_at = ?3
       WHERE account_id = ${ACCOUNT} AND used_at IS NULL AND expires_at > ?3 AND ${which}`,
    )
    .bind(hash, by, now)

async function whyNotChanged(db: D1Database, hash: string, accountId: string, now: number) {
  const open = await findOpenLink(db, hash, 'email-change', now)
  if (open === null) return whyNotTaken(db, hash, now)
  return accountId === open.accountId ? 'taken' : 'other-account'
}
