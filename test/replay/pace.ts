/**
 * Delays sending while the queue is too long: a local queue holds no more than about 9 900 messages.
 * Its length is what was accepted and is not counted yet. Repeats are not included, but they are few.
 */
import { setTimeout as sleep } from 'node:timers/promises'

const WAITING_MAX_SIGNATURES = 4_000
const READ_INTERVAL_MS = 200

export interface Pace {
  /** Resolves when one more may be sent. */
  admit: () => Promise<void>
  /** How many were counted when it was last read. */
  counted: () => number
  /** The greatest length of the queue. */
  longest: () => number
  stop: () => Promise<void>
}

/** `accepted` are first signatures only. When the counter cannot be read, the next call throws. */
export function keepPace(accepted: () => number, readCounted: () => Promise<number>): Pace {
  const stopping = new AbortController()
  let counted = 0
  let longest = 0
  let failure: unknown = null
  let read = Promise.withResolvers<void>()

  const reading = (async () => {
    while (!stopping.signal.aborted) {
      counted = await readCounted()
      longest = Math.max(longest, accepted() - counted)
      read.resolve()
      read = Promise.withResolvers<void>()
      await sleep(READ_INTERVAL_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
    .catch((error: unknown) => (failure = error))
    .finally(() => read.resolve())

  return {
    async admit() {
      while (accepted() - counted >= WAITING_MAX_SIGNATURES) {
        await read.promise
        if (failure !== null) throw failure
      }
    },
    counted: () => counted,
    longest: () => longest,
    async stop() {
      stopping.abort()
      await reading
    },
  }
}
