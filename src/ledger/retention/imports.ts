/** Deletes the rows of imports that were undone: none of them counts any more. */
import { IMPORTS_CLEARED_MAX_ROWS, RETENTION_CHUNK_ROWS } from '../../limits.ts'
import { sweep } from './sweep.ts'

const TO_CLEAR = `
  SELECT petition_id AS petitionId, id FROM claims INDEXED BY claims_to_clear
  WHERE undone_at IS NOT NULL AND cleared_at IS NULL ORDER BY undone_at LIMIT ${IMPORTS_CLEARED_MAX_ROWS}`

/** Rows of other imports may be in between. ?2 and ?3: between which ids. */
const CLEAR = `
  DELETE FROM imported INDEXED BY imported_petition_id WHERE petition_id = ?1 AND id > ?2 AND id <= ?3 AND import_id = ?4`

const NEXT = `
  SELECT max(id) AS last, count(*) AS n FROM (
    SELECT id FROM imported INDEXED BY imported_petition_id WHERE petition_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3)`

/** `now` in milliseconds. Returns the number of rows. */
export async function clearUndoneImports(db: D1Database, now: number): Promise<number> {
  const { results } = await db.prepare(TO_CLEAR).all<{ petitionId: number; id: string }>()
  let rows = 0
  for (const { petitionId, id } of results) rows += await clear(db, { petitionId, id, now })
  return rows
}

async function clear(
  db: D1Database,
  { petitionId, id, now }: { petitionId: number; id: string; now: number },
): Promise<number> {
  const { rows, finished } = await sweep(db, {
    petitionId,
    task: `undone import ${id}`,
    from: '',
    next: (after) => db.prepare(NEXT).bind(petitionId, after, RETENTION_CHUNK_ROWS),
    work: (after, last) => [db.prepare(CLEAR).bind(petitionId, after, last, id)],
  })
  if (finished) {
    await db
      .prepare('UPDATE claims SET cleared_at = ?3 WHERE petition_id = ?1 AND id = ?2')
      .bind(petitionId, id, now)
      .run()
  }
  return rows
}
