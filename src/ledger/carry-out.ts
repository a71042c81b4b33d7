/**
 * Carries on with decisions that are about more signatures than one transaction takes: with each that has begun, a transaction at a time.
 * Any number of processes may do so at once, because each transaction finds what is left.
 */
import type { EmailMessage } from '../../schema/message.ts'
import type { DeliveryMessage } from '../../schema/webhook.ts'
import { REVIEW_CHUNKS_PER_REQUEST } from '../limits.ts'
import { StatementsSpent, withBudget } from '../platform/d1-budget.ts'
import { log } from '../platform/log.ts'
import { type At, decideChunk, type Sent } from './decide.ts'
import { type Chunk, listUnderWay, type UnderWay } from './decisions.ts'
import type { Queue } from './dispatch.ts'
import { dispatchEmails } from './email-outbox.ts'
import { dispatch } from './outbox.ts'
import { undoChunk } from './undo-removal.ts'

export interface Queues {
  DELIVERIES: Queue<DeliveryMessage>
  EMAILS: Queue<EmailMessage>
}

interface Carrying extends At {
  /** Null for those of all petitions. */
  petitionId: number | null
  /** How many transactions at most. */
  chunks: number
}

/**
 * Returns how many signatures had their turn, and which decisions failed: that stops none of the others. It ends early when no statements
 * are left.
 */
export async function carryOut(
  db: D1Database,
  queues: Queues,
  { petitionId, chunks, ...at }: Carrying,
): Promise<{ rows: number; failures: { petitionId: number; error: unknown }[] }> {
  const failures: { petitionId: number; error: unknown }[] = []
  let rows = 0
  let waiting = await listUnderWay(db, petitionId)
  for (let chunk = 0; chunk < chunks && waiting.length > 0; chunk++) {
    const [next, ...others] = waiting
    if (next === undefined) break
    waiting = others
    try {
      // Its own time: a consumer does not read again what a release writes for more than a minute ago.
      const done = await chunkOf(db, next, { ...at, now: Math.max(at.now, Date.now()) })
      rows += done.rows
      if (done.left > 0) waiting = [...others, next]
      await send(queues, done)
    } catch (error) {
      if (error instanceof StatementsSpent) break
      failures.push({ petitionId: next.petitionId, error })
    }
  }
  return { rows, failures }
}

const chunkOf = (db: D1Database, { petitionId, id, state }: UnderWay, at: At): Promise<Chunk & Sent> =>
  state === 'undo' ? undoChunk(db, { petitionId, id, state }, at) : decideChunk(db, { petitionId, id, state }, at)

/** What a queue does not take now, the cron sends. */
async function send(queues: Queues, { deliveryIds, emails }: Sent): Promise<void> {
  await dispatch(queues.DELIVERIES, deliveryIds).catch((error: unknown) =>
    log.warn('deliveries.dispatch-failed', { deliveries: deliveryIds.length, error }),
  )
  await dispatchEmails(queues.EMAILS, emails).catch((error: unknown) =>
    log.warn('emails.dispatch-failed', { emails: emails.length, error }),
  )
}

interface AfterResponse {
  petitionId: number
  origin: string
  now: number
  /** Statements that the invocation may send to the database. */
  statementsMax: number
}

/** After the response to a decision: with half of the statements, since the request has sent some. What is left waits for the cron. */
export async function carryOn(
  db: D1Database,
  queues: Queues,
  { petitionId, origin, now, statementsMax }: AfterResponse,
): Promise<void> {
  const budget = { left: Math.floor(statementsMax / 2) }
  const all = { petitionId, chunks: REVIEW_CHUNKS_PER_REQUEST, origin, now }
  try {
    const { failures } = await carryOut(withBudget(db, budget), queues, all)
    for (const { error } of failures) log.warn('review.carry-on-failed', { petition: petitionId, error })
  } catch (error) {
    log.warn('review.carry-on-failed', { petition: petitionId, error })
  }
}
