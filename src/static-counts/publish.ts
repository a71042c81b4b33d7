/**
 * Publishes counts in a bucket, which browsers read instead of the Worker while many watch: see docs/decisions/054. A count is
 * published after a batch that changed it, after a change of its petition, and every minute by the cron.
 */
import { type PublicCount, readCounts } from '../ledger/count.ts'
import {
  STATIC_COUNT_EVERY_MS,
  STATIC_COUNT_TIMEOUT_MS,
  STATIC_COUNTS_AT_ONCE,
  STATIC_COUNTS_MAX_PER_BATCH,
  STATIC_COUNTS_MAX_PER_RUN,
} from '../limits.ts'
import { withDeadline } from '../platform/deadline.ts'
import { eachOf } from '../platform/each-of.ts'
import { log } from '../platform/log.ts'
import { staticCountKey } from '../static-count-key.ts'
import { putCount } from './bucket.ts'
import { endTurns, noteOutcomes, takeAfterBatch, takeAfterChange, takeOldest } from './turns.ts'

export interface Publishing {
  db: D1Database
  bucket: R2Bucket
  /** In milliseconds. */
  now: () => number
}

/** After a batch that changed the counts of these petitions. Throws when one could not be published: the cron publishes it later. */
export async function publishAfterBatch(to: Publishing, petitionIds: readonly number[]): Promise<void> {
  const limit = STATIC_COUNTS_MAX_PER_BATCH
  await publish(to, await takeAfterBatch(to.db, petitionIds, { now: to.now(), limit }))
}

/**
 * After a change of the petition itself. If it was published a moment ago, the next turn is waited for once; if somebody else takes
 * that, what they publish is as new. `pause` waits for milliseconds.
 */
export async function publishAfterChange(
  to: Publishing,
  petitionId: number,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  let taken = await takeAfterChange(to.db, petitionId, to.now())
  if (taken.length === 0) {
    await pause(STATIC_COUNT_EVERY_MS)
    taken = await takeAfterChange(to.db, petitionId, to.now())
  }
  await publish(to, taken)
}

/** Publishes all of them again, and ends with those that have become slow, each whether or not the other fails; how many. */
export async function renewStaticCounts(to: Publishing): Promise<number> {
  const { fast, slow } = await takeOldest(to.db, { now: to.now(), limit: STATIC_COUNTS_MAX_PER_RUN })
  const outcomes = await Promise.allSettled([publish(to, fast), endWith(to, slow)])
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join(', '))
  return fast.length + slow.length
}

/** The row stays until the object is deleted, also when its petition is erased meanwhile. */
async function endWith({ db, bucket, now }: Publishing, petitionIds: readonly number[]): Promise<void> {
  if (petitionIds.length === 0) return
  const at = now()
  const keys = (await readCounts(db, petitionIds, at)).map(({ slug }) => staticCountKey(slug))
  await withDeadline(bucket.delete(keys), STATIC_COUNT_TIMEOUT_MS)
  await endTurns(db, petitionIds, at)
}

async function publish({ db, bucket, now }: Publishing, petitionIds: readonly number[]): Promise<void> {
  if (petitionIds.length === 0) return
  const askedAt = now()
  const counts = await readCounts(db, petitionIds, askedAt)
  const errors: unknown[] = []
  const put = async ({ petitionId: id, slug, count }: PublicCount): Promise<{ id: number; done: 0 | 1 }[]> => {
    try {
      await withDeadline(putCount(bucket, staticCountKey(slug), { count, askedAt, now }), STATIC_COUNT_TIMEOUT_MS)
      return [{ id, done: 1 }]
    } catch (error) {
      errors.push(error)
      return [{ id, done: 0 }]
    }
  }
  const outcomes = await eachOf(counts, STATIC_COUNTS_AT_ONCE, put)
  await noteOutcomes(db, outcomes, { askedAt, now: now() })
  if (errors.length > 0) throw new AggregateError(errors, `static counts not published: ${String(errors[0])}`)
  log.info('static-counts.published', { petitions: counts.length })
}
