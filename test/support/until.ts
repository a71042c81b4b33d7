/** Waiting for a value that changes by itself. In tests `expect.poll` does the same and says what it expected. */
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_INTERVAL_MS = 100

/** The first value that is as wanted; after `timeoutMs` the last one read, which shows what is wrong. */
export async function until<T>(read: () => Promise<T>, wanted: (value: T) => boolean, timeoutMs: number): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const value = await read()
    if (wanted(value) || performance.now() > deadline) return value
    await sleep(POLL_INTERVAL_MS)
  }
}
