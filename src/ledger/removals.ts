/** The public record of what left the count and what came back: by day and reason, never by person. */
import type { RemovalReason, RemovalsResponse } from '../../schema/removal.ts'
import { REMOVALS_MAX_ROWS } from '../limits.ts'

/** SQL for the day of a time; `ms` is SQL for it in milliseconds. */
export const dayKey = (ms: string): string => `strftime('%Y-%m-%d', ${ms} / 1000, 'unixepoch')`

/** SQL that adds to the record. `select` is SQL for rows of petition, day, reason and number. */
export const addRemovals = (select: string): string => `
  INSERT INTO removals (petition_id, day, reason, n)
  ${select}
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

/**
 * SQL that adds the number of `rows` to their day and reason. `rows` is what follows FROM, with a column `petition_id`; `now`
 * is the parameter with the time in ms.
 */
export const recordRemovals = (reason: RemovalReason, rows: string, now: '?2' | '?4'): string =>
  addRemovals(`SELECT petition_id, ${dayKey(now)}, '${reason}', count(*) FROM ${rows} GROUP BY petition_id`)

/**
 * By how much the counts of these petitions are lower than when the transaction began: signatures that no longer count, because
 * one of the same signer took their place that is held for review. ?1 ids as a JSON array, ?2 now in ms.
 */
export const RECORD_REPLACED = addRemovals(`
  SELECT petition_id, ${dayKey('?2')}, 'quarantined', "before" - n FROM counters
  WHERE petition_id IN (SELECT value FROM json_each(?1)) AND n < "before"`)

/** The newest days first. */
export async function listRemovals(db: D1Database, petitionId: number): Promise<RemovalsResponse> {
  const { results } = await db
    .prepare(
      `SELECT reason, n AS count, day AS date FROM removals WHERE petition_id = ?1
       ORDER BY day DESC, reason LIMIT ${REMOVALS_MAX_ROWS}`,
    )
    .bind(petitionId)
    .all<RemovalsResponse['removals'][number]>()
  return { removals: results }
}
