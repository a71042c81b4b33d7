/** The only reader of counts: how many signed, how fast, and what is next. */
import type { CountResponse, PetitionState } from '../../schema/petition.ts'
import { RATE_WINDOW_MINUTES } from '../limits.ts'
import { stateAt } from '../../schema/petition-state.ts'
import { nextGoal } from './milestones.ts'

interface CountRow {
  slug: string
  goal: number | null
  milestones: string
  state: PetitionState
  closes_at: number | null
  count: number
  recent: number
  last_day: number
}

/**
 * Of the day, the running hour and the 23 before it: never more than came in 24 hours. Of the rate, the whole minutes
 * this one: the running minute would make the rate sag at its start.
 */
const READ_COUNT = `
  SELECT p.slug, p.goal, p.milestones, p.state, p.closes_at,
    p.external_count + (SELECT coalesce(sum(n), 0) FROM counters WHERE petition_id = p.id) AS count,
    (SELECT coalesce(sum(n), 0) FROM tallies
      WHERE petition_id = p.id AND dimension = 'minute'
        AND key >= strftime('%Y-%m-%dT%H:%MZ', ?2 / 1000 - ${RATE_WINDOW_MINUTES * 60}, 'unixepoch')
        AND key < strftime('%Y-%m-%dT%H:%MZ', ?2 / 1000, 'unixepoch')) AS recent,
    (SELECT coalesce(sum(n), 0) FROM tallies
      WHERE petition_id = p.id AND dimension = 'hour'
        AND key > strftime('%Y-%m-%dT%HZ', ?2 / 1000 - 86400, 'unixepoch')) AS last_day
  FROM petitions AS p
  WHERE p.slug = ?1 AND p.state <> 'draft'`

/** Null when there is no such petition, or it is still a draft. One query. */
export async function readCount(db: D1Database, slug: string, now: number): Promise<CountResponse | null> {
  const row = await db.prepare(READ_COUNT).bind(slug, now).first<CountRow>()
  if (row === null) return null
  const milestones: number[] = JSON.parse(row.milestones)
  return {
    petition: row.slug,
    count: row.count,
    goal: nextGoal(row.count, row.goal, milestones),
    state: stateAt({ state: row.state, closesAt: row.closes_at }, now),
    perMinute: Math.round((row.recent / RATE_WINDOW_MINUTES) * 10) / 10,
    lastDay: row.last_day,
    asOf: new Date(now).toISOString(),
  }
}
