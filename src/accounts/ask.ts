/**
 * Links that an email brings: to sign in, and to change the email address of an account. Whether an address has an account is
 * not even asked here: every address gets the same statements and the same response, and the link decides when it is used.
 */
import type { EmailAddress } from '../../schema/email-address.ts'
import type { LinkKind } from '../../schema/account.ts'
import type { Locale } from '../../schema/locales.ts'
import { secretHash } from '../crypto/secret.ts'
import { accountLinkUrl } from '../http/console-urls.ts'
import {
  DAY_MS,
  EMAIL_CHANGES_PER_ACCOUNT_PER_DAY,
  EMAIL_CHANGE_LINK_TTL_SECONDS,
  LINK_TWICE_MS,
  LINKS_PER_ADDRESS_PER_DAY,
  SIGN_IN_LINK_TTL_SECONDS,
} from '../limits.ts'
import { type AccountKeys, type StoredAddress, storedAddress } from './keys.ts'
import { emailStatement } from './outbox.ts'
import { done, not, type Outcome } from './outcome.ts'

export interface AskedLink {
  email: EmailAddress
  /** Of the page, and so of the email. */
  locale: Locale
  /** The public one. */
  origin: string
  /** Of the link: `newSecret`. */
  token: string
  /** Of the email: a UUID. */
  emailId: string
  /** In milliseconds. */
  now: number
}

/**
 * The id of the email, to dispatch. `invitedOnly`: an account is made for those alone who are invited. `next`: the path of the
 * console to come back to, which the page of the link checks again.
 */
export async function askForLink(
  db: D1Database,
  keys: AccountKeys,
  {
    email,
    locale,
    origin,
    token,
    emailId,
    now,
    invitedOnly,
    next,
  }: AskedLink & { invitedOnly: boolean; next?: string },
): Promise<Outcome<string, 'too-many'>> {
  const to = await storedAddress(keys, email)
  const link = { token, kind: 'sign-in', to, locale, ttlSeconds: SIGN_IN_LINK_TTL_SECONDS, now } as const
  const payload = { kind: 'sign-in', url: accountLinkUrl(origin, token, next), invitedOnly } as const
  const results = await db.batch([
    await linkStatement(db, link),
    await emailStatement(db, keys, { id: emailId, payload, to, locale }, now),
  ])
  return isWritten(results) ? done(emailId) : not('too-many')
}

/**
 * As `askForLink`, to the new address. It becomes that of the account once its link is used. One that was asked for before expires; null
 * if the same was asked for a moment ago.
 */
export async function askForEmailChange(
  db: D1Database,
  keys: AccountKeys,
  { accountId, email, locale, origin, token, emailId, now }: AskedLink & { accountId: string },
): Promise<Outcome<string | null, 'too-many'>> {
  const to = await storedAddress(keys, email)
  const ttlSeconds = EMAIL_CHANGE_LINK_TTL_SECONDS
  const payload = { kind: 'email-change', url: accountLinkUrl(origin, token) } as const
  const results = await db.batch([
    await linkStatement(
      db,
      { token, kind: 'email-change', to, accountId, locale, ttlSeconds, now },
      `${MAY_CHANGE} AND NOT ${IS_SENT}`,
    ),
    await emailStatement(db, keys, { id: emailId, payload, to, locale }, now),
    db
      .prepare(
        `UPDATE sign_in_links SET expires_at = ?2
         WHERE account_id = ?1 AND kind = 'email-change' AND used_at IS NULL AND expires_at > ?2
           AND token_hash <> ?3 AND EXISTS (SELECT 1 FROM sign_in_links WHERE token_hash = ?3)`,
      )
      .bind(accountId, now, await secretHash(token)),
  ])
  if (isWritten(results)) return done(emailId)
  const sent = await db
    .prepare(`SELECT ${IS_SENT} AS isSent`)
    // At the numbers that they have in linkStatement.
    .bind(null, null, to.hash, null, accountId, null, null, null, null, now)
    .first<number>('isSent')
  return sent === 1 ? done(null) : not('too-many')
}

/** SQL: whether the account ?5 has been sent the same link by another press of the same button. ?3 the address, ?10 now. */
const IS_SENT = `EXISTS (
  SELECT 1 FROM sign_in_links
  WHERE email_hash = unhex(?3) AND kind = 'email-change' AND account_id = ?5 AND used_at IS NULL AND expires_at > ?10
    AND created_at > ?10 - ${LINK_TWICE_MS})`

/** SQL: whether the account ?5 may ask for another change today. */
const MAY_CHANGE = `(
  SELECT count(*) FROM sign_in_links WHERE account_id = ?5 AND kind = 'email-change' AND created_at > ?10 - ${DAY_MS})
  < ${EMAIL_CHANGES_PER_ACCOUNT_PER_DAY}`

/** The statements were that of the link and that of its email. */
export const isWritten = (results: readonly D1Result[]): boolean => (results[1]?.meta.changes ?? 0) > 0

export interface NewLink {
  token: string
  kind: Exclude<LinkKind, 'operator' | 'email-undo'>
  to: StoredAddress
  locale: Locale
  ttlSeconds: number
  now: number
  accountId?: string
  petitionId?: number | null
  role?: string | null
  invitedBy?: string
}

/** Writes the link, unless the address was sent its number of them today. `also`: SQL of more conditions, with the same parameters. */
export async function linkStatement(
  db: D1Database,
  { token, kind, to, locale, ttlSeconds, now, accountId, petitionId, role, invitedBy }: NewLink,
  also = 'true',
): Promise<D1PreparedStatement> {
  return db
    .prepare(
      `INSERT INTO sign_in_links
         (token_hash, kind, email_hash, sealed, account_id, petition_id, role, invited_by, locale, created_at, expires_at)
       SELECT ?1, ?2, unhex(?3), unhex(?4), ?5, ?6, ?7, ?8, ?9, ?10, ?11
       WHERE (SELECT count(*) FROM sign_in_links WHERE email_hash = unhex(?3) AND created_at > ?10 - ${DAY_MS}
           AND (kind = 'sign-in') = (?2 = 'sign-in')) < ${LINKS_PER_ADDRESS_PER_DAY} AND ${also}`,
    )
    .bind(
      await secretHash(token),
      kind,
      to.hash,
      to.sealed,
      accountId ?? null,
      petitionId ?? null,
      role ?? null,
      invitedBy ?? null,
      locale,
      now,
      now + ttlSeconds * 1000,
    )
}
