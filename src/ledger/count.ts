/** The count as the API and the pages show it: how many signatures, how fast they come, and the next goal. */
import type { CountResponse, PetitionState } from '../../schema/petition.ts'
import { isNamedSql } from '../address.ts'
import { iso, isoOrNull } from '../iso-time.ts'
import { DAY_MS, RATE_WINDOW_MINUTES, STATIC_COUNT_STALE_MS } from '../limits.ts'
import { SPIKE_UNTIL } from '../spike.ts'
import { stateAt } from '../../schema/petition-state.ts'
import { staticCountKey } from '../static-count-key.ts'
import { publicCount } from './counter.ts'
import { nextGoal } from './milestones.ts'
import { hourKey, minuteKey } from './tallies.ts'

interface CountRow {
  slug: string
  title: string
  goal: number | null
  milestones: string
  state: PetitionState
  opened_at: number
  closes_at: number | null
  count: number
  claimed: number
  recent: number
  last_day: number
  published_at: number | null
  spike_until: number
}

/** SQL: signatures of the last whole minutes: with the current one, the rate would drop at the start of each minute. */
export const recentSignatures = (petitionId: string, now: string): string => `
  (SELECT coalesce(sum(n), 0) FROM tallies
   WHERE petition_id = ${petitionId} AND dimension = 'minute'
     AND key >= ${minuteKey(`(${now} - ${RATE_WINDOW_MINUTES * 60_000})`)} AND key < ${minuteKey(now)})`

/** `last_day` is the current hour and the 23 before it, so never more than came in 24 hours. ?2 now. */
const COUNT_COLUMNS = `
  p.slug, p.title, p.goal, p.milestones, p.state, p.closes_at,
  coalesce(p.opened_at, p.created_at) AS opened_at, ${publicCount('p')} AS count, p.claimed_count AS claimed,
  ${recentSignatures('p.id', '?2')} AS recent,
  (SELECT coalesce(sum(n), 0) FROM tallies
    WHERE petition_id = p.id AND dimension = 'hour' AND key > ${hourKey(`(?2 - ${DAY_MS})`)}) AS last_day,
  (SELECT published_at FROM static_counts WHERE petition_id = p.id) AS published_at`

/** The public has no count of a draft, or of a petition that was taken down or deleted. */
const IS_PUBLIC = `p.state <> 'draft' AND p.taken_down_at IS NULL AND p.deleted_at IS NULL`

const READ_COUNT = `
  SELECT ${COUNT_COLUMNS}, ${SPIKE_UNTIL} AS spike_until
  FROM petitions AS p
  WHERE ${isNamedSql('?1', 'p.')} AND p.state <> 'draft' AND (?3 OR ${IS_PUBLIC})`

const READ_COUNTS = `
  SELECT p.id, ${IS_PUBLIC} AS is_public, ${COUNT_COLUMNS}
  FROM json_each(?1) AS asked CROSS JOIN petitions AS p ON p.id = asked.value`

/**
 * By any slug of the petition; in the response it has its own. Null when there is no such petition, it is still a draft, or it was taken
 * down or deleted: the public has no count of it. One query.
 * `now` in milliseconds.
 */
export async function readCount(
  db: D1Database,
  slug: string,
  now: number,
  whose: 'public' | 'taken down or not' = 'public',
): Promise<CountResponse | null> {
  const row = await readRow(db, slug, now, whose)
  return row && countOf(row, now)
}

export interface CountForEdge {
  count: CountResponse | null
  /** Until when the spike lasts, or lasted, in milliseconds; 0 where there is no count. */
  spikeUntil: number
}

/**
 * The same, with the URL of the static count on the origin of the bucket, if there is one that is not too old, and with what the edge has
 * to know of spike mode: still one query.
 */
export async function readCountForEdge(
  db: D1Database,
  slug: string,
  now: number,
  countsOrigin: string | null,
): Promise<CountForEdge> {
  const row = await readRow(db, slug, now, 'public')
  if (row === null) return { count: null, spikeUntil: 0 }
  const isRead = countsOrigin !== null && Math.abs(now - (row.published_at ?? 0)) < STATIC_COUNT_STALE_MS
  const count = {
    ...countOf(row, now),
    ...(isRead ? { staticUrl: `${countsOrigin}/${staticCountKey(row.slug)}` } : {}),
  }
  return { count, spikeUntil: row.spike_until }
}

const readRow = (
  db: D1Database,
  slug: string,
  now: number,
  whose: 'public' | 'taken down or not',
): Promise<CountRow | null> =>
  db
    .prepare(READ_COUNT)
    .bind(slug, now, whose === 'public' ? 0 : 1)
    .first<CountRow>()

export interface PublicCount {
  petitionId: number
  slug: string
  /** Null when the public has none. */
  count: CountResponse | null
}

/** Those of several petitions, in one query. There is none of a petition that is not in the database. `now` in milliseconds. */
export async function readCounts(db: D1Database, petitionIds: readonly number[], now: number): Promise<PublicCount[]> {
  const { results } = await db
    .prepare(READ_COUNTS)
    .bind(JSON.stringify(petitionIds), now)
    .all<CountRow & { id: number; is_public: number }>()
  return results.map(({ id, is_public: isPublic, ...row }) => ({
    petitionId: id,
    slug: row.slug,
    count: isPublic === 1 ? countOf(row, now) : null,
  }))
}

function countOf(row: CountRow, now: number): CountResponse {
  const milestones: number[] = JSON.parse(row.milestones)
  return {
    petition: row.slug,
    title: row.title,
    count: row.count,
    parts: { proven: row.count - row.claimed, claimed: row.claimed },
    goal: nextGoal(row.count, row.goal, milestones),
    state: stateAt({ state: row.state, closesAt: row.closes_at }, now),
    perMinute: Math.round((row.recent / RATE_WINDOW_MINUTES) * 10) / 10,
    lastDay: row.last_day,
    openedAt: iso(row.opened_at),
    closesAt: isoOrNull(row.closes_at),
    asOf: iso(now),
  }
}
