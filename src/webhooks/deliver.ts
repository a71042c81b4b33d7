/**
 * Makes one delivery, in one attempt: claim it, sign it, post it, record the result. The claim is a conditional UPDATE, so
 * that two consumers with the same queue message do not both post. Deliveries are created by src/ledger/outbox.ts; what an
 * attempt changes is written here.
 *
 * After a timeout only the delivery that timed out is tried again; all others to the same webhook are put off for a while, so
 * that an endpoint that hangs takes a connection twice in that time, however many events it has.
 *
 * Limitation: a consumer that stops after posting may post again. The receiver gets the same `webhook-id`, by which it can
 * ignore the second one (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
import { Webhook } from 'standardwebhooks'

import type { EarlierSecret } from '../../schema/webhook.ts'
import {
  WEBHOOK_LEASE_SECONDS,
  WEBHOOK_PAUSE_SECONDS,
  WEBHOOK_RETRY_DELAYS_SECONDS,
  WEBHOOK_TIMEOUT_MS,
} from '../limits.ts'
import { signingSecrets } from './secrets.ts'

export interface DeliverPorts {
  db: D1Database
  fetch: (url: string, init: RequestInit) => Promise<Response>
  tokenKeys: readonly string[]
  /** In milliseconds. */
  now: () => number
}

export type DeliverOutcome =
  /** `put-off`: it is still due. The cron puts it on the queue again. */
  | { done: true; state: 'delivered' | 'failed' | 'nothing-to-do' | 'put-off' }
  | { done: false; retryAfterSeconds: number; why: string }

interface Claimed {
  event_id: string
  attempts: number
  payload: string
  webhook_id: string
  url: string
  generation: number
  rotated_at: number | null
  /** JSON. */
  earlier_secrets: string
  timed_out_at: number | null
  disabled_at: number | null
}

/** Of the id of a delivery, which src/ledger/outbox.ts makes: that of the event, a colon, that of the webhook. */
export const webhookIdOf = (deliveryId: string): string => deliveryId.slice(deliveryId.lastIndexOf(':') + 1)

export async function deliver(deliveryId: string, ports: DeliverPorts): Promise<DeliverOutcome> {
  const { db } = ports
  const startedAt = ports.now()
  const claimed = await claim(db, deliveryId, startedAt)
  if (claimed === null) return notClaimed(db, deliveryId, startedAt)
  if (claimed.disabled_at !== null) return fail(db, deliveryId, null, 'the webhook is disabled')

  const { status, error, timedOut } = await post(claimed, ports)
  // After the attempt, which may have taken many seconds: the delay of a retry begins here.
  const now = ports.now()
  if (timedOut) await recordTimeout(db, claimed, { at: now, delivery: deliveryId })
  else if (claimed.timed_out_at !== null) await recordTimeout(db, claimed, { at: null, delivery: null })
  if (status !== null && status >= 200 && status < 300) {
    await record(db, deliveryId, { state: 'delivered', nextAttemptAt: null, deliveredAt: now, status, error: null })
    return { done: true, state: 'delivered' }
  }
  if (status === 410) {
    await db.prepare('UPDATE webhooks SET disabled_at = ?2 WHERE id = ?1').bind(claimed.webhook_id, now).run()
    return fail(db, deliveryId, status, '410 Gone: the webhook was disabled')
  }
  const delay = WEBHOOK_RETRY_DELAYS_SECONDS[claimed.attempts - 1]
  if (delay === undefined) return fail(db, deliveryId, status, error)
  await record(db, deliveryId, {
    state: 'pending',
    nextAttemptAt: now + delay * 1000,
    deliveredAt: null,
    status,
    error,
  })
  return { done: false, retryAfterSeconds: delay, why: error }
}

