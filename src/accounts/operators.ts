/** Who runs this site: the first link, which the operator's token makes, and all who are operators. */
import type { EmailAddress } from '../../schema/email-address.ts'
import type { Locale } from '../../schema/locales.ts'
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import { accountLinkUrl } from '../http/console-urls.ts'
import { ACCOUNTS_PAGE_MAX_ROWS, OPERATOR_LINK_TTL_SECONDS, SESSION_GRACE_MS } from '../limits.ts'
import { type AccountKeys, storedAddress } from './keys.ts'
import { findOpenLink, type LinkProblem, TAKEN, takeLink, whyNotTaken } from './links.ts'
import { newerSessionsOnly, type NewSession, sessionFor } from './sessions.ts'
import { done, not, type Outcome } from './outcome.ts'

/** A link that makes its reader an operator. `token` as `newSecret` makes it, `now` in milliseconds. */
export async function addOperatorLink(
  db: D1Database,
  { origin, token, now }: { origin: string; token: string; now: number },
): Promise<{ url: string; expiresAt: number }> {
  const expiresAt = now + OPERATOR_LINK_TTL_SECONDS * 1000
  await db
    .prepare(
      `INSERT INTO sign_in_links (token_hash, kind, locale, created_at, expires_at) VALUES (?1, 'operator', 'en', ?2, ?3)`,
    )
    .bind(await secretHash(token), now, expiresAt)
    .run()
  return { url: accountLinkUrl(origin, token), expiresAt }
}

export interface OperatorLinkUse {
  token: string
  /** The operator's own, as typed on the page of the link. */
  email: EmailAddress
  locale: Locale
  /** UUIDv7 of the account, if there is none yet. */
  accountId: string
  /** The account that is signed in; null for none. */
  signedInAs: string | null
  session: NewSession
  now: number
}

/**
 * Makes the account of this address an operator's, and opens its session. No email is needed: the link proves enough for an account that it makes.
 * `has-account`: the address has one, which is not signed in. The link does not prove that the person who typed the address may use it, not even
 * where that account is an operator's already: what it does would be done in the name of somebody else. Within a minute, the same session id
 * and address get that session again, as in `useLink`.
 */
export async function useOperatorLink(
  db: D1Database,
  keys: AccountKeys,
  { token, email, locale, accountId, signedInAs, session, now }: OperatorLinkUse,
): Promise<Outcome<{ accountId: string }, LinkProblem | 'has-account'>> {
  if (!looksLikeSecret(token)) return not('unknown')
  const [hash, to] = await Promise.all([secretHash(token), storedAddress(keys, email)])
  const by = session.id
  const results = await db.batch<{ accountId: string }>([
    takeLink(db, { hash, by, now }, `'operator'`, {
      // Of the session, so that the second press below finds none that this link has not opened.
      sql: `NOT EXISTS (SELECT 1 FROM accounts AS o WHERE o.email_hash = unhex(?4) AND o.id IS NOT ?5)
        AND NOT EXISTS (SELECT 1 FROM sessions AS s WHERE s.id = ?2)`,
      bound: [to.hash, signedInAs],
    }),
    db
      .prepare(
        `INSERT INTO accounts (id, email_hash, sealed, locale, is_operator, created_at)
         SELECT ?1, unhex(?2), unhex(?3), ?4, 1, ?5 WHERE changes() > 0
         ON CONFLICT (email_hash) DO UPDATE SET is_operator = 1`,
      )
      .bind(accountId, to.hash, to.sealed, locale, now),
    await sessionFor(
      db,
      session,
      now,
      `(SELECT o.id FROM accounts AS o, sign_in_links AS l
        WHERE o.email_hash = unhex(?8) AND l.token_hash = ?7 AND l.used_by = ?1 AND (
          changes() > 0
          OR l.used_at > ?9 AND EXISTS (SELECT 1 FROM sessions AS s WHERE s.id = ?1 AND s.account_id = o.id)))`,
      hash,
      to.hash,
      now - SESSION_GRACE_MS,
    ),
    newerSessionsOnly(db, session.id),
    db
      .prepare(`SELECT s.account_id AS accountId FROM sessions AS s, ${TAKEN} AND s.id = ?2 AND s.secret_hash = ?3`)
      .bind(hash, by, await secretHash(session.secret)),
  ])
  const operator = results.at(-1)?.results[0]
  if (operator !== undefined) return done(operator)
  const open = await findOpenLink(db, hash, 'operator', now)
  return not(open === null ? await whyNotTaken(db, hash, now) : 'has-account')
}

export async function hasOperator(db: D1Database): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM accounts WHERE is_operator = 1 LIMIT 1').first()) !== null
}

/** SQL: whether ?1 runs this site, and nobody else does. */
export const IS_LAST_OPERATOR = `(
  EXISTS (SELECT 1 FROM accounts WHERE id = ?1 AND is_operator = 1)
  AND NOT EXISTS (SELECT 1 FROM accounts WHERE id <> ?1 AND is_operator = 1))`

export async function isLastOperator(db: D1Database, accountId: string): Promise<boolean> {
  return (await db.prepare(`SELECT ${IS_LAST_OPERATOR} AS yes`).bind(accountId).first('yes')) === 1
}

export interface OperatorAccount {
  accountId: string
  /** Empty until it is given. */
  name: string
  /** When a session was last used, to some minutes; null without one. */
  seenAt: number | null
}

/** The first one first. Their email addresses are for the consumer to open: addresses.ts. */
export async function listOperators(db: D1Database): Promise<OperatorAccount[]> {
  const { results } = await db
    .prepare(
      `SELECT a.id AS accountId, a.name, (SELECT max(s.seen_at) FROM sessions AS s WHERE s.account_id = a.id) AS seenAt
       FROM accounts AS a WHERE a.is_operator = 1 ORDER BY a.id LIMIT ${ACCOUNTS_PAGE_MAX_ROWS}`,
    )
    .all<OperatorAccount>()
  return results
}

/** `last`: nobody else runs this site. `by`: the operator who does it, who may be the same. The account stays, with its petitions. */
export async function removeOperator(
  db: D1Database,
  { accountId, by }: { accountId: string; by: string },
): Promise<Outcome<null, 'last' | 'not-an-operator'>> {
  const { meta } = await db
    .prepare(
      `UPDATE accounts SET is_operator = 0
       WHERE id = ?1 AND is_operator = 1 AND EXISTS (SELECT 1 FROM accounts WHERE id = ?2 AND is_operator = 1)
         AND NOT ${IS_LAST_OPERATOR}`,
    )
    .bind(accountId, by)
    .run()
  if (meta.changes > 0) return done(null)
  return not((await isLastOperator(db, accountId)) ? 'last' : 'not-an-operator')
}
