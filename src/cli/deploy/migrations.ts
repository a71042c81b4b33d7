/**
 * Which migrations run when. Those that only add (expand) run before the new Workers serve, so that these find what they need; those
 * that remove (contract) run after them, so that the old ones lose nothing while they still serve. The latter say so in their first
 * line. A database without any migration gets all of them at once, in their order.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { Failure } from '../failure.ts'
import type { CloudflareAccount } from './cloudflare.ts'
import { ROOT } from './config.ts'

export const MIGRATIONS = join(ROOT, 'schema/migrations')

/** The first line of a migration that removes what the release before still uses. */
const CONTRACT = '-- contract'

export interface Plan {
  expand: string[]
  contract: string[]
}

export const isContract = (sql: string): boolean => sql.startsWith(CONTRACT)

export const migrationFiles = (directory = MIGRATIONS): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()

/** The names of those that a database has. */
export async function appliedMigrations(
  account: Pick<CloudflareAccount, 'query'>,
  databaseId: string,
): Promise<string[]> {
  const [table] = await account.query(databaseId, "SELECT name FROM sqlite_schema WHERE name = 'd1_migrations'")
  const rows = table === undefined ? [] : await account.query(databaseId, 'SELECT name FROM d1_migrations')
  return rows.map(({ name }) => String(name))
}

/** What is still to be done to a database with these migrations. Throws a Failure if it is newer than this checkout. */
export function planMigrations(applied: readonly string[], directory = MIGRATIONS): Plan {
  const files = migrationFiles(directory)
  const unknown = applied.filter((name) => !files.includes(name))
  if (unknown.length > 0)
    throw new Failure(
      `The database has migrations that this checkout does not have: ${unknown.join(', ')}. A newer release was deployed: run git pull, and then the same command. To go back to the release before it: npm run deploy -- --rollback`,
    )
  const pending = files.filter((name) => !applied.includes(name))
  if (applied.length === 0) return { expand: pending, contract: [] }
  const removes = (name: string): boolean => isContract(readFileSync(join(directory, name), 'utf8'))
  return { expand: pending.filter((name) => !removes(name)), contract: pending.filter(removes) }
}

/** A directory with these migrations alone, for wrangler. */
export function copyMigrations(names: readonly string[], to: string, from = MIGRATIONS): void {
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to, { recursive: true })
  for (const name of names) copyFileSync(join(from, name), join(to, name))
}
