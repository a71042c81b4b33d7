/** Deletes what was kept of removed signatures, once their removal can no longer be undone. */
import { RETENTION_CHUNK_ROWS } from '../../limits.ts'
import { firstUndoable } from '../removed.ts'
import { DELETE_REVIEW_FACTS } from '../review-facts.ts'
import { inChunks } from './chunks.ts'

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

/** `now` in milliseconds. Returns the number of signatures. */
export async function deleteRemoved(db: D1Database, now: number): Promise<number> {
  const { rows } = await inChunks(async () => {
    const statements = [DELETE_EMAILS, DELETE_REPEATS, DELETE_FACTS].map((sql) =>
      db.prepare(sql).bind(firstUndoable(now), RETENTION_CHUNK_ROWS),
    )
    return (await db.batch(statements)).at(-1)?.meta.changes ?? 0
  })
  return rows
}
