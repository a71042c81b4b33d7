/** Deletes an account, with its sessions, passkeys, drafts, roles, and what was sent to its email address. */
import { done, not, type Outcome } from './outcome.ts'

export interface OnlyOwned {
  id: number
  slug: string
  title: string
}

/**
 * SQL: the petitions that ?1 alone owns, and that are open or were sent for approval. Somebody has to answer for them: they are
 * handed over, closed, or withdrawn from approval first. Of others the team keeps its token, or the operator invites an owner.
 */
const ONLY_OWNED = `
  SELECT p.id, p.slug, p.title FROM members AS m JOIN petitions AS p ON p.id = m.petition_id
  WHERE m.account_id = ?1 AND m.role = 'owner' AND (p.state = 'open' OR p.state = 'draft' AND p.submitted_at IS NOT NULL)
    AND NOT EXISTS (
      SELECT 1 FROM members AS o WHERE o.petition_id = p.id AND o.role = 'owner' AND o.account_id <> ?1)`

/** What keeps an account from being deleted. */
export async function listOnlyOwned(db: D1Database, accountId: string): Promise<OnlyOwned[]> {
  const { results } = await db.prepare(`${ONLY_OWNED} ORDER BY p.id`).bind(accountId).all<OnlyOwned>()
  return results
}

/** `only-owner`: `listOnlyOwned` says of which petitions. Everything but its petitions is deleted in one transaction. */
export async function deleteAccount(
  db: D1Database,
  accountId: string,
): Promise<Outcome<null, 'only-owner' | 'not-found'>> {
  const mayGo = `EXISTS (SELECT 1 FROM accounts WHERE id = ?1) AND NOT EXISTS (${ONLY_OWNED})`
  const ofAddress = `email_hash = (SELECT email_hash FROM accounts WHERE id = ?1) AND ${mayGo}`
  const results = await db.batch([
    db.prepare(`DELETE FROM sign_in_links WHERE ${ofAddress}`).bind(accountId),
    db.prepare(`DELETE FROM account_emails WHERE ${ofAddress}`).bind(accountId),
    // Sessions, passkeys, drafts, roles and changes of its address go with it: the tables say so.
    db.prepare(`DELETE FROM accounts WHERE id = ?1 AND ${mayGo} RETURNING id`).bind(accountId),
  ])
  if ((results[2]?.results.length ?? 0) > 0) return done(null)
  return not((await listOnlyOwned(db, accountId)).length > 0 ? 'only-owner' : 'not-found')
}
