/** What the ledger, and the webhooks whose events it writes, have of a petition that was never open: no signature is among it. */

/**
 * For the transaction that deletes the petition. `condition`: SQL that must hold for anything to be deleted, of ?1, the petition,
 * and what `bound` has from ?2.
 */
export const draftRowsStatements = (
  db: D1Database,
  petitionId: number,
  condition: string,
  bound: readonly unknown[],
): D1PreparedStatement[] =>
  [
    // Of tests of its webhooks, the only events of a draft.
    `DELETE FROM deliveries
     WHERE webhook_id IN (SELECT id FROM webhooks WHERE petition_id = ?1) AND ${condition}`,
    `DELETE FROM webhooks WHERE petition_id = ?1 AND ${condition}`,
    `DELETE FROM outbox WHERE petition_id = ?1 AND ${condition}`,
    `DELETE FROM claims WHERE petition_id = ?1 AND ${condition}`,
    `DELETE FROM counters WHERE petition_id = ?1 AND ${condition}`,
  ].map((sql) => db.prepare(sql).bind(petitionId, ...bound))
