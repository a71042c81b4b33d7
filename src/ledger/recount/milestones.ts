/**
 * Milestones and their events, compared with the counts that a petition has had. A threshold was reached if the public count
 * is as high now, or was when another milestone was reached; it can have been, if the count with all that has left it is as
 * high. Claims count here as the most that they have been.
 */
import { isoOf, MILESTONE_EVENT_ID, milestoneData } from '../milestones.ts'
import { INSERT_EVENTS, payloadOf } from '../outbox.ts'
import { CLAIM_TOTALS } from './claims.ts'

/** SQL: the event of a row, whatever its id: a former version had another one, and a copy of a database has another key. */
const eventOf = (column: string, row: string): string =>
  `(SELECT ${column} FROM outbox AS o
    WHERE o.petition_id = ${row}.petition_id AND o.type = 'petition.milestone'
      AND o.payload ->> '$.data.milestone' = ${row}.threshold LIMIT 1)`

/**
 * `due`: thresholds that were reached, or of which there is a row or an event. Needs `batch`, and `totals` with `counted` and
 * `gone`, what has left the count.
 */
const DUE = `
  highest AS MATERIALIZED (
    SELECT petition_id, counted + claimed_most + gone AS possible, max(public, reached) AS most FROM (
      SELECT totals.petition_id, totals.counted, totals.counted + batch.claimed_count AS public, batch.claimed_most, totals.gone,
        coalesce((SELECT max(m.count) FROM milestones AS m WHERE m.petition_id = batch.id), 0) AS reached
      FROM batch JOIN totals ON totals.petition_id = batch.id)),
  thresholds AS (
    SELECT batch.id AS petition_id, list.value AS threshold
    FROM batch JOIN json_each(batch.milestones) AS list JOIN highest ON highest.petition_id = batch.id
    WHERE list.value > max(batch.claimed_count, batch.stated, batch.milestones_from) AND list.value <= min(most, possible)
    UNION
    SELECT m.petition_id, m.threshold FROM batch CROSS JOIN milestones AS m ON m.petition_id = batch.id
    UNION
    SELECT o.petition_id, o.payload ->> '$.data.milestone'
    FROM batch CROSS JOIN outbox AS o ON o.petition_id = batch.id WHERE o.type = 'petition.milestone'),
  due AS MATERIALIZED (
    SELECT t.petition_id, t.threshold, t.threshold <= highest.possible AS is_possible,
      EXISTS (SELECT 1 FROM milestones AS m WHERE m.petition_id = t.petition_id AND m.threshold = t.threshold) AS has_row,
      ${eventOf('1', 't')} IS NOT NULL AS has_event
    FROM thresholds AS t JOIN highest ON highest.petition_id = t.petition_id)`

/** Common table expressions. 1 stands for a milestone, or an event, that there is or should be. */
export const MILESTONE_DIFFERENCES = `
  ${DUE},
  milestone_differences AS (
    SELECT petition_id, 'milestone' AS what, CAST(threshold AS TEXT) AS key, has_row AS stored, is_possible AS counted,
      is_possible AS is_fixable
    FROM due WHERE has_row <> is_possible
    UNION ALL
    SELECT petition_id, 'milestone-event', CAST(threshold AS TEXT), has_event, is_possible, is_possible
    FROM due WHERE has_event <> is_possible)`

/** After the counter was fixed: the same of one petition, with the counter itself. ?1 petition. */
const WITH_DUE = `
  WITH batch AS MATERIALIZED (SELECT p.id, p.slug, p.public_slug, p.title, p.claimed_count, p.milestones, p.milestones_from, ${CLAIM_TOTALS}
    FROM petitions AS p WHERE p.id = ?1),
  totals AS MATERIALIZED (
    SELECT batch.id AS petition_id, c.n AS counted,
      (SELECT coalesce(sum(n), 0) FROM removals
       WHERE petition_id = ?1 AND reason IN ('withdrawn', 'quarantined')) AS gone
    FROM batch CROSS JOIN counters AS c ON c.petition_id = batch.id),
  ${DUE}`

/** As its event says, if there is one. ?2 now in ms. */
const ADD_MILESTONES = `
  ${WITH_DUE}
  INSERT INTO milestones (petition_id, threshold, count, reached_at)
  SELECT due.petition_id, due.threshold, coalesce(${eventOf(`o.payload ->> '$.data.count'`, 'due')}, highest.most),
    coalesce(${eventOf('o.created_at', 'due')}, ?2)
  FROM due JOIN highest ON highest.petition_id = due.petition_id
  WHERE is_possible AND NOT has_row
  RETURNING threshold`

/** After the rows: as they say. ?2 now in ms, ?3 origin. */
const ADD_EVENTS = `
  ${WITH_DUE},
  reached AS (
    SELECT m.petition_id, m.threshold, m.count, batch.slug, batch.public_slug, batch.title, batch.claimed_count,
      ${isoOf('m.reached_at')} AS iso
    FROM due
    CROSS JOIN milestones AS m ON m.petition_id = due.petition_id AND m.threshold = due.threshold
    CROSS JOIN batch
    WHERE is_possible AND NOT has_event)
  ${INSERT_EVENTS}
  SELECT ${MILESTONE_EVENT_ID}, petition_id, 'petition.milestone',
    ${payloadOf(`'petition.milestone'`, 'iso', milestoneData('?3'))}, ?2
  FROM reached
  RETURNING id`

/** The rows, and then the events, that are missing. Their deliveries are to follow. */
export const missingMilestoneSteps = (
  db: D1Database,
  petitionId: number,
  { origin, now }: { origin: string; now: number },
) => ({
  milestones: db.prepare(ADD_MILESTONES).bind(petitionId, now),
  events: db.prepare(ADD_EVENTS).bind(petitionId, now, origin),
})
