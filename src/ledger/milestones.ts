/** Milestones: which ones a batch reached, and which one comes next. */
import { deliveriesStatement, INSERT_EVENTS, INSTANCE_KEY, payloadOf, petitionOf } from './outbox.ts'

/** SQL for a time as ISO 8601; `ms` is SQL for it in milliseconds. */
export const isoOf = (ms: string): string => `strftime('%Y-%m-%dT%H:%M:%fZ', ${ms} / 1000.0, 'unixepoch')`

/**
 * The thresholds between the count before the batch and after it that were never reached before, even if the count has gone
 * down and up again since. ?1 ids of the petitions as a JSON array, ?2 origin, ?3 now in ms.
 */
const REACHED = `
  reached AS (
    SELECT p.id AS petition_id, p.slug, p.public_slug, p.title, threshold.value AS threshold, c.n + p.claimed_count AS count, p.claimed_count,
      ${isoOf('?3')} AS iso
    FROM json_each(?1) AS batch
    CROSS JOIN petitions AS p ON p.id = batch.value
    CROSS JOIN counters AS c ON c.petition_id = p.id
    JOIN json_each(p.milestones) AS threshold
    WHERE threshold.value > c."before" + p.claimed_count
      AND threshold.value <= c.n + p.claimed_count
      AND NOT EXISTS (
        SELECT 1 FROM milestones AS m WHERE m.petition_id = p.id AND m.threshold = threshold.value)
  )`

/** SQL: the id of the event of a row with `petition_id` and `threshold`. */
export const MILESTONE_EVENT_ID = `'milestone_' || petition_id || '_' || threshold || '_' || ${INSTANCE_KEY}`

/** SQL for the `data` of the event of a row of `reached`. `origin` is the parameter with the public origin. */
export const milestoneData = (origin: '?2' | '?3'): string =>
  `'petition', ${petitionOf('reached', origin)}, 'milestone', threshold, 'count', count, 'parts', json_object('proven', count - claimed_count, 'claimed', claimed_count), 'reachedAt', iso`

/** After the counter was raised, and before the milestones are written. */
export const ADD_MILESTONE_EVENTS = `
  WITH ${REACHED}
  ${INSERT_EVENTS}
  SELECT ${MILESTONE_EVENT_ID}, petition_id, 'petition.milestone',
    ${payloadOf(`'petition.milestone'`, 'iso', milestoneData('?2'))}, ?3
  FROM reached`

const ADD_MILESTONES = `
  WITH ${REACHED}
  INSERT INTO milestones (petition_id, threshold, count, reached_at)
  SELECT petition_id, threshold, count, ?3 FROM reached`

/** The last steps of every transaction that changes counters. `deliveries` returns ids. */
export const milestoneSteps = (
  db: D1Database,
  petitionIds: readonly number[],
  { origin, now }: { origin: string; now: number },
) => ({
  events: db.prepare(ADD_MILESTONE_EVENTS).bind(JSON.stringify(petitionIds), origin, now),
  milestones: db.prepare(ADD_MILESTONES).bind(JSON.stringify(petitionIds), origin, now),
  deliveries: deliveriesStatement(db, petitionIds, now),
})

/** The goal until it is reached, then the next milestone; null after the last one. */
export function nextGoal(count: number, goal: number | null, milestones: readonly number[]): number | null {
  if (goal !== null && count < goal) return goal
  return milestones.find((threshold) => threshold > count) ?? null
}
