/**
 * The counter of a petition: one row, so that reading the count reads one row. `n` is the number of counted signatures, and
 * `before` what it was before the current batch, from which milestones are measured. start-counter.ts
 * creates it.
 */

/** SQL for the public count of a row of petitions: signatures counted here and claimed ones. `row` is its name in the query. */
export const publicCount = (row: 'p' | 'petitions'): string =>
  `(${row}.claimed_count + (SELECT n FROM counters WHERE petition_id = ${row}.id))`

/** The public count and what is claimed of it, in one query, so that they belong together. A draft has no count. */
export async function readPublicCount(
  db: D1Database,
  petitionId: number,
): Promise<{ count: number; claimed: number } | null> {
  const row = await db
    .prepare(`SELECT ${publicCount('p')} AS count, p.claimed_count AS claimed FROM petitions AS p WHERE p.id = ?1`)
    .bind(petitionId)
    .first<{ count: number | null; claimed: number }>()
  return row === null || row.count === null ? null : { count: row.count, claimed: row.claimed }
}

/** SQL for the same as `parts` in responses and events. */
export const countParts = (row: 'p'): string =>
  `json_object('proven', ${publicCount(row)} - ${row}.claimed_count, 'claimed', ${row}.claimed_count)`

/** The start of a batch for all its petitions. ?1 their ids as a JSON array. */
export const BEGIN = `UPDATE counters SET "before" = n WHERE petition_id IN (SELECT value FROM json_each(?1))`

/**
 * The same, and the counted `rows` are added: SQL for a table with `petition_id` and `status`. In one statement, because it
 * is in every batch. `ids` is the parameter with the ids; `ctes` are the common table expressions that `rows` needs.
 */
export const beginAndAdd = (ctes: string, rows: string, ids: '?3'): string => `
  WITH ${ctes},
  added AS MATERIALIZED (SELECT petition_id, count(*) AS number FROM ${rows} WHERE status = 'counted' GROUP BY 1)
  UPDATE counters SET "before" = n, n = n + ${NUMBER('added')}
  WHERE petition_id IN (SELECT value FROM json_each(${ids}))`

/** Before the rows change: adds or subtracts the number of `rows`, SQL for a table with `petition_id`. */
export const changeCounters = (sign: '+' | '-', rows: string): string => `
  WITH changed AS MATERIALIZED (SELECT petition_id, count(*) AS number FROM (${rows}) GROUP BY 1)
  UPDATE counters SET n = n ${sign} ${NUMBER('changed')}
  WHERE petition_id IN (SELECT petition_id FROM changed)`

/** Not UPDATE … FROM, which writes each row to a table of its own first, and those rows are paid for. */
const NUMBER = (table: string): string =>
  `coalesce((SELECT number FROM ${table} WHERE ${table}.petition_id = counters.petition_id), 0)`

/** SQL for the highest public count of a row of petitions that is known: the present one, or that of a milestone. */
export const HIGHEST_COUNT = `max(
  coalesce(${publicCount('petitions')}, 0),
  coalesce((SELECT max(m.count) FROM milestones AS m WHERE m.petition_id = petitions.id), 0))`
