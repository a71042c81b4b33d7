/** Webhooks: what a campaign registers, the events, and the queue message for one delivery. */
import * as z from 'zod/mini'

import { WEBHOOK_URL_MAX_CHARS } from '../src/limits.ts'
import { countPartsResponse } from './petition.ts'
import { filledLine } from './text.ts'
import { CHANGE_KINDS } from './version.ts'

export const EVENT_TYPES = [
  'petition.milestone',
  'petition.closed',
  'petition.victory',
  'petition.text',
  'webhook.test',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

export const webhookForm = z.object({ url: filledLine(WEBHOOK_URL_MAX_CHARS) })

/** A secret that was replaced. It signs until `until`, in milliseconds. */
export interface EarlierSecret {
  generation: number
  until: number
}

export const webhookResponse = z.object({
  id: z.uuid(),
  url: z.string(),
  createdAt: z.iso.datetime(),
  /** Set when the endpoint responded with 410 Gone: nothing is sent to it any more. */
  disabledAt: z.nullable(z.iso.datetime()),
})
export type WebhookResponse = z.output<typeof webhookResponse>

export const webhooksResponse = z.object({ webhooks: z.array(webhookResponse) })

/** `secret` is shown only when it is created. */
export const webhookCreated = z.extend(webhookResponse, { secret: z.string() })

export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const

const deliveryResponse = z.object({
  id: z.string(),
  event: z.string(),
  type: z.enum(EVENT_TYPES),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  createdAt: z.iso.datetime(),
  nextAttemptAt: z.nullable(z.iso.datetime()),
  deliveredAt: z.nullable(z.iso.datetime()),
  lastStatus: z.nullable(z.int()),
  lastError: z.nullable(z.string()),
})
export type DeliveryResponse = z.output<typeof deliveryResponse>

export const deliveriesResponse = z.object({ deliveries: z.array(deliveryResponse) })

/** The body of every event. `data` differs by type. */
export const eventPayload = z.object({
  type: z.enum(EVENT_TYPES),
  timestamp: z.iso.datetime(),
  data: z.looseObject({
    petition: z.object({ slug: z.string(), title: z.string(), url: z.url() }),
    milestone: z.optional(z.int()),
    count: z.optional(z.int()),
    parts: z.optional(countPartsResponse),
    /** Of `petition.text`: the number of the new version, what kind of change it is, and why. */
    version: z.optional(z.int()),
    kind: z.optional(z.enum(CHANGE_KINDS)),
    why: z.optional(z.nullable(z.string())),
    reachedAt: z.optional(z.iso.datetime()),
  }),
})

/** Of the messages of the queue of deliveries. */
export const DELIVERY_MESSAGE_VERSION = 1

/** The queue message for one attempt at a delivery. The delivery itself is in the database. */
export const deliveryMessage = z.object({
  v: z.literal(DELIVERY_MESSAGE_VERSION),
  kind: z.literal('delivery'),
  deliveryId: z.string().check(z.minLength(1), z.maxLength(200)),
})
export type DeliveryMessage = z.output<typeof deliveryMessage>
