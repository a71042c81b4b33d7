/**
 * The team of a petition. What a change needs is checked again in its statement: that who makes it is still an owner, and that an
 * owner stays. D1 runs one statement after the other, so of two owners who leave at once one stays.
 */
import type { Role } from '../../schema/account.ts'
import type { StateFacts } from '../../schema/petition-state.ts'
import { addressSql } from '../address.ts'
import { auditStatement } from '../audit.ts'
import { publicCount } from '../ledger/counter.ts'
import { revokeOfFormerOwner } from '../petitions/team-tokens.ts'
import { done, not, type Outcome } from './outcome.ts'
import { RANK, roleOf } from './roles.ts'

export interface Member {
  accountId: string
  /** Empty until it is given. */
  name: string
  role: Role
  /** The account that invited it. */
  addedBy: string | null
  /** In milliseconds. */
  createdAt: number
  hasPasskey: boolean
  /** When a session was last used, to some minutes; null without one. */
  seenAt: number | null
}

/** Owners first, then by when they came. Their email addresses are for the consumer to open: addresses.ts. */
export async function listMembers(db: D1Database, petitionId: number): Promise<Member[]> {
  const { results } = await db
    .prepare(
      `SELECT m.account_id AS accountId, a.name, m.role, m.added_by AS addedBy, m.created_at AS createdAt,
         EXISTS (SELECT 1 FROM passkeys AS k WHERE k.account_id = m.account_id) AS hasPasskey,
         (SELECT max(s.seen_at) FROM sessions AS s WHERE s.account_id = m.account_id) AS seenAt
       FROM members AS m JOIN accounts AS a ON a.id = m.account_id
       WHERE m.petition_id = ?1 ORDER BY ${RANK('m.role')} DESC, m.created_at, m.account_id`,
    )
    .bind(petitionId)
    .all<Omit<Member, 'hasPasskey'> & { hasPasskey: number }>()
  return results.map((row) => Object.assign(row, { hasPasskey: row.hasPasskey === 1 }))
}

/** The accounts of the owners. */
export async function ownersOf(db: D1Database, petitionId: number): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT account_id AS accountId FROM members WHERE petition_id = ?1 AND role = 'owner'`)
    .bind(petitionId)
    .all<{ accountId: string }>()
  return results.map(({ accountId }) => accountId)
}

export interface OwnPetition extends StateFacts {
  id: number
  slug: string
  title: string
  language: string
  role: Role
  timeZone: string
  goal: number | null
  milestones: number[]
  /** The public one. */
  count: number
  /** Whether signatures are held for review. */
  isHeld: boolean
}

/** The petitions that an account is in the team of, newest first. */
export async function listPetitionsOf(db: D1Database, accountId: string): Promise<OwnPetition[]> {
  const { results } = await db
    .prepare(
      `SELECT p.id, ${addressSql('p.')} AS slug, p.title, p.language, p.state, p.closes_at AS closesAt, p.submitted_at AS submittedAt,
  p.scheduled_at AS scheduledAt,
         p.taken_down_at AS takenDownAt, p.deleted_at AS deletedAt, m.role, p.time_zone AS timeZone, p.goal, p.milestones, ${publicCount('p')} AS count,
         EXISTS (
           SELECT 1 FROM signatures INDEXED BY signatures_quarantined
           WHERE petition_id = p.id AND status = 'quarantined') AS isHeld
       FROM members AS m JOIN petitions AS p ON p.id = m.petition_id
       WHERE m.account_id = ?1 ORDER BY p.id DESC`,
    )
    .bind(accountId)
    .all<Omit<OwnPetition, 'milestones' | 'isHeld'> & { milestones: string; isHeld: number }>()
  return results.map((row) => Object.assign(row, { milestones: JSON.parse(row.milestones), isHeld: row.isHeld === 1 }))
}

/** SQL: whether ?1 has another owner than ?2. */
const HAS_OTHER_OWNER = `EXISTS (
  SELECT 1 FROM members AS o WHERE o.petition_id = ?1 AND o.role = 'owner' AND o.account_id <> ?2)`
/** SQL: whether ?3 is an owner of ?1. */
const BY_OWNER = `EXISTS (SELECT 1 FROM members AS o WHERE o.petition_id = ?1 AND o.role = 'owner' AND o.account_id = ?3)`

export interface MemberChange {
  petitionId: number
  /** Whose role it is. */
  accountId: string
  /** The owner who changes it. */
  by: string
  /** In milliseconds. */
  now: number
}

export type MemberProblem = 'not-a-member' | 'last-owner' | 'not-an-owner'

/** Who is no owner any more loses the tokens that they made and the invitations that they sent. Nothing is written if it is so already. */
export async function changeRole(
  db: D1Database,
  change: MemberChange,
  role: Role,
): Promise<Outcome<null, MemberProblem>> {
  const { petitionId, accountId, by, now } = change
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE members SET role = ?4
         WHERE petition_id = ?1 AND account_id = ?2 AND role <> ?4 AND ${BY_OWNER}
           AND (?4 = 'owner' OR ${HAS_OTHER_OWNER})`,
      )
      .bind(petitionId, accountId, by, role),
    auditStatement(db, {
      petitionId,
      act: 'role-changed',
      by: { kind: 'account', id: by },
      facts: { account: accountId, role },
      now,
    }),
    ...endOfOwner(db, change),
  ])
  if ((changed?.meta.changes ?? 0) > 0) return done(null)
  const why = await whyNot(db, change)
  // By a first press of the same button.
  return why.why === 'last-owner' && (await roleOf(db, petitionId, accountId)) === role ? done(null) : why
}

