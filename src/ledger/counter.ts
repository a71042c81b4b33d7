/**
 * The counter of a petition: one row, so that reading the count reads one row. `n` is the number of counted signatures, and
 * `before` what it was before the current batch, from which milestones are measured. start-counter.ts
 * creates it.
 */

/** SQL for the public count of a row of petitions: signatures counted here and claimed ones. `row` is its name in the query. */
export const publicCount = (row: 'p' | 'petitions'): string =>
  `(${row}.claimed_count + (SELECT n FROM counters WHERE petition_id = ${row}.id))`

/**
 * The first change of a batch. Right after the INSERT of counted signatures: changes() is the number of rows that it wrote.
 * Returns `added`. ?1 petition.
 */
export const BEGIN_WITH_CHANGES = `
  UPDATE counters SET "before" = n, n = n + changes() WHERE petition_id = ?1 RETURNING n - "before" AS added`

/** The same for a batch without new signatures. ?1 petition. */
export const BEGIN = `UPDATE counters SET "before" = n WHERE petition_id = ?1 RETURNING 0 AS added`

/** Right after the UPDATE or DELETE of signatures: changes() is the number of rows that it changed. ?1 petition. */
export const ADD_CHANGES = `UPDATE counters SET n = n + changes() WHERE petition_id = ?1`
export const SUBTRACT_CHANGES = `UPDATE counters SET n = n - changes() WHERE petition_id = ?1`
