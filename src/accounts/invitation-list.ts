/** The invitations that are open, as a team and those who are invited see them; accepting and cancelling one. */
import type { Role } from '../../schema/account.ts'
import type { Actor } from '../../schema/audit.ts'
import { addressSql } from '../address.ts'
import { auditStatement } from '../audit.ts'
import { INVITER_MAY, joinedStatement } from './links.ts'
import { done, not, type Outcome } from './outcome.ts'
import { RANK } from './roles.ts'

export interface PendingInvitation {
  /** What names it to the other functions: the hash of its token, which opens nothing. */
  id: string
  role: Role | null
  /** The account that invites. */
  invitedBy: string | null
  /** In milliseconds. */
  createdAt: number
  expiresAt: number
}

const PENDING = `kind = 'invitation' AND used_at IS NULL AND expires_at > ?2`
const COLUMNS = `token_hash AS id, role, invited_by AS invitedBy, created_at AS createdAt, expires_at AS expiresAt`

/** Of a petition, the newest first. Their email addresses are for the consumer to open: addresses.ts. */
export async function listInvitations(db: D1Database, petitionId: number, now: number): Promise<PendingInvitation[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM sign_in_links WHERE petition_id = ?1 AND ${PENDING} ORDER BY created_at DESC, id`)
    .bind(petitionId, now)
    .all<PendingInvitation>()
  return results
}

export interface OwnInvitation extends PendingInvitation {
  slug: string
  title: string
}

/** To the address of an account, to petitions: the list of the person who is signed in. */
export async function invitationsTo(db: D1Database, accountId: string, now: number): Promise<OwnInvitation[]> {
  const { results } = await db
    .prepare(
      `SELECT l.token_hash AS id, l.role, l.invited_by AS invitedBy, l.created_at AS createdAt, l.expires_at AS expiresAt,
         ${addressSql('p.')} AS slug, p.title
       FROM accounts AS a
       JOIN sign_in_links AS l ON l.email_hash = a.email_hash
       JOIN petitions AS p ON p.id = l.petition_id
       WHERE a.id = ?1 AND l.kind = 'invitation' AND l.used_at IS NULL AND l.expires_at > ?2
       ORDER BY l.created_at DESC, l.token_hash`,
    )
    .bind(accountId, now)
    .all<OwnInvitation>()
  return results
}

/** For the person who is signed in: an invitation to another address is `not-found`. The id of the petition. */
export async function acceptInvitation(
  db: D1Database,
  { accountId, id, by, now }: { accountId: string; id: string; by: string; now: number },
): Promise<Outcome<{ petitionId: number }, 'not-found'>> {
  const results = await db.batch<{ petitionId: number }>([
    db
      .prepare(
        `UPDATE sign_in_links AS l SET used_at = ?2, used_by = ?4
         WHERE token_hash = ?1 AND ${PENDING} AND petition_id IS NOT NULL AND ${INVITER_MAY}
           AND email_hash = (SELECT email_hash FROM accounts WHERE id = ?3)`,
      )
      .bind(id, now, accountId, by),
    db
      .prepare(
        `INSERT INTO members (petition_id, account_id, role, added_by, created_at)
         SELECT l.petition_id, ?3, l.role, l.invited_by, ?2 FROM sign_in_links AS l WHERE l.token_hash = ?1 AND l.used_by = ?4
         ON CONFLICT (petition_id, account_id) DO UPDATE SET role = excluded.role
           WHERE ${RANK('excluded.role')} > ${RANK('members.role')}`,
      )
      .bind(id, now, accountId, by),
    joinedStatement(
      db,
      { hash: id, by, account: `(SELECT a.id FROM accounts AS a WHERE a.email_hash = l.email_hash)` },
      now,
    ),
    db
      .prepare('SELECT petition_id AS petitionId FROM sign_in_links WHERE token_hash = ?1 AND used_by = ?2')
      .bind(id, by),
  ])
  const accepted = results[3]?.results[0]
  return accepted === undefined ? not('not-found') : done(accepted)
}

/** Of this petition alone. False if there is no such invitation any more. It still counts among those of the day. */
export async function cancelInvitation(
  db: D1Database,
  petitionId: number,
  id: string,
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [cancelled] = await db.batch([
    db
      .prepare(
        `UPDATE sign_in_links SET expires_at = ?3
       WHERE token_hash = ?1 AND petition_id = ?2 AND kind = 'invitation' AND used_at IS NULL AND expires_at > ?3`,
      )
      .bind(id, petitionId, now),
    auditStatement(db, { petitionId, act: 'invitation-cancelled', by, now }),
  ])
  return (cancelled?.meta.changes ?? 0) > 0
}
