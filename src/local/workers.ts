/**
 * The Workers on one machine: in workerd, with one database, and queues that survive the end of any process. Bindings, queues, limits
 * and vars are read from each wrangler.toml, so that nothing here can disagree with what is deployed.
 *
 * Limitations: Workers are bundled by esbuild with wrangler's conditions, not by wrangler itself, which would take seconds. Rate
 * limits are counted by a stand-in.
 */
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import type { D1Database } from '@cloudflare/workers-types'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from 'miniflare'

import { bundle, type Module } from './bundle.ts'
import type { ReadableBucket } from './public-bucket.ts'
import { type Broker, startBroker } from './queue-broker.ts'
import type { Deliver, Delivered, Result } from './queue-lane.ts'
import { queueBinding } from './queue-plugin.ts'
import { rateLimitBinding } from './rate-limit-plugin.ts'
import type { WorkerConfig } from './read-config.ts'

const ROOT = join(import.meta.dirname, '../..')
/** The program that Miniflare brings. */
const WORKERD: string = createRequire(createRequire(import.meta.url).resolve('miniflare'))('workerd').default
const LOOPBACK = '127.0.0.1'

// Several isolates run in one workerd, each with a young generation of its own: left to itself they take 900 MB.
const WORKERD_V8_FLAGS = '--max-semi-space-size=2'

/** Where the runtime's process id is, in the state directory. */
const PID_FILE = 'workerd.pid'

export interface WorkersOptions {
  /** The first Worker gets the requests. */
  configs: readonly WorkerConfig[]
  /** Laid over the `[vars]` of the toml of the Worker of this name. */
  vars: (name: string) => Record<string, string>
  /** R2 buckets that a Worker of this name has beside those of its toml, by their bindings. */
  buckets?: Record<string, Record<string, string>>
  /** The directory of the database, the queues and the buckets; the same directory again means the same data again. */
  stateDirectory: string
  /** Where requests are answered through Miniflare's own entry, with static files. Without it there are none. */
  listen?: { host: string; port: number }
  onLog?: (log: WorkerLog) => void
  /** The modules of a Worker as they run, made from those of its bundle. The first one is the Worker itself. */
  prepare?: (name: string, modules: readonly Module[]) => readonly Module[]
  /** Stands between the queues and their consumers. */
  between?: (queue: string, messages: readonly Delivered[], deliver: Deliver) => Promise<Result>
  /** The clock of the queues, in milliseconds. */
  now?: () => number
  /** Whether the runtime can be profiled, at `inspectorUrl`. */
  inspected?: boolean
  /** After each start of a new runtime, by `restart` or after the end of the one before. */
  onRuntime?: () => void
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
  /**
   * Of a Worker, the first one by default; past the entry and the static files, which are slower than the Worker. Another one for
   * each runtime.
   */
  url: (name?: string) => Promise<URL>
  db: () => Promise<D1Database>
  /** What a Worker has under this binding. */
  bucket: (worker: string, binding: string) => Promise<ReadableBucket>
  broker: Broker
  /** The process id of workerd: another one for each runtime. */
  runtimePid: () => number
  /** The inspector of a Worker, the first one by default, where the runtime is `inspected`. */
  inspectorUrl: (name?: string) => Promise<URL>
  /** Does once what each of these cron triggers does on Cloudflare; all of the first Worker by default. */
  ringCrons: (crons?: readonly string[]) => Promise<void>
  /** Bundles the Workers again, and starts a new runtime over the same data. */
  restart: () => Promise<void>
  /** Stops the runtime and waits for its end. May be called again. */
  dispose: () => Promise<void>
}

