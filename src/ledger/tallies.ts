/** How many signed by minute, hour, country and source, kept in the counting batch. Sums equal the counter. */
import { FRESH_SIGNATURES } from './fresh.ts'

/**
 * One row a distinct minute, hour, country and source of the batch; before the insert, since afterwards nothing is new.
 * Times are the signer's, not the queue's. ?1 messages, ?2 petition.
 */
export const RAISE_TALLIES = `
  WITH ${FRESH_SIGNATURES}
  INSERT INTO tallies (petition_id, dimension, key, n)
  SELECT ?2, dimension, key, count(*)
  FROM (
    SELECT 'minute' AS dimension, strftime('%Y-%m-%dT%H:%MZ', signed_at / 1000, 'unixepoch') AS key FROM fresh
    UNION ALL SELECT 'hour', strftime('%Y-%m-%dT%HZ', signed_at / 1000, 'unixepoch') FROM fresh
    UNION ALL SELECT 'country', coalesce(country, '') FROM fresh
    UNION ALL SELECT 'source', coalesce(source, '') FROM fresh
  )
  WHERE true
  GROUP BY dimension, key
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

/** Minute tallies only feed the rate of the last minutes; older ones go. */
export async function dropOldMinutes(db: D1Database, before: number): Promise<number> {
  const result = await db
    .prepare(
      `DELETE FROM tallies WHERE dimension = 'minute' AND key < strftime('%Y-%m-%dT%H:%MZ', ?1 / 1000, 'unixepoch')`,
    )
    .bind(before)
    .run()
  return result.meta.changes
}
