/**
 * Decisions about signatures that are held for review, while they are carried out: a flood may be of any number of signatures, and one
 * transaction takes some of them. A row is written in the transaction that makes a decision, and says what it is about: signatures that
 * are of its kinds, match its condition, and were held before it. What is held later is none of its concern, whenever its transactions
 * run. A signature that has had its turn is no longer held, so each transaction begins with those that still are, no matter how
 * the one before it ended.
 *
 * `state`: `release` and `remove` are being carried out; `removed` has been, and can be undone; `undo` is being undone. A release that
 * has been carried out, and a removal that was undone, have no row.
 */
import type { ReviewResponse } from '../../schema/review.ts'
import { REVIEW_DECISIONS_PER_RUN } from '../limits.ts'
import { matches } from './held-kinds.ts'

/** One that is being carried out. */
export interface UnderWay {
  petitionId: number
  id: string
  state: 'release' | 'remove' | 'undo'
}

/** What a transaction did of a decision. */
export interface Chunk {
  /** How many signatures had their turn. */
  rows: number
  /** How many are left. */
  left: number
}

const OPEN = `decisions INDEXED BY decisions_under_way WHERE state <> 'removed'`

/** SQL: whether a petition has one. */
export const hasUnderWay = (petition: '?1' | '?2' | 'p.id'): string =>
  `EXISTS (SELECT 1 FROM ${OPEN} AND petition_id = ${petition})`

export async function readUnderWay(db: D1Database, petitionId: number): Promise<ReviewResponse['underWay']> {
  const row = await db
    .prepare(`SELECT state AS decision, n AS signatures, done FROM ${OPEN} AND petition_id = ?1`)
    .bind(petitionId)
    .first<NonNullable<ReviewResponse['underWay']>>()
  return row
}

/**
 * For the transaction that begins to erase petition ?1, after its mark: whichever processes are carrying out a decision find none, and
 * so they count nothing more, and send no more emails and events.
 */
export const dropUnderWay = (db: D1Database, petitionId: number): D1PreparedStatement =>
  db
    .prepare(
      `DELETE FROM decisions WHERE petition_id = ?1 AND state <> 'removed'
         AND EXISTS (SELECT 1 FROM petitions WHERE id = ?1 AND erasing_at IS NOT NULL)`,
    )
    .bind(petitionId)

/** Of all petitions, or of one. */
export async function listUnderWay(db: D1Database, petitionId: number | null): Promise<UnderWay[]> {
  const { results } = await db
    .prepare(
      `SELECT petition_id AS petitionId, id, state FROM ${OPEN} AND (?1 IS NULL OR petition_id = ?1)
       ORDER BY petition_id LIMIT ${REVIEW_DECISIONS_PER_RUN}`,
    )
    .bind(petitionId)
    .all<UnderWay>()
  return results
}

/**
 * Common table expressions: `decided` are the next ?3 signatures that a decision is about, in the order of their index; `columns` of
 * them. No row, if the decision is not in this state. ?1 petition, ?2 decision.
 */
export const decided = (state: 'release' | 'remove', columns: string): string => `
  decision AS MATERIALIZED (SELECT * FROM decisions WHERE petition_id = ?1 AND id = ?2 AND state = '${state}'),
  decided AS MATERIALIZED (
    SELECT ${columns}
    FROM decision AS d
    CROSS JOIN held_kinds AS k
      ON k.petition_id = d.petition_id AND k.kind >= d.first_kind AND k.kind <= d.last_kind AND ${matches('d.condition')}
    CROSS JOIN signatures AS s INDEXED BY signatures_quarantined
      ON s.petition_id = k.petition_id AND s.held_kind = k.kind AND s.held_after < d.number AND s.status = 'quarantined'
    LIMIT coalesce((SELECT min(?3, n - done) FROM decision), 0))`

const ofState = (state: UnderWay['state']): string => `WHERE petition_id = ?1 AND id = ?2 AND state = '${state}'`

/** Follows the statement that changes the signatures of a chunk. Returns `rows`, of which there were so many, and `left`. */
export const noteChunk = (state: UnderWay['state']): string =>
  `UPDATE decisions SET done = done + changes() ${ofState(state)} RETURNING changes() AS rows, n - done AS "left"`

/** Once nothing is left of it; then it returns a row. ?1 petition, ?2 decision, ?3 is 1. */
export const endDecision = (state: 'release' | 'remove'): string => {
  const nothingLeft = `${ofState(state)} AND NOT EXISTS (SELECT 1 FROM decided) RETURNING id`
  return `WITH ${decided(state, 's.signer')}
    ${state === 'release' ? 'DELETE FROM decisions' : `UPDATE decisions SET state = 'removed'`} ${nothingLeft}`
}
