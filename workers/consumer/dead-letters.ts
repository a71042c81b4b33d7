/** What every queue's handler does with messages that it cannot use now, or cannot use at all. */
import { storeDeadLetters } from '../../src/ledger/dead-letters.ts'
import { STORE_RETRY_DELAY_MAX_SECONDS, STORE_RETRY_DELAY_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'

/** Twice as long after each attempt, up to an hour. */
export const backOff = (message: Message, leastSeconds = STORE_RETRY_DELAY_SECONDS): number =>
  Math.min(leastSeconds * 2 ** (message.attempts - 1), STORE_RETRY_DELAY_MAX_SECONDS)

/** Puts messages among the dead letters, or has them come again when even that fails. */
export async function toDeadLetters(
  batch: MessageBatch,
  messages: readonly Message[],
  env: ConsumerEnv,
): Promise<void> {
  if (messages.length === 0) return
  const ids = messages.map(({ id }) => id)
  try {
    const letters = messages.map(({ id, body, timestamp }) => ({
      id,
      queue: batch.queue,
      body,
      sentAt: timestamp.getTime(),
    }))
    await storeDeadLetters(env.DB, letters, Date.now())
    for (const message of messages) message.ack()
    log.error('dead-letters.stored', { queue: batch.queue, ids })
  } catch (error) {
    log.error('dead-letters.store-failed', { queue: batch.queue, ids, error })
    for (const message of messages) message.retry({ delaySeconds: backOff(message) })
  }
}
