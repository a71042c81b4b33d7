/**
 * How a petition that was open is deleted: offline at once, erased after DELETION_GRACE_DAYS, until when it can be undone. Its row
 * stays, without words: docs/decisions/039-deletion.md.
 */
import type { Actor } from '../../schema/audit.ts'
import { auditStatement } from '../audit.ts'
import { publicCount } from '../ledger/counter.ts'
import { dropUnderWay } from '../ledger/decisions.ts'
import { deliveriesStatement, eventStatement } from '../ledger/outbox.ts'
import { DAY_MS, DELETION_GRACE_DAYS, ERASE_PETITIONS_MAX_ROWS } from '../limits.ts'
import type { Petition } from './petitions.ts'

export interface Deletion {
  petitionId: number
  by: Actor
  /** The public one, for the links in the event. */
  origin: string
  /** In milliseconds. */
  now: number
}

const GRACE_MS = DELETION_GRACE_DAYS * DAY_MS

/** Until when it can be undone; null if it is not deleted. In milliseconds. */
export const undoableUntil = ({ deletedAt }: Pick<Petition, 'deletedAt'>): number | null =>
  deletedAt === null ? null : deletedAt + GRACE_MS

/**
 * For one transaction: closes it, if it is open, and deletes it. `may`: SQL that must hold, of ?1, the petition, and ?3, `of`. The
 * third one returns the ids of deliveries, the fourth changes a row if it was deleted.
 */
export const deletionStatements = (
  db: D1Database,
  { petitionId, by, origin, now }: Deletion,
  may: string,
  of: string,
): D1PreparedStatement[] => [
  db
    .prepare(
      `UPDATE petitions SET state = 'closed', closed_at = coalesce(closed_at, min(?2, coalesce(closes_at, ?2)))
       WHERE id = ?1 AND state = 'open' AND deleted_at IS NULL AND ${may}`,
    )
    .bind(petitionId, now, of),
  eventStatement(
    db,
    { id: `closed_${petitionId}_${now}`, keyed: true, type: 'petition.closed', petitionId, origin, now },
    'if-changed',
  ),
  deliveriesStatement(db, [petitionId], now),
  db
    .prepare(
      `UPDATE petitions SET deleted_at = ?2, final_count = ${publicCount('petitions')}
       WHERE id = ?1 AND state IN ('closed', 'victory') AND deleted_at IS NULL AND ${may}`,
    )
    .bind(petitionId, now, of),
  auditStatement(db, { petitionId, act: 'deleted', by, now }),
]

/** False, and nothing is changed, if it was not deleted, or it is too late. */
export async function undoDeletion(
  db: D1Database,
  petitionId: number,
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [undone] = await db.batch([
    db
      .prepare(
        `UPDATE petitions SET deleted_at = NULL, final_count = NULL
         WHERE id = ?1 AND deleted_at > ?2 AND erasing_at IS NULL`,
      )
      .bind(petitionId, now - GRACE_MS),
    auditStatement(db, { petitionId, act: 'deletion-undone', by, now }),
  ])
  return (undone?.meta.changes ?? 0) > 0
}

/** Those that are to be erased, those that were deleted first. */
export async function petitionsToErase(db: D1Database, now: number): Promise<number[]> {
  const { results } = await db
    .prepare(
      `SELECT id FROM petitions WHERE deleted_at IS NOT NULL AND erased_at IS NULL AND deleted_at <= ?1
       ORDER BY deleted_at LIMIT ${ERASE_PETITIONS_MAX_ROWS}`,
    )
    .bind(now - GRACE_MS)
    .all<{ id: number }>()
  return results.map(({ id }) => id)
}

/** From now on nothing is undone, and nothing more is stored. What was on its way when it was deleted is in its last count. */
export const beginErasing = (db: D1Database, petitionId: number, now: number): Promise<unknown> =>
  db.batch([
    db
      .prepare(
        `UPDATE petitions SET erasing_at = ?2, final_count = ${publicCount('petitions')}
         WHERE id = ?1 AND erasing_at IS NULL AND deleted_at <= ?3`,
      )
      .bind(petitionId, now, now - GRACE_MS),
    auditStatement(db, { petitionId, act: 'erased', by: { kind: 'site', id: null }, now }),
    dropUnderWay(db, petitionId),
  ])

/** The row keeps its slug, which nobody else gets, the last count, and the dates. */
export const erasedStatement = (db: D1Database, petitionId: number, now: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE petitions SET erased_at = ?2, title = '', addressee = '', starter = '', body = '', goal = NULL, milestones = '[]',
         claimed_count = 0, public_keys = '[]', review_rules = NULL, outcome = NULL, outcome_draft = NULL, image = NULL,
         translations = '[]', taken_down_ground = NULL, taken_down_reason = NULL
       WHERE id = ?1 AND erasing_at IS NOT NULL AND erased_at IS NULL`,
    )
    .bind(petitionId, now)

/** SQL of what belongs to it, by table: whether something is left of ?1, and what deletes at most ?2 rows of it. */
export const PETITION_PARTS: Record<string, Part> = {
  images: {
    left: 'SELECT 1 FROM images WHERE petition_id = ?1',
    erase: 'DELETE FROM images WHERE petition_id = ?1 AND ?2 > 0',
  },
  askedChanges: {
    left: 'SELECT 1 FROM asked_changes WHERE petition_id = ?1',
    erase: 'DELETE FROM asked_changes WHERE petition_id = ?1 AND ?2 > 0',
  },
  // Their versions go with them: the tables say so.
  updates: {
    left: 'SELECT 1 FROM updates WHERE petition_id = ?1',
    erase: `DELETE FROM updates WHERE (petition_id, id) IN (SELECT petition_id, id FROM updates WHERE petition_id = ?1 LIMIT ?2)`,
  },
  versions: {
    left: 'SELECT 1 FROM versions WHERE petition_id = ?1',
    erase: `DELETE FROM versions
      WHERE (petition_id, number) IN (SELECT petition_id, number FROM versions WHERE petition_id = ?1 LIMIT ?2)`,
  },
  tokens: {
    left: 'SELECT 1 FROM tokens WHERE petition_id = ?1',
    erase: `DELETE FROM tokens WHERE token_hash IN (SELECT token_hash FROM tokens WHERE petition_id = ?1 LIMIT ?2)`,
  },
  partners: {
    left: 'SELECT 1 FROM partners WHERE petition_id = ?1',
    erase: `DELETE FROM partners
      WHERE (petition_id, code) IN (SELECT petition_id, code FROM partners WHERE petition_id = ?1 LIMIT ?2)`,
  },
}

interface Part {
  left: string
  erase: string
}
