/**
 * Holds the sending back while too much waits in the queue: a local queue takes no more than about 9 900 messages.
 * What waits is what was accepted and is not counted yet. Repeats among it are not seen, but they are few.
 */
import { setTimeout as sleep } from 'node:timers/promises'

const WAITING_MAX_SIGNATURES = 4_000
const READ_INTERVAL_MS = 200

export interface Pace {
  /** Resolves when one more may be sent. */
  admit: () => Promise<void>
  /** How many were counted when it was last read. */
  counted: () => number
  /** How many waited at most. */
  longest: () => number
  stop: () => Promise<void>
}

/** `accepted` are first signatures only. A counter that cannot be read is thrown by whoever asks next. */
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
