/** From the rows of an outbox to their queue, and back to those whose queue message was lost. */
import { QUEUE_SEND_BATCH_MAX_MESSAGES, SWEEP_BACKLOG_MAX_MESSAGES } from '../limits.ts'

export interface Queue<Body> {
  sendBatch(messages: { body: Body }[]): Promise<unknown>
}

export async function sendInBatches<Body>(queue: Queue<Body>, bodies: readonly Body[]): Promise<void> {
  for (let at = 0; at < bodies.length; at += QUEUE_SEND_BATCH_MAX_MESSAGES) {
    await queue.sendBatch(bodies.slice(at, at + QUEUE_SEND_BATCH_MAX_MESSAGES).map((body) => ({ body })))
  }
}

type Outbox = 'deliveries' | 'emails'

/**
 * How many pending rows have no message in their queue, at most `max`: those that are more than the messages in it. A row that is long
 * due may only be waiting in a long queue, and another message for it would make the queue longer still.
 */
export async function countLost(
  db: D1Database,
  table: Outbox,
  { backlog, max }: { backlog: number; max: number },
): Promise<number> {
  if (backlog > SWEEP_BACKLOG_MAX_MESSAGES) return 0
  const row = await db
    .prepare(
      `SELECT count(*) AS n FROM (SELECT 1 FROM ${table} WHERE state = 'pending' AND next_attempt_at >= 0 LIMIT ?1)`,
    )
    .bind(backlog + max)
    .first<{ n: number }>()
  return Math.max(0, (row?.n ?? 0) - backlog)
}

/** SQL for the keys of pending rows that were due before ?1, the oldest first, at most ?3. */
export const overdueIn = (table: Outbox, key: string): string => `
  SELECT ${key} FROM ${table} WHERE state = 'pending' AND next_attempt_at < ?1 ORDER BY next_attempt_at LIMIT ?3`
