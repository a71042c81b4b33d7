/** Which petition a campaign token is for, and what it may do there. */
import type { Scope } from '../../schema/account.ts'
import { TOKEN_USED_MS } from '../limits.ts'

export interface FoundToken {
  petitionId: number
  scopes: readonly Scope[]
  /** To the hour, in milliseconds. */
  usedAt: number | null
}

/** Null for one that is unknown, revoked or expired. */
export async function findToken(db: D1Database, tokenHash: string, now: number): Promise<FoundToken | null> {
  const row = await db
    .prepare(
      `SELECT petition_id AS petitionId, scopes, used_at AS usedAt FROM tokens
       WHERE token_hash = ?1 AND revoked_at IS NULL AND coalesce(expires_at > ?2, true)`,
    )
    .bind(tokenHash, now)
    .first<{ petitionId: number; scopes: string; usedAt: number | null }>()
  return row === null ? null : { ...row, scopes: JSON.parse(row.scopes) }
}

export const hasScope = ({ scopes }: Pick<FoundToken, 'scopes'>, scope: Scope): boolean =>
  scopes.includes('all') || scopes.includes(scope)

/** Whether its last use is to be written: at most once an hour. */
export const isUseDue = ({ usedAt }: Pick<FoundToken, 'usedAt'>, now: number): boolean =>
  usedAt === null || now - usedAt >= TOKEN_USED_MS

export const writeUse = (db: D1Database, tokenHash: string, now: number): Promise<unknown> =>
  db.prepare('UPDATE tokens SET used_at = ?2 WHERE token_hash = ?1').bind(tokenHash, now).run()
