/** Deletes what was kept of removed signatures, once their removal can no longer be undone. */
import { RETENTION_CHUNK_ROWS } from '../../limits.ts'
import { firstUndoable } from '../removed.ts'
import { DELETE_REVIEW_FACTS } from '../review-facts.ts'
import { inChunks } from './chunks.ts'

/** Removals that are being undone, the oldest: what it is about is not deleted, and what was removed after it waits an hour. */
const FIRST_UNDO = `
  SELECT min(id) AS id FROM decisions INDEXED BY decisions_under_way WHERE state <> 'removed' AND state = 'undo'`

/** ?1 the first decision that can be undone, ?2 how many. The same rows for each statement: only the last one changes which they are. */
const CHUNK = `
  SELECT petition_id, signer FROM signatures INDEXED BY signatures_decision
  WHERE decision IS NOT NULL AND decision < ?1 ORDER BY decision, petition_id, signer LIMIT ?2`

const DELETE_EMAILS = `DELETE FROM emails WHERE (petition_id, signer) IN (${CHUNK})`
const DELETE_REPEATS = `DELETE FROM repeats WHERE (petition_id, signer) IN (${CHUNK})`

/** The hash of the signer stays, so that the same signer cannot sign again. */
const DELETE_FACTS = `
  UPDATE signatures
  SET decision = NULL, contact = NULL, public_name = NULL, comment = NULL, country = NULL, partner = NULL, hidden = NULL,
    suspicion = NULL, reminder = NULL, ${DELETE_REVIEW_FACTS}
  WHERE (petition_id, signer) IN (${CHUNK})`

const DELETE_DECISIONS = `
  DELETE FROM decisions WHERE (petition_id, id) IN (
    SELECT petition_id, id FROM decisions INDEXED BY decisions_removed WHERE state = 'removed' AND id < ?1 LIMIT ?2)`

/** `now` in milliseconds. Returns the number of signatures. */
export async function deleteRemoved(db: D1Database, now: number): Promise<number> {
  const undo = (await db.prepare(FIRST_UNDO).first<{ id: string | null }>())?.id ?? null
  const first = firstUndoable(now)
  const kept = undo !== null && undo < first ? undo : first
  const { rows, finished } = await inChunks(async () => {
    const statements = [DELETE_EMAILS, DELETE_REPEATS, DELETE_FACTS].map((sql) =>
      db.prepare(sql).bind(kept, RETENTION_CHUNK_ROWS),
    )
    return (await db.batch(statements)).at(-1)?.meta.changes ?? 0
  })
  if (finished) await db.prepare(DELETE_DECISIONS).bind(kept, RETENTION_CHUNK_ROWS).run()
  return rows
}
