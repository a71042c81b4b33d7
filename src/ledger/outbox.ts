/**
 * The outbox of webhook events. An event is written in the transaction that causes it, as one row; a delivery is one row for
 * each webhook that is to receive it. Every INSERT of both is here or in milestones.ts. What an attempt changes in its
 * delivery is written by src/webhooks/.
 */
import type { DeliveryMessage, EventType } from '../../schema/webhook.ts'
import { addressSql } from '../address.ts'
import { iso } from '../iso-time.ts'
import { DELIVERY_OVERDUE_SECONDS } from '../limits.ts'
import { countParts, publicCount } from './counter.ts'
import { overdueIn, type Queue, sendInBatches } from './dispatch.ts'

/** Followed by a SELECT. */
export const INSERT_EVENTS = `INSERT INTO outbox (id, petition_id, type, payload, created_at)`

/** SQL for what makes an id differ from those of other databases, where petitions have the same numbers. */
export const INSTANCE_KEY = '(SELECT key FROM instance)'

/** SQL for the body of an event. All arguments are SQL; `data` is the list of arguments of json_object. */
export const payloadOf = (type: string, timestamp: string, data: string): string =>
  `json_object('type', ${type}, 'timestamp', ${timestamp}, 'data', json_object(${data}))`

/** SQL for the petition in an event. `row` has `slug`, `public_slug` and `title`. The URL is that of `petitionUrl` in src/http/urls.ts. */
export const petitionOf = (row: string, origin: string): string =>
  `json_object('slug', ${row}.slug, 'title', ${row}.title, 'url', ${origin} || '/p/' || ${addressSql(`${row}.`)})`

/** SQL for the members of `data` of an event about a row `p` of petitions. ?4 origin. */
const COUNTED = `'petition', ${petitionOf('p', '?4')}, 'count', ${publicCount('p')}, 'parts', ${countParts('p')}`

/**
 * An event about a petition as it is when the statement runs. `keyed`: the key of this database is added to its id, which is
 * not random. `if-changed`: only if the statement before it changed a row.
 */
export const eventStatement = (
  db: D1Database,
  event: { id: string; keyed: boolean; type: EventType; petitionId: number; origin: string; now: number },
  guard: 'always' | 'if-changed',
): D1PreparedStatement =>
  db
    .prepare(
      `${INSERT_EVENTS}
       SELECT ${event.keyed ? `?1 || '_' || ${INSTANCE_KEY}` : '?1'}, p.id, ?2, ${payloadOf('?2', '?5', COUNTED)}, ?6
       FROM petitions AS p
       WHERE p.id = ?3 ${guard === 'if-changed' ? 'AND changes() > 0' : ''}`,
    )
    .bind(event.id, event.type, event.petitionId, event.origin, iso(event.now), event.now)

export interface TextEvent {
  petitionId: number
  /** Of the new version. */
  number: number
  kind: string
  why: string | null
  origin: string
  now: number
}

/** The event of a new version of the text, if the statement before it changed a row. */
export const textEventStatement = (db: D1Database, event: TextEvent): D1PreparedStatement =>
  db
    .prepare(
      `${INSERT_EVENTS}
       SELECT ?1 || '_' || ${INSTANCE_KEY}, p.id, ?2,
         ${payloadOf('?2', '?5', `${COUNTED}, 'version', CAST(?7 AS INTEGER), 'kind', ?8, 'why', ?9`)}, ?6
       FROM petitions AS p
       WHERE p.id = ?3 AND changes() > 0`,
    )
    .bind(
      `text_${event.petitionId}_${event.number}`,
      'petition.text' satisfies EventType,
      event.petitionId,
      event.origin,
      iso(event.now),
      event.now,
      event.number,
      event.kind,
      event.why,
    )

/** ?2 is now in ms. Returns the ids. */
const addDeliveries = (events: string, condition: string): string => `
  INSERT INTO deliveries (id, event_id, webhook_id, state, attempts, next_attempt_at, created_at)
  SELECT o.id || ':' || w.id, o.id, w.id, 'pending', 0, ?2, ?2
  FROM ${events} CROSS JOIN webhooks AS w ON w.petition_id = o.petition_id
  WHERE ${condition}
  ON CONFLICT DO NOTHING
  RETURNING id`

const FOR_ALL_WEBHOOKS = addDeliveries(
  'json_each(?1) AS batch CROSS JOIN outbox AS o ON o.petition_id = batch.value AND o.created_at = ?2',
  `o.type <> 'webhook.test' AND w.disabled_at IS NULL`,
)
const FOR_ONE_WEBHOOK = addDeliveries('outbox AS o', 'o.id = ?1 AND w.id = ?3')

/** A delivery for every event that these petitions have at `now`, to each of their webhooks. Returns the new ids. */
export const deliveriesStatement = (db: D1Database, petitionIds: readonly number[], now: number): D1PreparedStatement =>
  db.prepare(FOR_ALL_WEBHOOKS).bind(JSON.stringify(petitionIds), now)

/** A `webhook.test` event for this webhook alone. Returns the id of its delivery. */
export async function addTestDelivery(
  db: D1Database,
  webhook: { id: string; petitionId: number },
  eventId: string,
  origin: string,
  now: number,
): Promise<string> {
  await db.batch([
    eventStatement(
      db,
      { id: eventId, keyed: false, type: 'webhook.test', petitionId: webhook.petitionId, origin, now },
      'always',
    ),
    db.prepare(FOR_ONE_WEBHOOK).bind(eventId, now, webhook.id),
  ])
  return `${eventId}:${webhook.id}`
}

/** Puts deliveries on their queue. Those that the queue does not take are found again by `overdueDeliveries`. */
export const dispatch = (queue: Queue<DeliveryMessage>, deliveryIds: readonly string[]): Promise<void> =>
  sendInBatches(
    queue,
    deliveryIds.map((deliveryId) => ({ v: 1, kind: 'delivery', deliveryId })),
  )

/** Pending deliveries that are long due, because their queue message was lost. They are due again from now on. */
export async function overdueDeliveries(db: D1Database, now: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `UPDATE deliveries SET next_attempt_at = ?2 WHERE id IN (${overdueIn('deliveries', 'id')})
       RETURNING id`,
    )
    .bind(now - DELIVERY_OVERDUE_SECONDS * 1000, now, limit)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}
