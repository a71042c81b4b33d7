/** Opens batches in parallel on worker threads. Results keep the order of the input. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

import type { ContactRow } from '../../../schema/contact.ts'
import type { Opened, Opening } from './open.ts'

const THREADS_MAX = 4
/** Batches queued per thread: enough to keep it busy without filling the memory. */
const AHEAD_PER_THREAD = 3
/** By default the young generation of each thread grows to many times what it needs. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 8 }

export interface OpenedBatch extends Opened {
  /** Id of the last row of the batch, opened or not. */
  lastId: string | null
}

export interface OpenPool {
  /** Opens all of `batches`. If they throw, the batches received are opened before the error is thrown. */
  openAll(batches: AsyncIterable<ContactRow[]>): AsyncGenerator<OpenedBatch>
  close(): Promise<void>
}

export function createOpenPool(opening: Opening): OpenPool {
  const threads = Array.from({ length: Math.min(availableParallelism(), THREADS_MAX) }, () => openThread(opening))
  const aheadMax = AHEAD_PER_THREAD * threads.length
  return {
    async *openAll(batches) {
      const pending: Promise<OpenedBatch>[] = []
      let turn = 0
      let failure: { error: unknown } | null = null
      try {
        for await (const rows of batches) {
          pending.push(openOn(threads[turn++ % threads.length], rows))
          const oldest = pending.length < aheadMax ? undefined : pending.shift()
          if (oldest !== undefined) yield await oldest
        }
      } catch (error) {
        failure = { error }
      }
      for (const result of pending) yield await result
      if (failure !== null) throw failure.error
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}

function openOn(thread: OpenThread | undefined, rows: ContactRow[]): Promise<OpenedBatch> {
  if (thread === undefined) throw new Error('the pool has no threads')
  const result = thread.open(rows).then((opened) => ({ ...opened, lastId: rows.at(-1)?.id ?? null }))
  // Awaited later: without a handler until then, Node would report an unhandled rejection.
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
      const result = Promise.withResolvers<Opened>()
      waiting.push(result)
      // The rule is for windows: a worker thread has no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      worker.postMessage(rows)
      return result.promise
    },
    close: () => worker.terminate(),
  }
}
