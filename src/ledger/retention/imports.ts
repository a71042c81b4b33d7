/** Deletes the rows of imports that were undone: none of them counts any more. */
import { IMPORTS_CLEARED_MAX_ROWS, RETENTION_CHUNK_ROWS } from '../../limits.ts'
import { inChunks } from './chunks.ts'

const TO_CLEAR = `
  SELECT petition_id AS petitionId, id FROM claims INDEXED BY claims_to_clear
  WHERE undone_at IS NOT NULL AND cleared_at IS NULL ORDER BY undone_at LIMIT ${IMPORTS_CLEARED_MAX_ROWS}`

/** ?3 the last id that was looked at: rows of other imports, which may be in between, are read once. */
const CLEAR = `
  DELETE FROM imported WHERE (petition_id, signer) IN (
    SELECT petition_id, signer FROM imported INDEXED BY imported_petition_id
    WHERE petition_id = ?1 AND id > ?3 AND import_id = ?2 ORDER BY id LIMIT ?4)
  RETURNING id`

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
  let last = ''
  const { rows, finished } = await inChunks(async () => {
    const { results } = await db.prepare(CLEAR).bind(petitionId, id, last, RETENTION_CHUNK_ROWS).all<{ id: string }>()
    last = results.reduce((greatest, { id }) => (id > greatest ? id : greatest), last)
    return results.length
  })
  if (finished) {
    await db
      .prepare('UPDATE claims SET cleared_at = ?3 WHERE petition_id = ?1 AND id = ?2')
      .bind(petitionId, id, now)
      .run()
  }
  return rows
}
