/**
 * Whether the service works: for everyone up or down, for the operator each of its parts. Each is asked by itself and with a
 * deadline, so that one that fails or hangs hides no other.
 *
 * The dead-letter queue is not asked, because this Worker has no binding to it. Whether what was deployed fits together is asked in
 * installation.ts.
 */
import type { HealthParts, HealthResponse, Installed } from '../../schema/health.ts'
import { isoOrNull } from '../iso-time.ts'
import {
  type Backlog,
  deadLetterBacklog,
  deliveryBacklog,
  emailBacklog,
  migrationsPending,
  staticCountsFailingSince,
} from '../ledger/health.ts'
import { HEALTH_COUNT_MAX_ROWS, HEALTH_FRESH_MS, HEALTH_TIMEOUT_MS } from '../limits.ts'
import type { WaitUntil } from '../platform/cache/swr.ts'
import { withDeadline } from '../platform/deadline.ts'
import { readSpike } from '../spike.ts'
import { type Reason, reasonsOf } from './reasons.ts'

/** The bindings of a Worker that are asked. */
export interface Asked {
  DB: D1Database
  SIGNATURES: Queue
  DELIVERIES: Queue
  EMAILS: Queue
}

const asked = new WeakMap<object, { at: number; status: Promise<HealthResponse['status']> }>()

/**
 * For everyone. Asked at most once in HEALTH_FRESH_MS in an isolate, so that nobody can load the database with it. `read` tells of the
 * installation; `now` in milliseconds.
 */
export async function briefHealth(
  env: object,
  read: () => Promise<Installed>,
  now: number,
  waitUntil: WaitUntil,
): Promise<HealthResponse> {
  let last = asked.get(env)
  if (last === undefined || Math.abs(now - last.at) >= HEALTH_FRESH_MS) {
    last = { at: now, status: read().then(statusOf) }
    asked.set(env, last)
    // It belongs to the request that began it, which may end before.
    waitUntil(last.status)
  }
  return { status: await withDeadline(last.status, 2 * HEALTH_TIMEOUT_MS).catch(() => 'down' as const) }
}

const statusOf = ({ answers, migrationsPending, problems }: Installed): HealthResponse['status'] => {
  if (!answers) return 'down'
  return migrationsPending || problems.length > 0 ? 'misconfigured' : 'up'
}

/** For the operator. `now` in milliseconds. */
export async function readHealth(env: Asked, installation: Installed, now: number): Promise<HealthResponse> {
  const { parts, reasons } = await readReasons(env, now)
  const { migrationsPending, problems } = installation
  const isUp = reasons.length === 0
  const status = !parts.database.answers
    ? 'down'
    : problems.length > 0 || migrationsPending || parts.database.migrationsPending
      ? 'misconfigured'
      : isUp
        ? 'up'
        : 'degraded'
  return { status, reasons: [...problems, ...reasons.map(({ text }) => text)], parts, installation }
}

/** Each part, and what is wrong with which. `now` in milliseconds. */
export async function readReasons(env: Asked, now: number): Promise<{ parts: HealthParts; reasons: Reason[] }> {
  const parts = await readParts(env, now)
  return { parts, reasons: reasonsOf(parts, now) }
}

async function readParts({ DB, SIGNATURES, DELIVERIES, EMAILS }: Asked, now: number): Promise<HealthParts> {
  const reading = ask(async () => {
    const { oldestAt, ...backlog } = await deliveryBacklog(DB)
    return { ...backlogOf(backlog), oldestEventAt: isoOrNull(oldestAt) }
  })
  const readingEmails = ask(async () => {
    const { failedLastHour, failedLastDay, sentLastHour, ...backlog } = await emailBacklog(DB, now)
    return {
      ...backlogOf(backlog),
      failedLastHour: bounded(failedLastHour),
      failedLastDay: bounded(failedLastDay),
      sentLastHour: bounded(sentLastHour),
    }
  })
  const [database, signatureQueue, deliveryQueue, emailQueue, emails, deliveries, [deadLetters, spike], staticCounts] =
    await Promise.all([
      ask(async () => {
        await selectOne(DB)
        return { migrationsPending: await migrationsPending(DB).catch(() => true) }
      }),
      askQueue(SIGNATURES, now),
      askQueue(DELIVERIES, now),
      askQueue(EMAILS, now),
      readingEmails,
      reading,
      // After others: a Worker has at most six connections at once.
      reading.then(async () => [await askDeadLetters(DB), await ask(() => readSpike(DB, now))] as const),
      readingEmails.then(() => ask(async () => ({ failingSince: isoOrNull(await staticCountsFailingSince(DB)) }))),
    ])
  const queues = { signatures: signatureQueue, deliveries: deliveryQueue, emails: emailQueue }
  return { database, queues, emails, deliveries, deadLetters, staticCounts, spike }
}

/** What the part answered; or that it failed, or did not answer in time. */
async function ask<T extends object>(work: () => Promise<T>): Promise<({ answers: true } & T) | { answers: false }> {
  try {
    return { answers: true, ...(await withDeadline(work(), HEALTH_TIMEOUT_MS)) }
  } catch {
    return { answers: false }
  }
}

const selectOne = async (db: D1Database): Promise<object> => ({ one: await db.prepare('SELECT 1').first() })

const askDeadLetters = (db: D1Database): Promise<HealthParts['deadLetters']> =>
  ask(async () => {
    const { stored, newestAt } = await deadLetterBacklog(db)
    return { stored: bounded(stored), newestAt: isoOrNull(newestAt) }
  })

const askQueue = (queue: Queue, now: number): Promise<HealthParts['queues']['signatures']> =>
  ask(async () => {
    const { backlogCount, backlogBytes, oldestMessageTimestamp } = await queue.metrics()
    // An empty queue has none, or the beginning of the epoch.
    const at = Number(oldestMessageTimestamp ?? 0)
    const oldestMessageAgeSeconds = at > 0 ? Math.max(0, Math.round((now - at) / 1000)) : null
    return { backlogCount, backlogBytes, oldestMessageAgeSeconds }
  })

const backlogOf = ({ pending, oldestDueAt, oldestUntriedAt }: Backlog) => ({
  pending: bounded(pending),
  oldestDueAt: isoOrNull(oldestDueAt),
  oldestUntriedSince: isoOrNull(oldestUntriedAt),
})

const bounded = (n: number): string => (n > HEALTH_COUNT_MAX_ROWS ? `${HEALTH_COUNT_MAX_ROWS}+` : String(n))
