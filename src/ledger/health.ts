/**
 * How much waits to be done, and since when: for `GET /healthz`. Every query reads rows of an index up to a limit, so that it
 * costs the same however much there is.
 */
import { LATEST_MIGRATION } from '../../schema/latest-migration.ts'
import { DAY_MS, HEALTH_COUNT_MAX_ROWS } from '../limits.ts'

const HOUR_MS = 3_600_000
const LIMIT = HEALTH_COUNT_MAX_ROWS + 1

/** Times in milliseconds; null for none. Numbers of rows are at most HEALTH_COUNT_MAX_ROWS + 1. */
export interface Backlog {
  pending: number
  oldestDueAt: number | null
  oldestUntriedAt: number | null
}

/** `next_attempt_at >= 0` for the index, which would otherwise be read from its beginning. */
const pendingIn = (outbox: 'emails' | 'account_emails'): string =>
  `SELECT next_attempt_at, created_at, attempts FROM ${outbox} WHERE state = 'pending' AND next_attempt_at >= 0`

const PENDING_EMAILS = `
  SELECT count(*) AS pending, min(next_attempt_at) AS oldestDueAt,
    min(CASE attempts WHEN 0 THEN created_at END) AS oldestUntriedAt
  FROM (${pendingIn('emails')} UNION ALL ${pendingIn('account_emails')} ORDER BY next_attempt_at LIMIT ${LIMIT})`

/** Those that wait for an endpoint that hangs are not untried because of us. */
const PENDING_DELIVERIES = `
  SELECT count(*) AS pending, min(next_attempt_at) AS oldestDueAt, min(created_at) AS oldestAt,
    min(CASE WHEN attempts = 0 AND timed_out_at IS NULL THEN created_at END) AS oldestUntriedAt
  FROM (
    SELECT d.next_attempt_at, d.created_at, d.attempts, w.timed_out_at
    FROM deliveries AS d LEFT JOIN webhooks AS w ON w.id = d.webhook_id
    WHERE d.state = 'pending' AND d.next_attempt_at >= 0 ORDER BY d.next_attempt_at LIMIT ${LIMIT})`

/** ?1 state, ?2 since when they are sent, or were written. */
const EMAILS_SINCE = `
  SELECT count(*) AS n FROM (
    SELECT 1 FROM emails WHERE state <> 'pending' AND state = ?1 AND coalesce(sent_at, created_at) >= ?2 LIMIT ${LIMIT})`

const DEAD_LETTERS = `
  SELECT count(*) AS stored, (SELECT max(stored_at) FROM dead_letters) AS newestAt
  FROM (SELECT 1 FROM dead_letters WHERE stored_at >= 0 LIMIT ${LIMIT})`

const IS_APPLIED = 'SELECT EXISTS (SELECT 1 FROM d1_migrations WHERE name = ?1) AS applied'

/** Whether the migration that this release needs is yet to be applied. */
export async function migrationsPending(db: D1Database): Promise<boolean> {
  const row = await db.prepare(IS_APPLIED).bind(LATEST_MIGRATION).first<{ applied: number }>()
  return row?.applied !== 1
}

export async function emailBacklog(
  db: D1Database,
  now: number,
): Promise<Backlog & { failedLastHour: number; failedLastDay: number; sentLastHour: number }> {
  const since = (state: 'failed' | 'sent', ms: number): D1PreparedStatement =>
    db.prepare(EMAILS_SINCE).bind(state, now - ms)
  const [backlog, ...counts] = await db.batch<Record<string, number | null>>([
    db.prepare(PENDING_EMAILS),
    since('failed', HOUR_MS),
    since('failed', DAY_MS),
    since('sent', HOUR_MS),
  ])
  const [failedLastHour = 0, failedLastDay = 0, sentLastHour = 0] = counts.map(({ results }) => results[0]?.['n'] ?? 0)
  return { ...backlogOf(backlog?.results[0]), failedLastHour, failedLastDay, sentLastHour }
}

/** `oldestAt`: when the oldest of them was written. */
export async function deliveryBacklog(db: D1Database): Promise<Backlog & { oldestAt: number | null }> {
  const row = await db.prepare(PENDING_DELIVERIES).first<Record<string, number | null>>()
  return { ...backlogOf(row), oldestAt: row?.['oldestAt'] ?? null }
}

const backlogOf = (row: Record<string, number | null> | null | undefined): Backlog => ({
  pending: row?.['pending'] ?? 0,
  oldestDueAt: row?.['oldestDueAt'] ?? null,
  oldestUntriedAt: row?.['oldestUntriedAt'] ?? null,
})

export async function deadLetterBacklog(db: D1Database): Promise<{ stored: number; newestAt: number | null }> {
  const row = await db.prepare(DEAD_LETTERS).first<{ stored: number; newestAt: number | null }>()
  return row ?? { stored: 0, newestAt: null }
}

/** The petitions whose turn was the longest ago: those that the bucket does not take are tried again by the cron alone. */
const STATIC_COUNTS = `
  SELECT min(failing_since) AS failingSince
  FROM (SELECT failing_since FROM static_counts ORDER BY claimed_at LIMIT ${LIMIT})`

/** Since when static counts of a petition fail; null when none do. */
export async function staticCountsFailingSince(db: D1Database): Promise<number | null> {
  const row = await db.prepare(STATIC_COUNTS).first<{ failingSince: number | null }>()
  return row?.failingSince ?? null
}
