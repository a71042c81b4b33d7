/**
 * How many count by minute, hour, country and partner, kept in the transaction that moves the counter. The times are those
 * at which signatures began to count. Sums equal the counter, but for the minutes: those tell how many came, for the rate
 * that a reader sees, and are dropped after a while.
 */
import type { PartnersResponse } from '../../schema/partner.ts'
import { PARTNERS_MAX_ROWS } from '../limits.ts'
import { FRESH_SIGNATURES } from './fresh.ts'

/** One row a distinct minute, hour, country and partner of `rows`, which has `confirmed_at`, `country` and `partner`. */
const dimensionsOf = (rows: string): string => `
  SELECT 'minute' AS dimension, strftime('%Y-%m-%dT%H:%MZ', confirmed_at / 1000, 'unixepoch') AS key FROM ${rows}
  UNION ALL SELECT 'hour', strftime('%Y-%m-%dT%HZ', confirmed_at / 1000, 'unixepoch') FROM ${rows}
  UNION ALL SELECT 'country', coalesce(country, '') FROM ${rows}
  UNION ALL SELECT 'partner', coalesce(partner, '') FROM ${rows}`

const TO_TALLIES = `
  INSERT INTO tallies (petition_id, dimension, key, n)`

const ADDED = `
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

/** For what is about to be inserted; before it is, since afterwards nothing is new. ?1 messages, ?2 petition. */
export const RAISE_TALLIES = `
  WITH ${FRESH_SIGNATURES},
  counted AS (SELECT * FROM fresh WHERE status = 'counted')
  ${TO_TALLIES}
  SELECT ?2, dimension, key, count(*) FROM (${dimensionsOf('counted')})
  WHERE true GROUP BY dimension, key ${ADDED}`

/** For rows that are about to count. `moved` is SQL for a table of `confirmed_at`, `country`, `partner`; ?2 is the petition. */
export const raiseTalliesBy = (moved: string): string => `
  WITH moved AS MATERIALIZED (${moved})
  ${TO_TALLIES}
  SELECT ?2, dimension, key, count(*) FROM (${dimensionsOf('moved')})
  WHERE true GROUP BY dimension, key ${ADDED}`

/** For rows that counted or came before, and are to count now: all but the minutes, which are over. */
export const returnTalliesBy = (moved: string): string => `
  WITH moved AS MATERIALIZED (${moved})
  ${TO_TALLIES}
  SELECT ?2, dimension, key, count(*) FROM (${dimensionsOf('moved')})
  WHERE dimension <> 'minute' GROUP BY dimension, key ${ADDED}`

/** For rows that are about to stop counting. */
export const lowerTalliesBy = (moved: string): string => `
  WITH moved AS MATERIALIZED (${moved})
  ${TO_TALLIES}
  SELECT ?2, dimension, key, -count(*) FROM (${dimensionsOf('moved')})
  WHERE dimension <> 'minute' GROUP BY dimension, key ${ADDED}`

/** By partner, the most first; those that nothing counts for any more are left out. */
export async function readPartners(db: D1Database, petitionId: number): Promise<PartnersResponse> {
  const { results } = await db
    .prepare(
      `SELECT key AS partner, n AS count FROM tallies
       WHERE petition_id = ?1 AND dimension = 'partner' AND n > 0
       ORDER BY key <> '', n DESC, key LIMIT ${PARTNERS_MAX_ROWS + 1}`,
    )
    .bind(petitionId)
    .all<{ partner: string; count: number }>()
  return {
    partners: results.filter(({ partner }) => partner !== '').slice(0, PARTNERS_MAX_ROWS),
    none: results.find(({ partner }) => partner === '')?.count ?? 0,
  }
}

/** Minute tallies only feed the rate of the last minutes; older ones go. By petition, since so the key finds them. */
export async function dropOldMinutes(db: D1Database, before: number): Promise<number> {
  const result = await db
    .prepare(
      `DELETE FROM tallies WHERE petition_id IN (SELECT id FROM petitions) AND dimension = 'minute' AND key < strftime('%Y-%m-%dT%H:%MZ', ?1 / 1000, 'unixepoch')`,
    )
    .bind(before)
    .run()
  return result.meta.changes
}
