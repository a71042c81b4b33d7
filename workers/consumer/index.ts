/** The consumer Worker: four queues in; the ledger, emails to signers and the campaigns' endpoints out. */
import { ledgerMessage, type LedgerMessage } from '../../schema/message.ts'
import { deliveryMessage } from '../../schema/webhook.ts'
import { classifyD1Error } from '../../src/platform/d1-errors.ts'
import { storeIsolating } from '../../src/ledger/isolate.ts'
import { storeMessages } from '../../src/ledger/store.ts'
import {
  POISONED_ATTEMPTS_MAX,
  QUEUE_DELAY_MAX_SECONDS,
  STORE_OVERLOAD_RETRY_DELAY_SECONDS,
  STORE_RETRY_DELAY_SECONDS,
} from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { deliver } from '../../src/webhooks/deliver.ts'
import { dispatchEmails } from '../../src/ledger/email-outbox.ts'
import { dispatch } from '../../src/ledger/outbox.ts'
import { screen } from '../../src/review/screen.ts'
import { readDeliverySettings, readLedgerSettings } from '../../src/settings.ts'
import { backOff, toDeadLetters } from './dead-letters.ts'
import { sendEmails } from './emails.ts'

export default {
  async queue(batch, env) {
    switch (batch.queue) {
      case 'undersigned-signatures':
        return storeBatch(batch, env)
      case 'undersigned-deliveries':
        return deliverEvents(batch, env)
      case 'undersigned-emails':
        return sendEmails(batch, env)
      case 'undersigned-dead-letters':
        log.error('dead-letters.arrived', { letters: batch.messages.length })
        return toDeadLetters(batch, batch.messages, env)
      default:
        throw new Error(`no consumer is written for the queue ${batch.queue}`)
    }
  },
} satisfies ExportedHandler<ConsumerEnv>

async function storeBatch(batch: MessageBatch, env: ConsumerEnv): Promise<void> {
  const { publicOrigin } = readLedgerSettings(env)
  const envelopes = new Map<LedgerMessage, Message>()
  const unreadable: Message[] = []
  for (const message of batch.messages) {
    const parsed = ledgerMessage.safeParse(message.body)
    if (parsed.success) envelopes.set(parsed.data, message)
    else unreadable.push(message)
  }
  // Reading it again would change nothing: it is kept for a person to look at.
  await toDeadLetters(batch, unreadable, env)
  if (envelopes.size === 0) return

  try {
    const now = Date.now()
    const screening = await screen(env.DB, [...envelopes.keys()], log)
    const outcome = await storeIsolating([...envelopes.keys()], (messages) =>
      storeMessages(env.DB, messages, { origin: publicOrigin, now, ...screening }),
    )
    const refused: Message[] = []
    for (const { message, error } of [
      ...outcome.poisoned,
      ...outcome.orphans.map((message) => ({ message, error: 'there is no such petition' })),
    ]) {
      const envelope = envelopes.get(message)
      if (envelope === undefined) continue
      log.error('ledger.poisoned', { messageId: envelope.id, attempts: envelope.attempts, error })
      envelopes.delete(message)
      if (envelope.attempts < POISONED_ATTEMPTS_MAX) envelope.retry({ delaySeconds: backOff(envelope) })
      else refused.push(envelope)
    }
    for (const envelope of envelopes.values()) envelope.ack()
    const { counts, deliveryIds, emails } = outcome
    log.info('ledger.stored', { ...counts, events: deliveryIds.length, emails: emails.length })
    await toDeadLetters(batch, refused, env)
    await Promise.all([
      sendOrLeave('deliveries', dispatch(env.DELIVERIES, deliveryIds)),
      sendOrLeave('emails', dispatchEmails(env.EMAILS, emails)),
    ])
  } catch (error) {
    const kind = classifyD1Error(error)
    log.error('ledger.store-failed', { kind, messages: envelopes.size, error })
    const least = kind === 'overloaded' ? STORE_OVERLOAD_RETRY_DELAY_SECONDS : STORE_RETRY_DELAY_SECONDS
    for (const envelope of envelopes.values()) envelope.retry({ delaySeconds: backOff(envelope, least) })
  }
}

/** Deliveries and emails are in the database: what the queue does not take now, the cron sends later. */
async function sendOrLeave(what: 'deliveries' | 'emails', sending: Promise<void>): Promise<void> {
  try {
    await sending
  } catch (error) {
    log.warn(`${what}.dispatch-failed`, { error })
  }
}

async function deliverEvents(batch: MessageBatch, env: ConsumerEnv): Promise<void> {
  const { tokenKeys } = readDeliverySettings(env)
  const unreadable: Message[] = []
  await Promise.all(
    batch.messages.map(async (message) => {
      const parsed = deliveryMessage.safeParse(message.body)
      if (!parsed.success) return void unreadable.push(message)
      const { deliveryId } = parsed.data
      try {
        const outcome = await deliver(deliveryId, {
          db: env.DB,
          fetch: (url, init) => fetch(url, init),
          tokenKeys,
          now: Date.now(),
        })
        log.info('deliveries.tried', { deliveryId, ...outcome })
        if (outcome.done) message.ack()
        else message.retry({ delaySeconds: Math.min(outcome.retryAfterSeconds, QUEUE_DELAY_MAX_SECONDS) })
      } catch (error) {
        log.error('deliveries.failed', { deliveryId, error })
        message.retry({ delaySeconds: backOff(message) })
      }
    }),
  )
  await toDeadLetters(batch, unreadable, env)
}
