/**
 * Writes a database as SQL that D1 takes: tables before those that refer to them, no statement over D1's limit, and in texts nothing that a
 * tool could take for the end of a line, of a statement or of a transaction.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'

import { BACKUP_STATEMENT_MAX_BYTES } from '../../limits.ts'
import { quoted, type Table, tablesOf } from './tables.ts'

type Value = SQLOutputValue

/** Statements, each with its semicolon. Only statements that make tables have several lines. Triggers are last, and so change no row. */
export function* sqlOf(db: DatabaseSync): Generator<string> {
  yield 'PRAGMA defer_foreign_keys=TRUE;'
  const tables = tablesOf(db)
  for (const { sql } of tables) yield `${sql};`
  for (const table of tables) yield* rowsOf(db, table)
  yield* sequencesOf(db)
  for (const type of ['index', 'trigger']) {
    const made = db.prepare(`SELECT sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL ORDER BY name`)
    for (const { sql } of made.all(type)) yield `${String(sql)};`
  }
}

/** The last numbers that were given, also those of rows that are gone. */
function* sequencesOf(db: DatabaseSync): Generator<string> {
  yield 'DELETE FROM sqlite_sequence;'
  for (const { name, seq } of db.prepare('SELECT name, seq FROM sqlite_sequence ORDER BY name').all()) {
    yield `INSERT INTO "sqlite_sequence" ("name","seq") VALUES (${literal(String(name))},${Number(seq)});`
  }
}

/** As many rows in a statement as it can have. */
function* rowsOf(db: DatabaseSync, table: Table): Generator<string> {
  const { name, columns, primaryKey } = table
  const into = `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(',')}) VALUES `
  const all = db.prepare(`SELECT * FROM ${quoted(name)} ORDER BY ${primaryKey.map(quoted).join(',')}`)
  all.setReadBigInts(true)
  let open: string[] = []
  let bytes = 0
  for (const row of all.iterate()) {
    const { values, rest } = shortened(row, table)
    const tuple = `(${values.join(',')})`
    const length = Buffer.byteLength(tuple) + 1
    if (open.length > 0 && bytes + length + into.length > BACKUP_STATEMENT_MAX_BYTES) {
      yield `${into}${open.join(',')};`
      open = []
      bytes = 0
    }
    open.push(tuple)
    bytes += length
    if (rest.length === 0) continue
    yield `${into}${open.join(',')};`
    open = []
    bytes = 0
    for (const { column, value } of rest) yield* appendsOf(table, row, column, value)
  }
  if (open.length > 0) yield `${into}${open.join(',')};`
}

interface Long {
  column: string
  value: string | Uint8Array
}

/** The literals of a row, where values that are too long for one statement are empty; and these. */
function shortened(row: Record<string, Value>, { columns, primaryKey }: Table): { values: string[]; rest: Long[] } {
  const values = columns.map((column) => literal(row[column] ?? null))
  const rest: Long[] = []
  const lengths = values.map((text) => Buffer.byteLength(text))
  let total = lengths.reduce((sum, length) => sum + length + 1, 0)
  const longest = columns
    .map((column, index) => ({ column, index, length: lengths[index] ?? 0 }))
    .filter(({ column }) => !primaryKey.includes(column))
    .toSorted((a, b) => b.length - a.length)
  for (const { column, index, length } of longest) {
    const value = row[column]
    if (total <= BACKUP_STATEMENT_MAX_BYTES - HEAD_MAX_BYTES) break
    if (typeof value !== 'string' && !(value instanceof Uint8Array)) continue
    values[index] = typeof value === 'string' ? `''` : `X''`
    rest.push({ column, value })
    total -= length
  }
  return { values, rest }
}

/** For the names of a table and its columns, and for a primary key. */
const HEAD_MAX_BYTES = 2_000

/** A part may end inside of a character: SQLite puts bytes together. Its operator makes a text of two blobs, hence the second CAST. */
function* appendsOf({ name, primaryKey }: Table, row: Record<string, Value>, column: string, value: Long['value']) {
  const key = primaryKey.map((part) => `${quoted(part)} = ${literal(row[part] ?? null)}`).join(' AND ')
  const bytes = Buffer.from(value)
  const step = (BACKUP_STATEMENT_MAX_BYTES - HEAD_MAX_BYTES) / 2
  const type = typeof value === 'string' ? 'TEXT' : 'BLOB'
  for (let at = 0; at < bytes.length; at += step) {
    const part = `X'${bytes.toString('hex', at, Math.min(at + step, bytes.length))}'`
    yield `UPDATE ${quoted(name)} SET ${quoted(column)} = CAST(CAST(${quoted(column)} AS BLOB) || ${part} AS ${type}) WHERE ${key};`
  }
}

/** Letters, digits, marks, punctuation and spaces, as they are; no backslash, semicolon, or what opens a comment or a transaction. */
const PLAIN = /^(?!.*(?:--|\/\*|BEGIN|COMMIT|TRIGGER))[^\p{C}\p{Zl}\p{Zp};\\]*$/iu

function literal(value: Value): string {
  if (value === null) return 'NULL'
  if (typeof value === 'bigint') return String(value)
  // A whole number that is stored as a real one.
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value)
  if (typeof value !== 'string') return `X'${Buffer.from(value).toString('hex')}'`
  return PLAIN.test(value)
    ? `'${value.replaceAll("'", "''")}'`
    : `CAST(X'${Buffer.from(value).toString('hex')}' AS TEXT)`
}
