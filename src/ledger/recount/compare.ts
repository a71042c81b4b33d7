/**
 * SQL that compares what is stored of petitions with what their rows say. One statement, and so at one moment, whatever the
 * consumer stores meanwhile: signatures and what is counted of them change in one transaction. It reads every signature of
 * the petitions, by the primary key.
 */
import { RECOUNT_SHOWN_MAX_ROWS } from '../../limits.ts'
import { dayKey } from '../removals.ts'
import { dayPartnerKey, hourKey, minuteKey } from '../tallies.ts'
import { unionAll } from '../union-all.ts'
import { CLAIM_DIFFERENCES, CLAIM_TOTALS } from './claims.ts'
import { MILESTONE_DIFFERENCES } from './milestones.ts'

/**
 * ?1 ids of the petitions as a JSON array, ?2 the first minute that is compared, in ms. `grouped` are the signatures that are
 * counted, by all that is counted of them, and those that were removed. `minute` is a number since the epoch: of recent ones
 * the minute itself, of others the first one of their hour.
 */
const COUNTED = `
  batch AS MATERIALIZED (
    SELECT p.id, p.claimed_count, p.milestones, p.milestones_from, ${CLAIM_TOTALS}
    FROM json_each(?1) AS named CROSS JOIN petitions AS p ON p.id = named.value),
  grouped AS MATERIALIZED (
    SELECT s.petition_id, s.status = 'counted' AS is_counted,
      CASE
        WHEN s.status <> 'counted' THEN 0
        WHEN coalesce(s.confirmed_at, s.signed_at) >= ?2 THEN coalesce(s.confirmed_at, s.signed_at) / 60000
        ELSE coalesce(s.confirmed_at, s.signed_at) / 3600000 * 60
      END AS minute,
      coalesce(s.country, '') AS country, coalesce(s.partner, '') AS partner, s.version, s.locale, count(*) AS n
    FROM batch CROSS JOIN signatures AS s NOT INDEXED ON s.petition_id = batch.id
    WHERE s.status IN ('counted', 'removed')
    GROUP BY 1, 2, 3, 4, 5, 6, 7)`

/** Of each petition. `gone` and `back`: what left the count and came back; `gone_lately` since the day of the first minute. */
const TOTALS = `
  ledger AS MATERIALIZED (
    SELECT r.petition_id,
      sum(r.n) FILTER (WHERE r.reason = 'removed') AS removed,
      sum(r.n) FILTER (WHERE r.reason IN ('withdrawn', 'quarantined')) AS gone,
      sum(r.n) FILTER (WHERE r.reason IN ('withdrawn', 'quarantined') AND r.day >= ${dayKey('?2')}) AS gone_lately,
      sum(r.n) FILTER (WHERE r.reason = 'released' AND r.day >= ${dayKey('?2')}) AS back_lately
    FROM batch CROSS JOIN removals AS r ON r.petition_id = batch.id GROUP BY 1),
  totals AS MATERIALIZED (
    SELECT batch.id AS petition_id, c.n AS stored,
      coalesce((SELECT sum(n) FROM grouped AS g WHERE g.petition_id = batch.id AND g.is_counted), 0) AS counted,
      coalesce((SELECT sum(n) FROM grouped AS g WHERE g.petition_id = batch.id AND NOT g.is_counted), 0) AS removed,
      coalesce(ledger.removed, 0) AS stored_removed, coalesce(ledger.gone, 0) AS gone,
      coalesce(ledger.gone_lately, 0) AS gone_lately, coalesce(ledger.back_lately, 0) AS back_lately
    FROM batch
    LEFT JOIN counters AS c ON c.petition_id = batch.id
    LEFT JOIN ledger ON ledger.petition_id = batch.id)`

/** SQL: of what is counted, the numbers of one dimension; `key` is SQL. */
const counted = (dimension: string, key: string): string =>
  `SELECT petition_id, '${dimension}', ${key}, 0, n FROM grouped WHERE is_counted`

/**
 * A tally that is not stored is 0. Minutes say how many signatures came, so they are not lowered when signatures leave the
 * count, nor raised when some come back: they may differ by as many as the removals have.
 */
const TALLY_DIFFERENCES = `
  figures AS (${unionAll([
    `SELECT t.petition_id, t.dimension, t.key, t.n AS stored, 0 AS counted
     FROM batch CROSS JOIN tallies AS t ON t.petition_id = batch.id
     WHERE t.dimension <> 'minute' OR t.key >= ${minuteKey('?2')}`,
    counted('hour', hourKey('minute * 60000')),
    counted('country', 'country'),
    counted('partner', 'partner'),
    counted('version', 'CAST(version AS TEXT)'),
    counted('language', 'locale'),
    counted('day-partner', dayPartnerKey('minute * 60000', 'partner')),
    `${counted('minute', minuteKey('minute * 60000'))} AND minute * 60000 >= ?2`,
  ])}),
  compared AS (
    SELECT petition_id, dimension, key, sum(stored) AS stored, sum(counted) AS counted FROM figures GROUP BY 1, 2, 3),
  tally_differences AS MATERIALIZED (
    SELECT compared.petition_id, dimension, key, compared.stored, compared.counted
    FROM compared JOIN totals ON totals.petition_id = compared.petition_id
    WHERE compared.stored <> compared.counted
      AND (dimension <> 'minute'
        OR compared.stored < compared.counted - back_lately OR compared.stored > compared.counted + gone_lately))`

/** Common table expressions. ?1 ids as a JSON array, ?2 the first minute that is compared, in ms. */
export const WITH_TALLY_DIFFERENCES = `WITH ${COUNTED}, ${TOTALS}, ${TALLY_DIFFERENCES}`

/**
 * Removals are the record itself: of those rows nothing else is left, except the signatures that the campaign removed. Of
 * others is known that each row has at least one.
 */
const REMOVAL_DIFFERENCES = `
  removal_differences AS (
    SELECT petition_id, 'removed' AS what, '' AS key, stored_removed AS stored, removed AS counted,
      removed > stored_removed AS is_fixable
    FROM totals WHERE stored_removed <> removed
    UNION ALL
    SELECT r.petition_id, 'removals', r.day || ' ' || r.reason, r.n, NULL, false
    FROM batch CROSS JOIN removals AS r ON r.petition_id = batch.id WHERE r.n < 1)`

/** Every difference: as many of each petition as are shown, and how many there are. */
export const COMPARE = `
  ${WITH_TALLY_DIFFERENCES}, ${REMOVAL_DIFFERENCES}, ${CLAIM_DIFFERENCES}, ${MILESTONE_DIFFERENCES},
  differences AS (
    SELECT petition_id, 'counter' AS what, '' AS key, stored, counted, true AS is_fixable
    FROM totals WHERE stored IS NOT counted
    UNION ALL SELECT petition_id, dimension, key, stored, counted, true FROM tally_differences
    UNION ALL SELECT * FROM removal_differences
    UNION ALL SELECT * FROM claim_differences
    UNION ALL SELECT * FROM milestone_differences)
  SELECT petition_id AS petitionId, what, key, stored, counted, is_fixable AS isFixable, total, unfixable
  FROM (
    SELECT *, count(*) OVER (PARTITION BY petition_id) AS total, sum(NOT is_fixable) OVER (PARTITION BY petition_id) AS unfixable,
      row_number() OVER (PARTITION BY petition_id ORDER BY what <> 'counter', what, key) AS nth
    FROM differences)
  WHERE nth <= ${RECOUNT_SHOWN_MAX_ROWS}
  ORDER BY petition_id, nth`
