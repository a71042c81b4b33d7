/**
 * Email addresses of accounts and of invitations, and what reports say, opened: for the consumer alone, which has the private keys. The
 * console asks it for those that a page shows.
 */
import { type SealedReport, sealedReport } from '../../schema/report.ts'
import { fromHex } from '../crypto/bytes.ts'
import { open, OpenError } from '../crypto/hpke.ts'
import { ACCOUNTS_PAGE_MAX_ROWS, REPORTS_PAGE_ROWS } from '../limits.ts'

/** What the consumer answers to the console: by id, without those that no key opens. */
export interface AddressBook {
  ofAccounts: (ids: readonly string[]) => Promise<Record<string, string>>
  ofInvitations: (ids: readonly string[]) => Promise<Record<string, string>>
  /** What reports of one petition say: not their senders’ addresses, which only an email needs. */
  ofReports: (petitionId: number, ids: readonly string[]) => Promise<Record<string, SealedReport>>
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

/** By the id of the report; without those that no key opens, and those above REPORTS_PAGE_ROWS. */
export async function openedReports(
  db: D1Database,
  sealKeys: readonly string[],
  petitionId: number,
  ids: readonly string[],
): Promise<Record<string, SealedReport>> {
  const { results } = await db
    .prepare(
      `SELECT r.id, hex(r.sealed) AS sealed, p.slug FROM reports AS r JOIN petitions AS p ON p.id = r.petition_id
       WHERE r.petition_id = ?1 AND r.id IN (SELECT value FROM json_each(?2))`,
    )
    .bind(petitionId, JSON.stringify(ids.slice(0, REPORTS_PAGE_ROWS)))
    .all<{ id: string; sealed: string; slug: string }>()
  const entries = await Promise.all(
    results.map(({ id, sealed, slug }) =>
      orNothing(async (): Promise<[string, SealedReport]> => {
        const text = await open(fromHex(sealed), sealKeys, { purpose: 'report', petition: slug, id })
        return [id, sealedReport.parse(JSON.parse(text))]
      }),
    ),
  )
  return Object.fromEntries(entries.flat())
}

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

const openedEntry = ({ id, hash, sealed }: SealedRow, sealKeys: readonly string[]): Promise<[string, string][]> =>
  orNothing(async () => [id, await open(fromHex(sealed), sealKeys, { purpose: 'account', petition: '', id: hash })])

async function orNothing<T>(work: () => Promise<T>): Promise<T[]> {
  try {
    return [await work()]
  } catch (error) {
    // A key that was taken away: the page says that the address cannot be shown.
    if (error instanceof OpenError) return []
    throw error
  }
}
