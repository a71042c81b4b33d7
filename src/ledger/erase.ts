/**
 * What the ledger has of a petition that is erased, by table: SQL that says whether something is left of ?1, and that deletes at most
 * ?2 rows. Not its row of `static_counts`, by which the cron deletes its object in the bucket, however long the bucket refuses: see
 * src/static-counts/publish.ts.
 */
export const LEDGER_PARTS: Record<string, { left: string; erase: string }> = {
  // Before the signatures, whose place none of them is to take.
  imported: {
    left: 'SELECT 1 FROM imported WHERE petition_id = ?1',
    erase: `DELETE FROM imported WHERE (petition_id, signer) IN (
      SELECT petition_id, signer FROM imported NOT INDEXED WHERE petition_id = ?1 LIMIT ?2)`,
  },
  claims: {
    left: 'SELECT 1 FROM claims WHERE petition_id = ?1',
    erase: `DELETE FROM claims WHERE (petition_id, id) IN (SELECT petition_id, id FROM claims WHERE petition_id = ?1 LIMIT ?2)`,
  },
  // Nothing is counted any more once they are gone.
  signatures: {
    left: 'SELECT 1 FROM signatures WHERE petition_id = ?1',
    erase: `DELETE FROM signatures
      WHERE (petition_id, signer) IN (SELECT petition_id, signer FROM signatures NOT INDEXED WHERE petition_id = ?1 LIMIT ?2)`,
  },
  arrivals: {
    left: 'SELECT 1 FROM arrivals WHERE petition_id = ?1',
    erase: `DELETE FROM arrivals WHERE (petition_id, slot) IN (
      SELECT petition_id, slot FROM arrivals WHERE petition_id = ?1 LIMIT ?2)`,
  },
  // Of each kind, signatures are left while it has a row.
  heldKinds: {
    left: 'SELECT 1 FROM held_kinds WHERE petition_id = ?1',
    erase: `DELETE FROM held_kinds
      WHERE (petition_id, kind) IN (SELECT petition_id, kind FROM held_kinds WHERE petition_id = ?1 LIMIT ?2)`,
  },
  decisions: {
    left: 'SELECT 1 FROM decisions WHERE petition_id = ?1',
    erase: `DELETE FROM decisions
      WHERE (petition_id, id) IN (SELECT petition_id, id FROM decisions NOT INDEXED WHERE petition_id = ?1 LIMIT ?2)`,
  },
  repeats: {
    left: 'SELECT 1 FROM repeats WHERE petition_id = ?1',
    erase: `DELETE FROM repeats WHERE (petition_id, signer, id) IN (
      SELECT petition_id, signer, id FROM repeats NOT INDEXED WHERE petition_id = ?1 LIMIT ?2)`,
  },
  emails: {
    left: 'SELECT 1 FROM emails WHERE petition_id = ?1',
    erase: `DELETE FROM emails WHERE (petition_id, signer, id) IN (
      SELECT petition_id, signer, id FROM emails WHERE petition_id = ?1 LIMIT ?2)`,
  },
  withdrawals: {
    left: 'SELECT 1 FROM withdrawals WHERE petition_id = ?1',
    erase: `DELETE FROM withdrawals
      WHERE (petition_id, id) IN (SELECT petition_id, id FROM withdrawals WHERE petition_id = ?1 LIMIT ?2)`,
  },
  withdrawnSigners: {
    left: 'SELECT 1 FROM withdrawn_signers WHERE petition_id = ?1',
    erase: `DELETE FROM withdrawn_signers
      WHERE (petition_id, signer) IN (SELECT petition_id, signer FROM withdrawn_signers WHERE petition_id = ?1 LIMIT ?2)`,
  },
  reports: {
    left: 'SELECT 1 FROM reports WHERE petition_id = ?1',
    erase: `DELETE FROM reports WHERE (petition_id, id) IN (SELECT petition_id, id FROM reports WHERE petition_id = ?1 LIMIT ?2)`,
  },
  tallies: {
    left: 'SELECT 1 FROM tallies WHERE petition_id = ?1',
    erase: `DELETE FROM tallies WHERE (petition_id, dimension, key) IN (
      SELECT petition_id, dimension, key FROM tallies WHERE petition_id = ?1 LIMIT ?2)`,
  },
  milestones: {
    left: 'SELECT 1 FROM milestones WHERE petition_id = ?1',
    erase: `DELETE FROM milestones
      WHERE (petition_id, threshold) IN (SELECT petition_id, threshold FROM milestones WHERE petition_id = ?1 LIMIT ?2)`,
  },
  removals: {
    left: 'SELECT 1 FROM removals WHERE petition_id = ?1',
    erase: `DELETE FROM removals WHERE (petition_id, day, reason) IN (
      SELECT petition_id, day, reason FROM removals WHERE petition_id = ?1 LIMIT ?2)`,
  },
  deliveries: {
    left: `SELECT 1 FROM webhooks AS w JOIN deliveries AS d ON d.webhook_id = w.id WHERE w.petition_id = ?1`,
    erase: `DELETE FROM deliveries WHERE id IN (
      SELECT d.id FROM webhooks AS w JOIN deliveries AS d ON d.webhook_id = w.id WHERE w.petition_id = ?1 LIMIT ?2)`,
  },
  webhooks: {
    left: 'SELECT 1 FROM webhooks WHERE petition_id = ?1',
    erase: `DELETE FROM webhooks WHERE id IN (SELECT id FROM webhooks WHERE petition_id = ?1 LIMIT ?2)`,
  },
  outbox: {
    left: 'SELECT 1 FROM outbox WHERE petition_id = ?1',
    erase: `DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE petition_id = ?1 LIMIT ?2)`,
  },
  sweeps: {
    left: 'SELECT 1 FROM sweeps WHERE petition_id = ?1',
    erase: `DELETE FROM sweeps
      WHERE (petition_id, task) IN (SELECT petition_id, task FROM sweeps WHERE petition_id = ?1 LIMIT ?2)`,
  },
}

/** For the transaction that ends it: nothing is counted, as there is nothing to count. */
export const zeroCounter = (db: D1Database, petitionId: number): D1PreparedStatement =>
  db.prepare('UPDATE counters SET n = 0, "before" = 0 WHERE petition_id = ?1').bind(petitionId)
