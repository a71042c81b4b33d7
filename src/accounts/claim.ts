/** A petition that was started with the API gets its first owner: a person who has its campaign token. */
import { auditStatement } from '../audit.ts'
import { findToken } from '../petitions/find-token.ts'
import { looksLikeToken, tokenHash } from '../petitions/tokens.ts'
import { done, not, type Outcome } from './outcome.ts'

/**
 * The id of the petition. `not-a-token`: no token, or one that may not do everything. `has-owner`: it was claimed before; a token
 * must not make anyone an owner against those who are.
 */
export async function claimPetition(
  db: D1Database,
  { accountId, token, now }: { accountId: string; token: string; now: number },
): Promise<Outcome<{ petitionId: number }, 'not-a-token' | 'has-owner'>> {
  if (!looksLikeToken(token)) return not('not-a-token')
  const found = await findToken(db, await tokenHash(token), now)
  if (found === null || !found.scopes.includes('all')) return not('not-a-token')
  const { petitionId } = found
  const [claimed] = await db.batch([
    db
      .prepare(
        `INSERT INTO members (petition_id, account_id, role, created_at)
       SELECT ?1, ?2, 'owner', ?3
       WHERE NOT EXISTS (SELECT 1 FROM members WHERE petition_id = ?1 AND role = 'owner')
       ON CONFLICT (petition_id, account_id) DO UPDATE SET role = 'owner'`,
      )
      .bind(petitionId, accountId, now),
    auditStatement(db, { petitionId, act: 'claimed', by: { kind: 'account', id: accountId }, now }),
  ])
  return (claimed?.meta.changes ?? 0) > 0 ? done({ petitionId }) : not('has-owner')
}
