/** Runs wrangler for the backup and the restore: without telemetry, and without asking the network for anything but the database. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { Failure } from '../failure.ts'

const ROOT = join(import.meta.dirname, '../../..')
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
const TOML = join(ROOT, 'wrangler.toml')

/** The database of wrangler.toml. */
export interface Database {
  name: string
  id: string
}

export function databaseOfToml(): Database {
  const toml = readFileSync(TOML, 'utf8')
  const valueOf = (key: string): string => {
    const value = new RegExp(`^${key} = "([^"]+)"`, 'm').exec(toml)?.[1]
    if (value === undefined) throw new Failure(`wrangler.toml has no ${key}.`)
    return value
  }
  return { name: valueOf('database_name'), id: valueOf('database_id') }
}

/** A configuration with this database alone. wrangler keeps local data beside it. */
export const tomlOf = ({ name, id }: Database): string => `name = "backup"
compatibility_date = "2026-11-01"
[[d1_databases]]
binding = "DB"
database_name = "${name}"
database_id = "${id}"
`

/** Its stdout. Throws what it printed when it fails. `config` is the path of a configuration; by default wrangler.toml. */
export async function wrangler(args: readonly string[], { logs, config = TOML }: { logs: string; config?: string }) {
  const child = spawn(process.execPath, [WRANGLER, ...args, '--config', config], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_SEND_ERROR_REPORTS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      // They may quote statements.
      WRANGLER_LOG_PATH: logs,
      NO_COLOR: '1',
    },
  })
  let [stdout, output] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  if (code === 0) return stdout
  throw new Failure(`wrangler ${args.slice(0, 2).join(' ')} failed:\n${output.trim().slice(-OUTPUT_MAX_CHARS)}`)
}

const OUTPUT_MAX_CHARS = 2_000

export type Row = Record<string, unknown>

/** The rows of each of some questions to the deployed database, in the order of the questions. */
export async function askRemotely(sql: readonly string[], database: Database, logs: string): Promise<Row[][]> {
  const command = sql.join(';\n')
  const stdout = await wrangler(['d1', 'execute', database.name, '--remote', '--json', '--command', command], { logs })
  // Something may be printed before it.
  const results: { results: Row[] }[] = JSON.parse(stdout.slice(stdout.search(/^\[/m)))
  return results.map(({ results }) => results)
}
