/**
 * Links that work once. GET shows what a link is for and changes nothing, since email scanners open links; POST uses it. Of two
 * that use it at once, one wins: the first statement of the transaction takes the link for `by`, and the others write only for
 * the one that has it.
 */
import type { LinkKind, Role } from '../../schema/account.ts'
import { addressSql } from '../address.ts'
import { INSERT_AUDIT } from '../audit.ts'
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import { RANK } from './roles.ts'
import { SESSION_GRACE_MS } from '../limits.ts'
import { newerSessionsOnly, type NewSession, sessionFor } from './sessions.ts'
import { done, not, type Outcome } from './outcome.ts'
import { newIdAt } from '../uuid-time.ts'

export interface Link {
  kind: LinkKind
  /** Of an invitation: to what, as what, and by whom; null for an account alone. */
  petition: { id: number; slug: string; title: string; language: string } | null
  role: Role | null
  /** The name of who invites; empty without one. */
  from: string
  /** Whose email address is to change; null for other links. */
  accountId: string | null
  /** In milliseconds. */
  expiresAt: number
}

/**
 * SQL, of `sign_in_links AS l`: whether who sent an invitation may still send it. What ends that expires their invitations too; here it is
 * asked of the one that is used.
 */
export const INVITER_MAY = `(l.kind <> 'invitation'
  OR EXISTS (SELECT 1 FROM accounts AS i WHERE i.id = l.invited_by AND i.is_operator = 1)
  OR EXISTS (
    SELECT 1 FROM members AS i
    WHERE i.petition_id = l.petition_id AND i.account_id = l.invited_by AND i.role = 'owner'))`

export type LinkProblem = 'unknown' | 'used' | 'expired'

/** Changes nothing. */
export async function lookAtLink(db: D1Database, token: string, now: number): Promise<Outcome<Link, LinkProblem>> {
  if (!looksLikeSecret(token)) return not('unknown')
  const row = await db
    .prepare(
      `SELECT l.kind, l.role, CASE WHEN ${INVITER_MAY} THEN l.expires_at ELSE 0 END AS expiresAt, l.used_at AS usedAt,
         l.account_id AS accountId, coalesce(i.name, '') AS name,
         p.id, ${addressSql('p.')} AS slug, p.title, p.language
       FROM sign_in_links AS l
       LEFT JOIN petitions AS p ON p.id = l.petition_id
       LEFT JOIN accounts AS i ON i.id = l.invited_by
       WHERE l.token_hash = ?1`,
    )
    .bind(await secretHash(token))
    .first<LinkRow>()
  const problem = problemOf(row, now)
  if (row === null || problem !== null) return not(problem ?? 'unknown')
  const { kind, role, name, accountId, expiresAt, id, slug, title, language } = row
  return done({
    kind,
    role,
    from: name,
    accountId,
    expiresAt,
    petition: id === null ? null : { id, slug, title, language },
  })
}

interface LinkRow {
  kind: LinkKind
  role: Role | null
  name: string
  accountId: string | null
  expiresAt: number
  usedAt: number | null
  /** Of the petition; null together. */
  id: number | null
  slug: string
  title: string
  language: string
}

const problemOf = (row: Pick<LinkRow, 'usedAt' | 'expiresAt'> | null, now: number): LinkProblem | null => {
  if (row === null) return 'unknown'
  if (row.usedAt !== null) return 'used'
  return row.expiresAt <= now ? 'expired' : null
}

/** What a link is for, or was for before it was used or expired; null if it is not known any more. */
export const kindOfLink = async (db: D1Database, token: string): Promise<LinkKind | null> =>
  db
    .prepare('SELECT kind FROM sign_in_links WHERE token_hash = ?1')
    .bind(await secretHash(token))
    .first<LinkKind>('kind')

/** SQL: the link of ?1, if it is taken by ?2. */
export const TAKEN = `sign_in_links AS l WHERE l.token_hash = ?1 AND l.used_by = ?2`

/** The entry of who joined a team by the link that was taken, if the statement before it made a member. `account`: SQL. */
export const joinedStatement = (
  db: D1Database,
  { hash, by, account }: { hash: string; by: string; account: string },
  now: number,
): D1PreparedStatement =>
  db
    .prepare(
      `${INSERT_AUDIT}
       SELECT l.petition_id, ?3, 'joined', 'account', ${account}, json_object('role', l.role), ?4
       FROM ${TAKEN} AND changes() > 0`,
    )
    .bind(hash, by, newIdAt(now), now)

