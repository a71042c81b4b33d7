/** The databases that are backed up. */
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { BACKUP_MAX_ATTEMPTS, WRANGLER_LOCAL_MAX_BYTES } from '../../limits.ts'
import { Failure } from '../failure.ts'
import { askFigures, askTables, differing, loadExport, type Source } from './export.ts'
import { localDatabase, snapshot } from './local-database.ts'
import { wrangler } from '../wrangler.ts'
import { askRemotely, configOf, type Database } from './wrangler.ts'

interface LocalPlaces {
  stateDirectory: string
  /** For copies. */
  directory: string
  /** Of the file of the database. */
  wranglerMaxBytes?: number
}

/** The database as it was at one moment. */
export function localSource(
  database: Database,
  { stateDirectory, directory, wranglerMaxBytes = WRANGLER_LOCAL_MAX_BYTES }: LocalPlaces,
): Source {
  const live = localDatabase(stateDirectory, database.id)
  if (!existsSync(live))
    throw new Failure(
      `There is no database in ${stateDirectory}. Set STATE_DIR as for npm start, or use --remote for the deployed database.`,
    )
  // wrangler reads local data from beside its configuration, and nowhere else.
  const toml = configOf(database, directory)
  const copy = localDatabase(join(directory, '.wrangler/state'), database.id)
  snapshot(live, copy)
  return {
    ...(statSync(copy).size > wranglerMaxBytes ? { copy } : {}),
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
export function remoteSource(database: Database, directory: string): Source {
  const options = { logs: join(directory, 'logs'), config: configOf(database, directory) }
  return {
    exportTo: async (file) => {
      const args = ['d1', 'export', database.name, '--remote', '--skip-confirmation', '--output', file]
      await wrangler(args, options)
    },
    ask: (sql) => askRemotely(sql, database, options),
  }
}

/** A copy of `source` with all that it has. A database that changes meanwhile is exported again if it cannot be compared. */
export async function exported(source: Source, directory: string): Promise<DatabaseSync> {
  if (source.copy !== undefined) return new DatabaseSync(source.copy, { enableForeignKeyConstraints: false })
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