/** Resolves when the Workers run. The database is not migrated. */
export async function startWorkers({
  configs,
  vars,
  buckets = {},
  stateDirectory,
  listen,
  onLog,
  prepare = (_, modules) => modules,
  between = (queue, messages, deliver) => deliver(queue, messages),
  now = Date.now,
  inspected = false,
  onRuntime,
}: WorkersOptions): Promise<RunningWorkers> {
  const [first] = configs
  if (first === undefined) throw new Error('no Workers')
  process.env['MINIFLARE_WORKERD_V8_FLAGS'] ??= WORKERD_V8_FLAGS
  // Windows has no sh.
  if (process.platform !== 'win32') process.env['MINIFLARE_WORKERD_PATH'] ??= join(import.meta.dirname, 'workerd.sh')
  process.env['WORKERD'] ??= WORKERD
  process.env['LOG_BUFFER_NODE'] ??= process.execPath
  process.env['LOG_BUFFER'] ??= join(import.meta.dirname, 'log-buffer.ts')
  const consumerOf = new Map(configs.flatMap(({ name, consumers }) => consumers.map(({ queue }) => [queue, name])))
  const deliver: Deliver = async (queue, messages) => {
    const worker = await miniflare.getWorker(consumerOf.get(queue))
    return worker.queue(queue, [...messages])
  }
  const pidFile = join(stateDirectory, PID_FILE)
  const broker = await startBroker({
    file: join(stateDirectory, 'queues.sqlite'),
    consumers: configs.flatMap(({ consumers }) => consumers),
    deliver: (queue, messages) => between(queue, messages, deliver),
    now,
  })
  const renewed = (): void => {
    broker.abandon()
    onRuntime?.()
  }
  const options = () =>
    convertV4MiniflareOptions({
      workers: configs.map((config) =>
        workerOptions(config, { vars, buckets, prepare, broker, configs, hasAssets: listen !== undefined }),
      ),
      ...(listen ?? { host: LOOPBACK, port: 0 }),
      ...(inspected ? { inspectorPort: 0 } : {}),
      // Without it Miniflare asks the network where this machine is.
      cf: false,
      resourcePersistencePath: stateDirectory,
      log: new Log(LogLevel.ERROR),
      logRequests: false,
      handleStructuredLogs: ({ level, message }) => onLog?.(workerLog(level, message)),
      unsafeRuntimeEnv: { WORKERD_PID_FILE: pidFile },
      // Miniflare starts another one when the runtime has ended, however that happened.
      unsafeHandleRuntimeRestart: renewed,
    })
  const miniflare = new Miniflare(options())
  const dispose = once(async () => {
    await broker.close()
    await miniflare.dispose()
  })
  try {
    await miniflare.ready
    broker.begin()
  } catch (error) {
    await dispose()
    throw error
  }
  return {
    url: (name = first.name) => miniflare.unsafeGetDirectURL(name),
    db: async () => (await miniflare.getBindings<{ DB: D1Database }>(first.name)).DB,
    bucket: (worker, binding) => miniflare.getR2Bucket(binding, worker),
    broker,
    runtimePid: () => Number(readFileSync(pidFile, 'utf8')),
    async inspectorUrl(name = first.name) {
      // Each Worker's, as workerd names it.
      return new URL(`/core:user:${name}`, await miniflare.getInspectorURL())
    },
    async ringCrons(crons = first.crons) {
      const worker = await miniflare.getWorker(first.name)
      for (const cron of crons) await worker.scheduled({ cron })
    },
    async restart() {
      await miniflare.setOptions(options())
      renewed()
    },
    dispose,
  }
}

/** `tomls`: paths of wrangler.toml files, from the root of the checkout. `emptyDirectory`: one without .dev.vars. */
export function readConfigs(tomls: readonly string[], emptyDirectory: string): Promise<WorkerConfig[]> {
  return new Promise((resolve, reject) => {
    const files = tomls.map((toml) => join(ROOT, toml))
    const reader = fork(join(import.meta.dirname, 'read-config.ts'), [emptyDirectory, ...files], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    reader.once('message', (configs: WorkerConfig[]) => {
      resolve(configs)
      reader.disconnect()
    })
    reader.once('error', reject)
    reader.once('exit', (code) => reject(new Error(`${tomls.join(', ')} could not be read (exit ${code})`)))
  })
}

interface Around extends Required<Pick<WorkersOptions, 'vars' | 'buckets' | 'prepare'>> {
  broker: Broker
  /** Of all Workers that run. */
  configs: readonly WorkerConfig[]
  hasAssets: boolean
}

const workerOptions = (
  config: WorkerConfig,
  { vars, buckets, prepare, broker, configs, hasAssets }: Around,
): V4WorkerOptions => ({
  ...(hasAssets ? config.options : withoutAssets(config.options)),
  ...(buckets[config.name] === undefined ? {} : { r2Buckets: buckets[config.name] }),
  name: config.name,
  compatibilityDate: config.compatibilityDate,
  bindings: { ...config.vars, ...vars(config.name) },
  serviceBindings: servicesOf(config, configs),
  unsafeBindings: [
    ...Object.entries(config.producers).map(([name, queue]) => queueBinding(name, queue, broker.address)),
    ...config.rateLimits.map(rateLimitBinding),
  ],
  unsafeDirectSockets: [{ host: LOOPBACK, port: 0 }],
  modules: [...prepare(config.name, bundle(config.main))],
})

const withoutAssets = (options: WorkerConfig['options']): WorkerConfig['options'] =>
  Object.fromEntries(Object.entries(options).filter(([name]) => name !== 'assets'))

/** Bindings to Workers that run here. */
const servicesOf = ({ services }: WorkerConfig, configs: readonly WorkerConfig[]): WorkerConfig['services'] =>
  Object.fromEntries(
    Object.entries(services).filter(([, service]) => configs.some(({ name }) => name === service.name)),
  )

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
