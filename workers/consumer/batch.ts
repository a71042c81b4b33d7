/** Shared by the handlers of the queues: parsing a batch, and acking or retrying its messages. */
import type * as z from 'zod/mini'

import { isNewer } from '../../schema/message.ts'
import { NEWER_ATTEMPTS_MAX, QUEUE_DELAY_MAX_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { backOff } from './back-off.ts'
import { toDeadLetters } from './dead-letters.ts'

/** A queue's message with its body parsed. */
export interface Received<T> {
  message: Message
  body: T
}

/** What a queue has today: `version` and `kinds` of its messages. `upgrade` makes those of a former version ones of today. */
interface Known {
  version: number
  kinds: readonly string[]
  upgrade?: (body: unknown, sentAt: number) => unknown
}

/**
 * The messages that can be read. Those of a newer release are tried again, since that may be deployed any moment. The others are stored
 * as dead letters: another attempt would not change them.
 */
export async function parse<T>(
  batch: MessageBatch,
  schema: z.ZodMiniType<T>,
  db: D1Database,
  { upgrade = (body) => body, ...today }: Known,
): Promise<Received<T>[]> {
  const received: Received<T>[] = []
  const unreadable: Message[] = []
  const newer: Message[] = []
  for (const message of batch.messages) {
    const parsed = schema.safeParse(upgrade(message.body, message.timestamp.getTime()))
    if (parsed.success) received.push({ message, body: parsed.data })
    else if (isNewer(message.body, today) && message.attempts < NEWER_ATTEMPTS_MAX) newer.push(message)
    else unreadable.push(message)
  }
  if (newer.length > 0) log.warn('messages.newer', { queue: batch.queue, ids: newer.map(({ id }) => id) })
  for (const message of newer) message.retry({ delaySeconds: backOff(message) })
  await toDeadLetters(db, batch.queue, unreadable)
  return received
}

type Outcome = { done: true } | { done: false; retryAfterSeconds: number }

/** A message whose next attempt is due `at` this time, in milliseconds. */
export interface Again {
  message: Message
  at: number
}

const againIn = (message: Message, seconds: number): Again => ({ message, at: Date.now() + seconds * 1000 })

/** One attempt at an email or a delivery: acks the message if that was the last one. If not, it is for `retryAll`. */
export async function attempt(
  message: Message,
  what: 'deliveries' | 'emails',
  facts: { deliveryId: string } | { emailId: string },
  work: () => Promise<Outcome>,
): Promise<Again[]> {
  try {
    const outcome = await work()
    log.info(`${what}.tried`, { ...facts, ...outcome })
    if (!outcome.done) return [againIn(message, outcome.retryAfterSeconds)]
    message.ack()
    return []
  } catch (error) {
    // A fault of the database: failures of receivers and email servers are outcomes.
    log.error(`${what}.failed`, { ...facts, error })
    return [againIn(message, backOff(message))]
  }
}

/** At the end of a batch, where the queue begins to count the delays: each is what is left until the attempt is due. */
export function retryAll(again: readonly Again[]): void {
  for (const one of again) one.message.retry({ delaySeconds: delayOf(one) })
}

/** From now on, in seconds, as the queue takes it. */
export const delayOf = ({ at }: Again): number =>
  Math.min(Math.max(0, Math.ceil((at - Date.now()) / 1000)), QUEUE_DELAY_MAX_SECONDS)
