/** The tokens of a petition, as its team manages them: each with a name, with what it may do, and with an end. */
import type { Scope } from '../../schema/account.ts'
import type { Actor } from '../../schema/audit.ts'
import { auditStatement } from '../audit.ts'
import { TOKENS_MAX_PER_PETITION } from '../limits.ts'
import { TOKEN_ID_CHARS, tokenHash, tokenId } from './tokens.ts'

export interface NewTeamToken {
  petitionId: number
  /** As `newToken` or `tokenOfForm` makes it: shown once, to the person who made it. */
  token: string
  name: string
  /** At least one. */
  scopes: readonly Scope[]
  /** In milliseconds; null for never. */
  expiresAt: number | null
  /** The account. */
  createdBy: string
  now: number
}

/**
 * Revoked and expired ones make room for others. `again`: it is there already, as after a second press. `not-added`: there are too many,
 * `createdBy` is no owner any more, or it was revoked.
 */
export async function addToken(
  db: D1Database,
  { petitionId, token, name, scopes, expiresAt, createdBy, now }: NewTeamToken,
): Promise<'added' | 'again' | 'not-added'> {
  const hash = await tokenHash(token)
  const [added] = await db.batch([
    db
      .prepare(
        `INSERT INTO tokens (token_hash, petition_id, created_at, name, scopes, expires_at, created_by)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
       WHERE (SELECT count(*) FROM tokens WHERE petition_id = ?2 AND ${IS_VALID('?3')}) < ${TOKENS_MAX_PER_PETITION}
         AND ${IS_OWNER('?7')}
       ON CONFLICT DO NOTHING`,
      )
      .bind(hash, petitionId, now, name, JSON.stringify(scopes), expiresAt, createdBy),
    auditStatement(db, {
      petitionId,
      act: 'token-made',
      by: { kind: 'account', id: createdBy },
      facts: { token: tokenId(hash), scopes: scopes.join(' ') },
      now,
    }),
  ])
  if ((added?.meta.changes ?? 0) > 0) return 'added'
  const there = await db
    .prepare(`SELECT 1 FROM tokens WHERE token_hash = ?1 AND petition_id = ?2 AND ${IS_VALID('?3')}`)
    .bind(hash, petitionId, now)
    .first()
  return there === null ? 'not-added' : 'again'
}

/** SQL: whether an account is an owner of the petition ?2. */
const IS_OWNER = (account: string): string =>
  `EXISTS (SELECT 1 FROM members AS o WHERE o.petition_id = ?2 AND o.account_id = ${account} AND o.role = 'owner')`

const IS_VALID = (now: string): string => `revoked_at IS NULL AND coalesce(expires_at > ${now}, true)`

export interface ListedToken {
  /** What names it to `revokeToken`: the beginning of its hash. */
  id: string
  /** Empty for the one that came with the petition. */
  name: string
  scopes: Scope[]
  /** In milliseconds, all of them. */
  createdAt: number
  expiresAt: number | null
  /** To the hour. */
  usedAt: number | null
  /** The account that made it; null for one that came with the petition. */
  createdBy: string | null
}

/** Those that work, the newest first. */
export async function listTokens(db: D1Database, petitionId: number, now: number): Promise<ListedToken[]> {
  const { results } = await db
    .prepare(
      `SELECT substr(token_hash, 1, ${TOKEN_ID_CHARS}) AS id, name, scopes, created_at AS createdAt, expires_at AS expiresAt,
         used_at AS usedAt, created_by AS createdBy
       FROM tokens WHERE petition_id = ?1 AND ${IS_VALID('?2')} ORDER BY created_at DESC, token_hash`,
    )
    .bind(petitionId, now)
    .all<Omit<ListedToken, 'scopes'> & { scopes: string }>()
  return results.map(({ scopes, ...row }) => Object.assign(row, { scopes: JSON.parse(scopes) }))
}

/** The names of tokens by their ids, also of those that are revoked. */
export async function namesOfTokens(
  db: D1Database,
  petitionId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  // After an id comes a hexadecimal digit.
  const { results } = await db
    .prepare(
      `SELECT wanted.value AS id, t.name FROM json_each(?2) AS wanted
       JOIN tokens AS t ON t.token_hash >= wanted.value AND t.token_hash < wanted.value || 'g'
       WHERE t.petition_id = ?1`,
    )
    .bind(petitionId, JSON.stringify(ids))
    .all<{ id: string; name: string }>()
  return new Map(results.map(({ id, name }) => [id, name]))
}

/** Of this petition alone. False if there is no such token any more. */
export async function revokeToken(
  db: D1Database,
  petitionId: number,
  id: string,
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [revoked] = await db.batch([
    db
      .prepare(
        `UPDATE tokens SET revoked_at = ?3
       WHERE petition_id = ?1 AND substr(token_hash, 1, ${TOKEN_ID_CHARS}) = ?2 AND revoked_at IS NULL`,
      )
      .bind(petitionId, id, now),
    auditStatement(db, { petitionId, act: 'token-revoked', by, facts: { token: id }, now }),
  ])
  return (revoked?.meta.changes ?? 0) > 0
}

/** Revokes what an account has made here, unless it is an owner: for the transaction in which it may have ceased to be one. */
export const revokeOfFormerOwner = (
  db: D1Database,
  { petitionId, accountId, now }: { petitionId: number; accountId: string; now: number },
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE tokens SET revoked_at = ?3
       WHERE petition_id = ?2 AND created_by = ?1 AND revoked_at IS NULL AND NOT ${IS_OWNER('?1')}`,
    )
    .bind(accountId, petitionId, now)

/** Revokes what an account has made in the petitions of its teams, before it is deleted. `when`: SQL of ?1, the account. */
export const revokeOfAccount = (db: D1Database, accountId: string, now: number, when: string): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE tokens SET revoked_at = coalesce(revoked_at, ?2), created_by = NULL
       WHERE petition_id IN (SELECT petition_id FROM members WHERE account_id = ?1) AND created_by = ?1 AND ${when}`,
    )
    .bind(accountId, now)

/** Revokes what an account has made since a time in the petitions of its teams. `account` and `since`: SQL of ?1 and ?2, as `bound`. */
export const revokeMadeSince = (
  db: D1Database,
  { account, since, bound }: { account: string; since: string; bound: readonly [string, string] },
  now: number,
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE tokens SET revoked_at = ?3
       WHERE petition_id IN (SELECT petition_id FROM members WHERE account_id = ${account}) AND created_by = ${account}
         AND created_at >= ${since} AND revoked_at IS NULL`,
    )
    .bind(...bound, now)
