/** The passkeys of an account, as their owner sees them. */
export interface ListedPasskey {
  /** The id of the credential, base64url. */
  id: string
  name: string
  /** In milliseconds. */
  createdAt: number
  usedAt: number | null
}

/** The newest first. */
export async function listPasskeys(db: D1Database, accountId: string): Promise<ListedPasskey[]> {
  const { results } = await db
    .prepare(
      `SELECT credential_id AS id, name, created_at AS createdAt, used_at AS usedAt FROM passkeys
       WHERE account_id = ?1 ORDER BY created_at DESC, credential_id`,
    )
    .bind(accountId)
    .all<ListedPasskey>()
  return results
}

/** Of this account alone. False if there is no such passkey. */
export async function renamePasskey(db: D1Database, accountId: string, id: string, name: string): Promise<boolean> {
  const renamed = await db
    .prepare('UPDATE passkeys SET name = ?3 WHERE credential_id = ?1 AND account_id = ?2')
    .bind(id, accountId, name)
    .run()
  return renamed.meta.changes > 0
}

/** Of this account alone. The way by email stays, so the last one may go too. */
export async function removePasskey(db: D1Database, accountId: string, id: string): Promise<boolean> {
  const removed = await db
    .prepare('DELETE FROM passkeys WHERE credential_id = ?1 AND account_id = ?2')
    .bind(id, accountId)
    .run()
  return removed.meta.changes > 0
}
