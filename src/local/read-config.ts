/**
 * Run as a child process: reads the tomls of its arguments as wrangler does, sends them to its parent, and ends. A
 * process of its own, because wrangler takes 200 MB and keeps them.
 */
import { join } from 'node:path'

import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler'

import type { Consumer } from './queue-lane.ts'
import type { RateLimit } from './rate-limit-plugin.ts'

/** What a Worker is made of, apart from its code. */
export interface WorkerConfig {
  name: string
  /** Absolute path of the entry. */
  main: string
  compatibilityDate: string
  crons: string[]
  rateLimits: RateLimit[]
  vars: Record<string, string>
  /** Queues that it sends to, by their bindings. */
  producers: Record<string, string>
  consumers: Consumer[]
  /** Other Workers, by the names of their bindings. */
  services: Record<string, { name: string; entrypoint?: string }>
  /** The other bindings and the static files, for Miniflare. */
  options: Record<string, unknown>
}

/** What is read of a toml here; wrangler types it by a package that it does not bring. */
interface Toml {
  name: string
  compatibility_date: string
  triggers: { crons?: string[] }
  ratelimits: WorkerConfig['rateLimits']
  vars: Record<string, string>
  services?: { binding: string; service: string; entrypoint?: string }[]
  queues: {
    producers?: { binding: string; queue: string }[]
    consumers?: {
      queue: string
      max_batch_size: number
      max_batch_timeout: number
      max_retries: number
      max_concurrency: number
      retry_delay: number
      dead_letter_queue?: string
    }[]
  }
}

/** Rules for modules, which Miniflare 5 refuses, and what is done here in another way. */
const LEFT_OUT = new Set([
  'modulesRules',
  'ratelimits',
  'bindings',
  'queueProducers',
  'queueConsumers',
  'unsafeBindings',
  'serviceBindings',
])

function readConfig(file: string, emptyDirectory: string): WorkerConfig {
  const config = unstable_readConfig({ config: file })
  const toml: Toml = config
  const { workerOptions, main } = unstable_getMiniflareWorkerOptions({
    ...config,
    // Beside the toml wrangler looks for .dev.vars. A developer's own are not for this run.
    userConfigPath: join(emptyDirectory, 'wrangler.toml'),
  })
  if (main === undefined) throw new Error(`${file} names no main file`)
  return {
    name: toml.name,
    main,
    compatibilityDate: toml.compatibility_date,
    crons: toml.triggers.crons ?? [],
    rateLimits: toml.ratelimits,
    vars: toml.vars,
    services: Object.fromEntries(
      (toml.services ?? []).map(({ binding, service: name, entrypoint }) => [
        binding,
        entrypoint === undefined ? { name } : { name, entrypoint },
      ]),
    ),
    producers: Object.fromEntries((toml.queues.producers ?? []).map(({ binding, queue }) => [binding, queue])),
    consumers: (toml.queues.consumers ?? []).map((consumer) => ({
      queue: consumer.queue,
      maxBatchSize: consumer.max_batch_size,
      maxBatchTimeoutSeconds: consumer.max_batch_timeout,
      maxRetries: consumer.max_retries,
      maxConcurrency: consumer.max_concurrency,
      retryDelaySeconds: consumer.retry_delay,
      deadLetterQueue: consumer.dead_letter_queue ?? null,
    })),
    options: Object.fromEntries(Object.entries(workerOptions).filter(([name]) => !LEFT_OUT.has(name))),
  }
}

const [emptyDirectory = '', ...files] = process.argv.slice(2)
if (process.send === undefined) throw new Error('read-config.ts is run by workers.ts')
// Until the parent has read it: an end that came before the message would be taken for a failure.
process.once('message', () => undefined)
process.send(files.map((file) => readConfig(file, emptyDirectory)))
