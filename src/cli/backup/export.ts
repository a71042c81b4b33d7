/** What wrangler's export of a database lacks is asked of the database itself, until both have the same. */
import { DatabaseSync } from 'node:sqlite'

import { Failure } from '../failure.ts'
import { readSql } from './read-sql.ts'
import { type Figures, figuresOf, figuresSql, IS_OURS, quoted, type Table, tablesOf } from './tables.ts'
import type { Row } from './wrangler.ts'

/** The database that is exported. */
export interface Source {
  /** Writes wrangler's export to a file. */
  exportTo: (file: string) => Promise<void>
  /** The rows for each question. */
  ask: (sql: readonly string[]) => Promise<Row[][]>
  /** A copy of the database on this machine, where it is too large for wrangler: it is read instead of an export. */
  copy?: string
}

/**
 * Reads the export of `source` into a new database. wrangler writes a line feed in a text as `\n`, and so a text that also has a
 * backslash before an n would come back as another; the same for carriage returns. A text with a NUL cannot be read.
 */
export async function loadExport(source: Source, file: string, path: string): Promise<DatabaseSync> {
  await source.exportTo(file)
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false })
  await readSql(file, db)
  const tables = tablesOf(db).filter(({ texts }) => texts.length > 0)
  const answers = await source.ask(tables.map(damagedSql))
  tables.forEach((table, index) => repair(db, table, answers[index] ?? []))
  return db
}

const has = (column: string, ...texts: string[]): string =>
  texts.map((text) => `instr(${quoted(column)}, ${text}) > 0`).join(' AND ')

const damagedSql = ({ name, primaryKey, texts }: Table): string => {
  const isDamaged = texts.flatMap((column) => [
    has(column, 'char(0)'),
    has(column, 'char(10)', String.raw`'\n'`),
    has(column, 'char(13)', String.raw`'\r'`),
  ])
  const keys = primaryKey.map((column, index) => `quote(${quoted(column)}) AS "key${index}"`)
  const values = texts.map(
    (column, index) => `hex(${quoted(column)}) AS "text${index}", ${quoted(column)} IS NULL AS "null${index}"`,
  )
  return `SELECT ${[...keys, ...values].join(', ')} FROM ${quoted(name)} WHERE ${isDamaged.join(' OR ')}`
}

function repair(db: DatabaseSync, { name, primaryKey, texts }: Table, rows: readonly Row[]): void {
  for (const row of rows) {
    // Literals, as SQLite quotes them.
    const key = primaryKey.map((column, index) => `${quoted(column)} = ${String(row[`key${index}`])}`).join(' AND ')
    texts.forEach((column, index) => {
      if (Number(row[`null${index}`]) === 1) return
      const set = `${quoted(column)} = CAST(unhex(?) AS TEXT)`
      db.prepare(`UPDATE ${quoted(name)} SET ${set} WHERE ${key}`).run(String(row[`text${index}`]))
    })
  }
}

export async function askTables(source: Source): Promise<Table[]> {
  const [statements = []] = await source.ask([`SELECT sql FROM sqlite_schema WHERE ${IS_OURS} AND type = 'table'`])
  const db = new DatabaseSync(':memory:')
  for (const { sql } of statements) db.exec(String(sql))
  const tables = tablesOf(db)
  db.close()
  return tables
}

export type FiguresByTable = ReadonlyMap<string, Figures>

export async function askFigures(source: Source, tables: readonly Table[]): Promise<FiguresByTable> {
  const answers = await source.ask(tables.map(figuresSql))
  return new Map(
    tables.map(({ name }, index) => {
      const [row] = answers[index] ?? []
      return [name, { rows: Number(row?.['rows']), bytes: Number(row?.['bytes']) }]
    }),
  )
}

const isBetween = (value: number, one: number, two: number): boolean =>
  value >= Math.min(one, two) && value <= Math.max(one, two)

/** Tables of `db` that are not between what `source` had before and after the export; without changes, that is exactly as it has them. */
export function differing(db: DatabaseSync, before: FiguresByTable, after: FiguresByTable): string[] {
  return tablesOf(db)
    .filter((table) => {
      const [here, one, two] = [figuresOf(db, table), before.get(table.name), after.get(table.name)]
      if (one === undefined || two === undefined) return true
      return !isBetween(here.rows, one.rows, two.rows) || !isBetween(here.bytes, one.bytes, two.bytes)
    })
    .map(({ name }) => name)
}

export function checkForeignKeys(db: DatabaseSync): void {
  const broken = db.prepare('PRAGMA foreign_key_check').all()
  if (broken.length === 0) return
  const tables = [...new Set(broken.map(({ table }) => String(table)))].join(', ')
  throw new Failure(
    `${broken.length} rows refer to rows that are not there, in ${tables}. The database itself is damaged.`,
  )
}