/** The first statement of whatever uses a link. `by`: a random id of this use. `kinds`: SQL; `also`: SQL of one more condition. */
export const takeLink = (
  db: D1Database,
  { hash, by, now }: { hash: string; by: string; now: number },
  kinds: string,
  also: { sql: string; bound: readonly (string | null)[] } = { sql: 'true', bound: [] },
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE sign_in_links AS l SET used_by = ?2, used_at = ?3
       WHERE l.token_hash = ?1 AND l.used_at IS NULL AND l.expires_at > ?3 AND l.kind IN (${kinds}) AND ${INVITER_MAY}
         AND ${also.sql}`,
    )
    .bind(hash, by, now, ...also.bound)

/** A link of this kind that is unused and in time, though it was not taken. `accountId`: whose email address it is about. */
export const findOpenLink = (db: D1Database, hash: string, kind: LinkKind, now: number) =>
  db
    .prepare(
      `SELECT account_id AS accountId FROM sign_in_links
       WHERE token_hash = ?1 AND kind = ?2 AND used_at IS NULL AND expires_at > ?3`,
    )
    .bind(hash, kind, now)
    .first<{ accountId: string | null }>()

/** Why a link that was not taken was not. */
export async function whyNotTaken(db: D1Database, hash: string, now: number): Promise<LinkProblem> {
  const row = await db
    .prepare('SELECT used_at AS usedAt, expires_at AS expiresAt FROM sign_in_links WHERE token_hash = ?1')
    .bind(hash)
    .first<Pick<LinkRow, 'usedAt' | 'expiresAt'>>()
  return problemOf(row, now) ?? 'unknown'
}

export interface LinkUse {
  token: string
  /** UUIDv7 of the account, if there is none yet. */
  accountId: string
  session: NewSession
  /** Whether an account is made for those alone who are invited. */
  invitedOnly: boolean
  now: number
}

/** The id of the account whose session was opened. */
export interface Used {
  accountId: string
  /** Where the link was an invitation to a petition. */
  petitionId: number | null
}

/**
 * Uses a link to sign in, or an invitation: finds or makes the account of its email address, makes it a member where it is
 * invited, and opens the session. Within a minute, the same session id gets that session again: a second press of the same button, for
 * whose sake the browser gave up the response to the first. The link proves whose the email address is. `not-invited`: there is no account, and none is made.
 */
export async function useLink(
  db: D1Database,
  { token, accountId, session, invitedOnly, now }: LinkUse,
): Promise<Outcome<Used, LinkProblem | 'not-invited'>> {
  if (!looksLikeSecret(token)) return not('unknown')
  const hash = await secretHash(token)
  const by = session.id
  const results = await db.batch<{ accountId: string; petitionId: number | null }>([
    takeLink(db, { hash, by, now }, `'sign-in', 'invitation'`),
    db
      .prepare(
        `INSERT INTO accounts (id, email_hash, sealed, locale, created_at)
         SELECT ?3, l.email_hash, l.sealed, l.locale, ?4 FROM ${TAKEN} AND l.used_at = ?4
           AND (?5 = 0 OR l.kind = 'invitation' OR EXISTS (
             SELECT 1 FROM sign_in_links AS i
             WHERE i.email_hash = l.email_hash AND i.kind = 'invitation' AND i.used_at IS NULL AND i.expires_at > ?4))
         ON CONFLICT (email_hash) DO NOTHING`,
      )
      .bind(hash, by, accountId, now, invitedOnly ? 1 : 0),
    db
      .prepare(
        // An invitation takes nothing from anyone who may do more already.
        `INSERT INTO members (petition_id, account_id, role, added_by, created_at)
         SELECT l.petition_id, (SELECT a.id FROM accounts AS a WHERE a.email_hash = l.email_hash), l.role, l.invited_by, ?3
         FROM ${TAKEN} AND l.used_at = ?3 AND l.kind = 'invitation' AND l.petition_id IS NOT NULL
         ON CONFLICT (petition_id, account_id) DO UPDATE SET role = excluded.role
           WHERE ${RANK('excluded.role')} > ${RANK('members.role')}`,
      )
      .bind(hash, by, now),
    joinedStatement(
      db,
      { hash, by, account: '(SELECT a.id FROM accounts AS a WHERE a.email_hash = l.email_hash)' },
      now,
    ),
    await sessionFor(
      db,
      session,
      now,
      `(SELECT a.id FROM accounts AS a JOIN sign_in_links AS l ON l.email_hash = a.email_hash
        WHERE l.token_hash = ?7 AND l.used_by = ?1 AND l.used_at > ?8)`,
      hash,
      now - SESSION_GRACE_MS,
    ),
    newerSessionsOnly(db, session.id),
    db
      .prepare(
        `SELECT s.account_id AS accountId, l.petition_id AS petitionId FROM sessions AS s, ${TAKEN} AND s.id = ?2 AND s.secret_hash = ?3`,
      )
      .bind(hash, by, await secretHash(session.secret)),
  ])
  const used = results.at(-1)?.results[0]
  if (used !== undefined) return done(used)
  return not(results[0]?.meta.changes === 0 ? await whyNotTaken(db, hash, now) : 'not-invited')
}
