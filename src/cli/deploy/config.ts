/**
 * The configurations that wrangler gets: each wrangler.toml of the checkout, with what the site file adds. They are written into a
 * directory that git ignores, so no file of the checkout is edited.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { experimental_readRawConfig } from 'wrangler'

import { D1_STATEMENTS_MAX_FREE, D1_STATEMENTS_MAX } from '../../limits.ts'
import { sealPublicKey } from './keys.ts'
import type { Site } from './site-file.ts'
import { COUNTS, EDGE, WORKERS, type WorkerPart } from './workers.ts'

export const ROOT = join(import.meta.dirname, '../../..')
const OWNER_ONLY = 0o600
const OWNER_ONLY_DIRECTORY = 0o700

/** What is read of a toml here. */
interface Toml {
  [key: string]: unknown
  main: string
  vars?: Record<string, string>
  assets?: { directory: string }
  d1_databases?: DatabaseBinding[]
}

interface DatabaseBinding {
  binding: string
  database_name: string
  preview_database_id?: string
}

function tomlOf(worker: WorkerPart): Toml {
  // wrangler types it by a package that it does not bring.
  const toml: Toml = experimental_readRawConfig({ config: join(ROOT, worker.toml) }).rawConfig
  return toml
}

/** The [vars] of its toml. */
export const varsOf = (worker: WorkerPart): Record<string, string> => tomlOf(worker).vars ?? {}

/** The vars of a Worker of this site. */
export async function siteVars(worker: WorkerPart, site: Site): Promise<Record<string, string>> {
  const vars = { ...varsOf(worker) }
  const known = new Set([...Object.keys(vars), ...worker.settings])
  for (const [name, value] of Object.entries(site.settings)) if (known.has(name)) vars[name] = value
  if (known.has('ENVIRONMENT')) vars['ENVIRONMENT'] = 'production'
  if (known.has('SEAL_PUBLIC_KEY')) vars['SEAL_PUBLIC_KEY'] = await sealPublicKey(site)
  if (known.has('D1_STATEMENTS_MAX') && site.settings['D1_STATEMENTS_MAX'] === undefined)
    vars['D1_STATEMENTS_MAX'] = String(site.cloudflare.plan === 'free' ? D1_STATEMENTS_MAX_FREE : D1_STATEMENTS_MAX)
  return vars
}

/** The secrets of a Worker of this site. */
export const siteSecrets = ({ secrets, optional }: WorkerPart, site: Site): Record<string, string> =>
  Object.fromEntries(
    [...secrets, ...optional].flatMap((name) => {
      const value = site.secrets[name] ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )

export interface Written {
  /** Of the configuration. */
  config: string
  /** Of the secrets, as JSON; null for a Worker without any. */
  secrets: string | null
  /** The directory of its static files; null for a Worker without any. */
  assets: string | null
}

/** Writes the configuration of a Worker and its secrets. `migrations`: absolute path of the directory of the migrations. */
export async function writeConfig(
  worker: WorkerPart,
  site: Site,
  { directory, migrations }: { directory: string; migrations: string },
): Promise<Written> {
  const toml = tomlOf(worker)
  const from = dirname(join(ROOT, worker.toml))
  // The deployment builds before it begins.
  const { build: _, $schema: __, ...rest } = toml
  const assets = toml.assets === undefined ? null : resolve(from, toml.assets.directory)
  const config = {
    ...rest,
    main: resolve(from, toml.main),
    vars: await siteVars(worker, site),
    workers_dev: worker.name === EDGE && site.cloudflare.domain === 'workers.dev',
    // A temporary account has no email service.
    ...(site.trial === undefined ? {} : { send_email: [] }),
    send_metrics: false,
    dependencies_instrumentation: { enabled: false },
    ...(assets === null ? {} : { assets: { ...toml.assets, directory: assets } }),
    ...(toml.d1_databases === undefined
      ? {}
      : {
          d1_databases: toml.d1_databases.map((database) =>
            deployedDatabase(database, site.cloudflare.databaseId, migrations),
          ),
        }),
    ...(worker.name === COUNTS.worker && hasCounts(site)
      ? { r2_buckets: [{ binding: COUNTS.binding, bucket_name: COUNTS.bucket }] }
      : {}),
  }
  mkdirSync(directory, { recursive: true, mode: OWNER_ONLY_DIRECTORY })
  const file = join(directory, `${worker.name}.json`)
  writeFileSync(file, JSON.stringify(config, null, 2), { mode: OWNER_ONLY })
  const secrets = siteSecrets(worker, site)
  if (Object.keys(secrets).length === 0) return { config: file, secrets: null, assets }
  const secretsFile = join(directory, `${worker.name}.secrets.json`)
  writeFileSync(secretsFile, JSON.stringify(secrets), { mode: OWNER_ONLY })
  return { config: file, secrets: secretsFile, assets }
}

/** Whether counters may read static counts from a bucket. */
export const hasCounts = ({ settings }: Pick<Site, 'settings'>): boolean => (settings['COUNTS_ORIGIN'] ?? '') !== ''

/** Instead of that of `npm start`. */
function deployedDatabase(binding: DatabaseBinding, id: string | undefined, migrations: string): object {
  const { preview_database_id: _, ...database } = binding
  return { ...database, database_id: id, migrations_dir: migrations }
}

/** What a Worker of this site is given, as it sees it. */
export async function environmentsOf(site: Site): Promise<(name: WorkerPart['name']) => Record<string, string>> {
  const all = await Promise.all(
    WORKERS.map(
      async (worker) => [worker.name, { ...(await siteVars(worker, site)), ...siteSecrets(worker, site) }] as const,
    ),
  )
  const byName = new Map(all)
  return (name) => byName.get(name) ?? {}
}

/** Left over by a deployment that was killed: the secrets are in there. */
export const removeConfigs = (directory: string): void => rmSync(directory, { recursive: true, force: true })
