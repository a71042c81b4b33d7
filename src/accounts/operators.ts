/** Who runs this site: the first link, which the operator's token makes, and who else. */
import type { EmailAddress } from '../../schema/email-address.ts'
import type { Locale } from '../../schema/locales.ts'
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import { accountLinkUrl } from '../http/console-urls.ts'
import { OPERATOR_LINK_TTL_SECONDS } from '../limits.ts'
import { type AccountKeys, storedAddress } from './keys.ts'
import { type LinkProblem, TAKEN, takeLink, whyNotTaken } from './links.ts'
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
  session: NewSession
  now: number
}

/** Makes the account of this address an operator's, and opens its session. No email is needed: the link proves enough. */
export async function useOperatorLink(
  db: D1Database,
  keys: AccountKeys,
  { token, email, locale, accountId, session, now }: OperatorLinkUse,
): Promise<Outcome<{ accountId: string }, LinkProblem>> {
  if (!looksLikeSecret(token)) return not('unknown')
  const [hash, to] = await Promise.all([secretHash(token), storedAddress(keys, email)])
  const by = session.id
  const results = await db.batch<{ accountId: string }>([
    takeLink(db, { hash, by, now }, `'operator'`),
    db
      .prepare(
        `INSERT INTO accounts (id, email_hash, sealed, locale, is_operator, created_at)
         SELECT ?3, unhex(?4), unhex(?5), ?6, 1, ?7 FROM ${TAKEN}
         ON CONFLICT (email_hash) DO UPDATE SET is_operator = 1
         RETURNING id AS accountId`,
      )
      .bind(hash, by, accountId, to.hash, to.sealed, locale, now),
    await sessionFor(
      db,
      session,
      now,
      `(SELECT id FROM accounts WHERE email_hash = unhex(?8)
         AND EXISTS (SELECT 1 FROM sign_in_links WHERE token_hash = ?7 AND used_by = ?1))`,
      hash,
      to.hash,
    ),
    newerSessionsOnly(db, session.id),
  ])
  const operator = results[1]?.results[0]
  return operator === undefined ? not(await whyNotTaken(db, hash, now)) : done(operator)
}

export async function hasOperator(db: D1Database): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM accounts WHERE is_operator = 1 LIMIT 1').first()) !== null
}

export interface ListedOperator {
  id: string
  name: string
}

export async function listOperators(db: D1Database): Promise<ListedOperator[]> {
  const { results } = await db
    .prepare('SELECT id, name FROM accounts WHERE is_operator = 1 ORDER BY id')
    .all<ListedOperator>()
  return results
}

/** False for the last one, and for an account that is none. */
export async function removeOperator(db: D1Database, id: string): Promise<boolean> {
  const removed = await db
    .prepare(
      `UPDATE accounts SET is_operator = 0
       WHERE id = ?1 AND is_operator = 1 AND (SELECT count(*) FROM accounts WHERE is_operator = 1) > 1`,
    )
    .bind(id)
    .run()
  return removed.meta.changes > 0
}
