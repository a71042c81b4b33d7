/** Rounds of lines: every line in every round, so that a busy machine slows all of them alike. The first round warms up. */
import { setTimeout as sleep } from 'node:timers/promises'

import type { Server } from './baselines.ts'
import { type Asked, load } from './load.ts'
import { processorMicroseconds } from './processor.ts'

export interface Line {
  name: string
  server: Server
  requests: number
  /** `n` counts from 0 over all rounds. */
  asked: (n: number) => Asked
  status: number
  /** How many requests have had all their effects: what they set going belongs to them. */
  done?: () => Promise<number>
  /** How long they have for that, where nothing shows it. */
  doneWithinMs?: number
  /** Whether a request counts when all is done, and not when it is answered. */
  isWhole?: boolean
  /** Whether some requests before each round are not measured: those that find nothing in memory after the rounds of other lines. */
  warmUp?: boolean
}

/** Medians of the rounds. */
export interface Figure {
  perSecond: number
  /** Processor time of the Workers' process, for one request. */
  cpuMicroseconds: number
}

const SOCKETS = 16
const WARM_UP_REQUESTS = 64
const POLL_MS = 100

export async function measure(lines: readonly Line[], rounds: number): Promise<Map<string, Figure>> {
  const measured = new Map<string, Figure[]>(lines.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const line of lines) {
      const figure = await measureOnce(line, round)
      if (round > 0) measured.get(line.name)?.push(figure)
    }
  }
  return new Map([...measured].map(([name, figures]) => [name, medianOf(figures)]))
}

const nothingToDo = (): Promise<number> => Promise.resolve(Infinity)

async function measureOnce(line: Line, round: number): Promise<Figure> {
  const {
    server,
    requests,
    asked,
    status,
    done = nothingToDo,
    doneWithinMs = 0,
    isWhole = false,
    warmUp = false,
  } = line
  if (warmUp) await load({ url: server.url, requests: WARM_UP_REQUESTS, sockets: SOCKETS, asked, status })
  const doneBefore = await done()
  const before = processorMicroseconds(server.pid)
  const begun = performance.now()
  const seconds = await load({
    url: server.url,
    requests,
    sockets: SOCKETS,
    asked: (n) => asked(round * requests + n),
    status,
  })
  await sleep(doneWithinMs)
  while ((await done()) < doneBefore + requests) await sleep(POLL_MS)
  const wholeSeconds = (performance.now() - begun) / 1000
  return {
    perSecond: requests / (isWhole ? wholeSeconds : seconds),
    cpuMicroseconds: (processorMicroseconds(server.pid) - before) / requests,
  }
}

export const medianOf = (figures: readonly Figure[]): Figure => ({
  perSecond: median(figures.map(({ perSecond }) => perSecond)),
  cpuMicroseconds: median(figures.map(({ cpuMicroseconds }) => cpuMicroseconds)),
})

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
