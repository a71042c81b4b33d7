/**
 * A Redis for a test: Debian's redis-server on a free port of loopback, or, where there is none, `ioredis-mock`, which runs
 * the same scripts in a Lua of its own. Nothing is written to disk.
 */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

import Redis from 'ioredis'
import RedisMock from 'ioredis-mock'

const START_TIMEOUT_MS = 120_000

export interface TestRedis {
  real: boolean
  client: Redis
  stop(): Promise<void>
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort()
  const server = spawn('redis-server', [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ])
  const missing = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(true))
    server.once('spawn', () => resolve(false))
  })
  if (missing) {
    console.log('redis-server is not installed: these tests run on ioredis-mock')
    const client = new RedisMock()
    return { real: false, client, stop: async () => void (await client.quit()) }
  }
  const killed = (): void => void server.kill('SIGKILL')
  process.once('exit', killed)
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve())
  })
  const client = new Redis({ host: '127.0.0.1', port, retryStrategy: () => 50, maxRetriesPerRequest: null })
  // Until it listens; the client tries again by itself.
  client.on('error', () => {})
  await Promise.race([
    client.ping(),
    ended.then(() => {
      throw new Error('redis-server ended at once')
    }),
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('redis-server does not respond')), START_TIMEOUT_MS).unref()
    }),
  ])
  return {
    real: true,
    client,
    async stop() {
      client.disconnect()
      server.kill('SIGTERM')
      await ended
      process.off('exit', killed)
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
