/** Creates the counter of a petition. Apart from counter.ts, because the consumer does without drizzle. */
import type { SQL } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'

import { counters } from '../../schema/tables.ts'

/** For the transaction that creates the petition: every petition has a counter. */
export const startCounter = (orm: DrizzleD1Database, petitionId: SQL<number>) =>
  orm.insert(counters).values({ petitionId, n: 0, before: 0 })
