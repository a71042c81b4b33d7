/** What worker tests share: a petition to sign, a solved challenge, and batches for the consumer. */
import {
  createExecutionContext,
  createMessageBatch,
  env,
  getQueueResult,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'
import { vi } from 'vitest'

import type { PetitionResponse } from '../../schema/petition.ts'
import type { SignatureMessage } from '../../schema/message.ts'
import consumer from '../../workers/consumer/index.ts'
import edge from '../../workers/edge/index.ts'

export const ORIGIN = 'http://petitions.test'

/** The campaign's, and as secret as everything in a test. */
export const CAMPAIGN_KEYS = {
  publicKey: 'JIz_M3YEn_zIy7JUaNxi6ygAxiRqK3n_WOjKxcgPPUQ',
  privateKey: 'kIB9sUiPowW6uHwcS6vNxokQ_WLuVbBt6RLHXPAJFls',
}

let serial = 0
/** Different every time within a file. */
export const unique = (prefix: string): string => `${prefix}-${++serial}`

/** One request to the edge Worker, with everything that it leaves for later done. */
export async function fetchEdge(
  path: string,
  init: RequestInit = {},
  overrides: Partial<EdgeEnv> = {},
): Promise<Response> {
  const ctx = createExecutionContext()
  const worker = Object.keys(overrides).length === 0 ? env : { ...env, ...overrides }
  const response = await edge.fetch(new Request(`${ORIGIN}${path}`, init), worker, ctx)
  await waitOnExecutionContext(ctx)
  return response
}

export const asOperator = { authorization: `Bearer ${env.ADMIN_TOKEN}` }
export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

export const jsonPost = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

export interface TestPetition {
  id: number
  slug: string
  token: string
}

/** Where a test does not care, what is signed counts at once. */
export async function startPetition(fields: Record<string, unknown> = {}): Promise<TestPetition> {
  const slug = unique('petition')
  const form = {
    slug,
    title: 'A title',
    addressee: 'The council',
    starter: 'Ada Example',
    body: 'Words.',
    confirmation: 'none',
    publicKeys: [CAMPAIGN_KEYS.publicKey],
    ...fields,
  }
  const response = await fetchEdge('/api/petitions', jsonPost(form, asOperator))
  if (response.status !== 201) throw new Error(`no petition: ${await response.text()}`)
  const { token } = await response.json<PetitionResponse & { token: string }>()
  const row = await env.DB.prepare('SELECT id FROM petitions WHERE slug = ?').bind(form.slug).first<{ id: number }>()
  return { id: row?.id ?? 0, slug: form.slug, token }
}

/** A proof as the form sends it. */
export async function solve(slug: string, overrides: Partial<EdgeEnv> = {}): Promise<string> {
  const response = await fetchEdge(`/api/petitions/${slug}/challenge`, {}, overrides)
  const challenge = await response.json<Challenge>()
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}

/** Records what is sent, as a queue would take it. */
export function recordingQueue(): { queue: Queue; sent: SignatureMessage[] } {
  const sent: SignatureMessage[] = []
  const queue = { send: async (message: SignatureMessage) => void sent.push(message) }
  return { queue: queue as unknown as Queue, sent }
}

/** A signer's message; `n` makes the signer. */
export const message = (
  petition: TestPetition,
  n: number,
  fields: Partial<SignatureMessage> = {},
): SignatureMessage => ({
  v: 3,
  kind: 'signature',
  id: uuidOf(petition.id, n),
  petitionId: petition.id,
  signer: n.toString(16).padStart(64, '0'),
  publicName: `Signer ${n}`,
  country: 'UZ',
  comment: null,
  partner: null,
  locale: 'en',
  signedAt: Date.now(),
  contact: '00',
  sealedEmail: null,
  review: { network: null, emailDomain: null, country: 'UZ', disposable: false, signals: [] },
  ...fields,
})

const uuidOf = (petition: number, n: number): string =>
  `0198${(petition % 0xffff).toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Hands a batch to the consumer, and tells what it did with each message. */
export async function consume(
  queue: string,
  bodies: readonly unknown[],
  overrides: Partial<ConsumerEnv> = {},
  attempts = 1,
) {
  const batch = createMessageBatch(
    queue,
    bodies.map((body, index) => ({ id: `m${index}-${unique('x')}`, timestamp: new Date(), attempts, body })),
  )
  // The result does not tell how long a retry is to wait; the calls do.
  const retries = batch.messages.map((message) => vi.spyOn(message, 'retry'))
  const ctx = createExecutionContext()
  await consumer.queue(batch, { ...env, ...overrides })
  const result = await getQueueResult(batch, ctx)
  const retryDelaysSeconds = retries.flatMap(({ mock }) => mock.calls.map(([options]) => options?.delaySeconds))
  return { ...result, retryDelaysSeconds }
}

export const consumeSignatures = (bodies: readonly unknown[], overrides: Partial<ConsumerEnv> = {}, attempts = 1) =>
  consume('undersigned-signatures', bodies, overrides, attempts)

/** The ledger of a petition as it is in the database. */
export async function ledgerOf(petition: TestPetition) {
  const [rows, counter, tallies] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare('SELECT count(*) AS n FROM signatures WHERE petition_id = ?').bind(petition.id),
    env.DB.prepare('SELECT n FROM counters WHERE petition_id = ?').bind(petition.id),
    env.DB.prepare('SELECT dimension, sum(n) AS n FROM tallies WHERE petition_id = ? GROUP BY dimension').bind(
      petition.id,
    ),
  ])
  const sums: Record<string, number> = {}
  for (const { dimension, n } of tallies?.results ?? []) sums[String(dimension)] = Number(n)
  return { rows: Number(rows?.results[0]?.['n']), counter: Number(counter?.results[0]?.['n']), tallies: sums }
}

/** A ledger in which everything says `n`. */
export const ledgerAt = (n: number) => ({
  rows: n,
  counter: n,
  tallies: n === 0 ? {} : { minute: n, hour: n, country: n, partner: n },
})

type Batch = (statements: D1PreparedStatement[]) => Promise<D1Result[]>

/** The database, with another way to carry out a transaction. */
export const dbWith = (batch: Batch): D1Database =>
  new Proxy(env.DB, {
    get: (target, name) => (name === 'batch' ? batch : Reflect.get(target, name).bind(target)),
  })

/** The database, with everything that goes through its transactions counted. */
export function meteredDb() {
  const meter = { batches: 0, statements: 0, rowsRead: 0, rowsWritten: 0 }
  const DB = dbWith(async (statements) => {
    meter.batches++
    meter.statements += statements.length
    const results = await env.DB.batch(statements)
    for (const { meta } of results) {
      meter.rowsRead += meta.rows_read
      meter.rowsWritten += meta.rows_written
    }
    return results
  })
  return { DB, meter }
}
