/**
 * `npm run backup`: stores the whole database in one file, by wrangler's export of D1. The file is read back, and compared with the database,
 * before it gets its name.
 */
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'

import { BACKUP_MAX_ATTEMPTS } from '../limits.ts'
import { askFigures, askTables, checkForeignKeys, differing, loadExport, type Source } from './backup/export.ts'
import { checkSchema, readBackup, writeBackup } from './backup/file.ts'
import { localDatabase, snapshot } from './backup/local-database.ts'
import { withPrivateDirectory } from './backup/private-directory.ts'
import { differingTables } from './backup/tables.ts'
import { askRemotely, type Database, databaseOfToml, tomlOf, wrangler } from './backup/wrangler.ts'
import { EXIT_FAILED, EXIT_USAGE, Failure } from './failure.ts'

const USAGE = `Usage: npm run backup -- [--remote] [--to FILE]

Stores the whole database in one file of SQL, which npm run restore reads. It has what the database has: encrypted contacts, public names
and reasons. Only you can read it; keep it encrypted, and delete it after 30 days.

  --to FILE  new file (default: undersigned-TIME.sql)
  --remote   the deployed database of wrangler.toml, which answers nobody meanwhile; log in first: npx wrangler login.
             Without it the database of npm start, which may run: set STATE_DIR as for npm start`

async function main(): Promise<number> {
  try {
    const options = readOptions()
    if (options.help) console.log(USAGE)
    else await backUp(options)
    return 0
  } catch (error) {
    if (error instanceof Failure) {
      console.error(`${error.message}\nNo backup was made.`)
      return error.exitCode
    }
    console.error('No backup was made:', error)
    return EXIT_FAILED
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        to: { type: 'string' },
        remote: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const time = new Date().toISOString().slice(0, 19).replaceAll(':', '')
    return { ...values, to: values.to ?? `undersigned-${time}Z.sql` }
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, EXIT_USAGE)
  }
}

async function backUp({ to, remote }: { to: string; remote: boolean }): Promise<void> {
  const file = resolve(to)
  checkIsNew(file)
  const database = databaseOfToml()
  const startedAt = performance.now()
  const rows = await withPrivateDirectory(dirname(file), async (directory) => {
    const part = join(directory, 'backup.sql')
    const madeAt = new Date().toISOString()
    const source = remote ? remoteSource(database, directory) : localSource(database, directory)
    const db = await exported(source, directory)
    try {
      checkSchema(db)
      checkForeignKeys(db)
      const rows = await writeBackup(db, part, { madeAt, remote, databaseId: database.id })
      await readBack(part, directory, db)
      checkIsNew(file)
      renameSync(part, file)
      return rows
    } finally {
      db.close()
    }
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const total = Object.values(rows).reduce((sum, n) => sum + n, 0)
  console.log(
    `Backed up ${rows['petitions']} petitions and ${rows['signatures']} signatures, ${total} rows in all, to ${to}: ${sizeOf(file)} in ${seconds} s.`,
  )
}

function checkIsNew(file: string): void {
  if (existsSync(file)) throw new Failure(`${file} exists: no file is overwritten. Name another one: --to FILE`)
}

const sizeOf = (file: string): string => `${(statSync(file).size / 1e6).toFixed(1)} MB`

/** The database as it was at one moment. */
function localSource(database: Database, directory: string): Source {
  const stateDirectory = process.env['STATE_DIR'] ?? '.wrangler/state'
  const live = localDatabase(stateDirectory, database.id)
  if (!existsSync(live))
    throw new Failure(
      `There is no database in ${stateDirectory}. Set STATE_DIR as for npm start, or use --remote for the deployed database.`,
    )
  // wrangler reads local data from beside its configuration, and nowhere else.
  const toml = join(directory, 'wrangler.toml')
  writeFileSync(toml, tomlOf(database))
  const copy = localDatabase(join(directory, '.wrangler/state'), database.id)
  snapshot(live, copy)
  return {
    exportTo: async (file) => {
      const args = ['d1', 'export', database.name, '--local', '--output', file]
      await wrangler(args, { logs: join(directory, 'logs'), config: toml })
    },
    ask: async (sql) => {
      const db = new DatabaseSync(copy)
      const answers = sql.map((question) => db.prepare(question).all())
      db.close()
      return answers
    },
  }
}

/** D1 answers nothing else during an export, so that the file is of one moment. */
function remoteSource(database: Database, directory: string): Source {
  const logs = join(directory, 'logs')
  return {
    exportTo: async (file) => {
      const args = ['d1', 'export', database.name, '--remote', '--skip-confirmation', '--output', file]
      await wrangler(args, { logs })
    },
    ask: (sql) => askRemotely(sql, database, logs),
  }
}

/** A copy of `source` with all that it has. A database that changes meanwhile is exported again if it cannot be compared. */
async function exported(source: Source, directory: string): Promise<DatabaseSync> {
  const tables = await askTables(source)
  let before = await askFigures(source, tables)
  for (let attempt = 1; ; attempt++) {
    const path = join(directory, `export-${attempt}`)
    const db = await loadExport(source, `${path}.sql`, `${path}.sqlite`)
    rmSync(`${path}.sql`)
    const after = await askFigures(source, tables)
    const wrong = differing(db, before, after)
    if (wrong.length === 0) return db
    db.close()
    if (attempt === BACKUP_MAX_ATTEMPTS)
      throw new Failure(
        `The export differs from the database, in ${wrong.join(', ')}. If many people sign right now, pause the queues and try again.`,
      )
    before = after
  }
}

/** By the code that restores it. */
async function readBack(part: string, directory: string, original: DatabaseSync): Promise<void> {
  const db = new DatabaseSync(join(directory, 'read-back.sqlite'), { enableForeignKeyConstraints: false })
  try {
    await readBackup(part, db)
    const wrong = differingTables(db, original.location() ?? '')
    if (wrong.length > 0) throw new Failure(`The file differs from the database, in ${wrong.join(', ')}.`)
  } finally {
    db.close()
  }
}

// Last, when everything above has its value.
process.exitCode = await main()
