/**
 * The outbox: what happened is written in the transaction that made it happen, and told afterwards, until it is heard.
 * An event is one row for all, a delivery one row for each webhook.
 */
import type { DeliveryMessage, EventType } from '../../schema/webhook.ts'
import { DELIVERY_OVERDUE_SECONDS, QUEUE_SEND_BATCH_MAX_MESSAGES } from '../limits.ts'

export interface DeliveryQueue {
  sendBatch(messages: { body: DeliveryMessage }[]): Promise<unknown>
}

/** A delivery for every event of this petition and moment, to every webhook that listens. Returns the new ids. */
export const deliveriesStatement = (db: D1Database, petitionId: number, now: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO deliveries (id, event_id, webhook_id, state, attempts, next_attempt_at, created_at)
       SELECT o.id || ':' || w.id, o.id, w.id, 'pending', 0, ?2, ?2
       FROM outbox AS o JOIN webhooks AS w ON w.petition_id = o.petition_id
       WHERE o.petition_id = ?1 AND o.created_at = ?2 AND o.type <> 'webhook.test' AND w.disabled_at IS NULL
       ON CONFLICT DO NOTHING
       RETURNING id`,
    )
    .bind(petitionId, now)

/** An event about a petition as it is when the statement runs. `guard` is SQL that must hold for it to be written. */
export const eventStatement = (
  db: D1Database,
  event: { id: string; type: EventType; petitionId: number; origin: string; now: number },
  guard: 'always' | 'if-changed',
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO outbox (id, petition_id, type, payload, created_at)
       SELECT ?1, p.id, ?2,
         json_object(
           'type', ?2,
           'timestamp', ?5,
           'data', json_object(
             'petition', json_object('slug', p.slug, 'title', p.title, 'url', ?4 || '/p/' || p.slug),
             'count', p.external_count + (SELECT coalesce(sum(n), 0) FROM counters WHERE petition_id = p.id))),
         ?6
       FROM petitions AS p
       WHERE p.id = ?3 ${guard === 'if-changed' ? 'AND changes() > 0' : ''}`,
    )
    .bind(event.id, event.type, event.petitionId, event.origin, new Date(event.now).toISOString(), event.now)

/** Puts the deliveries on their queue. What fails here is found again by `overdueDeliveries`. */
export async function dispatch(queue: DeliveryQueue, deliveryIds: readonly string[]): Promise<void> {
  for (let at = 0; at < deliveryIds.length; at += QUEUE_SEND_BATCH_MAX_MESSAGES) {
    const ids = deliveryIds.slice(at, at + QUEUE_SEND_BATCH_MAX_MESSAGES)
    await queue.sendBatch(ids.map((deliveryId) => ({ body: { v: 1, kind: 'delivery', deliveryId } })))
  }
}

/** Pending deliveries whose time has come and gone: their queue message was lost. Each is named once a while, not every minute. */
export async function overdueDeliveries(db: D1Database, now: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `UPDATE deliveries SET next_attempt_at = ?2
       WHERE id IN (
         SELECT id FROM deliveries WHERE state = 'pending' AND next_attempt_at < ?1 ORDER BY next_attempt_at LIMIT ?3)
       RETURNING id`,
    )
    .bind(now - DELIVERY_OVERDUE_SECONDS * 1000, now, limit)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}
