/** What the counters of a page have read, and whether a response is still outstanding. */
import type { Page } from 'playwright-core'

interface Reads {
  /** When the count was asked for, in milliseconds of the page's own clock. */
  times: number[]
  /** How many of them have no response yet. */
  waiting: number
}

export const reads = (page: Page): Promise<Reads> => page.evaluate(() => Reflect.get(window, 'reads'))

/** In the page: records when the count is read, and how many responses are outstanding. */
export function noteReads(): void {
  const reads: Reads = { times: [], waiting: 0 }
  const fetch = window.fetch.bind(window)
  Object.assign(window, {
    reads,
    fetch: async (...request: Parameters<typeof fetch>) => {
      reads.times.push(Date.now())
      reads.waiting++
      try {
        const response = await fetch(...request)
        await response.clone().text()
        return response
      } finally {
        // After the caller has handled it. Timers are stopped, messages are not.
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => reads.waiting--)
        port1.start()
        port2.postMessage(null)
      }
    },
  })
}
