/**
 * Readings of a petition's contacts in the console. A reading is an entry of the audit log, and takes as many requests as it takes
 * responses: the first one writes the entry, and the others name it. So the log has each reading once, no matter how often the
 * connection was lost, and nothing is read without an entry.
 */
import type { Actor } from '../../schema/audit.ts'
import { INSERT_AUDIT } from '../audit.ts'
import {
  AUDIT_SCAN_MAX_ROWS,
  CONTACT_READING_MS,
  CONTACT_READINGS_PER_ACCOUNT_PER_HOUR,
  CONTACT_READINGS_SHOWN_MAX_ROWS,
  REVIEW_HOUR_MS,
} from '../limits.ts'
import { hourKey } from '../ledger/tallies.ts'
import { firstIdAt, newIdAt } from '../uuid-time.ts'

export interface Reader {
  petitionId: number
  accountId: string
  /** In milliseconds. */
  now: number
}

/**
 * The id of a new reading; null when there were too many within an hour. The limit is in the statement, so that requests at once do
 * not pass it together.
 */
export async function beginReading(db: D1Database, { petitionId, accountId, now }: Reader): Promise<string | null> {
  const id = newIdAt(now)
  const { meta } = await db
    .prepare(
      `${INSERT_AUDIT}
       SELECT ?1, ?2, 'contacts-read', 'account', ?3, '{}', ?4 WHERE ${CONTACT_READINGS_PER_ACCOUNT_PER_HOUR} > (
         SELECT count(*) FROM audit_log
         WHERE petition_id = ?1 AND id > ?5 AND act = 'contacts-read' AND by_kind = 'account' AND by_id = ?3)`,
    )
    .bind(petitionId, id, accountId, now, firstIdAt(now - REVIEW_HOUR_MS))
    .run()
  return meta.changes === 1 ? id : null
}

/** Whether `id` is a reading of this reader that may continue. */
export async function isReading(db: D1Database, id: string, { petitionId, accountId, now }: Reader): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT 1 FROM audit_log
       WHERE petition_id = ?1 AND id = ?2 AND act = 'contacts-read' AND by_kind = 'account' AND by_id = ?3 AND at > ?4`,
    )
    .bind(petitionId, id, accountId, now - CONTACT_READING_MS)
    .first()
  return row !== null
}

export interface Reading {
  kind: Actor['kind']
  /** Of the account or token. */
  by: string | null
  /** Of an account, as its owner writes it. Null for a token, and for an account that was deleted. */
  name: string | null
  /** In milliseconds. */
  at: number
}

/** The newest first, those with tokens too; of the newest entries of the log. */
export async function listReadings(db: D1Database, petitionId: number): Promise<Reading[]> {
  const { results } = await db
    .prepare(
      `SELECT l.by_kind AS kind, l.by_id AS "by", a.name, l.at
       FROM (
         SELECT id, act, by_kind, by_id, at FROM audit_log
         WHERE petition_id = ?1 ORDER BY id DESC LIMIT ${AUDIT_SCAN_MAX_ROWS}) AS l
       LEFT JOIN accounts AS a ON l.by_kind = 'account' AND a.id = l.by_id
       WHERE l.act = 'contacts-read'
       ORDER BY l.id DESC LIMIT ${CONTACT_READINGS_SHOWN_MAX_ROWS}`,
    )
    .bind(petitionId)
    .all<Reading>()
  return results
}

/** How many signatures were counted in the hours after the one of `since`, in milliseconds: the tallies know hours. */
export async function countedSince(db: D1Database, petitionId: number, since: number): Promise<number> {
  const row = await db
    .prepare(
      `SELECT coalesce(sum(n), 0) AS n FROM tallies
       WHERE petition_id = ?1 AND dimension = 'hour' AND key > ${hourKey('?2')}`,
    )
    .bind(petitionId, since)
    .first<{ n: number }>()
  return row?.n ?? 0
}
