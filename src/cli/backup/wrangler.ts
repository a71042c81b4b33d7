/** The database of the backup and the restore, as wrangler gets it in its arguments. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { readSite } from '../deploy/site-file.ts'
import { Failure } from '../failure.ts'
import { wrangler } from '../wrangler.ts'

const ROOT = join(import.meta.dirname, '../../..')
const TOML = join(ROOT, 'wrangler.toml')

/** The database of `npm start`, which wrangler.toml names, or a deployed one. */
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
  return { name: valueOf('database_name'), id: valueOf('preview_database_id') }
}

/** A configuration with this database alone. wrangler keeps local data beside it. */
export const tomlOf = ({ name, id }: Database): string => `name = "backup"
compatibility_date = "2026-11-01"
[[d1_databases]]
binding = "DB"
database_name = "${name}"
database_id = "${id}"
`

export type Row = Record<string, unknown>

/** The database of a deployed site, by its site file. */
export function databaseOfSite(file: string): Database {
  const { databaseId: id } = readSite(file).cloudflare
  if (id === undefined)
    throw new Failure(`${file} names no database. Name the site file that npm run deploy has written: --site FILE`)
  return { name: databaseOfToml().name, id }
}

/** For wrangler, in a directory of this run: the path of a configuration with this database alone. */
export function configOf(database: Database, directory: string): string {
  mkdirSync(directory, { recursive: true })
  const file = join(directory, 'wrangler.toml')
  writeFileSync(file, tomlOf(database))
  return file
}

/** The rows of each of some questions to the deployed database, in the order of the questions. */
export async function askRemotely(
  sql: readonly string[],
  database: Database,
  { logs, config }: { logs: string; config: string },
): Promise<Row[][]> {
  const command = sql.join(';\n')
  const args = ['d1', 'execute', database.name, '--remote', '--json', '--command', command]
  const stdout = await wrangler(args, { logs, config })
  // Something may be printed before it.
  const results: { results: Row[] }[] = JSON.parse(stdout.slice(stdout.search(/^\[/m)))
  return results.map(({ results }) => results)
}
