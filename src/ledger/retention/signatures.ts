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
  RETENTION_LAST_DAYS,
} from '../../limits.ts'
import { hasUnderWay } from '../decisions.ts'
import { DELETE_REVIEW_FACTS } from '../review-facts.ts'
import { inChunks } from './chunks.ts'
import { duePetitions, sweep } from './sweep.ts'

const BY_ID = 'INDEXED BY signatures_petition_id'

/**
 * Deletes the facts for the review of all signatures from before `before` (ms). Returns the number of rows changed. They are what a decision
 * finds its signatures by, so those of a petition stay while one is being carried out, which takes minutes.
 */
export async function deleteReviewFacts(db: D1Database, before: number): Promise<number> {
  const bound = [firstIdAt(before)]
  return forEachPetition(db, 'review-facts', { ...UNREVIEWED, bound }, async (petitionId) => {
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
    AND NOT ${hasUnderWay('?1')}
  ORDER BY s.id LIMIT ?3`

/** The one that was longest not looked at comes first. ?2 the first id that is too young. */
const UNREVIEWED = {
  due: `EXISTS (
    SELECT 1 FROM signatures AS s ${BY_ID}
    WHERE s.petition_id = p.id AND s.id > coalesce(p.review_deleted_id, '') AND s.id < ?2)
    AND NOT ${hasUnderWay('p.id')}`,
  order: `coalesce(p.review_deleted_id, '')`,
}

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
    {
      mark: 'unconfirmed_deleted_at',
      sqls: { signatures: DELETE_UNCONFIRMED },
      more: [now - CONFIRM_TOKEN_TTL_SECONDS * 1000],
    },
    endedBefore,
    now,
  )

/** Deletes the contacts, also those of imported lists, of petitions that ended before `endedBefore` (ms). The signatures and the count stay. */
export const deleteContacts = (db: D1Database, endedBefore: number, now: number): Promise<number> =>
  deleteOfEnded(db, { mark: 'contacts_deleted_at', sqls: DELETE_CONTACTS, more: [] }, endedBefore, now)

type Mark = 'unconfirmed_deleted_at' | 'contacts_deleted_at'

/**
 * A petition is looked through again after a while, and once more when nothing can arrive any more: a dead letter that was sent again may
 * have come later. ?2 ended before, ?3 looked through before, both in ms.
 */
const ended = (mark: Mark) => ({
  due: `p.state IN ('closed', 'victory') AND p.closed_at < ?2
    AND coalesce(p.${mark}, 0) < min(?3, p.closed_at + ${RETENTION_LAST_DAYS * DAY_MS})`,
  order: `coalesce(p.${mark}, 0)`,
})

/** Asked again in the transaction that deletes: the petition may have been reopened meanwhile. ?4 as ?2 of `ended`. */
const STILL_ENDED = `
  EXISTS (SELECT 1 FROM petitions WHERE id = ?1 AND state IN ('closed', 'victory') AND closed_at < ?4)`

/** Of a part of the ids. */
const PART = `petition_id = ?1 AND id > ?2 AND id <= ?3`

/** Not while its link is valid: what the review releases gets its email late. ?5 the first sending, in ms, whose links are valid. */
const DELETE_UNCONFIRMED = `
  DELETE FROM signatures ${BY_ID} WHERE ${PART} AND ${STILL_ENDED}
    AND status IN ('pending', 'quarantined') AND confirmed_at IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM emails AS m
      WHERE m.petition_id = signatures.petition_id AND m.signer = signatures.signer AND m.signature_id = signatures.id
        AND (m.state = 'pending' OR m.sent_at >= ?5))`

const OF_PART = `SET contact = NULL WHERE ${PART} AND contact IS NOT NULL AND ${STILL_ENDED}`
const DELETE_CONTACTS = {
  signatures: `UPDATE signatures ${BY_ID} ${OF_PART}`,
  imported: `UPDATE imported INDEXED BY imported_petition_id ${OF_PART}`,
}

/** ?1 petition, ?2 the last id that was looked at, ?3 how many. */
const nextIn = (table: string): string => `
  SELECT max(id) AS last, count(*) AS n FROM (
    SELECT id FROM ${table} INDEXED BY ${table}_petition_id WHERE petition_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3)`

/** `sqls`: by table. The mark is set once all of it was looked through. */
const deleteOfEnded = (
  db: D1Database,
  { mark, sqls, more }: { mark: Mark; sqls: Readonly<Record<string, string>>; more: readonly number[] },
  endedBefore: number,
  now: number,
): Promise<number> =>
  forEachPetition(
    db,
    mark,
    { ...ended(mark), bound: [endedBefore, now - RETENTION_AGAIN_DAYS * DAY_MS] },
    async (petitionId) => {
      let rows = 0
      for (const [table, sql] of Object.entries(sqls)) {
        const swept = await sweep(db, {
          petitionId,
          task: `${mark} ${table}`,
          from: '',
          next: (after) => db.prepare(nextIn(table)).bind(petitionId, after, RETENTION_CHUNK_ROWS),
          work: (after, last) => [db.prepare(sql).bind(petitionId, after, last, endedBefore, ...more)],
        })
        rows += swept.rows
        if (!swept.finished) return rows
      }
      await markDone(db, mark, { petitionId, now })
      return rows
    },
  )

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
  task: string,
  which: Parameters<typeof duePetitions>[2],
  deleteOf: (petitionId: number) => Promise<number>,
): Promise<number> {
  let rows = 0
  for (const petitionId of await duePetitions(db, task, which)) rows += await deleteOf(petitionId)
  return rows
}
