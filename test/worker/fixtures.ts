/**
 * What worker tests share: petitions, signatures with their proof, batches for the consumer, the ledger of a petition, and
 * queues and databases that record, count or fail.
 */
import {
  createExecutionContext,
  createMessageBatch,
  env,
  getQueueResult,
  waitOnExecutionContext,
} from 'cloudflare:test'
import type { Challenge } from 'altcha-lib/types'
import { onTestFinished, vi } from 'vitest'

import type { PetitionResponse } from '../../schema/petition.ts'
import type { SignatureMessage, WithdrawalMessage } from '../../schema/message.ts'
import type { UpdateResponse } from '../../schema/update.ts'
import type { WithCounts } from '../../workers/consumer/counts.ts'
import consumer from '../../workers/consumer/index.ts'
import edge from '../../workers/edge/index.ts'
import { petitionForm } from '../support/petition-form.ts'
import { proofOf } from '../support/proof.ts'
import { bearer, jsonPost } from '../support/requests.ts'

export { CAMPAIGN_KEYS, petitionForm } from '../support/petition-form.ts'
export { bearer, jsonPost }

export const ORIGIN = 'http://petitions.test'

let serial = 0
/** A name that no other call in the same file returns. */
export const unique = (prefix: string): string => `${prefix}-${++serial}`

/** Stops `Date` until the test ends, so that no cache expires while a busy machine takes its time. */
export function stopClock(): void {
  vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
}

/** One request to the edge Worker. Resolves when what it left to `waitUntil` is done too. */
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
export interface TestPetition {
  id: number
  slug: string
  token: string
}

/** Starts a petition whose signatures count at once, unless `fields` say otherwise. */
export async function startPetition(fields: Record<string, unknown> = {}): Promise<TestPetition> {
  const form = petitionForm({ slug: unique('petition'), confirmation: 'none', ...fields })
  const response = await fetchEdge('/api/petitions', jsonPost(form, asOperator))
  if (response.status !== 201) throw new Error(`no petition: ${await response.text()}`)
  const { token } = await response.json<PetitionResponse & { token: string }>()
  const row = await env.DB.prepare('SELECT id FROM petitions WHERE slug = ?').bind(form.slug).first<{ id: number }>()
  return { id: row?.id ?? 0, slug: form.slug, token }
}

/** Words that no form takes, as a change by hand leaves them in the database: past the triggers, which are made again. */
export async function plantWords(slug: string, words: { title?: string; addressee?: string; body?: string }) {
  const { title = null, addressee = null, body = null } = words
  const { results: triggers } = await env.DB.prepare(
    `SELECT name, sql FROM sqlite_schema WHERE name IN ('versions_not_changed', 'petitions_words_of_version')`,
  ).all<{ name: string; sql: string }>()
  const planted = 'title = coalesce(?2, title), addressee = coalesce(?3, addressee), body = coalesce(?4, body)'
  const values = [slug, title, addressee, body]
  await env.DB.batch([
    ...triggers.map(({ name }) => env.DB.prepare(`DROP TRIGGER ${name}`)),
    env.DB.prepare(
      `UPDATE versions SET ${planted} WHERE (petition_id, number) IN (SELECT id, version FROM petitions WHERE slug = ?1)`,
    ).bind(...values),
    env.DB.prepare(`UPDATE petitions SET ${planted} WHERE slug = ?1`).bind(...values),
    ...triggers.map(({ sql }) => env.DB.prepare(sql)),
  ])
}

/** POSTs to a route of the petition with its campaign token: `close`, `updates`. Without a body there is no content type. */
export const postAsCampaign = ({ slug, token }: Pick<TestPetition, 'slug' | 'token'>, route: string, body?: unknown) =>
  fetchEdge(
    `/api/petitions/${slug}/${route}`,
    body === undefined ? { method: 'POST', headers: bearer(token) } : jsonPost(body, bearer(token)),
  )

