/** From the rows of an outbox to their queue, and back to those whose queue message was lost. */
import { QUEUE_SEND_BATCH_MAX_MESSAGES } from '../limits.ts'

export interface Queue<Body> {
  sendBatch(messages: { body: Body }[]): Promise<unknown>
}

export async function sendInBatches<Body>(queue: Queue<Body>, bodies: readonly Body[]): Promise<void> {
  for (let at = 0; at < bodies.length; at += QUEUE_SEND_BATCH_MAX_MESSAGES) {
    await queue.sendBatch(bodies.slice(at, at + QUEUE_SEND_BATCH_MAX_MESSAGES).map((body) => ({ body })))
  }
}

/** SQL for the keys of pending rows that were due before ?1, the oldest first, at most ?3. */
export const overdueIn = (table: 'deliveries' | 'emails', key: string): string => `
  SELECT ${key} FROM ${table} WHERE state = 'pending' AND next_attempt_at < ?1 ORDER BY next_attempt_at LIMIT ?3`
