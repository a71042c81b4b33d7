/** The queue of signatures, confirmations and withdrawals: parse, screen, store, settle, dispatch. */
import { fromFormerVersion, LEDGER_MESSAGE_VERSION, type LedgerMessage, ledgerMessage } from '../../schema/message.ts'
import { dispatchEmails } from '../../src/ledger/email-outbox.ts'
import { type IsolatedOutcome, storeIsolating } from '../../src/ledger/isolate.ts'
import { dispatch } from '../../src/ledger/outbox.ts'
import { storeMessages } from '../../src/ledger/store.ts'
import {
  ARRIVALS_READ_MAX_CHARS,
  D1_STATEMENTS_SCARCE,
  DEAD_LETTER_STATEMENTS_MAX,
  DEFERRED_RETRY_DELAY_SECONDS,
  MOSTLY_POISONED_ATTEMPTS_MAX,
  POISONED_ATTEMPTS_MAX,
  STATIC_COUNT_STATEMENTS,
  STORE_OVERLOAD_RETRY_DELAY_SECONDS,
  STORE_RETRY_DELAY_SECONDS,
} from '../../src/limits.ts'
import { withBudget } from '../../src/platform/d1-budget.ts'
import { classifyD1Error } from '../../src/platform/d1-errors.ts'
import { log } from '../../src/platform/log.ts'
import { rememberArrivals } from '../../src/review/arrivals.ts'
import { screen } from '../../src/review/screen.ts'
import { readLedgerSettings } from '../../src/settings.ts'
import { publishAfterBatch } from '../../src/static-counts/publish.ts'
import { backOff } from './back-off.ts'
import { parse, type Received } from './batch.ts'
import type { WithCounts } from './counts.ts'
import { toDeadLetters } from './dead-letters.ts'
import { type LoadWatch, watchLoad } from './load.ts'

/** Of this isolate, which has one database. */
const arrivals = rememberArrivals()

const TODAY = {
  version: LEDGER_MESSAGE_VERSION,
  kinds: ['signature', 'confirmation', 'withdrawal', 'links'],
  upgrade: fromFormerVersion,
}

export async function storeSignatures(batch: MessageBatch, env: ConsumerEnv & WithCounts): Promise<void> {
  const { publicOrigin, statementsMax } = readLedgerSettings(env)
  const received = await parse(batch, ledgerMessage, env.DB, TODAY)
  if (received.length === 0) return
  const budget = { left: statementsMax - DEAD_LETTER_STATEMENTS_MAX }
  const db = withBudget(env.DB, budget)
  const watch = watchLoad(batch)
  const outcome = await store(received, db, { origin: publicOrigin, statementsMax, timed: watch.timed })
  if (outcome !== null) {
    const refused = settle(received, outcome)
    await toDeadLetters(env.DB, batch.queue, refused)
    await dispatchStored(env, outcome)
  }
  if (budget.left > 0) await watch.note(db)
  if (outcome !== null && budget.left >= STATIC_COUNT_STATEMENTS)
    await publishCounts({ ...env, DB: db }, received, outcome)
}

/**
 * Null when the database failed: then all messages are retried. Only this is tried: once a message is acked or retried, a
 * later fault must not change that.
 */
async function store(
  received: readonly Received<LedgerMessage>[],
  db: D1Database,
  { origin, statementsMax, timed }: { origin: string; statementsMax: number; timed: LoadWatch['timed'] },
): Promise<IsolatedOutcome | null> {
  const messages = received.map(({ body }) => body)
  try {
    const now = Date.now()
    const screening = await screen(messages, { db, arrivals, readMaxChars: ARRIVALS_READ_MAX_CHARS, log, now })
    const store = (part: readonly LedgerMessage[]) =>
      timed(() => storeMessages(db, part, { origin, now, ...screening }))
    return await storeIsolating(messages, store, partSize(received, statementsMax))
  } catch (error) {
    retryAll(received, error)
    return null
  }
}

/**
 * All at once; only where statements are scarce, a batch that is delivered again begins with a smaller and smaller part, so that
 * a message that the database refuses is found before the statements are spent. After a part of one message all are tried again:
 * a message may have been delivered often because others were before it, and must not hold up whatever it is delivered with.
 */
function partSize(received: readonly Received<LedgerMessage>[], statementsMax: number): number {
  if (statementsMax >= D1_STATEMENTS_SCARCE) return received.length
  const attempts = Math.max(...received.map(({ message }) => message.attempts))
  const sizes = Math.ceil(Math.log2(received.length)) + 1
  return Math.ceil(received.length / 2 ** ((attempts - 1) % sizes))
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
  // One message may be wrong. When most of those that were tried are refused, or all of them while the others wait, it is the
  // database that is wrong, more likely than not.
  const tried = received.length - outcome.deferred.length
  const isMost =
    outcome.poisoned.length > Math.max(1, tried / 2) ||
    (outcome.deferred.length > 0 && outcome.poisoned.length === tried)
  const attemptsMax = isMost ? MOSTLY_POISONED_ATTEMPTS_MAX : POISONED_ATTEMPTS_MAX
  const refused: Message[] = []
  const deferred = new Set(outcome.deferred)
  for (const { message, body } of received) {
    if (deferred.has(body)) {
      message.retry({ delaySeconds: DEFERRED_RETRY_DELAY_SECONDS })
      continue
    }
    if (!errors.has(body)) {
      message.ack()
      continue
    }
    const { id: messageId, attempts } = message
    log.error('ledger.poisoned', { messageId, attempts, error: errors.get(body) })
    if (attempts < attemptsMax) message.retry({ delaySeconds: backOff(message) })
    else refused.push(message)
  }
  const { counts, deliveryIds, emails } = outcome
  log.info('ledger.stored', { ...counts, events: deliveryIds.length, emails: emails.length, deferred: deferred.size })
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

/** The counts are in the database: what is not published now is published by the next batch or by the cron. */
async function publishCounts(
  { DB: db, COUNTS: bucket }: Pick<ConsumerEnv, 'DB'> & WithCounts,
  received: readonly Received<LedgerMessage>[],
  { counts }: IsolatedOutcome,
): Promise<void> {
  const { counted, quarantinedLater, confirmed, withdrawn, replaced } = counts
  if (bucket === undefined || counted + quarantinedLater + confirmed + withdrawn + replaced === 0) return
  const petitionIds = [...new Set(received.map(({ body }) => body.petitionId))]
  try {
    await publishAfterBatch({ db, bucket, now: Date.now }, petitionIds)
  } catch (error) {
    log.error('static-counts.publish-failed', { error })
  }
}

/** The database failed, not a message: all of them are retried, later if the database is overloaded. */
function retryAll(received: readonly Received<LedgerMessage>[], error: unknown): void {
  const kind = classifyD1Error(error)
  log.error('ledger.store-failed', { kind, messages: received.length, error })
  const least = kind === 'overloaded' ? STORE_OVERLOAD_RETRY_DELAY_SECONDS : STORE_RETRY_DELAY_SECONDS
  for (const { message } of received) message.retry({ delaySeconds: backOff(message, least) })
}
