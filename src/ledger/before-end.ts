/** What the page that ends a petition says in numbers. */
import { HELD_COUNT_MAX_ROWS, WAITING_COUNT_MAX_ROWS } from '../limits.ts'
import { publicCount } from './counter.ts'

export interface BeforeEnd {
  /** The public one. */
  count: number
  /** Of those, given here or imported: the others are numbers, without names or contacts. */
  people: number
  /** Held for review; at most HELD_COUNT_MAX_ROWS. */
  held: number
  /** Not confirmed yet, while their links may be valid; null if there are too many signatures to count them among. */
  waiting: number | null
}

/** The index is named because the planner would choose to read the whole petition. ?1 petition, ?2 the first id whose link may be valid. */
const READ = `
  SELECT ${publicCount('p')} AS count,
    ${publicCount('p')} - p.claimed_count + (
      SELECT coalesce(sum(n), 0) FROM claims
      WHERE petition_id = p.id AND kind = 'import' AND undone_at IS NULL) AS people,
    (SELECT count(*) FROM (
      SELECT 1 FROM signatures INDEXED BY signatures_quarantined
      WHERE petition_id = p.id AND status = 'quarantined' LIMIT ${HELD_COUNT_MAX_ROWS})) AS held,
    recent.waiting, recent.looked
  FROM petitions AS p, (
    SELECT count(*) AS looked, coalesce(sum(status = 'pending'), 0) AS waiting FROM (
      SELECT status FROM signatures INDEXED BY signatures_petition_id
      WHERE petition_id = ?1 AND id >= ?2 ORDER BY id DESC LIMIT ${WAITING_COUNT_MAX_ROWS})) AS recent
  WHERE p.id = ?1`

/** Null when there is no such petition. `firstId`: of the oldest signature whose link may be valid. */
export async function readBeforeEnd(db: D1Database, petitionId: number, firstId: string): Promise<BeforeEnd | null> {
  const row = await db
    .prepare(READ)
    .bind(petitionId, firstId)
    .first<{ count: number; people: number; held: number; waiting: number; looked: number }>()
  if (row === null) return null
  const { count, people, held, waiting, looked } = row
  return { count, people, held, waiting: looked < WAITING_COUNT_MAX_ROWS ? waiting : null }
}
