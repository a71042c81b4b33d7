/** What an account has made in petitions, and what ends with its role there: tokens that work, and invitations that are open. */
export interface Made {
  tokens: number
  invitations: number
}

/** `petitionId`: in this petition alone, or null for all in whose team the account is. */
export async function countMade(
  db: D1Database,
  { accountId, petitionId, now }: { accountId: string; petitionId: number | null; now: number },
): Promise<Made> {
  const row = await db
    .prepare(
      `SELECT
         (SELECT count(*) FROM members AS m JOIN tokens AS t ON t.petition_id = m.petition_id
          WHERE m.account_id = ?1 AND (?2 IS NULL OR m.petition_id = ?2)
            AND t.created_by = ?1 AND t.revoked_at IS NULL AND coalesce(t.expires_at > ?3, true)) AS tokens,
         (SELECT count(*) FROM sign_in_links
          WHERE invited_by = ?1 AND (?2 IS NULL OR petition_id = ?2)
            AND kind = 'invitation' AND used_at IS NULL AND expires_at > ?3) AS invitations`,
    )
    .bind(accountId, petitionId, now)
    .first<Made>()
  return row ?? { tokens: 0, invitations: 0 }
}
