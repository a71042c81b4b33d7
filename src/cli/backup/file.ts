/**
 * The file of a backup: comments that say what it is, then SQL, then a line with the hash of all lines before it, so that a file that
 * was cut or changed is recognised.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'

import * as z from 'zod/mini'

import { Failure } from '../failure.ts'
import { readSql } from './read-sql.ts'
import { addTriggers, MIGRATIONS, MIGRATIONS_TABLE, rowsByTable, TABLES, tablesOf } from './tables.ts'
import { sqlOf } from './write-sql.ts'

const OWNER_ONLY = 0o600
const FIRST = 'Undersigned backup, format 1: restore it with npm run restore'
const LAST = 'End of backup, SHA-256 '

const about = z.object({
  madeAt: z.iso.datetime(),
  /** Whether it is of the deployed database. */
  remote: z.boolean(),
  databaseId: z.string(),
  /** By table. */
  rows: z.record(z.string(), z.int()),
})
export type About = z.output<typeof about>

/** Writes a new file. Returns the number of rows of each table. */
export async function writeBackup(db: DatabaseSync, file: string, of: Omit<About, 'rows'>): Promise<About['rows']> {
  const rows = Object.fromEntries(rowsByTable(db))
  const hash = createHash('sha256')
  const lines = function* () {
    yield `-- ${FIRST}`
    yield `-- ${JSON.stringify({ ...of, rows } satisfies About)}`
    yield* sqlOf(db)
  }
  await writeLines(file, function* () {
    for (const line of lines()) {
      hash.update(`${line}\n`)
      yield line
    }
    yield `-- ${LAST}${hash.digest('hex')}`
  })
  return rows
}

/** A new file that only its owner can read, on the disk when this resolves. */
export async function writeLines(file: string, lines: () => Iterable<string>): Promise<void> {
  const stream = createWriteStream(file, { mode: OWNER_ONLY, flags: 'wx', flush: true })
  try {
    for (const line of lines()) if (!stream.write(`${line}\n`)) await once(stream, 'drain')
  } finally {
    stream.end()
    await once(stream, 'close')
  }
}

/** Into an empty database. `pending`: the migrations that it lacks. Throws a Failure that says what is wrong with the file and what to do. */
export async function readBackup(file: string, db: DatabaseSync): Promise<{ about: About; pending: string[] }> {
  if (!existsSync(file)) throw new Failure(`There is no file ${file}.`)
  const { comments, hash, endsWithComment } = await readSql(file, db).catch((error: unknown) => {
    throw error instanceof Failure ? new Failure(`${file} is no complete backup. ${error.message}\n${OTHER}`) : error
  })
  const [first, said = '', last = ''] = comments
  if (first !== FIRST) throw new Failure(`${file} was not made by npm run backup.`)
  if (!endsWithComment || !last.startsWith(LAST)) throw new Failure(`${file} has no end: it was cut. ${OTHER}`)
  if (last !== LAST + hash) throw new Failure(`${file} was changed after it was made. ${OTHER}`)
  const pending = checkSchema(db)
  addTriggers(
    db,
    MIGRATIONS.filter((name) => !pending.includes(name)),
  )
  return { about: about.parse(JSON.parse(said)), pending }
}

const OTHER = 'Take another copy of it, or an earlier backup.'

/** Returns the names of the migrations that the database lacks. Throws a Failure when it has others than this checkout, or lacks a table. */
export function checkSchema(db: DatabaseSync): string[] {
  const names = new Set(tablesOf(db).map(({ name }) => name))
  const applied = names.has(MIGRATIONS_TABLE)
    ? db
        .prepare(`SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY id`)
        .all()
        .map(({ name }) => String(name))
    : []
  if (applied.length === 0)
    throw new Failure('This is not the database of a petition site: no migration is recorded in it.')
  const unknown = applied.filter((name) => !MIGRATIONS.includes(name))
  if (unknown.length > 0)
    throw new Failure(
      `The database is of a newer version: this checkout does not know ${unknown.join(', ')}. Check out that version, run npm install, and try again.`,
    )
  const pending = MIGRATIONS.filter((name) => !applied.includes(name))
  const missing = pending.length > 0 ? [] : TABLES.filter((name) => !names.has(name))
  if (missing.length > 0) throw new Failure(`The database lacks tables: ${missing.join(', ')}.`)
  return pending
}
