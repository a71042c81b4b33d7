/**
 * `npm run bench`: what a request costs, in processor time of the Workers' process, beside a bare Worker that only says
 * ok. Every case in every round, so that a busy machine slows all of them alike; the ratios are what to read.
 * `npm run bench -- --rounds 1 --reads 100 --signatures 50` shows that it runs, and no more.
 *
 * Weakness: a signature's figure holds the simulated queue and the consumer too, which share the process.
 */
import { Agent, request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import { convertV4MiniflareOptions, Miniflare } from 'miniflare'

import { watchResources } from '../replay/resources.ts'
import { startInstance } from '../support/instance.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

interface Case {
  name: string
  requests: number
  url: (n: number) => URL
  body?: (n: number) => string
  status: number
}

const CONCURRENCY = 32
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    reads: { type: 'string', default: '3000' },
    signatures: { type: 'string', default: '1000' },
  },
})
const ROUNDS = Number(options.rounds)
const READS = Number(options.reads)
const SIGNATURES = Number(options.signatures)
const SETTLE_MS = 1_500

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY })
const REVIEW_RULES_OFF = { emailDomainPerHour: 1_000_000, networkPerHour: 1_000_000, surgePerMinute: 1_000_000 }

const directory = temporaryDirectory()
const instance = await startInstance({ stateDirectory: directory.path })
const bare = await startBare()
try {
  for (const confirmation of ['none', 'email']) {
    await instance.startPetition({ slug: confirmation, confirmation, reviewRules: REVIEW_RULES_OFF })
  }
  const cases = casesOf(instance.url, bare.url)
  const costs = new Map<string, number[]>(cases.map(({ name }) => [name, []]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const each of cases) {
      const cost = await costOf(each, round)
      // The first round warms up.
      if (round > 0) costs.get(each.name)?.push(cost)
    }
  }
  report(costs)
} finally {
  agent.destroy()
  await Promise.all([instance.dispose(), bare.dispose()])
  directory.remove()
}

function casesOf(edge: URL, bareUrl: URL): Case[] {
  const read = (name: string, path: string): Case => ({
    name,
    requests: READS,
    url: () => new URL(path, edge),
    status: 200,
  })
  const sign = (name: string, slug: string, signer: (n: number) => number): Case => ({
    name,
    requests: SIGNATURES,
    url: () => new URL(`/api/petitions/${slug}/signatures`, edge),
    body: (n) => JSON.stringify({ name: `Signer ${n}`, email: `signer.${signer(n)}@example.org` }),
    status: 202,
  })
  return [
    { name: 'a bare Worker', requests: READS, url: () => bareUrl, status: 200 },
    read('GET count', '/api/petitions/none/count'),
    read('GET page', '/en/p/none'),
    read('GET challenge', '/api/petitions/none/challenge'),
    sign('POST signature, counted at once', 'none', (n) => n),
    sign('POST signature, a repeat', 'none', () => 1),
    sign('POST signature, confirmed by email', 'email', (n) => n),
  ]
}

/** Microseconds of processor time a request. */
async function costOf({ requests, url, body, status }: Case, round: number): Promise<number> {
  const resources = watchResources()
  const before = resources.read().cpuSeconds.workers
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < requests) {
      const n = round * requests + next++
      const got = await send(url(n), body?.(n), n)
      if (got !== status) throw new Error(`${url(n).pathname} responded with ${got} instead of ${status}`)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane))
  // What a signature sets going behind it belongs to it.
  await sleep(body === undefined ? 0 : SETTLE_MS)
  const after = resources.read().cpuSeconds.workers
  resources.stop()
  return ((after - before) * 1e6) / requests
}

function send(url: URL, body: string | undefined, n: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url.href, {
      agent,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'cf-connecting-ip': `10.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`,
        'accept-language': 'en',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    })
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => {
      incoming.resume().once('error', reject)
      incoming.once('end', () => resolve(incoming.statusCode ?? 0))
    })
    outgoing.end(body)
  })
}

async function startBare(): Promise<{ url: URL; dispose: () => Promise<void> }> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'bare',
      modules: true,
      script: `export default { fetch: () => new Response('ok') }`,
      compatibilityDate: '2026-11-01',
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
      cf: false,
    }),
  )
  await miniflare.ready
  return { url: await miniflare.unsafeGetDirectURL('bare'), dispose: () => miniflare.dispose() }
}

function report(costs: ReadonlyMap<string, readonly number[]>): void {
  const medians = [...costs].map(([name, values]) => ({ name, median: median(values) }))
  const base = medians[0]?.median ?? 1
  console.log(`Processor time a request, median of ${ROUNDS} rounds:\n`)
  for (const { name, median } of medians) {
    console.log(`${name.padEnd(36)}${median.toFixed(0).padStart(6)} µs ${(median / base).toFixed(1).padStart(6)} ×`)
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
