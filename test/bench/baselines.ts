/** The Workers that ours are measured beside: a bare one, a static one, and one that a first draft would be. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { D1Database } from '@cloudflare/workers-types'
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare'

import { bundle, type Module } from '../../src/local/bundle.ts'
import type { Deliver } from '../../src/local/queue-lane.ts'
import { surrounded } from './surrounded.ts'
import { NAIVE_SCHEMA } from './workers/naive.ts'

export interface Server {
  url: URL
  /** Of the workerd that runs it. */
  pid: number
}

export interface Baselines {
  bare: Server
  static: Server
  /** Static files, from one of Miniflare's own Workers: Cloudflare serves them without one. */
  files: Server
  naive: Server & { deliver: Deliver }
  /** The naive one with a slow database. */
  slowNaive: Server
  dispose: () => Promise<void>
}

const ASSETS = join(import.meta.dirname, '../../dist/assets')

interface BaselineOptions {
  directory: string
  compatibilityDate: string
  /** What the static Worker responds with, by path. */
  responses: Record<string, { body: string; headers: [string, string][] }>
  /** URL of the slow database. */
  turns: string
}

/** After the Workers of the product have started, which set how workerd is started. */
export async function startBaselines({
  directory,
  compatibilityDate,
  responses,
  turns,
}: BaselineOptions): Promise<Baselines> {
  const pidFile = join(directory, 'baselines.pid')
  const worker = (
    name: string,
    {
      modules = modulesOf(name),
      ...more
    }: Pick<V4WorkerOptions, 'assets' | 'bindings' | 'd1Databases'> & { modules?: readonly Module[] } = {},
  ): V4WorkerOptions => ({
    name,
    compatibilityDate,
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
    modules: [...modules],
    ...more,
  })
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        // The first one has the entry, where the files are.
        worker('files', { modules: modulesOf('bare'), assets: { directory: ASSETS } }),
        worker('bare'),
        worker('static', { bindings: { RESPONSES: JSON.stringify(responses) } }),
        worker('naive', { d1Databases: { DB: 'naive' } }),
        worker('slow-naive', {
          d1Databases: { DB: 'slow-naive' },
          bindings: { DATABASE_TURNS: turns },
          modules: surrounded(modulesOf('naive')),
        }),
      ],
      cf: false,
      resourcePersistencePath: join(directory, 'naive'),
      unsafeRuntimeEnv: { WORKERD_PID_FILE: pidFile },
    }),
  )
  await miniflare.ready
  for (const name of ['naive', 'slow-naive']) {
    const { DB } = await miniflare.getBindings<{ DB: D1Database }>(name)
    await DB.batch(NAIVE_SCHEMA.map((sql) => DB.prepare(sql)))
  }
  const pid = Number(readFileSync(pidFile, 'utf8'))
  const server = async (name: string): Promise<Server> => ({ url: await miniflare.unsafeGetDirectURL(name), pid })
  return {
    bare: await server('bare'),
    static: await server('static'),
    files: { url: await miniflare.ready, pid },
    naive: {
      ...(await server('naive')),
      async deliver(queue, messages) {
        const worker = await miniflare.getWorker('naive')
        return worker.queue(queue, [...messages])
      },
    },
    slowNaive: await server('slow-naive'),
    dispose: () => miniflare.dispose(),
  }
}

const modulesOf = (name: string): Module[] => bundle(join(import.meta.dirname, `workers/${name}.ts`))
