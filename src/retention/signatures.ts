/** What goes from a signature while the signature stays, and which signatures go. */
import { RETENTION_CHUNK_ROWS, RETENTION_CHUNKS_MAX, RETENTION_PETITIONS_MAX_ROWS } from '../limits.ts'

/** The facts for the review, of all signatures from before `before` (ms). Returns how many signatures lost them. */
export async function eraseReviewFacts(db: D1Database, before: number): Promise<number> {
  return forEachPetition(db, UNREVIEWED_PETITIONS, [firstIdAt(before)], async (petitionId) => {
    const [erased] = await db.batch([
      db.prepare(ERASE_REVIEW_FACTS).bind(petitionId, firstIdAt(before), RETENTION_CHUNK_ROWS),
      db.prepare(MOVE_REVIEW_MARK).bind(petitionId, firstIdAt(before), RETENTION_CHUNK_ROWS),
    ])
    return erased?.meta.changes ?? 0
  })
}

const NEXT_TO_ERASE = `
  SELECT s.id FROM signatures AS s JOIN petitions AS p ON p.id = s.petition_id
  WHERE s.petition_id = ?1 AND s.id > coalesce(p.review_erased_id, '') AND s.id < ?2
  ORDER BY s.id LIMIT ?3`

const UNREVIEWED_PETITIONS = `
  SELECT id FROM petitions AS p
  WHERE EXISTS (
    SELECT 1 FROM signatures AS s
    WHERE s.petition_id = p.id AND s.id > coalesce(p.review_erased_id, '') AND s.id < ?1)
  LIMIT ?2`

const ERASE_REVIEW_FACTS = `
  UPDATE signatures SET network = NULL, mail_domain = NULL, request_country = NULL, disposable = NULL, signals = NULL
  WHERE petition_id = ?1 AND id IN (${NEXT_TO_ERASE})`

const MOVE_REVIEW_MARK = `
  UPDATE petitions SET review_erased_id = coalesce((SELECT max(id) FROM (${NEXT_TO_ERASE})), review_erased_id)
  WHERE id = ?1`

/** Signatures that were never confirmed, of petitions that ended before `endedBefore` (ms). */
export async function eraseUnconfirmed(db: D1Database, endedBefore: number, now: number): Promise<number> {
  return forEachPetition(db, endedPetitions('unconfirmed_erased_at'), [endedBefore], (petitionId) =>
    chunkOf(db, petitionId, DELETE_UNCONFIRMED, MARK_UNCONFIRMED, now),
  )
}

/** The sealed contacts of petitions that ended before `endedBefore` (ms). The signatures stay, and so does the count. */
export async function eraseContacts(db: D1Database, endedBefore: number, now: number): Promise<number> {
  return forEachPetition(db, endedPetitions('contacts_erased_at'), [endedBefore], (petitionId) =>
    chunkOf(db, petitionId, ERASE_CONTACTS, MARK_CONTACTS, now),
  )
}

const endedPetitions = (mark: 'unconfirmed_erased_at' | 'contacts_erased_at'): string => `
  SELECT id FROM petitions
  WHERE state IN ('closed', 'victory') AND closed_at < ?1 AND ${mark} IS NULL
  LIMIT ?2`

const DELETE_UNCONFIRMED = `
  DELETE FROM signatures WHERE petition_id = ?1 AND id IN (
    SELECT id FROM signatures
    WHERE petition_id = ?1 AND status IN ('pending', 'quarantined') AND confirmed_at IS NULL LIMIT ?2)`
const MARK_UNCONFIRMED = 'UPDATE petitions SET unconfirmed_erased_at = ?2 WHERE id = ?1'

const ERASE_CONTACTS = `
  UPDATE signatures SET contact = NULL WHERE petition_id = ?1 AND id IN (
    SELECT id FROM signatures WHERE petition_id = ?1 AND contact IS NOT NULL LIMIT ?2)`
const MARK_CONTACTS = 'UPDATE petitions SET contacts_erased_at = ?2 WHERE id = ?1'

/** One chunk; the mark is set once there was less than a chunk left. */
async function chunkOf(db: D1Database, petitionId: number, sql: string, mark: string, now: number): Promise<number> {
  const { meta } = await db.prepare(sql).bind(petitionId, RETENTION_CHUNK_ROWS).run()
  if (meta.changes < RETENTION_CHUNK_ROWS) await db.prepare(mark).bind(petitionId, now).run()
  return meta.changes
}

async function forEachPetition(
  db: D1Database,
  find: string,
  bounds: readonly unknown[],
  chunk: (petitionId: number) => Promise<number>,
): Promise<number> {
  const { results } = await db
    .prepare(find)
    .bind(...bounds, RETENTION_PETITIONS_MAX_ROWS)
    .all<{ id: number }>()
  let ended = 0
  for (const { id } of results) {
    for (let n = 0; n < RETENTION_CHUNKS_MAX; n++) {
      const rows = await chunk(id)
      ended += rows
      if (rows < RETENTION_CHUNK_ROWS) break
    }
  }
  return ended
}

/** The least UUIDv7 (RFC 9562 §5.7) of a moment: ids of signatures sort by the time of their challenge. */
function firstIdAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
