/**
 * What Cloudflare runs for an account: the uploaded Workers in workerd, with their bindings as they were uploaded, one D1 database, and
 * the queues with the consumers that were attached to them. Nothing comes from the checkout.
 *
 * Limitations: static assets are not served, and emails go nowhere.
 */
import type { D1Database } from '@cloudflare/workers-types'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type Response, type V4WorkerOptions } from 'miniflare'
import { unstable_splitSqlQuery } from 'wrangler'

/** As wrangler uploads them. */
export interface Binding {
  type: string
  name: string
  text?: string
  id?: string
  queue_name?: string
  bucket_name?: string
  service?: string
  entrypoint?: string
  namespace_id?: string
  simple?: { limit: number; period: number }
}

export interface Uploaded {
  id: string
  mainModule: string
  modules: { name: string; type: string; contents: Uint8Array }[]
  bindings: Binding[]
  compatibilityDate: string
  message: string
}

export interface ConsumerSettings {
  script: string
  dead_letter_queue?: string
  settings: { batch_size?: number; max_wait_time_ms?: number; max_retries?: number; retry_delay?: number }
}

/** The Worker that has every database, also while there is none of the uploaded ones. */
const HOST = 'database-host'
const COMPATIBILITY = '2026-11-01'
const IDLE = 'export default { fetch: () => new Response("idle") }'

export interface World {
  /** Runs these from now on. */
  change: (workers: ReadonlyMap<string, Uploaded>, consumers: ReadonlyMap<string, ConsumerSettings>) => void
  databases: Set<string>
  /** The rows of each statement. All of them are done, or none. */
  query: (databaseId: string, sql: string) => Promise<Record<string, unknown>[][]>
  fetch: (worker: string, url: string, init: RequestInit) => Promise<Response>
  ringCron: (worker: string, cron: string) => Promise<void>
  stop: () => Promise<void>
}

export function startWorld(directory: string): World {
  const databases = new Set<string>()
  let uploaded: ReadonlyMap<string, Uploaded> = new Map()
  let attached: ReadonlyMap<string, ConsumerSettings> = new Map()
  let running: Promise<Miniflare> | null = null
  let isStale = true

  const options = () =>
    convertV4MiniflareOptions({
      workers: [
        {
          name: HOST,
          modules: true,
          script: IDLE,
          compatibilityDate: COMPATIBILITY,
          d1Databases: Object.fromEntries([...databases].map((id) => [id, id])),
        },
        ...[...uploaded].map(([name, worker]) => workerOptions(name, worker, uploaded, attached)),
      ],
      host: '127.0.0.1',
      port: 0,
      cf: false,
      resourcePersistencePath: directory,
      log: new Log(LogLevel.ERROR),
      logRequests: false,
      handleStructuredLogs: () => undefined,
    })

  async function miniflare(): Promise<Miniflare> {
    if (running === null) running = Promise.resolve(new Miniflare(options()))
    else if (isStale)
      running = running.then(async (one) => {
        await one.setOptions(options())
        return one
      })
    isStale = false
    const one = await running
    await one.ready
    return one
  }

  return {
    databases,
    change(workers, consumers) {
      uploaded = workers
      attached = consumers
      isStale = true
    },
    async query(databaseId, sql) {
      const bindings = await (await miniflare()).getBindings<Record<string, D1Database>>(HOST)
      const db = bindings[databaseId]
      if (db === undefined) throw new Error(`no database ${databaseId}`)
      const results = await db.batch<Record<string, unknown>>(unstable_splitSqlQuery(sql).map((one) => db.prepare(one)))
      return results.map((result) => result.results)
    },
    async fetch(worker, url, init) {
      const fetcher = await (await miniflare()).getWorker(worker)
      // The types of the runtime and of Node differ in name alone.
      return fetcher.fetch(url, init as never)
    },
    async ringCron(worker, cron) {
      await (await (await miniflare()).getWorker(worker)).scheduled({ cron })
    },
    async stop() {
      await (await running)?.dispose()
    },
  }
}

function workerOptions(
  name: string,
  worker: Uploaded,
  all: ReadonlyMap<string, Uploaded>,
  consumers: ReadonlyMap<string, ConsumerSettings>,
): V4WorkerOptions {
  const of = (type: string): Binding[] => worker.bindings.filter((binding) => binding.type === type)
  const [main, ...others] = worker.modules.toSorted(
    (a, b) => Number(b.name === worker.mainModule) - Number(a.name === worker.mainModule),
  )
  return {
    name,
    compatibilityDate: worker.compatibilityDate,
    modules: [main, ...others].flatMap((module) =>
      module === undefined ? [] : [{ type: moduleType(module.type), path: module.name, contents: module.contents }],
    ),
    bindings: Object.fromEntries(
      [...of('plain_text'), ...of('secret_text')].map(({ name, text = '' }) => [name, text]),
    ),
    d1Databases: Object.fromEntries(of('d1').map(({ name, id = '' }) => [name, id])),
    r2Buckets: Object.fromEntries(of('r2_bucket').map(({ name, bucket_name = '' }) => [name, bucket_name])),
    queueProducers: Object.fromEntries(of('queue').map(({ name, queue_name = '' }) => [name, queue_name])),
    queueConsumers: Object.fromEntries(
      [...consumers].flatMap(([queue, { script, dead_letter_queue, settings }]) =>
        script === name
          ? [
              [
                queue,
                {
                  maxBatchSize: settings.batch_size ?? 10,
                  maxBatchTimeout: (settings.max_wait_time_ms ?? 5000) / 1000,
                  maxRetries: settings.max_retries ?? 3,
                  ...(dead_letter_queue === undefined ? {} : { deadLetterQueue: dead_letter_queue }),
                },
              ],
            ]
          : [],
      ),
    ),
    serviceBindings: Object.fromEntries(
      of('service').flatMap(({ name, service = '', entrypoint }) =>
        all.has(service) ? [[name, entrypoint === undefined ? service : { name: service, entrypoint }]] : [],
      ),
    ),
    ratelimits: Object.fromEntries(
      of('ratelimit').map(({ name, namespace_id = '', simple }) => [name, { namespace_id, simple }]),
    ) as never,
  }
}

function moduleType(mime: string): 'ESModule' | 'CompiledWasm' | 'Data' | 'Text' {
  if (mime.startsWith('application/wasm')) return 'CompiledWasm'
  if (mime.startsWith('application/octet-stream')) return 'Data'
  return mime.startsWith('text/') ? 'Text' : 'ESModule'
}