async function claim(db: D1Database, id: string, now: number): Promise<Claimed | null> {
  const [, { results } = { results: [] }] = await db.batch<Claimed>([
    db
      .prepare(
        `UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = ?3
         WHERE id = ?1 AND state = 'pending' AND next_attempt_at <= ?2
           AND NOT EXISTS (
             SELECT 1 FROM webhooks AS w
             WHERE w.id = deliveries.webhook_id AND w.timed_out_at > ?4 AND w.timed_out_delivery <> ?1)`,
      )
      .bind(id, now, now + WEBHOOK_LEASE_SECONDS * 1000, now - WEBHOOK_PAUSE_SECONDS * 1000),
    db
      .prepare(
        `SELECT d.event_id, d.attempts, o.payload, w.id AS webhook_id, w.url, w.generation, w.rotated_at,
           w.earlier_secrets, w.timed_out_at, w.disabled_at
         FROM deliveries AS d JOIN outbox AS o ON o.id = d.event_id JOIN webhooks AS w ON w.id = d.webhook_id
         WHERE d.id = ?1 AND changes() > 0`,
      )
      .bind(id),
  ])
  return results[0] ?? null
}

/** Another consumer has claimed it, it is not due yet, it is finished, or its endpoint has timed out. */
async function notClaimed(db: D1Database, id: string, now: number): Promise<DeliverOutcome> {
  const waiting = await db
    .prepare(`SELECT next_attempt_at AS at FROM deliveries WHERE id = ?1 AND state = 'pending'`)
    .bind(id)
    .first<{ at: number }>()
  if (waiting === null) return { done: true, state: 'nothing-to-do' }
  if (waiting.at <= now) return { done: true, state: 'put-off' }
  return { done: false, retryAfterSeconds: Math.max(1, Math.ceil((waiting.at - now) / 1000)), why: 'not due yet' }
}

interface Posted {
  status: number | null
  error: string
  timedOut: boolean
}

async function post(claimed: Claimed, ports: DeliverPorts): Promise<Posted> {
  const sentAt = new Date(ports.now())
  const earlierSecrets: EarlierSecret[] = JSON.parse(claimed.earlier_secrets)
  const { webhook_id: id, generation, rotated_at: rotatedAt } = claimed
  const secrets = await signingSecrets({ id, generation, rotatedAt, earlierSecrets }, ports.tokenKeys, sentAt.getTime())
  const signatures = secrets.map((secret) => new Webhook(secret).sign(claimed.event_id, sentAt, claimed.payload))
  try {
    const response = await ports.fetch(claimed.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Undersigned-Webhooks/1',
        'webhook-id': claimed.event_id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': signatures.join(' '),
      },
      body: claimed.payload,
      // A redirect could lead to a URL that registration would refuse.
      redirect: 'manual',
      signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
    })
    await response.body?.cancel()
    return { status: response.status, error: `the endpoint responded with ${response.status}`, timedOut: false }
  } catch (error) {
    if (!(error instanceof Error)) return { status: null, error: 'failed', timedOut: false }
    const text = `${error.name}: ${error.message}`.slice(0, 300)
    return { status: null, error: text, timedOut: error.name === 'TimeoutError' }
  }
}

const recordTimeout = (
  db: D1Database,
  { webhook_id: id }: Claimed,
  { at, delivery }: { at: number; delivery: string } | { at: null; delivery: null },
): Promise<unknown> =>
  db
    .prepare('UPDATE webhooks SET timed_out_at = ?2, timed_out_delivery = ?3 WHERE id = ?1')
    .bind(id, at, delivery)
    .run()

async function fail(db: D1Database, id: string, status: number | null, error: string): Promise<DeliverOutcome> {
  await record(db, id, { state: 'failed', nextAttemptAt: null, deliveredAt: null, status, error })
  return { done: true, state: 'failed' }
}

interface Attempt {
  state: 'pending' | 'delivered' | 'failed'
  nextAttemptAt: number | null
  deliveredAt: number | null
  status: number | null
  error: string | null
}

const record = (db: D1Database, id: string, attempt: Attempt): Promise<unknown> =>
  db
    .prepare(
      `UPDATE deliveries SET state = ?2, next_attempt_at = ?3, delivered_at = ?4, last_status = ?5, last_error = ?6
       WHERE id = ?1`,
    )
    .bind(id, attempt.state, attempt.nextAttemptAt, attempt.deliveredAt, attempt.status, attempt.error)
    .run()
