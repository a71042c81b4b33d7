/**
 * Run as a child process: reads the tomls of its arguments as wrangler does, sends them to its parent, and ends. A
 * process of its own, because wrangler takes 200 MB and keeps them.
 */
import { join } from 'node:path'

import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler'

/** What both Workers are made of, apart from their code. */
export interface WorkerConfig {
  name: string
  /** Absolute path of the entry. */
  main: string
  compatibilityDate: string
  crons: string[]
  rateLimits: { name: string; simple: { limit: number; period: number } }[]
  vars: Record<string, string>
  /** Bindings and queues, for Miniflare. */
  options: Record<string, unknown>
}

/** What is read of a toml here; wrangler types it by a package that it does not bring. */
interface Toml {
  name: string
  compatibility_date: string
  triggers: { crons?: string[] }
  ratelimits: WorkerConfig['rateLimits']
  vars: Record<string, string>
}

/** Not for the harness: rules for modules that Miniflare 5 refuses, and what the harness has in its own way. */
const LEFT_OUT = new Set(['modulesRules', 'assets', 'ratelimits', 'bindings'])

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
    options: Object.fromEntries(Object.entries(workerOptions).filter(([name]) => !LEFT_OUT.has(name))),
  }
}

const [emptyDirectory = '', ...files] = process.argv.slice(2)
if (process.send === undefined) throw new Error('read-config.ts is run by harness.ts')
// Until the parent has read it: an end that came before the message would be taken for a failure.
process.once('message', () => undefined)
process.send(files.map((file) => readConfig(file, emptyDirectory)))