export const publishUpdate = async (petition: TestPetition, title: string, body = 'Words.'): Promise<UpdateResponse> =>
  (await postAsCampaign(petition, 'updates', { title, body })).json<UpdateResponse>()

/** POSTs the fields of a signature as they are. */
export const postSignature = (slug: string, fields: unknown, overrides: Partial<EdgeEnv> = {}, headers = {}) =>
  fetchEdge(`/api/petitions/${slug}/signatures`, jsonPost(fields, headers), overrides)

/** The proof for a new challenge of the petition. */
export async function solve(slug: string, overrides: Partial<EdgeEnv> = {}): Promise<string> {
  const response = await fetchEdge(`/api/petitions/${slug}/challenge`, {}, overrides)
  return proofOf(await response.json<Challenge>())
}

/** A queue of signatures that records what is sent. */
export function recordingQueue(): { queue: Queue; sent: SignatureMessage[] } {
  const sent: SignatureMessage[] = []
  const queue = {
    send: async (message: SignatureMessage) => void sent.push(message),
    sendBatch: async (batch: { body: SignatureMessage }[]) => void sent.push(...batch.map(({ body }) => body)),
  }
  return { queue: queue as unknown as Queue, sent }
}

/** A queue that records in `sent` what is sent in batches, with `waiting` messages in it already. */
export function batchQueue(sent: unknown[], waiting = 0): Queue {
  const sendBatch = async (batch: { body: unknown }[]) => void sent.push(...batch.map(({ body }) => body))
  return { sendBatch, metrics: async () => ({ backlogCount: waiting + sent.length }) } as unknown as Queue
}

const queueDown = () => Promise.reject(new Error('queue down'))
/** A queue that takes nothing. */
export const failingQueue = { send: queueDown, sendBatch: queueDown, metrics: queueDown } as unknown as Queue

/** The message of one signature; each `n` is another signer. */
export const message = (
  petition: TestPetition,
  n: number,
  fields: Partial<SignatureMessage> = {},
): SignatureMessage => ({
  v: 5,
  kind: 'signature',
  id: uuidOf(petition.id, n),
  petitionId: petition.id,
  signer: n.toString(16).padStart(64, '0'),
  publicName: `Signer ${n}`,
  country: 'UZ',
  comment: null,
  partner: null,
  locale: 'en',
  version: null,
  signedAt: Date.now(),
  contact: '00',
  sealedEmail: null,
  review: { network: null, emailDomain: null, country: 'UZ', disposable: false, signals: [] },
  ...fields,
})

/** The message of its withdrawal. `proven`: by a link in an email. */
export const withdrawalOf = (
  { petitionId, id, signer }: SignatureMessage,
  { proven = true, at = Date.now() } = {},
): WithdrawalMessage => ({ v: 5, kind: 'withdrawal', petitionId, id, signer, proven, at })

