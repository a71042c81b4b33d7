/** The consumer Worker: three queues in, the ledger and the campaigns' endpoints out. */
import { deliveryMessage } from '../schema/webhook.ts'
import { signatureMessage, type SignatureMessage } from '../schema/signature.ts'
import { classifyD1Error } from '../src/ledger/d1-errors.ts'
import { keepDeadLetters } from '../src/ledger/dead-letters.ts'
import { storeIsolating } from '../src/ledger/isolate.ts'
import { storeSignatures } from '../src/ledger/store.ts'
import {
  QUEUE_DELAY_MAX_SECONDS,
  STORE_OVERLOAD_RETRY_DELAY_SECONDS,
  STORE_RETRY_DELAY_SECONDS,
} from '../src/limits.ts'
import { log } from '../src/log.ts'
import { deliver } from '../src/notify/deliver.ts'
import { dispatch } from '../src/notify/outbox.ts'
import { readConsumerSettings } from '../src/settings.ts'

type Settings = ReturnType<typeof readConsumerSettings>

export default {
  async queue(batch, env) {
    const settings = readConsumerSettings(env)
    switch (batch.queue) {
      case 'undersigned-signatures':
        return countSignatures(batch, env, settings)
      case 'undersigned-deliveries':
        return deliverEvents(batch, env, settings)
      case 'undersigned-dead-letters':
        return keepLetters(batch, env)
      default:
        throw new Error(`no consumer is written for the queue ${batch.queue}`)
    }
  },
} satisfies ExportedHandler<ConsumerEnv>

async function countSignatures(batch: MessageBatch, env: ConsumerEnv, settings: Settings): Promise<void> {
  const envelopes = new Map<SignatureMessage, Message>()
  for (const message of batch.messages) {
    const parsed = signatureMessage.safeParse(message.body)
    if (parsed.success) {
      envelopes.set(parsed.data, message)
    } else {
      // A later version of this Worker may read it; until the retries are used up it stays in the queue.
      log.error('signatures.unreadable', { messageId: message.id, attempts: message.attempts })
      message.retry()
    }
  }
  if (envelopes.size === 0) return

  try {
    const now = Date.now()
    const outcome = await storeIsolating([...envelopes.keys()], (messages) =>
      storeSignatures(env.DB, messages, settings.publicOrigin, now),
    )
    for (const orphan of outcome.orphans) {
      log.error('signatures.orphaned', { messageId: envelopes.get(orphan)?.id, petitionId: orphan.petitionId })
      envelopes.get(orphan)?.retry()
      envelopes.delete(orphan)
    }
    for (const { message, error } of outcome.poisoned) {
      log.error('signatures.poisoned', { messageId: envelopes.get(message)?.id, error })
      envelopes.get(message)?.retry()
      envelopes.delete(message)
    }
    for (const message of envelopes.values()) message.ack()
    const { counted, repeated, late, deliveryIds } = outcome
    log.info('signatures.stored', { counted, repeated, late, events: deliveryIds.length })
    await dispatchOrLeave(env, deliveryIds)
  } catch (error) {
    const kind = classifyD1Error(error)
    log.error('signatures.store-failed', { kind, messages: envelopes.size, error })
    const delaySeconds = kind === 'overloaded' ? STORE_OVERLOAD_RETRY_DELAY_SECONDS : STORE_RETRY_DELAY_SECONDS
    for (const message of envelopes.values()) message.retry({ delaySeconds })
  }
}

/** The deliveries are in the database: what the queue does not take now, the cron sends later. */
async function dispatchOrLeave(env: ConsumerEnv, deliveryIds: readonly string[]): Promise<void> {
  try {
    await dispatch(env.DELIVERIES, deliveryIds)
  } catch (error) {
    log.warn('deliveries.dispatch-failed', { deliveries: deliveryIds.length, error })
  }
}

async function deliverEvents(batch: MessageBatch, env: ConsumerEnv, settings: Settings): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const parsed = deliveryMessage.safeParse(message.body)
      if (!parsed.success) {
        log.error('deliveries.unreadable', { messageId: message.id, attempts: message.attempts })
        return message.retry()
      }
      const { deliveryId } = parsed.data
      try {
        const outcome = await deliver(deliveryId, {
          db: env.DB,
          fetch: (url, init) => fetch(url, init),
          tokenKeys: settings.tokenKeys,
          now: Date.now(),
        })
        log.info('deliveries.tried', { deliveryId, ...outcome })
        if (outcome.done) message.ack()
        else message.retry({ delaySeconds: Math.min(outcome.retryAfterSeconds, QUEUE_DELAY_MAX_SECONDS) })
      } catch (error) {
        log.error('deliveries.failed', { deliveryId, error })
        message.retry({ delaySeconds: STORE_RETRY_DELAY_SECONDS })
      }
    }),
  )
}

async function keepLetters(batch: MessageBatch, env: ConsumerEnv): Promise<void> {
  const letters = batch.messages.map(({ id, body, attempts, timestamp }) => ({
    id,
    queue: batch.queue,
    body,
    attempts,
    sentAt: timestamp.getTime(),
  }))
  await keepDeadLetters(env.DB, letters, Date.now())
  log.error('dead-letters.kept', { letters: letters.length, ids: letters.map(({ id }) => id) })
  batch.ackAll()
}
