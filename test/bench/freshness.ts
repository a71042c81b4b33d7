/** How long after its 202 a signature is seen in the public count, while signatures come at a steady rate. */
import { setTimeout as sleep } from 'node:timers/promises'

import type { Server } from './baselines.ts'
import { type Asked, openPool } from './load.ts'

export interface Freshness {
  /** Signatures a second that were accepted. */
  perSecond: number
  /** Seconds from the 202 to the first count with it. */
  median: number
  max: number
}

const POLL_MS = 50
const TICK_MS = 20
/** After the last signature. */
const PATIENCE_MS = 20_000

/** `base`: the count before. Nobody else signs the petition. */
export async function measureFreshness(
  server: Server,
  { perSecond, seconds, base, asked, countPath }: Steady,
): Promise<Freshness> {
  const pool = openPool(server.url)
  const accepted: number[] = []
  const seen: { at: number; count: number }[] = []
  const begun = performance.now()
  const now = (): number => performance.now() - begun
  let sentAt: number | null = null
  const watch = async (): Promise<void> => {
    const until = (): number => base + accepted.length
    const isOver = (): boolean =>
      sentAt !== null && ((seen.at(-1)?.count ?? 0) >= until() || now() > sentAt + PATIENCE_MS)
    while (!isOver()) {
      const { count }: { count: number } = JSON.parse((await pool.exchange({ path: countPath })).body)
      seen.push({ at: now(), count })
      await sleep(POLL_MS)
    }
  }
  const send = async (): Promise<void> => {
    const sending: Promise<void>[] = []
    let sent = 0
    while (now() < seconds * 1000) {
      for (const due = (now() / 1000) * perSecond; sent < due; sent++) {
        sending.push(
          pool.exchange(asked(sent)).then(({ status, body }) => {
            if (status !== 202) throw new Error(`${status}: ${body}`)
            accepted.push(now())
          }),
        )
      }
      await sleep(TICK_MS)
    }
    await Promise.all(sending)
    sentAt = now()
  }
  try {
    await Promise.all([watch(), send()])
  } finally {
    pool.close()
  }
  // The nth accepted is seen when the count has grown by n.
  const waits = accepted.map((at, n) => (seen.find(({ count }) => count >= base + n + 1)?.at ?? Infinity) - at)
  const ordered = waits.toSorted((a, b) => a - b)
  return {
    perSecond: accepted.length / seconds,
    median: (ordered[Math.floor(ordered.length / 2)] ?? NaN) / 1000,
    max: (ordered.at(-1) ?? NaN) / 1000,
  }
}

interface Steady {
  perSecond: number
  seconds: number
  base: number
  asked: (n: number) => Asked
  countPath: string
}
