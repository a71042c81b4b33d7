/**
 * What goes from a signature while the signature stays, and which signatures go. Every statement names the index of ids:
 * SQLite would read the whole petition instead.
 */
import { firstIdAt } from '../../platform/uuid-time.ts'
import {
  DAY_MS,
  RETENTION_CHUNK_ROWS,
  RETENTION_AGAIN_DAYS,
  RETENTION_CHUNKS_MAX,
  RETENTION_PETITIONS_MAX_ROWS,
} from '../../limits.ts'

/** The facts for the review, of all signatures from before `before` (ms). Returns how many signatures lost them. */
export async function deleteReviewFacts(db: D1Database, before: number): Promise<number> {
  return forEachPetition(db, UNREVIEWED_PETITIONS, [firstIdAt(before)], async (petitionId) => {
    let ended = 0
    for (let chunk = 0; chunk < RETENTION_CHUNKS_MAX; chunk++) {
      const [deleted] = await db.batch([
        db.prepare(DELETE_REVIEW_FACTS).bind(petitionId, firstIdAt(before), RETENTION_CHUNK_ROWS),
        db.prepare(MOVE_REVIEW_MARK).bind(petitionId, firstIdAt(before), RETENTION_CHUNK_ROWS),
      ])
      const rows = deleted?.meta.changes ?? 0
      ended += rows
      if (rows < RETENTION_CHUNK_ROWS) break
    }
    return ended
  })
}

const NEXT_TO_DELETE = `
  SELECT s.id FROM signatures AS s JOIN petitions AS p ON p.id = s.petition_id
  WHERE s.petition_id = ?1 AND s.id > coalesce(p.review_deleted_id, '') AND s.id < ?2
  ORDER BY s.id LIMIT ?3`

const UNREVIEWED_PETITIONS = `
  SELECT id FROM petitions AS p
  WHERE EXISTS (
    SELECT 1 FROM signatures AS s
    WHERE s.petition_id = p.id AND s.id > coalesce(p.review_deleted_id, '') AND s.id < ?1)
  -- Who has waited longest comes first, or else the same ones would always come.
  ORDER BY coalesce(p.review_deleted_id, '')
  LIMIT ?2`

const DELETE_REVIEW_FACTS = `
  UPDATE signatures INDEXED BY signatures_petition_id SET network = NULL, email_domain = NULL, request_country = NULL, disposable = NULL, signals = NULL
  WHERE petition_id = ?1 AND id IN (${NEXT_TO_DELETE})`

const MOVE_REVIEW_MARK = `
  UPDATE petitions SET review_deleted_id = coalesce((SELECT max(id) FROM (${NEXT_TO_DELETE})), review_deleted_id)
  WHERE id = ?1`

/** Signatures that were never confirmed, of petitions that ended before `endedBefore` (ms). */
export async function deleteUnconfirmed(db: D1Database, endedBefore: number, now: number): Promise<number> {
  return forEachPetition(
    db,
    endedPetitions('unconfirmed_deleted_at'),
    [endedBefore, now - RETENTION_AGAIN_DAYS * DAY_MS],
    (petitionId) => deleteInChunks(db, petitionId, DELETE_UNCONFIRMED, MARK_UNCONFIRMED, now),
  )
}

/** The sealed contacts of petitions that ended before `endedBefore` (ms). The signatures stay, and so does the count. */
export async function deleteContacts(db: D1Database, endedBefore: number, now: number): Promise<number> {
  return forEachPetition(
    db,
    endedPetitions('contacts_deleted_at'),
    [endedBefore, now - RETENTION_AGAIN_DAYS * DAY_MS],
    (petitionId) => deleteInChunks(db, petitionId, DELETE_CONTACTS, MARK_CONTACTS, now),
  )
}

/** Looked through again after a while: a dead letter that was put back may have come late. */
const endedPetitions = (mark: 'unconfirmed_deleted_at' | 'contacts_deleted_at'): string => `
  SELECT id FROM petitions
  WHERE state IN ('closed', 'victory') AND closed_at < ?1 AND coalesce(${mark}, 0) < ?2
  ORDER BY coalesce(${mark}, 0)
  LIMIT ?3`

const DELETE_UNCONFIRMED = `
  DELETE FROM signatures INDEXED BY signatures_petition_id WHERE petition_id = ?1 AND id IN (
    SELECT id FROM signatures INDEXED BY signatures_petition_id
    WHERE petition_id = ?1 AND id > ?2 AND status IN ('pending', 'quarantined') AND confirmed_at IS NULL
    ORDER BY id LIMIT ?3)
  RETURNING id`
const MARK_UNCONFIRMED = 'UPDATE petitions SET unconfirmed_deleted_at = ?2 WHERE id = ?1'

const DELETE_CONTACTS = `
  UPDATE signatures INDEXED BY signatures_petition_id SET contact = NULL WHERE petition_id = ?1 AND id IN (
    SELECT id FROM signatures INDEXED BY signatures_petition_id
    WHERE petition_id = ?1 AND id > ?2 AND contact IS NOT NULL
    ORDER BY id LIMIT ?3)
  RETURNING id`
const MARK_CONTACTS = 'UPDATE petitions SET contacts_deleted_at = ?2 WHERE id = ?1'

/** Chunk after chunk, each from where the one before ended; the mark is set once there was less than a chunk left. */
async function deleteInChunks(
  db: D1Database,
  petitionId: number,
  sql: string,
  mark: string,
  now: number,
): Promise<number> {
  let ended = 0
  let last = ''
  for (let chunk = 0; chunk < RETENTION_CHUNKS_MAX; chunk++) {
    const { results } = await db.prepare(sql).bind(petitionId, last, RETENTION_CHUNK_ROWS).all<{ id: string }>()
    ended += results.length
    last = results.reduce((greatest, { id }) => (id > greatest ? id : greatest), last)
    if (results.length < RETENTION_CHUNK_ROWS) {
      await db.prepare(mark).bind(petitionId, now).run()
      break
    }
  }
  return ended
}

async function forEachPetition(
  db: D1Database,
  find: string,
  bounds: readonly unknown[],
  deleteOf: (petitionId: number) => Promise<number>,
): Promise<number> {
  const { results } = await db
    .prepare(find)
    .bind(...bounds, RETENTION_PETITIONS_MAX_ROWS)
    .all<{ id: number }>()
  let ended = 0
  for (const { id } of results) ended += await deleteOf(id)
  return ended
}
