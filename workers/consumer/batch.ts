/** Shared by the handlers of the queues: parsing a batch, and acking or retrying its messages. */
import type * as z from 'zod/mini'

import { QUEUE_DELAY_MAX_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { backOff } from './back-off.ts'
import { toDeadLetters } from './dead-letters.ts'

/** A queue's message with its body parsed. */
export interface Received<T> {
  message: Message
  body: T
}

/** The messages that can be read. The others are stored as dead letters: another attempt would not change them. */
export async function parse<T>(batch: MessageBatch, schema: z.ZodMiniType<T>, db: D1Database): Promise<Received<T>[]> {
  const received: Received<T>[] = []
  const unreadable: Message[] = []
  for (const message of batch.messages) {
    const parsed = schema.safeParse(message.body)
    if (parsed.success) received.push({ message, body: parsed.data })
    else unreadable.push(message)
  }
  await toDeadLetters(db, batch.queue, unreadable)
  return received
}

type Outcome = { done: true } | { done: false; retryAfterSeconds: number }

/** One attempt at an email or a delivery: acks the message if that was the last one, or retries it when the next is due. */
export async function attempt(
  message: Message,
  what: 'deliveries' | 'emails',
  facts: { deliveryId: string } | { emailId: string },
  work: () => Promise<Outcome>,
): Promise<void> {
  try {
    const outcome = await work()
    log.info(`${what}.tried`, { ...facts, ...outcome })
    if (outcome.done) message.ack()
    else message.retry({ delaySeconds: Math.min(outcome.retryAfterSeconds, QUEUE_DELAY_MAX_SECONDS) })
  } catch (error) {
    // A fault of the database: failures of receivers and email servers are outcomes.
    log.error(`${what}.failed`, { ...facts, error })
    message.retry({ delaySeconds: backOff(message) })
  }
}
