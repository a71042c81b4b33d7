/**
 * Deletes parts of signatures, and unconfirmed signatures. Every statement names the index of ids: SQLite would choose to
 * read the whole petition.
 */
import { firstIdAt } from '../../uuid-time.ts'
import {
  CONFIRM_TOKEN_TTL_SECONDS,
  DAY_MS,
  RETENTION_CHUNK_ROWS,
  RETENTION_AGAIN_DAYS,
  RETENTION_PETITIONS_MAX_ROWS,
} from '../../limits.ts'
import { DELETE_REVIEW_FACTS } from '../review-facts.ts'
import { inChunks } from './chunks.ts'

const BY_ID = 'INDEXED BY signatures_petition_id'

/** Deletes the facts for the review of all signatures from before `before` (ms). Returns the number of rows changed. */
export async function deleteReviewFacts(db: D1Database, before: number): Promise<number> {
  return forEachPetition(db, UNREVIEWED_PETITIONS, [firstIdAt(before)], async (petitionId) => {
    let rows = 0
    await inChunks(async () => {
      const statements = [COUNT_NEXT, DELETE_OLD_FACTS, MOVE_REVIEW_MARK].map((sql) =>
        db.prepare(sql).bind(petitionId, firstIdAt(before), RETENTION_CHUNK_ROWS),
      )
      const [looked, deleted] = await db.batch<{ n: number }>(statements)
      rows += deleted?.meta.changes ?? 0
      return looked?.results[0]?.n ?? 0
    })
    return rows
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
  -- The one that was longest not looked at comes first, so that every petition has its turn.
  ORDER BY coalesce(p.review_deleted_id, '')
  LIMIT ?2`

const COUNT_NEXT = `SELECT count(*) AS n FROM (${NEXT_TO_DELETE})`

/** Few have any: only what is or was held for review, and what was stored by a release before 0030. */
const DELETE_OLD_FACTS = `
  UPDATE signatures ${BY_ID} SET ${DELETE_REVIEW_FACTS}
  WHERE petition_id = ?1 AND id IN (${NEXT_TO_DELETE})
    AND (network IS NOT NULL OR email_domain IS NOT NULL OR request_country IS NOT NULL OR disposable IS NOT NULL
      OR signals IS NOT NULL)`

const MOVE_REVIEW_MARK = `
  UPDATE petitions SET review_deleted_id = coalesce((SELECT max(id) FROM (${NEXT_TO_DELETE})), review_deleted_id)
  WHERE id = ?1`

/** Deletes signatures that were never confirmed, of petitions that ended before `endedBefore` (ms). */
export const deleteUnconfirmed = (db: D1Database, endedBefore: number, now: number): Promise<number> =>
  deleteOfEnded(
    db,
    { mark: 'unconfirmed_deleted_at', sqls: [DELETE_UNCONFIRMED], more: [now - CONFIRM_TOKEN_TTL_SECONDS * 1000] },
    endedBefore,
    now,
  )

/** Deletes the contacts, also those of imported lists, of petitions that ended before `endedBefore` (ms). The signatures and the count stay. */
export const deleteContacts = (db: D1Database, endedBefore: number, now: number): Promise<number> =>
  deleteOfEnded(
    db,
    { mark: 'contacts_deleted_at', sqls: [DELETE_CONTACTS, DELETE_IMPORTED_CONTACTS], more: [] },
    endedBefore,
    now,
  )

type Mark = 'unconfirmed_deleted_at' | 'contacts_deleted_at'

/** A petition is looked through again after a while: a dead letter that was sent again may have come later. */
const endedPetitions = (mark: Mark): string => `
  SELECT id FROM petitions
  WHERE state IN ('closed', 'victory') AND closed_at < ?1 AND coalesce(${mark}, 0) < ?2
  ORDER BY coalesce(${mark}, 0)
  LIMIT ?3`

/** Asked again in the transaction that deletes: the petition may have been reopened meanwhile. ?4 as in `endedPetitions`. */
const STILL_ENDED = `
  EXISTS (SELECT 1 FROM petitions WHERE id = ?1 AND state IN ('closed', 'victory') AND closed_at < ?4)`

/** Not while its link is valid: what the review releases gets its email late. ?5 the first sending, in ms, whose links are valid. */
const DELETE_UNCONFIRMED = `
  DELETE FROM signatures ${BY_ID} WHERE petition_id = ?1 AND ${STILL_ENDED} AND id IN (
    SELECT id FROM signatures AS s ${BY_ID}
    WHERE petition_id = ?1 AND id > ?2 AND status IN ('pending', 'quarantined') AND confirmed_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM emails AS m
        WHERE m.petition_id = s.petition_id AND m.signer = s.signer AND m.signature_id = s.id
          AND (m.state = 'pending' OR m.sent_at >= ?5))
    ORDER BY id LIMIT ?3)
  RETURNING id`

const DELETE_CONTACTS = `
  UPDATE signatures ${BY_ID} SET contact = NULL WHERE petition_id = ?1 AND ${STILL_ENDED} AND id IN (
    SELECT id FROM signatures ${BY_ID}
    WHERE petition_id = ?1 AND id > ?2 AND contact IS NOT NULL
    ORDER BY id LIMIT ?3)
  RETURNING id`

const DELETE_IMPORTED_CONTACTS = `
  UPDATE imported SET contact = NULL WHERE petition_id = ?1 AND ${STILL_ENDED} AND id IN (
    SELECT id FROM imported INDEXED BY imported_petition_id
    WHERE petition_id = ?1 AND id > ?2 AND contact IS NOT NULL
    ORDER BY id LIMIT ?3)
  RETURNING id`

/** Each chunk begins after the last id of the one before. The mark is set once no rows are left. */
const deleteOfEnded = (
  db: D1Database,
  { mark, sqls, more }: { mark: Mark; sqls: readonly string[]; more: readonly number[] },
  endedBefore: number,
  now: number,
): Promise<number> =>
  forEachPetition(db, endedPetitions(mark), [endedBefore, now - RETENTION_AGAIN_DAYS * DAY_MS], async (petitionId) => {
    let rows = 0
    for (const sql of sqls) {
      let last = ''
      const deleted = await inChunks(async () => {
        const { results } = await db
          .prepare(sql)
          .bind(petitionId, last, RETENTION_CHUNK_ROWS, endedBefore, ...more)
          .all<{ id: string }>()
        last = results.reduce((greatest, { id }) => (id > greatest ? id : greatest), last)
        return results.length
      })
      rows += deleted.rows
      if (!deleted.finished) return rows
    }
    await markDone(db, mark, { petitionId, now })
    return rows
  })

/** Not of a petition that was reopened: reopening deletes the mark. */
const markDone = (
  db: D1Database,
  mark: Mark,
  { petitionId, now }: { petitionId: number; now: number },
): Promise<unknown> =>
  db
    .prepare(`UPDATE petitions SET ${mark} = ?2 WHERE id = ?1 AND state IN ('closed', 'victory')`)
    .bind(petitionId, now)
    .run()

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
  let rows = 0
  for (const { id } of results) rows += await deleteOf(id)
  return rows
}
