/** The public ledger of what was taken off the count, and put back: by day and reason, and never who. */
import { desc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'

import type { RemovalsResponse } from '../../schema/removal.ts'
import { removals } from '../../schema/tables.ts'
import { REMOVALS_MAX_ROWS } from '../limits.ts'

/** The newest days first. */
export async function listRemovals(db: D1Database, petitionId: number): Promise<RemovalsResponse> {
  const rows = await drizzle(db)
    .select()
    .from(removals)
    .where(eq(removals.petitionId, petitionId))
    .orderBy(desc(removals.day), removals.reason)
    .limit(REMOVALS_MAX_ROWS)
  return { removals: rows.map(({ reason, n, day }) => ({ reason, count: n, date: day })) }
}