/** With what an owner made, as in `changeRole`. Anyone may remove themself: then `by` is `accountId`. */
export async function removeMember(db: D1Database, change: MemberChange): Promise<Outcome<null, MemberProblem>> {
  const { petitionId, accountId, by, now } = change
  const [removed] = await db.batch([
    db
      .prepare(
        `DELETE FROM members
         WHERE petition_id = ?1 AND account_id = ?2 AND (?2 = ?3 OR ${BY_OWNER}) AND (role <> 'owner' OR ${HAS_OTHER_OWNER})`,
      )
      .bind(petitionId, accountId, by),
    auditStatement(db, {
      petitionId,
      act: accountId === by ? 'member-left' : 'member-removed',
      by: { kind: 'account', id: by },
      facts: { account: accountId },
      now,
    }),
    ...endOfOwner(db, change),
  ])
  return (removed?.meta.changes ?? 0) > 0 ? done(null) : whyNot(db, change)
}

/**
 * Ends what an account has made here, unless it is an owner. An invitation expires, and is not deleted: it still counts among those of
 * the day.
 */
const endOfOwner = (db: D1Database, { petitionId, accountId, now }: MemberChange): D1PreparedStatement[] => [
  revokeOfFormerOwner(db, { petitionId, accountId, now }),
  db
    .prepare(
      `UPDATE sign_in_links SET expires_at = ?3
       WHERE petition_id = ?1 AND invited_by = ?2 AND kind = 'invitation' AND used_at IS NULL AND expires_at > ?3
         AND NOT EXISTS (SELECT 1 FROM members AS o WHERE o.petition_id = ?1 AND o.account_id = ?2 AND o.role = 'owner')`,
    )
    .bind(petitionId, accountId, now),
]

async function whyNot(db: D1Database, { petitionId, accountId, by }: Omit<MemberChange, 'now'>) {
  const members = await listMembers(db, petitionId)
  const roleIn = (id: string): Role | undefined => members.find((member) => member.accountId === id)?.role
  if (accountId !== by && roleIn(by) !== 'owner') return not('not-an-owner')
  return not(roleIn(accountId) === undefined ? 'not-a-member' : 'last-owner')
}
