/** How many signatures and names wait for a moderator, for the menu of every page of the console. */
import { WAITS_MAX_ROWS } from '../limits.ts'
import { HELD, WAITING } from './signers.ts'

export interface Waits {
  /** Signatures that are held for review; at most WAITS_MAX_ROWS. */
  review: number
  /** Names and reasons that nobody has looked at yet; at most WAITS_MAX_ROWS. */
  signers: number
}

const upTo = (rows: string): string => `(SELECT count(*) FROM (SELECT 1 ${rows} LIMIT ${WAITS_MAX_ROWS}))`

const READ = `SELECT ${upTo(HELD)} AS review, ${upTo(WAITING)} AS signers`

export async function readWaits(db: D1Database, petitionId: number): Promise<Waits> {
  return (await db.prepare(READ).bind(petitionId).first<Waits>()) ?? { review: 0, signers: 0 }
}
