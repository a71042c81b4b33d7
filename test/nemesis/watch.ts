/** Reads the public counts all the time, as visitors do, and the length of the queue. */
import { setTimeout as sleep } from 'node:timers/promises'

import type { CountResponse } from '../../schema/petition.ts'
import type { Poll } from './check.ts'
import type { Host } from './host-process.ts'
import { ask } from './http.ts'
import type { Load } from './load.ts'
import { PETITIONS } from './petitions.ts'

const POLL_MS = 250
/** Readers of one petition who wait for an answer, at most. */
const WAITING_MAX = 20
const PROGRESS_MS = 10_000
const SIGNATURES = 'undersigned-signatures'

export interface Watch {
  polls: Poll[]
  stop: () => Promise<void>
}

export function watchCounts(host: Host, load: Load, onProgress: (numbers: string) => void): Watch {
  const polls: Poll[] = []
  const state = { isOn: true }
  const read = async (slug: string): Promise<void> => {
    const invoked = performance.now()
    const answer = await ask(host.url, { method: 'GET', path: `/api/petitions/${slug}/count` }).catch(() => null)
    if (answer?.status !== 200) return
    const { count, asOf }: CountResponse = JSON.parse(answer.body)
    // Whatever has begun by now may explain it.
    const withdrawals = load.withdrawals.get(slug) ?? 0
    polls.push({ slug, count, withdrawals, asOf: Date.parse(asOf), invoked, at: performance.now() })
  }
  /** Readers come whether or not those before them have their answers. */
  const readAll = async (slug: string): Promise<void> => {
    const waiting = new Set<Promise<void>>()
    for (; state.isOn; await sleep(POLL_MS)) {
      if (waiting.size >= WAITING_MAX) continue
      const reading = read(slug).finally(() => waiting.delete(reading))
      waiting.add(reading)
    }
    await Promise.all(waiting)
  }
  const readers = PETITIONS.map(({ slug }) => readAll(slug))
  const queue = async (): Promise<void> => {
    for (let shownAt = 0; state.isOn; await sleep(POLL_MS)) {
      const backlogs = await host.ask('backlogs', null).catch(() => null)
      if (backlogs === null) continue
      load.backlog = backlogs[SIGNATURES] ?? 0
      if (performance.now() - shownAt < PROGRESS_MS) continue
      shownAt = performance.now()
      onProgress(`${load.accepted()} accepted, ${load.backlog} in the queue`)
    }
  }
  const queueRead = queue()
  return {
    polls,
    async stop() {
      state.isOn = false
      await Promise.all([...readers, queueRead])
    },
  }
}
