/**
 * The writer of a database as slow as Cloudflare's: one transaction at a time, each of several milliseconds. Workers ask it for their turn
 * and go on when it is over (workers/around.ts).
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export const TRANSACTION_MS = 5

export interface SlowDatabase {
  url: string
  /** From now on, a transaction takes so many milliseconds. */
  takes: (transactionMs: number) => void
  /** How many turns were given so far. */
  turns: () => number
  close: () => void
}

export async function startSlowDatabase(): Promise<SlowDatabase> {
  // In milliseconds: when the last turn that was given is over.
  let free = 0
  let transactionMs = TRANSACTION_MS
  let turns = 0
  const server = createServer((_, response) => {
    turns++
    free = Math.max(free, performance.now()) + transactionMs
    void sleep(Math.max(0, free - performance.now())).then(() => response.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    takes: (ms) => (transactionMs = ms),
    turns: () => turns,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
