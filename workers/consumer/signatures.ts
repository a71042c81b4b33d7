/** The queue of signatures, confirmations and withdrawals: parse, screen, store, settle, dispatch. */
import { type LedgerMessage, ledgerMessage } from '../../schema/message.ts'
import { dispatchEmails } from '../../src/ledger/email-outbox.ts'
import { type IsolatedOutcome, storeIsolating } from '../../src/ledger/isolate.ts'
import { dispatch } from '../../src/ledger/outbox.ts'
import { storeMessages } from '../../src/ledger/store.ts'
import {
  POISONED_ATTEMPTS_MAX,
  STORE_OVERLOAD_RETRY_DELAY_SECONDS,
  STORE_RETRY_DELAY_SECONDS,
} from '../../src/limits.ts'
import { classifyD1Error } from '../../src/platform/d1-errors.ts'
import { log } from '../../src/platform/log.ts'
import { screen } from '../../src/review/screen.ts'
import { readLedgerSettings } from '../../src/settings.ts'
import { backOff } from './back-off.ts'
import { parse, type Received } from './batch.ts'
import { toDeadLetters } from './dead-letters.ts'

export async function storeSignatures(batch: MessageBatch, env: ConsumerEnv): Promise<void> {
  const { publicOrigin } = readLedgerSettings(env)
  const received = await parse(batch, ledgerMessage, env.DB)
  if (received.length === 0) return
  const outcome = await store(received, env.DB, publicOrigin)
  if (outcome === null) return
  const refused = settle(received, outcome)
  await toDeadLetters(env.DB, batch.queue, refused)
  await dispatchStored(env, outcome)
}

/**
 * Null when the database failed: then all messages are retried. Only this is tried: once a message is acked or retried, a
 * later fault must not change that.
 */
async function store(
  received: readonly Received<LedgerMessage>[],
  db: D1Database,
  origin: string,
): Promise<IsolatedOutcome | null> {
  const messages = received.map(({ body }) => body)
  try {
    const now = Date.now()
    const screening = await screen(db, messages, log)
    return await storeIsolating(messages, (part) => storeMessages(db, part, { origin, now, ...screening }))
  } catch (error) {
    retryAll(received, error)
    return null
  }
}

/**
 * Acks the messages that were stored and retries those that the database refused. Returns the ones that have been refused
 * too often to be retried.
 */
function settle(received: readonly Received<LedgerMessage>[], outcome: IsolatedOutcome): Message[] {
  const errors = new Map<LedgerMessage, unknown>([
    ...outcome.poisoned.map(({ message, error }) => [message, error] as const),
    ...outcome.orphans.map((message) => [message, 'there is no such petition'] as const),
  ])
  const refused: Message[] = []
  for (const { message, body } of received) {
    if (!errors.has(body)) {
      message.ack()
      continue
    }
    const { id: messageId, attempts } = message
    log.error('ledger.poisoned', { messageId, attempts, error: errors.get(body) })
    if (attempts < POISONED_ATTEMPTS_MAX) message.retry({ delaySeconds: backOff(message) })
    else refused.push(message)
  }
  const { counts, deliveryIds, emails } = outcome
  log.info('ledger.stored', { ...counts, events: deliveryIds.length, emails: emails.length })
  return refused
}

async function dispatchStored(
  { DELIVERIES, EMAILS }: Pick<ConsumerEnv, 'DELIVERIES' | 'EMAILS'>,
  { deliveryIds, emails }: IsolatedOutcome,
): Promise<void> {
  await Promise.all([
    sendOrLeave('deliveries', dispatch(DELIVERIES, deliveryIds)),
    sendOrLeave('emails', dispatchEmails(EMAILS, emails)),
  ])
}

/** Deliveries and emails are in the database: those that their queue does not take now are sent by the cron later. */
async function sendOrLeave(what: 'deliveries' | 'emails', sending: Promise<void>): Promise<void> {
  try {
    await sending
  } catch (error) {
    log.warn(`${what}.dispatch-failed`, { error })
  }
}

/** The database failed, not a message: all of them are retried, later if the database is overloaded. */
function retryAll(received: readonly Received<LedgerMessage>[], error: unknown): void {
  const kind = classifyD1Error(error)
  log.error('ledger.store-failed', { kind, messages: received.length, error })
  const least = kind === 'overloaded' ? STORE_OVERLOAD_RETRY_DELAY_SECONDS : STORE_RETRY_DELAY_SECONDS
  for (const { message } of received) message.retry({ delaySeconds: backOff(message, least) })
}
