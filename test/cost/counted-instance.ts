/**
 * Both Workers, counted. What they put on their queues waits here, so that a batch has exactly as many messages as it is given, and all
 * of them were signed in the same minute.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { deleteExpired } from '../../src/ledger/retention/retention.ts'
import { DAY_MS } from '../../src/limits.ts'
import type { Deliver, Delivered, Result } from '../../src/local/queue-lane.ts'
import { EASY_PROOFS } from '../bench/lines.ts'
import { surrounded } from '../bench/surrounded.ts'
import { withLimits } from '../support/harness.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { countedDatabase } from './counted-database.ts'
import { QUEUE_CHUNK_BYTES, QUEUE_METADATA_BYTES } from './prices.ts'
import type { Reply, Reported } from './reported.ts'
import { NO_OPERATIONS, type Operations } from './steps.ts'

interface DeliveryOptions {
  /** Of the email addresses. */
  domain?: 'large' | 'other'
  /** Whether the site has one, for static counts. */
  hasBucket?: boolean
}

export interface Counted extends Instance {
  /** What happens meanwhile, for one of `times`. */
  counted: (times: number, act: () => Promise<void>) => Promise<Operations>
  /** The same of delivering the next `times` messages, `size` in a batch. */
  delivered: (queue: string, times: number, size: number, options?: DeliveryOptions) => Promise<Operations>
  /** The same of the hourly deletion of what has expired, in `days`. */
  expired: (days: number, times: number) => Promise<Operations>
  /** Texts of the emails that were sent. */
  emails: readonly string[]
}

const SETTINGS = { unconfirmedDays: 30, contactsMonths: 6 }
const MINUTE_MS = 60_000
const TRIES_MAX = 2_000
const TRY_MS = 10
/** Acked. */
const TAKEN: Result = { outcome: 'ok', retryBatch: { retry: false }, ackAll: true, retryMessages: [], explicitAcks: [] }

const chunksOf = (body: unknown): number =>
  Math.ceil((Buffer.byteLength(JSON.stringify(body)) + QUEUE_METADATA_BYTES) / QUEUE_CHUNK_BYTES)

/** `directory`: of the database. */
export async function startCounted(directory: string): Promise<Counted> {
  const tally = { ...NO_OPERATIONS }
  const emails: string[] = []
  const note = ({
    requests = 0,
    rowsRead = 0,
    rowsWritten = 0,
    bucketWrites = 0,
    bucketReads = 0,
    messages = [],
    emails: sent = [],
  }: Partial<Reported>) => {
    tally.requests += requests
    tally.rowsRead += rowsRead
    tally.rowsWritten += rowsWritten
    tally.bucketWrites += bucketWrites
    tally.bucketReads += bucketReads
    tally.queueOperations += messages.reduce((sum: number, body) => sum + chunksOf(body), 0)
    tally.emails += sent.length
    emails.push(...sent)
  }
  const counts = await listen(note)
  const waiting = new Map<string, Delivered[]>()
  let deliver: Deliver | undefined
  const instance = await startInstance({
    stateDirectory: directory,
    buckets: { 'undersigned-consumer': { COUNTS: 'undersigned-counts' } },
    vars: {
      BOT_CHECK: 'altcha',
      COUNTS_URL: counts.url,
      EMAIL_SENDER: 'cloudflare',
      EMAIL_FROM: 'petitions@example.org',
    },
    // The consumer checks no proofs.
    prepare: (name, modules) =>
      surrounded(
        name.endsWith('-consumer') ? modules : withLimits(modules, EASY_PROOFS),
        join(import.meta.dirname, 'workers/counted.ts'),
      ),
    async between(queue, messages, toConsumer) {
      deliver = toConsumer
      waiting.set(queue, [...(waiting.get(queue) ?? []), ...messages])
      return TAKEN
    },
  })

  const counted: Counted['counted'] = async (times, act) => {
    Object.assign(tally, NO_OPERATIONS)
    await act()
    const each = (resource: keyof Operations): number => tally[resource] / times
    return {
      requests: each('requests'),
      rowsWritten: each('rowsWritten'),
      rowsRead: each('rowsRead'),
      queueOperations: each('queueOperations'),
      bucketWrites: each('bucketWrites'),
      bucketReads: each('bucketReads'),
      emails: each('emails'),
    }
  }

  async function waitingIn(queue: string, times: number): Promise<Delivered[]> {
    for (let tries = 0; (waiting.get(queue)?.length ?? 0) < times; tries++) {
      if (tries === TRIES_MAX) throw new Error(`there are not ${times} messages on ${queue}`)
      await new Promise((resolve) => setTimeout(resolve, TRY_MS))
    }
    return waiting.get(queue)?.splice(0, times) ?? []
  }

  return {
    ...instance,
    emails,
    counted,
    async delivered(queue, times, size, { domain = 'large', hasBucket = false } = {}) {
      counts.reply.hasBucket = hasBucket
      const messages = await waitingIn(queue, times)
      const minute = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
      return counted(times, async () => {
        for (let at = 0; at < times; at += size) {
          const batch = messages
            .slice(at, at + size)
            .map(({ body, ...message }, n) =>
              Object.assign(message, { body: as(body, { signedAt: minute + n, domain }) }),
            )
          const result = await deliver?.(queue, batch)
          if (result?.outcome !== 'ok' || result.explicitAcks.length !== batch.length)
            throw new Error(`a batch of ${queue} was not processed`)
          // Read and deleted.
          tally.queueOperations += batch.reduce((sum, { body }) => sum + 2 * chunksOf(body), 0)
        }
      })
    },
    expired: (days, times) =>
      counted(times, async () => {
        await deleteExpired(countedDatabase(instance.db, note), SETTINGS, Date.now() + days * DAY_MS)
      }),
    async dispose() {
      await instance.dispose()
      counts.close()
    },
  }
}

/**
 * A signature as if it had been given at that time, and with an email address at a large provider, as most have, or at another domain. All
 * email addresses here are at example.org.
 */
function as(body: unknown, { signedAt, domain }: { signedAt: number; domain: 'large' | 'other' }): unknown {
  if (typeof body !== 'object' || body === null || !('signedAt' in body && 'review' in body)) return body
  const { review } = body
  if (typeof review !== 'object') return body
  return { ...body, signedAt, review: domain === 'large' ? { ...review, emailDomain: null } : review }
}

async function listen(note: (what: Partial<Reported>) => void) {
  const reply: Reply = { hasBucket: false }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const what: Partial<Reported> = JSON.parse(body)
      note(what)
      response.end(JSON.stringify(reply))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    reply,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
