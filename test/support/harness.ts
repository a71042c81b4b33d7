/**
 * Both Workers on loopback, over one database and one set of queues: what a test or a replay talks to over real HTTP. No account, no
 * network, no `.dev.vars`; the static files and the Open Graph image are left out.
 */
import type { D1Database } from '@cloudflare/workers-types'

import { writeDisposableTable } from '../../src/build/disposable-table.ts'
import { migrate } from '../../src/cli/migrate.ts'
import type { Module } from '../../src/local/bundle.ts'
import {
  readConfigs,
  startWorkers as startLocally,
  type WorkersOptions as LocalOptions,
} from '../../src/local/workers.ts'

export type { WorkerLog } from '../../src/local/workers.ts'

const TOMLS = ['wrangler.toml', 'workers/consumer/wrangler.toml']

export interface WorkersOptions extends Pick<
  LocalOptions,
  'stateDirectory' | 'onLog' | 'inspected' | 'between' | 'buckets'
> {
  /** Laid over the `[vars]` of both tomls. */
  vars: Record<string, string>
  /** Constants of src/limits.ts that are others in these Workers: a limit on time that a busy machine would break. */
  limits?: Record<string, number | string>
  /** Without the consumer, messages stay in their queues. */
  parts?: 'edge and consumer' | 'edge'
  /** As `prepare` of the local Workers, after the limits. */
  prepare?: LocalOptions['prepare']
}

export interface RunningWorkers {
  /** The edge Worker's URL on loopback. */
  url: URL
  db: D1Database
  /** Puts a message into a queue, also one that no Worker would send. */
  send: (queue: string, body: unknown) => Promise<void>
  /** How many messages a queue has. */
  backlog: (queue: string) => number
  /** Of workerd. */
  runtimePid: number
  /** Of a Worker, the edge by default, where the runtime is `inspected`. */
  inspectorUrl: (name?: string) => Promise<URL>
  /** Does once what each of the cron triggers does on Cloudflare. */
  ringCrons: () => Promise<void>
  /** Stops the runtime and waits for its end. May be called again. */
  dispose: () => Promise<void>
}

/** Resolves when both Workers run and the database is up to date. */
export async function startWorkers({
  vars,
  limits = {},
  parts = 'edge and consumer',
  prepare: prepareMore = (_, modules) => modules,
  ...options
}: WorkersOptions): Promise<RunningWorkers> {
  await writeDisposableTable()
  const configs = await readConfigs(parts === 'edge' ? TOMLS.slice(0, 1) : TOMLS, options.stateDirectory)
  const prepare = (name: string, modules: readonly Module[]): readonly Module[] =>
    prepareMore(name, withLimits(modules, limits))
  const workers = await startLocally({ ...options, configs, prepare, vars: () => vars })
  try {
    const db = await workers.db()
    await migrate(db)
    return {
      url: await workers.url(),
      db,
      send: (queue, body) => workers.broker.send(queue, body),
      backlog: (queue) => workers.broker.backlog(queue).count,
      runtimePid: workers.runtimePid(),
      inspectorUrl: workers.inspectorUrl,
      ringCrons: () => workers.ringCrons(),
      dispose: workers.dispose,
    }
  } catch (error) {
    await workers.dispose()
    throw error
  }
}

/** Replaces constants where the bundle declares them. Throws for a limit that it does not have. */
export function withLimits([worker, ...others]: readonly Module[], limits: Record<string, number | string>): Module[] {
  if (worker === undefined) throw new Error('a Worker without a module')
  const contents = Object.entries(limits).reduce((text, [name, value]) => {
    const declaration = new RegExp(`var ${name} = [\\w."]+;`)
    if (!declaration.test(text)) throw new Error(`no limit ${name} in the bundle`)
    return text.replace(declaration, `var ${name} = ${typeof value === 'string' ? JSON.stringify(value) : value};`)
  }, String(worker.contents))
  return [{ ...worker, contents }, ...others]
}
