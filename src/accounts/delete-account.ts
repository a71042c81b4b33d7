/** Deletes an account, with its sessions, passkeys, drafts, roles, and what was sent to its email address. */
import { addressSql } from '../address.ts'
import { INSERT_AUDIT } from '../audit.ts'
import { revokeOfAccount } from '../petitions/team-tokens.ts'
import { IS_LAST_OPERATOR, isLastOperator } from './operators.ts'
import { done, not, type Outcome } from './outcome.ts'
import { newIdAt } from '../uuid-time.ts'

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
  SELECT p.id, ${addressSql('p.')} AS slug, p.title FROM members AS m JOIN petitions AS p ON p.id = m.petition_id
  WHERE m.account_id = ?1 AND m.role = 'owner' AND (p.state = 'open' OR p.state = 'draft' AND (p.submitted_at IS NOT NULL OR p.scheduled_at IS NOT NULL))
    AND NOT EXISTS (
      SELECT 1 FROM members AS o WHERE o.petition_id = p.id AND o.role = 'owner' AND o.account_id <> ?1)`

/** What keeps an account from being deleted. */
export async function listOnlyOwned(db: D1Database, accountId: string): Promise<OnlyOwned[]> {
  const { results } = await db.prepare(`${ONLY_OWNED} ORDER BY p.id`).bind(accountId).all<OnlyOwned>()
  return results
}

export interface AccountHas {
  drafts: number
  /** Petitions in whose team it is. */
  teams: number
}

/** What goes with an account. Each is limited. */
export async function countOwn(db: D1Database, accountId: string): Promise<AccountHas> {
  const row = await db
    .prepare(
      `SELECT (SELECT count(*) FROM drafts WHERE account_id = ?1) AS drafts,
         (SELECT count(*) FROM members WHERE account_id = ?1) AS teams`,
    )
    .bind(accountId)
    .first<AccountHas>()
  return row ?? { drafts: 0, teams: 0 }
}

/**
 * `only-owner`: `listOnlyOwned` says of which petitions. `last-operator`: nobody else runs this site. Everything but its petitions is
 * deleted in one transaction. What it sent to other addresses is of nobody from then on and expires, so that it still counts among
 * the emails of the day.
 */
export async function deleteAccount(
  db: D1Database,
  accountId: string,
  now: number,
): Promise<Outcome<null, 'only-owner' | 'last-operator' | 'not-found'>> {
  const mayGo = `EXISTS (SELECT 1 FROM accounts WHERE id = ?1) AND NOT EXISTS (${ONLY_OWNED})
    AND NOT ${IS_LAST_OPERATOR}`
  const ofAddress = `email_hash = (SELECT email_hash FROM accounts WHERE id = ?1) AND ${mayGo}`
  const results = await db.batch([
    revokeOfAccount(db, accountId, now, mayGo),
    db
      .prepare(
        `${INSERT_AUDIT}
         SELECT petition_id, ?2, 'member-left', 'account', ?1, json_object('account', ?1), ?3 FROM members
         WHERE account_id = ?1 AND ${mayGo}`,
      )
      .bind(accountId, newIdAt(now), now),
    db
      .prepare(
        `UPDATE sign_in_links SET expires_at = min(expires_at, ?2), account_id = NULL, invited_by = NULL
         WHERE (account_id = ?1 AND kind <> 'email-undo' OR invited_by = ?1) AND ${mayGo}`,
      )
      .bind(accountId, now),
    // But for one with which another account goes back to this address, which is free from now on.
    db
      .prepare(`DELETE FROM sign_in_links WHERE ${ofAddress} AND NOT (kind = 'email-undo' AND account_id IS NOT ?1)`)
      .bind(accountId),
    db.prepare(`DELETE FROM account_emails WHERE ${ofAddress}`).bind(accountId),
    // Sessions, passkeys, drafts, roles and links to its former addresses go with it: the tables say so.
    db.prepare(`DELETE FROM accounts WHERE id = ?1 AND ${mayGo} RETURNING id`).bind(accountId),
  ])
  if ((results.at(-1)?.results.length ?? 0) > 0) return done(null)
  if (await isLastOperator(db, accountId)) return not('last-operator')
  return not((await listOnlyOwned(db, accountId)).length > 0 ? 'only-owner' : 'not-found')
}
