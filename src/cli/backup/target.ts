/** The database into which a backup is restored: it has no data, or nothing is restored. */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { WRANGLER_LOCAL_MAX_BYTES } from '../../limits.ts'
import { Failure } from '../failure.ts'
import { dataDirectory } from '../state.ts'
import { writeLines } from './file.ts'
import { isInUse, localDatabase, localQueues, snapshot } from './local-database.ts'
import {
  differingTables,
  figuresOf,
  figuresSql,
  IS_OURS,
  MIGRATIONS_TABLE,
  quoted,
  rowsByTable,
  tablesOf,
} from './tables.ts'
import { wrangler } from '../wrangler.ts'
import { askRemotely, configOf, type Database, tomlOf } from './wrangler.ts'
import { sqlOf } from './write-sql.ts'

/** These have rows in a database that was only migrated. */
const NOT_DATA: ReadonlySet<string> = new Set(['cron_runs', 'instance', 'recounts', 'spike', MIGRATIONS_TABLE])

export interface Target {
  /** Throws a Failure when it has data, or is in use. */
  check: () => Promise<void>
  /** All of `db`, or nothing. Compares afterwards. */
  fill: (db: DatabaseSync, directory: string) => Promise<void>
  /** Runs a file of SQL in a database that has data: all of it, or nothing. */
  run: (sql: string, directory: string) => Promise<void>
}

/** `rows` by table. */
function checkIsEmpty(rows: ReadonlyMap<string, number>, place: string, instead: string): void {
  const full = [...rows].filter(([name, n]) => n > 0 && !NOT_DATA.has(name))
  if (full.length === 0) return
  const others = full.filter(([name]) => name !== 'petitions' && name !== 'signatures').map(([name]) => name)
  throw new Failure(
    `${place} is not empty: it has ${rows.get('petitions') ?? 0} petitions and ${rows.get('signatures') ?? 0} signatures${others.length === 0 ? '' : `, and rows in ${others.join(', ')}`}. Nothing is overwritten.\n${instead}`,
  )
}

/** The database of `npm start` in this directory. A new one takes its place at once when it is complete. */
export function localTarget(
  database: Database,
  stateDirectory: string,
  wranglerMaxBytes = WRANGLER_LOCAL_MAX_BYTES,
): Target {
  const file = localDatabase(stateDirectory, database.id)
  const checkUse = (): void => {
    if (isInUse(file) || isInUse(localQueues(stateDirectory)))
      throw new Failure(`npm start is running with the data in ${stateDirectory}. Stop it with Ctrl-C, and try again.`)
  }
  /** `into`: as a state directory. */
  const execute = async (sql: string, into: string, directory: string): Promise<void> => {
    const toml = join(directory, 'wrangler.toml')
    await writeLines(toml, () => [tomlOf(database)])
    const args = ['d1', 'execute', database.name, '--local', '--persist-to', resolve(into), '--file', sql]
    await wrangler(args, { logs: join(directory, 'logs'), config: toml })
  }
  return {
    async check() {
      checkUse()
      if (!existsSync(file)) return
      const db = new DatabaseSync(file)
      const rows = rowsByTable(db)
      db.close()
      checkIsEmpty(
        rows,
        `The database in ${stateDirectory}`,
        `Restore into another directory: STATE_DIR=.wrangler/restored npm run restore -- …, or, to keep the messages that wait on its queues, move ${join(dataDirectory(stateDirectory), 'd1')} to another place first.`,
      )
    },
    async fill(db, directory) {
      const filled = localDatabase(directory, database.id)
      const read = db.location() ?? ''
      if (statSync(read).size > wranglerMaxBytes) snapshot(read, filled)
      else {
        const sql = join(directory, 'restore.sql')
        await writeLines(sql, () => sqlOf(db))
        await execute(sql, directory, directory)
      }
      // Puts its write-ahead log into the file.
      if (isInUse(filled)) throw new Failure(`wrangler still uses ${filled}. Try again.`)
      const wrong = differingTables(db, filled)
      if (wrong.length > 0) throw new Failure(`What was restored differs from the backup, in ${wrong.join(', ')}.`)
      await this.check()
      chmodSync(filled, 0o600)
      mkdirSync(dirname(file), { recursive: true })
      for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
      renameSync(filled, file)
    },
    async run(sql, directory) {
      checkUse()
      if (!existsSync(file)) throw new Failure(`There is no database in ${stateDirectory}.`)
      await execute(sql, stateDirectory, directory)
    },
  }
}

/** The deployed database. D1 imports a file as a whole or not at all, and answers nothing else meanwhile. */
export function remoteTarget(database: Database, directory: string): Target {
  const options = { logs: join(directory, 'logs'), config: configOf(database, directory) }
  const named = async (): Promise<string[]> => {
    const [rows = []] = await askRemotely(
      [`SELECT name FROM sqlite_schema WHERE type = 'table' AND ${IS_OURS}`],
      database,
      options,
    )
    return rows.map(({ name }) => String(name))
  }
  const run = async (sql: string): Promise<void> => {
    await wrangler(['d1', 'execute', database.name, '--remote', '--yes', '--file', sql], options)
  }
  let tables: string[] = []
  return {
    run,
    async check() {
      tables = await named()
      if (tables.length === 0) return
      const counts = tables.map((name) => `SELECT count(*) AS n FROM ${quoted(name)}`)
      const answers = await askRemotely(counts, database, options)
      checkIsEmpty(
        new Map(tables.map((name, index) => [name, Number(answers[index]?.[0]?.['n'])])),
        `The deployed database ${database.name} (${database.id})`,
        'Create another one with npx wrangler d1 create, put its ID into the site file as databaseId, restore, and run npm run deploy. The old one stays as it is.',
      )
    },
    async fill(db, directory) {
      const sql = join(directory, 'restore.sql')
      await writeLines(sql, function* () {
        yield* dropped(tables, tablesOf(db))
        yield* sqlOf(db)
      })
      await run(sql)
      const restored = tablesOf(db)
      const answers = await askRemotely(restored.map(figuresSql), database, options)
      const wrong = restored.filter((table, index) => {
        const { rows, bytes } = figuresOf(db, table)
        const [answer] = answers[index] ?? []
        return Number(answer?.['rows']) !== rows || Number(answer?.['bytes']) !== bytes
      })
      if (wrong.length > 0)
        throw new Failure(
          `What was restored differs from the backup, in ${wrong.map(({ name }) => name).join(', ')}. Don't use this database.`,
        )
    },
  }
}

/** The import fails as a whole if somebody has created a petition since the check. */
function* dropped(tables: readonly string[], known: readonly { name: string }[]): Generator<string> {
  if (tables.includes('petitions'))
    yield `SELECT json(CASE WHEN EXISTS (SELECT 1 FROM petitions) THEN 'not empty' ELSE '0' END);`
  yield 'PRAGMA defer_foreign_keys=TRUE;'
  // Each before those that it refers to: a table without one of these cannot be dropped.
  const place = new Map(known.map(({ name }, index) => [name, index]))
  const ordered = tables.toSorted((a, b) => (place.get(b) ?? Infinity) - (place.get(a) ?? Infinity))
  for (const name of ordered) yield `DROP TABLE IF EXISTS ${quoted(name)};`
}
