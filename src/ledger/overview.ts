/**
 * What a campaign's overview shows: tallies, milestones and what waits, in one batch, so that they belong together. Signatures
 * themselves are not read: only those that are held for review are counted, up to a limit.
 */
import {
  DELIVERIES_PAGE_MAX_ROWS,
  HELD_COUNT_MAX_ROWS,
  OVERVIEW_HOURS_MAX_ROWS,
  SHARES_MAX_ROWS,
  WEBHOOK_TROUBLE_DAYS,
  DAY_MS,
} from '../limits.ts'
import { runSteps } from './batch.ts'
import { publicCount } from './counter.ts'
import { PARTNER_TALLIES } from './tallies.ts'

export interface Tally {
  key: string
  n: number
}

export interface Overview {
  /** The public count, and of it what was signed here. */
  count: number
  proven: number
  /** At most HELD_COUNT_MAX_ROWS. */
  held: number
  /** The newest hours, in order; keys as those of tallies. */
  hours: Tally[]
  /** The largest of each dimension. */
  countries: Tally[]
  languages: Tally[]
  partners: Tally[]
  versions: Tally[]
  milestones: { threshold: number; reachedAt: number }[]
  /** Endpoints that have not accepted an event for a while, and since when, in milliseconds. */
  failing: { url: string; since: number }[]
  /** When the email of the whole site that waits longest was due, in milliseconds; null when none waits. */
  emailDueAt: number | null
}

/** The index is named because the planner would choose to read the whole petition. ?1 petition. */
const COUNT = `
  SELECT ${publicCount('p')} AS count, ${publicCount('p')} - p.claimed_count AS proven,
    (SELECT count(*) FROM (
      SELECT 1 FROM signatures INDEXED BY signatures_quarantined
      WHERE petition_id = p.id AND status = 'quarantined' LIMIT ${HELD_COUNT_MAX_ROWS})) AS held
  FROM petitions AS p WHERE p.id = ?1`

const HOURS = `
  SELECT key, n FROM (
    SELECT key, n FROM tallies WHERE petition_id = ?1 AND dimension = 'hour' ORDER BY key DESC LIMIT ${OVERVIEW_HOURS_MAX_ROWS})
  ORDER BY key`

/** The largest ones of a dimension, after what has no key. `tallies`: SQL for all of them. */
const largest = (tallies: string): string => `
  SELECT key, n FROM (${tallies}) WHERE n <> 0 ORDER BY key <> '', n DESC, key LIMIT ${SHARES_MAX_ROWS}`

/** The oldest of the newest deliveries of each webhook that have not arrived. ?2 since when. */
const FAILING = `
  SELECT url, since FROM (
    SELECT w.url, (
      SELECT min(created_at) FROM (
        SELECT created_at, state, attempts FROM deliveries
        WHERE webhook_id = w.id AND created_at > ?2 ORDER BY created_at DESC LIMIT ${DELIVERIES_PAGE_MAX_ROWS})
      WHERE state = 'failed' OR state = 'pending' AND attempts > 1) AS since
    FROM webhooks AS w WHERE w.petition_id = ?1 AND w.disabled_at IS NULL)
  WHERE since IS NOT NULL ORDER BY since`

/** One row of the index: `next_attempt_at >= 0` is for the planner. */
const EMAIL_DUE = `
  SELECT next_attempt_at AS dueAt FROM emails WHERE state = 'pending' AND next_attempt_at >= 0
  ORDER BY next_attempt_at LIMIT 1`

/** Null when there is no such petition. `now` in milliseconds. */
export async function readOverview(db: D1Database, petitionId: number, now: number): Promise<Overview | null> {
  // There are not many countries, languages and versions.
  const shares = (dimension: 'country' | 'language' | 'version'): D1PreparedStatement =>
    db
      .prepare(largest('SELECT key, n FROM tallies WHERE petition_id = ?1 AND dimension = ?2'))
      .bind(petitionId, dimension)
  const rowsOf = await runSteps(db, {
    count: db.prepare(COUNT).bind(petitionId),
    hours: db.prepare(HOURS).bind(petitionId),
    countries: shares('country'),
    languages: shares('language'),
    partners: db.prepare(largest(PARTNER_TALLIES)).bind(petitionId),
    versions: shares('version'),
    milestones: db
      .prepare('SELECT threshold, reached_at AS reachedAt FROM milestones WHERE petition_id = ?1 ORDER BY threshold')
      .bind(petitionId),
    emailDue: db.prepare(EMAIL_DUE),
    failing: db.prepare(FAILING).bind(petitionId, now - WEBHOOK_TROUBLE_DAYS * DAY_MS),
  })
  const [row] = rowsOf('count')
  const [email] = rowsOf('emailDue')
  if (row === undefined) return null
  const tallies = (step: Parameters<typeof rowsOf>[0]): Tally[] =>
    rowsOf(step).map(({ key, n }) => ({ key: String(key), n: Number(n) }))
  return {
    count: Number(row['count']),
    proven: Number(row['proven']),
    held: Number(row['held']),
    hours: tallies('hours'),
    countries: tallies('countries'),
    languages: tallies('languages'),
    partners: tallies('partners'),
    versions: tallies('versions'),
    milestones: rowsOf('milestones').map(({ threshold, reachedAt }) => ({
      threshold: Number(threshold),
      reachedAt: Number(reachedAt),
    })),
    failing: rowsOf('failing').map(({ url, since }) => ({ url: String(url), since: Number(since) })),
    emailDueAt: email === undefined ? null : Number(email['dueAt']),
  }
}
