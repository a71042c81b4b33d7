/**
 * Email addresses of accounts and of invitations, opened: for the consumer alone, which has the private keys. The console asks
 * it for those that a page shows.
 */
import { fromHex } from '../crypto/bytes.ts'
import { open, OpenError } from '../crypto/hpke.ts'
import { ACCOUNTS_PAGE_MAX_ROWS } from '../limits.ts'

/** What the consumer answers to the console: by id, without those that no key opens. */
export interface AddressBook {
  ofAccounts: (ids: readonly string[]) => Promise<Record<string, string>>
  ofInvitations: (ids: readonly string[]) => Promise<Record<string, string>>
}

interface SealedRow {
  id: string
  hash: string
  sealed: string
}

/** By id. An address that no key opens is left out, and those above ACCOUNTS_PAGE_MAX_ROWS. */
export const addressesOfAccounts = (
  db: D1Database,
  sealKeys: readonly string[],
  ids: readonly string[],
): Promise<Record<string, string>> =>
  opened(db, sealKeys, 'SELECT id, lower(hex(email_hash)) AS hash, hex(sealed) AS sealed FROM accounts WHERE id', ids)

/** By the id of the invitation. */
export const addressesOfInvitations = (
  db: D1Database,
  sealKeys: readonly string[],
  ids: readonly string[],
): Promise<Record<string, string>> =>
  opened(
    db,
    sealKeys,
    `SELECT token_hash AS id, lower(hex(email_hash)) AS hash, hex(sealed) AS sealed FROM sign_in_links
     WHERE kind = 'invitation' AND token_hash`,
    ids,
  )

async function opened(
  db: D1Database,
  sealKeys: readonly string[],
  select: string,
  ids: readonly string[],
): Promise<Record<string, string>> {
  const { results } = await db
    .prepare(`${select} IN (SELECT value FROM json_each(?1))`)
    .bind(JSON.stringify(ids.slice(0, ACCOUNTS_PAGE_MAX_ROWS)))
    .all<SealedRow>()
  const entries = await Promise.all(results.map((row) => openedEntry(row, sealKeys)))
  return Object.fromEntries(entries.flat())
}

async function openedEntry({ id, hash, sealed }: SealedRow, sealKeys: readonly string[]): Promise<[string, string][]> {
  try {
    return [[id, await open(fromHex(sealed), sealKeys, { purpose: 'account', petition: '', id: hash })]]
  } catch (error) {
    // A key that was taken away: the page says that the address cannot be shown.
    if (error instanceof OpenError) return []
    throw error
  }
}
