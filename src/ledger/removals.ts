/** The public record of what left the count and what came back: by day and reason, never by person. */
import type { RemovalReason, RemovalsResponse } from '../../schema/removal.ts'
import { REMOVALS_MAX_ROWS } from '../limits.ts'

/**
 * SQL that adds the number of `rows` to their day and reason. `rows` is what follows FROM, with a column `petition_id`; `now`
 * is the parameter with the time in ms.
 */
export const recordRemovals = (reason: RemovalReason, rows: string, now: '?2' | '?4'): string => `
  INSERT INTO removals (petition_id, day, reason, n)
  SELECT petition_id, strftime('%Y-%m-%d', ${now} / 1000, 'unixepoch'), '${reason}', count(*) FROM ${rows}
  GROUP BY petition_id
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

/**
 * By how much the counts of these petitions are lower than when the transaction began: signatures that no longer count, because
 * one of the same signer took their place that is held for review. ?1 ids as a JSON array, ?2 now in ms.
 */
export const RECORD_REPLACED = `
  INSERT INTO removals (petition_id, day, reason, n)
  SELECT petition_id, strftime('%Y-%m-%d', ?2 / 1000, 'unixepoch'), 'quarantined', "before" - n FROM counters
  WHERE petition_id IN (SELECT value FROM json_each(?1)) AND n < "before"
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

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
