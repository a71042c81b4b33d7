/** A campaign's webhooks, and the list of their deliveries. Deliveries are created by src/ledger/outbox.ts. */
import { and, count, desc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'

import type { Actor } from '../../schema/audit.ts'
import { deliveries, outbox, webhooks } from '../../schema/tables.ts'
import type { DeliveryResponse, WebhookResponse } from '../../schema/webhook.ts'
import { auditStatement } from '../audit.ts'
import { iso, isoOrNull } from '../iso-time.ts'
import { DELIVERIES_PAGE_MAX_ROWS, WEBHOOK_EARLIER_SECRETS_MAX, WEBHOOKS_MAX_PER_PETITION } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import { earlierSecrets } from './secrets.ts'

export type WebhookRow = typeof webhooks.$inferSelect

/** Null when the petition has as many as it may have. */
export async function addWebhook(
  db: D1Database,
  petitionId: number,
  url: string,
  id: string,
  { by, now }: { by: Actor; now: number },
): Promise<WebhookRow | null> {
  const orm = drizzle(db)
  const [{ n } = { n: 0 }] = await orm.select({ n: count() }).from(webhooks).where(eq(webhooks.petitionId, petitionId))
  if (n >= WEBHOOKS_MAX_PER_PETITION) return null
  await db.batch([
    db
      .prepare('INSERT INTO webhooks (id, petition_id, url, created_at) VALUES (?1, ?2, ?3, ?4)')
      .bind(id, petitionId, url, now),
    auditStatement(db, { petitionId, act: 'webhook-added', by, facts: { webhook: id }, now }),
  ])
  return findWebhook(db, petitionId, id)
}

export const listWebhooks = (db: D1Database, petitionId: number): Promise<WebhookRow[]> =>
  drizzle(db).select().from(webhooks).where(eq(webhooks.petitionId, petitionId)).orderBy(webhooks.createdAt)

export async function findWebhook(db: D1Database, petitionId: number, id: string): Promise<WebhookRow | null> {
  const [row] = await drizzle(db)
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.petitionId, petitionId), eq(webhooks.id, id)))
  return row ?? null
}

export async function removeWebhook(
  db: D1Database,
  { id, petitionId }: WebhookRow,
  { by, now }: { by: Actor; now: number },
): Promise<void> {
  await db.batch([
    db.prepare('DELETE FROM deliveries WHERE webhook_id = ?1').bind(id),
    db.prepare('DELETE FROM webhooks WHERE id = ?1').bind(id),
    auditStatement(db, { petitionId, act: 'webhook-removed', by, facts: { webhook: id }, now }),
  ])
}

/** A new secret. Each earlier one signs too, for a day. */
export async function rotateWebhook(
  db: D1Database,
  webhook: WebhookRow,
  { by, now }: { by: Actor; now: number },
): Promise<Result<WebhookRow>> {
  let current: WebhookRow | null = webhook
  while (current !== null) {
    const earlier = earlierSecrets(current, now)
    if (earlier.length >= WEBHOOK_EARLIER_SECRETS_MAX) return refuse({ code: 'conflict', why: 'too-many-rotations' })
    const { id, petitionId, generation }: WebhookRow = current
    const { sql, params } = drizzle(db)
      .update(webhooks)
      .set({ generation: generation + 1, rotatedAt: now, earlierSecrets: earlier })
      .where(and(eq(webhooks.id, id), eq(webhooks.generation, generation)))
      .toSQL()
    const [rotated] = await db.batch([
      db.prepare(sql).bind(...params),
      auditStatement(db, { petitionId, act: 'webhook-secret-changed', by, facts: { webhook: id }, now }),
    ])
    // Rotated meanwhile, which gives the next secret another number, or removed.
    current = await findWebhook(db, petitionId, id)
    if (current !== null && (rotated?.meta.changes ?? 0) > 0) return ok(current)
  }
  return refuse({ code: 'not-found' })
}

/** Its endpoint is called again, even if it has timed out. */
export async function resumeWebhook(db: D1Database, id: string): Promise<void> {
  await drizzle(db).update(webhooks).set({ timedOutAt: null, timedOutDelivery: null }).where(eq(webhooks.id, id))
}

/** The newest deliveries of one webhook, newest first. */
export async function listDeliveries(db: D1Database, webhookId: string): Promise<DeliveryResponse[]> {
  const rows = await drizzle(db)
    .select()
    .from(deliveries)
    .innerJoin(outbox, eq(outbox.id, deliveries.eventId))
    .where(eq(deliveries.webhookId, webhookId))
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(DELIVERIES_PAGE_MAX_ROWS)
  return rows.map(({ deliveries: delivery, outbox: event }) => ({
    id: delivery.id,
    event: delivery.eventId,
    type: event.type,
    state: delivery.state,
    attempts: delivery.attempts,
    createdAt: iso(delivery.createdAt),
    nextAttemptAt: isoOrNull(delivery.nextAttemptAt),
    deliveredAt: isoOrNull(delivery.deliveredAt),
    lastStatus: delivery.lastStatus,
    lastError: delivery.lastError,
  }))
}

/** Starts a finished delivery again. False when it is still pending, null when there is none. */
export async function retryDelivery(
  db: D1Database,
  webhookId: string,
  deliveryId: string,
  now: number,
): Promise<boolean | null> {
  const orm = drizzle(db)
  const ofWebhook = and(eq(deliveries.id, deliveryId), eq(deliveries.webhookId, webhookId))
  const [row] = await orm.select({ state: deliveries.state }).from(deliveries).where(ofWebhook)
  if (row === undefined) return null
  if (row.state === 'pending') return false
  await orm
    .update(deliveries)
    .set({ state: 'pending', attempts: 0, nextAttemptAt: now, deliveredAt: null })
    .where(ofWebhook)
  return true
}

export const webhookResponseOf = (row: WebhookRow): WebhookResponse => ({
  id: row.id,
  url: row.url,
  createdAt: iso(row.createdAt),
  disabledAt: isoOrNull(row.disabledAt),
})