/** The id of the nth challenge of a petition. */
export const uuidOf = (petition: number, n: number): string =>
  `0198${(petition % 0xffff).toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Hands a batch to the consumer. Resolves to what it did with each message. */
export async function consume(
  queue: string,
  bodies: readonly unknown[],
  overrides: Partial<ConsumerEnv> & WithCounts = {},
  attempts = 1,
) {
  const batch = createMessageBatch(
    queue,
    bodies.map((body, index) => ({ id: `m${index}-${unique('x')}`, timestamp: new Date(), attempts, body })),
  )
  // The result does not say how long a retry waits; the calls do.
  const retries = batch.messages.map((message) => vi.spyOn(message, 'retry'))
  const ctx = createExecutionContext()
  await consumer.queue(batch, { ...env, ...overrides })
  const result = await getQueueResult(batch, ctx)
  const retryDelaysSeconds = retries.flatMap(({ mock }) => mock.calls.map(([options]) => options?.delaySeconds))
  return { ...result, retryDelaysSeconds }
}

export const consumeSignatures = (
  bodies: readonly unknown[],
  overrides: Partial<ConsumerEnv> & WithCounts = {},
  attempts = 1,
) => consume('undersigned-signatures', bodies, overrides, attempts)

/** Rows, counter and tallies of a petition, as they are in the database. */
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

/** The ledger of a petition with `n` counted signatures. */
export const ledgerAt = (n: number) => ({
  rows: n,
  counter: n,
  tallies: n === 0 ? {} : { minute: n, hour: n, country: n, partner: n, version: n, language: n, 'day-partner': n },
})

type Batch = (statements: D1PreparedStatement[]) => Promise<D1Result[]>

/** The database with another `batch`, which is its only way to run a transaction. */
export const dbWith = (batch: Batch): D1Database =>
  new Proxy(env.DB, {
    get: (target, name) => (name === 'batch' ? batch : Reflect.get(target, name).bind(target)),
  })

/** The database with another `prepare`, which may change or count the SQL. */
export const dbWithPrepare = (prepare: (sql: string) => D1PreparedStatement): D1Database =>
  new Proxy(env.DB, {
    get: (target, name) => (name === 'prepare' ? prepare : Reflect.get(target, name).bind(target)),
  })

/** The database that fails for statements that contain one of these. */
export const dbWithout = (...parts: string[]): D1Database =>
  dbWithPrepare((sql) => {
    if (parts.some((part) => sql.includes(part))) throw new Error('D1_ERROR: no such table')
    return env.DB.prepare(sql)
  })

/** A database that adds up the rows that are read outside of its transactions. */
export function readMeter(): { DB: D1Database; queries: number; rowsRead: number } {
  const meter = { DB: env.DB, queries: 0, rowsRead: 0 }
  const metered = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, name) {
        const member = Reflect.get(target, name)
        if (name === 'bind') return (...values: unknown[]) => metered(target.bind(...values))
        if (name !== 'all' && name !== 'first' && name !== 'raw') return member
        return async (...args: unknown[]) => {
          meter.queries++
          // Of the three, this alone says what was read.
          const { meta } = await target.all()
          meter.rowsRead += meta.rows_read
          return Reflect.apply(member, target, args)
        }
      },
    })
  meter.DB = dbWithPrepare((sql) => metered(env.DB.prepare(sql)))
  return meter
}

/** A database in which every transaction fails. */
export const failingDb = dbWith(() => Promise.reject(new Error('D1_ERROR: Network connection lost.')))

/** The database, what its transactions and its reads of many rows read and wrote, and what other single statements wrote. */
export function meteredDb() {
  const meter = { batches: 0, statements: 0, rowsRead: 0, rowsWritten: 0 }
  const batch: Batch = async (statements) => {
    meter.batches++
    meter.statements += statements.length
    const results = await env.DB.batch(statements)
    for (const { meta } of results) {
      meter.rowsRead += meta.rows_read
      meter.rowsWritten += meta.rows_written
    }
    return results
  }
  // Changed in place, because a transaction accepts only statements of D1 itself.
  const metered = (statement: D1PreparedStatement): D1PreparedStatement => {
    const bind = statement.bind.bind(statement)
    const run = statement.run.bind(statement)
    const all = statement.all.bind(statement)
    return Object.assign(statement, {
      bind: (...values: unknown[]) => metered(bind(...values)),
      all: async () => {
        const result = await all()
        meter.statements++
        meter.rowsRead += result.meta.rows_read
        meter.rowsWritten += result.meta.rows_written
        return result
      },
      run: async () => {
        const result = await run()
        meter.rowsWritten += result.meta.rows_written
        return result
      },
    })
  }
  const own: Record<string | symbol, unknown> = { batch, prepare: (sql: string) => metered(env.DB.prepare(sql)) }
  const DB = new Proxy(env.DB, { get: (target, name) => own[name] ?? Reflect.get(target, name).bind(target) })
  return { DB, meter }
}
