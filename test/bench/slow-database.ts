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
  close: () => void
}

export async function startSlowDatabase(): Promise<SlowDatabase> {
  // In milliseconds: when the last turn that was given is over.
  let free = 0
  const server = createServer((_, response) => {
    free = Math.max(free, performance.now()) + TRANSACTION_MS
    void sleep(Math.max(0, free - performance.now())).then(() => response.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
