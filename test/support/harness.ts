/**
 * Both Workers in one Miniflare, sharing one D1 and one set of local queues: what a test or a replay talks to over
 * real HTTP. Bindings, queues and limits are read from the two tomls, so that nothing here can disagree with what is
 * deployed; only vars are given by the caller. No account, no network, no `.dev.vars`.
 *
 * Limitations: bundled by esbuild with wrangler's conditions, not by wrangler itself, which would take seconds; and the
 * edge is reached through a direct socket, past Miniflare's entry proxy and without the static assets, because those
 * are slower than the Worker. Local queues are in memory and take one batch at a time, whatever `max_concurrency` says.
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'

import type { D1Database, Queue } from '@cloudflare/workers-types'
import { buildSync } from 'esbuild'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from 'miniflare'

import { writeDisposableTable } from '../../src/build/disposable-table.ts'
import { rateLimitBindings, rateLimitWorker } from './harness/rate-limit.ts'
import type { WorkerConfig } from './harness/read-config.ts'
import { migrate } from '../../src/cli/migrate.ts'

const ROOT = join(import.meta.dirname, '../..')
const TOMLS = ['wrangler.toml', 'workers/consumer/wrangler.toml']
const LOOPBACK = '127.0.0.1'

// Several isolates run in one workerd, each with a young generation of its own: left to itself they take 900 MB.
const WORKERD_V8_FLAGS = '--max-semi-space-size=2'

export interface WorkersOptions {
  /** Laid over the `[vars]` of both tomls. */
  vars: Record<string, string>
  /** The directory of D1's files; the same directory again means the same data again. */
  stateDirectory: string
  onLog?: (log: WorkerLog) => void
  /** Numbers of src/limits.ts that hold in these Workers instead: a limit on time that a busy machine would break. */
  limits?: Record<string, number>
}

/** One line that a Worker logged. */
export interface WorkerLog {
  level: string
  /** The `event` of one of our own lines; null for anything else that the runtime logs. */
  event: string | null
  facts: Record<string, unknown>
  text: string
}

export interface RunningWorkers {
  /** The edge Worker's URL on loopback. */
  url: URL
  db: D1Database
  /** The queue that the edge sends to, to put into it what the edge would not. */
  signatures: Queue
  /** Does once what each of the cron triggers does on Cloudflare. */
  ringCrons(): Promise<void>
  /** Stops the runtime and waits for its end. May be called again. */
  dispose(): Promise<void>
}

/** Resolves when both Workers run and the database is up to date. */
export async function startWorkers({
  vars,
  stateDirectory,
  onLog,
  limits = {},
}: WorkersOptions): Promise<RunningWorkers> {
  const [[edge, consumer]] = await Promise.all([readConfigs(stateDirectory), writeDisposableTable()])
  if (edge === undefined || consumer === undefined) throw new Error(`no Workers in ${TOMLS.join(' and ')}`)
  process.env['MINIFLARE_WORKERD_V8_FLAGS'] ??= WORKERD_V8_FLAGS
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        { ...workerOptions(edge, vars, limits), unsafeDirectSockets: [{ host: LOOPBACK, port: 0 }] },
        workerOptions(consumer, vars, limits),
        rateLimitWorker(edge.compatibilityDate),
      ],
      host: LOOPBACK,
      port: 0,
      // Without it Miniflare asks the network where this machine is.
      cf: false,
      resourcePersistencePath: stateDirectory,
      log: new Log(LogLevel.ERROR),
      logRequests: false,
      handleStructuredLogs: ({ level, message }) => onLog?.(workerLog(level, message)),
    }),
  )
  try {
    await miniflare.ready
    const { DB: db, SIGNATURES: signatures } = await miniflare.getBindings<{ DB: D1Database; SIGNATURES: Queue }>(
      edge.name,
    )
    await migrate(db)
    return {
      url: await miniflare.unsafeGetDirectURL(edge.name),
      db,
      signatures,
      async ringCrons() {
        const worker = await miniflare.getWorker(edge.name)
        for (const cron of edge.crons) await worker.scheduled({ cron })
      },
      dispose: once(() => miniflare.dispose()),
    }
  } catch (error) {
    await miniflare.dispose()
    throw error
  }
}

function readConfigs(stateDirectory: string): Promise<WorkerConfig[]> {
  return new Promise((resolve, reject) => {
    const files = TOMLS.map((toml) => join(ROOT, toml))
    const reader = fork(join(import.meta.dirname, 'harness/read-config.ts'), [stateDirectory, ...files], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    reader.once('message', (configs: WorkerConfig[]) => {
      resolve(configs)
      reader.disconnect()
    })
    reader.once('error', reject)
    reader.once('exit', (code) => reject(new Error(`${TOMLS.join(' and ')} could not be read (exit ${code})`)))
  })
}

const workerOptions = (
  config: WorkerConfig,
  vars: Record<string, string>,
  limits: Record<string, number>,
): V4WorkerOptions => ({
  ...config.options,
  name: config.name,
  compatibilityDate: config.compatibilityDate,
  bindings: { ...config.vars, ...vars },
  serviceBindings: rateLimitBindings(config.rateLimits) ?? {},
  modules: true,
  script: withLimits(bundle(config.main), limits),
})

function bundle(main: string): string {
  // The synchronous call leaves no service process behind.
  const { outputFiles } = buildSync({
    entryPoints: [main],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    // As wrangler has them.
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['browser', 'module', 'main'],
    external: ['cloudflare:*', 'node:*'],
    loader: { '.txt': 'text', '.html': 'text', '.sql': 'text', '.bin': 'binary' },
    logLevel: 'silent',
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error(`esbuild made nothing of ${main}`)
  return output.text
}

/** Replaces numbers where the bundle declares them. Throws for a limit that it does not have. */
function withLimits(script: string, limits: Record<string, number>): string {
  return Object.entries(limits).reduce((text, [name, value]) => {
    const declaration = new RegExp(`var ${name} = [\\w.]+;`)
    if (!declaration.test(text)) throw new Error(`no limit ${name} in the bundle`)
    return text.replace(declaration, `var ${name} = ${value};`)
  }, script)
}

function workerLog(level: string, text: string): WorkerLog {
  try {
    const { event, ...facts } = JSON.parse(text)
    if (typeof event === 'string') return { level, event, facts, text }
  } catch {
    // Not one of ours.
  }
  return { level, event: null, facts: {}, text }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => (done ??= work())
}
