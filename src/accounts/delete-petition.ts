/** An owner deletes a petition that was never open, with everything that refers to it. Its web address is free again. */
import { draftRowsStatements } from '../ledger/delete-draft.ts'
import { deleteDraftStatement, draftPartsStatements, IS_OWN_DRAFT } from '../petitions/delete-draft.ts'

const MAY = `${IS_OWN_DRAFT}
  AND EXISTS (SELECT 1 FROM members WHERE petition_id = ?1 AND account_id = ?2 AND role = 'owner')`

/** False, and nothing is deleted, if it was open, waits for the operator, or `by`, an account, is none of its owners. */
export async function deletePetition(
  db: D1Database,
  { petitionId, by, now }: { petitionId: number; by: string; now: number },
): Promise<boolean> {
  const results = await db.batch([
    ...draftRowsStatements(db, petitionId, MAY, [by]),
    ...draftPartsStatements(db, petitionId, MAY, [by]),
    // Invitations work no more. They still count among the emails of their day, of the address and of the account that sent them.
    db
      .prepare(
        `UPDATE sign_in_links SET petition_id = NULL, role = NULL, expires_at = min(expires_at, ?3)
         WHERE petition_id = ?1 AND ${MAY}`,
      )
      .bind(petitionId, by, now),
    // Last, since they say who may.
    db.prepare(`DELETE FROM members WHERE petition_id = ?1 AND ${MAY}`).bind(petitionId, by),
    deleteDraftStatement(db, petitionId),
  ])
  return (results.at(-1)?.meta.changes ?? 0) > 0
}
