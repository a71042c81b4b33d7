/** The count as the API and the pages show it: how many signatures, how fast they come, and the next goal. */
import type { CountResponse, PetitionState } from '../../schema/petition.ts'
import { isNamedSql } from '../address.ts'
import { iso, isoOrNull } from '../iso-time.ts'
import { DAY_MS, RATE_WINDOW_MINUTES } from '../limits.ts'
import { stateAt } from '../../schema/petition-state.ts'
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
}

/**
 * `last_day` is the current hour and the 23 before it, so never more than came in 24 hours. `recent` is the last whole
 * minutes: with the current one, the rate would drop at the start of each minute.
 */
const READ_COUNT = `
  SELECT p.slug, p.title, p.goal, p.milestones, p.state, p.closes_at,
    coalesce(p.opened_at, p.created_at) AS opened_at, ${publicCount('p')} AS count, p.claimed_count AS claimed,
    (SELECT coalesce(sum(n), 0) FROM tallies
      WHERE petition_id = p.id AND dimension = 'minute'
        AND key >= ${minuteKey(`(?2 - ${RATE_WINDOW_MINUTES * 60_000})`)} AND key < ${minuteKey('?2')}) AS recent,
    (SELECT coalesce(sum(n), 0) FROM tallies
      WHERE petition_id = p.id AND dimension = 'hour' AND key > ${hourKey(`(?2 - ${DAY_MS})`)}) AS last_day
  FROM petitions AS p
  WHERE ${isNamedSql('?1', 'p.')} AND p.state <> 'draft' AND (?3 OR p.taken_down_at IS NULL AND p.deleted_at IS NULL)`

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
  const row = await db
    .prepare(READ_COUNT)
    .bind(slug, now, whose === 'public' ? 0 : 1)
    .first<CountRow>()
  if (row === null) return null
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
