/** What each batch of signatures shows of the load, of which spike mode begins and lasts: see src/spike.ts. */
import { SPIKE_NOTED_EVERY_MS, SPIKE_NOTE_TIMEOUT_MS, SPIKE_SLOW_BATCHES } from '../../src/limits.ts'
import { withDeadline } from '../../src/platform/deadline.ts'
import { log } from '../../src/platform/log.ts'
import { type Load, noteStrain, strainOf } from '../../src/spike.ts'

export interface LoadWatch {
  /** What the transaction resolves to; its time is noted. */
  timed: <T>(transaction: () => Promise<T>) => Promise<T>
  /** At the end of the batch. Never throws: what is stored does not depend on it. */
  note: (db: D1Database) => Promise<void>
}

/** Of the batches of this isolate, the last ones: how long the fastest transaction of each took. */
let transactions: readonly number[] = []
/** What this isolate noted last, and when, in milliseconds. */
let noted = { at: 0, begins: false }

export function watchLoad(batch: MessageBatch): LoadWatch {
  const waitedMs = waitOf(batch)
  // Of a batch of which no transaction came to its end.
  let fastestMs = Infinity
  return {
    async timed(transaction) {
      const begun = Date.now()
      const result = await transaction()
      fastestMs = Math.min(fastestMs, Date.now() - begun)
      return result
    },
    async note(db) {
      transactions = [...transactions, fastestMs].slice(-SPIKE_SLOW_BATCHES)
      try {
        await note(db, { backlogMessages: backlogOf(batch), waitedMs, transactionMs: slowness() })
      } catch (error) {
        log.warn('spike.not-noted', { error })
      }
    },
  }
}

/** How slow the database was for all of the last batches. */
const slowness = (): number => (transactions.length < SPIKE_SLOW_BATCHES ? 0 : Math.min(...transactions))

/** Of messages that were tried before, the time says nothing. */
const waitOf = ({ messages }: MessageBatch): number =>
  Date.now() -
  Math.min(Date.now(), ...messages.filter(({ attempts }) => attempts === 1).map(({ timestamp }) => timestamp.getTime()))

/** This batch, and what waits besides, if the queue says so. */
const backlogOf = ({ messages, metadata }: MessageBatch): number =>
  messages.length + (metadata?.metrics?.backlogCount ?? 0)

async function note(db: D1Database, load: Load): Promise<void> {
  const strain = strainOf(load)
  const now = Date.now()
  if (strain === null) return
  if (Math.abs(now - noted.at) < SPIKE_NOTED_EVERY_MS && (noted.begins || !strain.begins)) return
  noted = { at: now, begins: strain.begins }
  const began = await withDeadline(noteStrain(db, strain, now), SPIKE_NOTE_TIMEOUT_MS)
  if (began) log.warn('spike.began', { why: strain.why, ...load })
}
