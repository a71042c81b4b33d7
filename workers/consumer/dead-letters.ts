/** Messages that cannot be read or stored: each is stored as it came, for a person to look at. */
import { storeDeadLetters } from '../../src/ledger/dead-letters.ts'
import { log } from '../../src/platform/log.ts'
import { backOff } from './back-off.ts'

/** The queue of dead letters: messages that failed until their queue gave them up. */
export function storeArrivedDeadLetters(
  { queue, messages }: MessageBatch,
  env: Pick<ConsumerEnv, 'DB'>,
): Promise<void> {
  log.error('dead-letters.arrived', { letters: messages.length })
  return toDeadLetters(env.DB, queue, messages)
}

/** Acks the messages once they are stored as dead letters, or retries them when even that fails. */
export async function toDeadLetters(db: D1Database, queue: string, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return
  const ids = messages.map(({ id }) => id)
  try {
    const letters = messages.map(({ id, body, timestamp }) => ({ id, queue, body, sentAt: timestamp.getTime() }))
    await storeDeadLetters(db, letters, Date.now())
    for (const message of messages) message.ack()
    log.error('dead-letters.stored', { queue, ids })
  } catch (error) {
    log.error('dead-letters.store-failed', { queue, ids, error })
    for (const message of messages) message.retry({ delaySeconds: backOff(message) })
  }
}
