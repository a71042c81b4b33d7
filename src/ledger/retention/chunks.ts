/** Deleting many rows in chunks, so that no statement takes long; what is left over waits for the next hour. */
import { RETENTION_CHUNK_ROWS, RETENTION_CHUNKS_MAX } from '../../limits.ts'

/** `deleteChunk` returns how many rows it changed. `finished`: the last chunk was not full, so no rows are left. */
export async function inChunks(
  deleteChunk: () => Promise<number>,
  chunksMax = RETENTION_CHUNKS_MAX,
): Promise<{ rows: number; finished: boolean }> {
  let rows = 0
  for (let chunk = 0; chunk < chunksMax; chunk++) {
    const changed = await deleteChunk()
    rows += changed
    if (changed < RETENTION_CHUNK_ROWS) return { rows, finished: true }
  }
  return { rows, finished: false }
}
