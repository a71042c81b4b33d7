/**
 * Whose turn it is to publish which petition. Several consumers store signatures of one petition at once: a row of `static_counts`
 * lets one of them publish it in STATIC_COUNT_EVERY_MS. A change that finds no turn is published with the next batch, or by the
 * cron, which publishes each of these petitions every minute.
 *
 * What fails is left to the cron: storing signatures does not wait for a bucket again and again.
 *
 * Slow petitions have no row, so publishing costs them a read and nothing else: a view of theirs is answered from memory for less.
 */
import { recentSignatures } from '../ledger/count.ts'
import {
  CLOCK_SKEW_MAX_MS,
  STATIC_COUNT_COOLING_MS,
  STATIC_COUNT_EVERY_MS,
  STATIC_COUNT_MIN_SIGNATURES,
} from '../limits.ts'

/** SQL: whether a turn that was taken at `at` is over. One in the future is of a wrong clock. ?2 now. */
const isOver = (at: string): string => `(${OVER.map((over) => `${at} ${over}`).join(' OR ')})`
const OVER = [`<= ?2 - ${STATIC_COUNT_EVERY_MS}`, `> ?2 + ${CLOCK_SKEW_MAX_MS}`] as const

/** ?1 petitions, ?2 now, ?3 how many. Of each it reads the minutes of the rate and its row. */
const TAKE_AFTER_BATCH = `
  INSERT INTO static_counts (petition_id, claimed_at, fast_at)
  SELECT id, ?2, iif(recent >= ${STATIC_COUNT_MIN_SIGNATURES}, ?2, 0) FROM (
    SELECT moved.value AS id, s.claimed_at AS last, s.failing_since AS failing, ${recentSignatures('moved.value', '?2')} AS recent
    FROM json_each(?1) AS moved LEFT JOIN static_counts AS s ON s.petition_id = moved.value)
  WHERE iif(last IS NULL, recent >= ${STATIC_COUNT_MIN_SIGNATURES}, ${isOver('last')} AND failing IS NULL)
  LIMIT ?3
  ON CONFLICT (petition_id) DO UPDATE SET claimed_at = ?2, fast_at = max(fast_at, excluded.fast_at)
  RETURNING petition_id AS id`

const TAKE_AFTER_CHANGE = `
  UPDATE static_counts SET claimed_at = ?2
  WHERE petition_id = ?1 AND ${isOver('claimed_at')}
  RETURNING petition_id AS id`

/** ?1 how many, ?2 now. */
const TAKE_OLDEST = `
  UPDATE static_counts SET claimed_at = ?2
  WHERE petition_id IN (${OVER.map(
    (over) =>
      `SELECT petition_id FROM (SELECT petition_id FROM static_counts WHERE claimed_at ${over} ORDER BY claimed_at LIMIT ?1)`,
  ).join(' UNION ALL ')})
  RETURNING petition_id AS id, fast_at <= ?2 - ${STATIC_COUNT_COOLING_MS} AS is_slow`

const idsOf = ({ results }: D1Result<{ id: number }>): number[] => results.map(({ id }) => id)

/** Of these petitions, those that the caller is to publish: at most `limit` of them. `now` in milliseconds. */
export const takeAfterBatch = async (
  db: D1Database,
  petitionIds: readonly number[],
  { now, limit }: { now: number; limit: number },
): Promise<number[]> =>
  idsOf(await db.prepare(TAKE_AFTER_BATCH).bind(JSON.stringify(petitionIds), now, limit).all<{ id: number }>())

/** The petition, if it is published at all and the caller is to do it. */
export const takeAfterChange = async (db: D1Database, petitionId: number, now: number): Promise<number[]> =>
  idsOf(await db.prepare(TAKE_AFTER_CHANGE).bind(petitionId, now).all<{ id: number }>())

/** Those whose last turn is over, the oldest first: to be published again, or no more because they have become slow. */
export async function takeOldest(
  db: D1Database,
  { now, limit }: { now: number; limit: number },
): Promise<{ fast: number[]; slow: number[] }> {
  const { results } = await db.prepare(TAKE_OLDEST).bind(limit, now).all<{ id: number; is_slow: number }>()
  const those = (isSlow: boolean): number[] =>
    results.filter((row) => (row.is_slow === 1) === isSlow).map(({ id }) => id)
  return { fast: those(false), slow: those(true) }
}

/** ?1 outcomes, ?2 when the database was asked, ?3 now. */
const NOTE = `
  UPDATE static_counts SET
    published_at = CASE outcome.done
      WHEN 1 THEN max(iif(published_at > ?3 + ${CLOCK_SKEW_MAX_MS}, 0, published_at), ?2)
      ELSE published_at
    END,
    failing_since = CASE outcome.done WHEN 1 THEN NULL ELSE coalesce(failing_since, ?2) END
  FROM (SELECT value ->> 'id' AS id, value ->> 'done' AS done FROM json_each(?1)) AS outcome
  WHERE petition_id = outcome.id`

/** What became of the turns. `askedAt`: when the database was asked for the counts; both in milliseconds. */
export const noteOutcomes = (
  db: D1Database,
  outcomes: readonly { id: number; done: 0 | 1 }[],
  { askedAt, now }: { askedAt: number; now: number },
): Promise<unknown> => db.prepare(NOTE).bind(JSON.stringify(outcomes), askedAt, now).run()

/** Those that have become fast again meanwhile stay. ?1 petitions, ?2 now. */
const END = `
  DELETE FROM static_counts
  WHERE petition_id IN (SELECT value FROM json_each(?1)) AND fast_at <= ?2 - ${STATIC_COUNT_COOLING_MS}`

export const endTurns = (db: D1Database, petitionIds: readonly number[], now: number): Promise<unknown> =>
  db.prepare(END).bind(JSON.stringify(petitionIds), now).run()
