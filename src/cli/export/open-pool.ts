/** Threads that open batches side by side. What comes out is in the order in which it went in. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

import type { ContactRow } from '../../../schema/contact.ts'
import type { Opened, Opening } from './open.ts'

const THREADS_MAX = 4
/** Batches that a thread has before it: enough to keep it busy, and no more to keep in memory. */
const AHEAD_PER_THREAD = 3
/** Left to itself the young generation of each thread grows to many times what it needs. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 8 }

export interface OpenedBatch extends Opened {
  /** The last row that was asked for, opened or not. */
  lastId: string | null
}

export interface OpenPool {
  /** Opens all of `batches`. When they break off, what had come is still opened before their error is thrown. */
  openAll(batches: AsyncIterable<ContactRow[]>): AsyncGenerator<OpenedBatch>
  close(): Promise<void>
}

export function createOpenPool(opening: Opening): OpenPool {
  const threads = Array.from({ length: Math.min(availableParallelism(), THREADS_MAX) }, () => openThread(opening))
  const aheadMax = AHEAD_PER_THREAD * threads.length
  return {
    async *openAll(batches) {
      const underWay: Promise<OpenedBatch>[] = []
      let turn = 0
      let brokenOff: { error: unknown } | null = null
      try {
        for await (const rows of batches) {
          underWay.push(openOn(threads[turn++ % threads.length], rows))
          const oldest = underWay.length < aheadMax ? undefined : underWay.shift()
          if (oldest !== undefined) yield await oldest
        }
      } catch (error) {
        brokenOff = { error }
      }
      for (const result of underWay) yield await result
      if (brokenOff !== null) throw brokenOff.error
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}

function openOn(thread: OpenThread | undefined, rows: ContactRow[]): Promise<OpenedBatch> {
  if (thread === undefined) throw new Error('no thread to open with')
  const result = thread.open(rows).then((opened) => ({ ...opened, lastId: rows.at(-1)?.id ?? null }))
  // It is awaited in its turn; until then nobody listens, and that is no fault.
  result.catch(() => {})
  return result
}

interface OpenThread {
  open(rows: ContactRow[]): Promise<Opened>
  close(): Promise<unknown>
}

function openThread(opening: Opening): OpenThread {
  const worker = new Worker(join(import.meta.dirname, 'open-thread.ts'), {
    workerData: opening,
    resourceLimits: THREAD_LIMITS,
  })
  const waiting: PromiseWithResolvers<Opened>[] = []
  let fault: { error: unknown } | null = null
  worker.on('message', (opened: Opened) => waiting.shift()?.resolve(opened))
  worker.on('error', (error) => {
    fault = { error }
    for (const { reject } of waiting.splice(0)) reject(error)
  })
  return {
    async open(rows) {
      if (fault !== null) throw fault.error
      const answer = Promise.withResolvers<Opened>()
      waiting.push(answer)
      // A thread has no origin, as the rule for windows asks.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      worker.postMessage(rows)
      return answer.promise
    },
    close: () => worker.terminate(),
  }
}
