/** How many signed by minute, hour, country and source, kept in the counting batch. Sums equal the counter. */
import { FRESH_SIGNATURES, SIGNED_LATE } from './fresh.ts'

/** One row a distinct minute, hour, country and source of the batch. Times are the signer's, not the queue's. */
const RAISE_TALLIES = `
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

/** So that a campaigner can see how many came too late. */
const RAISE_REFUSED = `
  INSERT INTO tallies (petition_id, dimension, key, n)
  SELECT ?2, 'refused', 'petition-closed', count(*)
  FROM json_each(?1) AS message JOIN petitions AS p ON p.id = ?2
  WHERE ${SIGNED_LATE}
  HAVING count(*) > 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

/** To run before the insert, in its batch: `rows` is the JSON array of messages. */
export const tallyStatements = (db: D1Database, petitionId: number, rows: string): D1PreparedStatement[] =>
  [RAISE_TALLIES, RAISE_REFUSED].map((sql) => db.prepare(sql).bind(rows, petitionId))

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
