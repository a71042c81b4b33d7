/** Deletes a petition that was never open. One that was stays: people have signed it. */

/** SQL: it was never open, and does not wait for the operator. ?1 petition. A trigger lets no petition become a draft again. */
export const IS_OWN_DRAFT = `EXISTS (SELECT 1 FROM petitions WHERE id = ?1 AND state = 'draft' AND submitted_at IS NULL)`

/** What belongs to it, for the transaction that deletes it; `condition` and `bound` as in src/ledger/delete-draft.ts. */
export const draftPartsStatements = (
  db: D1Database,
  petitionId: number,
  condition: string,
  bound: readonly unknown[],
): D1PreparedStatement[] =>
  [
    `DELETE FROM audit_log WHERE petition_id = ?1 AND ${condition}`,
    `DELETE FROM tokens WHERE petition_id = ?1 AND ${condition}`,
    `DELETE FROM partners WHERE petition_id = ?1 AND ${condition}`,
    `DELETE FROM asked_changes WHERE petition_id = ?1 AND ${condition}`,
    // Nobody was led to them.
    `DELETE FROM slugs WHERE petition_id = ?1 AND ${condition}`,
    `DELETE FROM images WHERE petition_id = ?1 AND ${condition}`,
    // Their versions go with them: the tables say so.
    `DELETE FROM updates WHERE petition_id = ?1 AND ${condition}`,
  ].map((sql) => db.prepare(sql).bind(petitionId, ...bound))

/** The last statement: only if the one before it deleted a row. */
export const deleteDraftStatement = (db: D1Database, petitionId: number): D1PreparedStatement =>
  db.prepare(`DELETE FROM petitions WHERE id = ?1 AND changes() > 0`).bind(petitionId)
