/**
 * An owner deletes a petition that was open, and the cron erases it when the time to undo that is over: in slices, each of which may be
 * the last one for a while. Nothing is left of it but its row, without words, and its log until that is a year old.
 */
import { LEDGER_PARTS, zeroCounter } from '../ledger/erase.ts'
import { RETENTION_CHUNK_ROWS, RETENTION_CHUNKS_MAX } from '../limits.ts'
import {
  beginErasing,
  type Deletion,
  deletionStatements,
  erasedStatement,
  PETITION_PARTS,
  petitionsToErase,
} from '../petitions/deletion.ts'

const BY_OWNER = `EXISTS (SELECT 1 FROM members WHERE petition_id = ?1 AND account_id = ?3 AND role = 'owner')`

/** Null, and nothing is changed, if it is deleted already or `accountId` is none of its owners; else the deliveries to send. */
export async function deleteOpened(
  db: D1Database,
  deletion: Omit<Deletion, 'by'> & { accountId: string },
): Promise<string[] | null> {
  const { accountId } = deletion
  const by = { kind: 'account', id: accountId } as const
  const results = await db.batch<{ id: string }>(deletionStatements(db, { ...deletion, by }, BY_OWNER, accountId))
  return deliveriesOf(results)
}

/** The same by the operator, who is no member, in the API. */
export async function deleteByOperator(db: D1Database, deletion: Omit<Deletion, 'by'>): Promise<string[] | null> {
  const by = { kind: 'operator', id: null } as const
  const results = await db.batch<{ id: string }>(deletionStatements(db, { ...deletion, by }, '?3 IS NOT NULL', by.kind))
  return deliveriesOf(results)
}

const deliveriesOf = (results: D1Result<{ id: string }>[]): string[] | null =>
  (results[3]?.meta.changes ?? 0) > 0 ? (results[2]?.results ?? []).map(({ id }) => id) : null

/** Members last: while they are there, its owners see that it is being erased. */
const TEAM_PARTS: Record<string, { left: string; erase: string }> = {
  invitations: {
    left: 'SELECT 1 FROM sign_in_links WHERE petition_id = ?1',
    // They still count among the emails of their day.
    erase: `UPDATE sign_in_links SET petition_id = NULL, role = NULL, expires_at = min(expires_at, created_at)
      WHERE token_hash IN (SELECT token_hash FROM sign_in_links WHERE petition_id = ?1 LIMIT ?2)`,
  },
  members: {
    left: 'SELECT 1 FROM members WHERE petition_id = ?1',
    erase: `DELETE FROM members
      WHERE (petition_id, account_id) IN (SELECT petition_id, account_id FROM members WHERE petition_id = ?1 LIMIT ?2)`,
  },
}

const PARTS = { ...LEDGER_PARTS, ...PETITION_PARTS, ...TEAM_PARTS }
/** One row: of each part, whether something is left. ?1 petition. */
const LEFT = `SELECT ${Object.entries(PARTS)
  .map(([name, { left }]) => `EXISTS (${left}) AS "${name}"`)
  .join(', ')}`

/** Erases a bounded number of rows of petitions that were deleted long enough ago; how many. `now` in milliseconds. */
export async function eraseDeleted(db: D1Database, now: number): Promise<number> {
  let rows = 0
  for (const petitionId of await petitionsToErase(db, now)) {
    // Again each time: it changes nothing once it has begun.
    await beginErasing(db, petitionId, now)
    rows += await erase(db, petitionId, { now, chunks: RETENTION_CHUNKS_MAX })
  }
  return rows
}

async function erase(
  db: D1Database,
  petitionId: number,
  { now, chunks }: { now: number; chunks: number },
): Promise<number> {
  const left = (await db.prepare(LEFT).bind(petitionId).first<Record<string, number>>()) ?? {}
  const parts = Object.entries(PARTS).filter(([name]) => left[name] === 1)
  if (parts.length === 0) {
    await db.batch([erasedStatement(db, petitionId, now), zeroCounter(db, petitionId)])
    return 0
  }
  let rows = 0
  let room = chunks
  for (const [, part] of parts) {
    let changed = RETENTION_CHUNK_ROWS
    while (changed === RETENTION_CHUNK_ROWS) {
      if (room-- === 0) return rows
      const done = await db.prepare(part.erase).bind(petitionId, RETENTION_CHUNK_ROWS).run()
      changed = done.meta.changes
      rows += changed
    }
  }
  // What came meanwhile is looked for once more, before it is said to be erased.
  return rows + (await erase(db, petitionId, { now, chunks: room }))
}
