/** What the public count is made of, and how many left it: numbers alone, in one query, so that they belong together. */
import type { ClaimsResponse } from '../../schema/claim.ts'
import { HELD_COUNT_MAX_ROWS } from '../limits.ts'
import { type Claim, CLAIMS_OF_P, publicClaims } from './claims.ts'
import { publicCount } from './counter.ts'

export interface CountParts {
  /** The public count: `signed` and `claimed`. */
  count: number
  /** Signed here, and counted now. */
  signed: number
  /** From paper and earlier lists. */
  claimed: number
  /** Where they came from: `claimed` is the sum. */
  claims: ClaimsResponse['claims']
  /** Held for review now; at most HELD_COUNT_MAX_ROWS. */
  held: number
  /** Left the count because their signers withdrew them. */
  withdrawn: number
  /** Counted after a review. */
  released: number
  /** Removed after a review; not all of them had been counted. */
  removed: number
  /** When it was read, in milliseconds. */
  readAt: number
}

const total = (reason: string): string =>
  `(SELECT coalesce(sum(n), 0) FROM removals WHERE petition_id = p.id AND reason = '${reason}') AS ${reason}`

/**
 * A flood can hold any number of signatures: they are counted up to a limit. The index is named because the planner would
 * choose to read the whole petition. ?1 petition.
 */
const READ_PARTS = `
  SELECT ${publicCount('p')} AS count, ${publicCount('p')} - p.claimed_count AS signed, p.claimed_count AS claimed,
    (SELECT count(*) FROM (
      SELECT 1 FROM signatures INDEXED BY signatures_quarantined
      WHERE petition_id = p.id AND status = 'quarantined' LIMIT ${HELD_COUNT_MAX_ROWS})) AS held,
    ${total('withdrawn')}, ${total('released')}, ${total('removed')}, ${CLAIMS_OF_P} AS claims
  FROM petitions AS p WHERE p.id = ?1`

/** Null when there is no such petition. `now` in milliseconds. */
export async function readCountParts(db: D1Database, petitionId: number, now: number): Promise<CountParts | null> {
  const row = await db
    .prepare(READ_PARTS)
    .bind(petitionId)
    .first<Omit<CountParts, 'readAt' | 'claims'> & { claims: string }>()
  if (row === null) return null
  const claims: Claim[] = JSON.parse(row.claims)
  return { ...row, claims: publicClaims(claims), readAt: now }
}
