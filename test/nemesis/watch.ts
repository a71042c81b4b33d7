/** Reads the public counts all the time, as visitors do, and the length of the queue. */
import { setTimeout as sleep } from 'node:timers/promises'

import type { CountResponse } from '../../schema/petition.ts'
import type { Poll } from './check.ts'
import type { Host } from './host-process.ts'
import { ask } from './http.ts'
import type { Load } from './load.ts'
import { PETITIONS } from './petitions.ts'

const POLL_MS = 250
/** Of each petition. A load that is slow keeps one of them waiting, while others have the count loaded again. */
const READERS = 4
const PROGRESS_MS = 10_000
const SIGNATURES = 'undersigned-signatures'

export interface Watch {
  /** Each count that differs from the one read before it. */
  polls: Poll[]
  stop: () => Promise<void>
}

export function watchCounts(host: Host, load: Load, onProgress: (numbers: string) => void): Watch {
  const polls: Poll[] = []
  const state = { isOn: true }
  const read = async (slug: string, reader: number): Promise<void> => {
    let last = -1
    while (state.isOn) {
      const answer = await ask(host.url, { method: 'GET', path: `/api/petitions/${slug}/count` }).catch(() => null)
      if (answer?.status === 200) {
        const { count, asOf }: CountResponse = JSON.parse(answer.body)
        // Whatever has begun by now may explain it.
        const withdrawals = load.withdrawals.get(slug) ?? 0
        if (count !== last)
          polls.push({ slug, reader, count, withdrawals, asOf: Date.parse(asOf), at: performance.now() })
        last = count
      }
      await sleep(POLL_MS)
    }
  }
  const readers = PETITIONS.flatMap(({ slug }) => Array.from({ length: READERS }, (_, reader) => read(slug, reader)))
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
