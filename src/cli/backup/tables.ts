/** What a database of this checkout has, and questions to any database in SQLite: to a file here, and to D1. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'

import * as schema from '../../../schema/tables.ts'

const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../../schema/migrations')
/** In which wrangler records migrations. */
export const MIGRATIONS_TABLE = 'd1_migrations'

/** Of schema/tables.ts, and the table of migrations. */
export const TABLES: readonly string[] = [
  ...Object.values(schema).flatMap((table) => (is(table, SQLiteTable) ? [getTableName(table)] : [])),
  MIGRATIONS_TABLE,
]
/** Names of files, in the order in which they are applied. */
export const MIGRATIONS: readonly string[] = readdirSync(MIGRATIONS_FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .toSorted()
export const readMigration = (name: string): string => readFileSync(join(MIGRATIONS_FOLDER, name), 'utf8')

/** Adds the triggers that these migrations make, those that are there already aside. */
export function addTriggers(db: DatabaseSync, names: readonly string[]): void {
  for (const name of names) {
    const triggers = readMigration(name).match(/^(?:CREATE TRIGGER|DROP TRIGGER IF EXISTS) .*$/gm) ?? []
    for (const sql of triggers) db.exec(sql.replace(/^CREATE TRIGGER /, 'CREATE TRIGGER IF NOT EXISTS '))
  }
}

/** SQL for a table that is neither SQLite's nor D1's. */
export const IS_OURS = `name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE '~_cf~_%' ESCAPE '~'`

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export interface Table {
  name: string
  /** The statement that makes it. */
  sql: string
  columns: string[]
  /** Columns of type TEXT. */
  texts: string[]
  primaryKey: string[]
  /** Tables that it refers to. */
  references: string[]
}

/** The tables of a database without those of SQLite and of D1, each after those that it refers to. */
export function tablesOf(db: DatabaseSync): Table[] {
  const tables = db
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND ${IS_OURS} ORDER BY name`)
    .all()
    .map(({ name, sql }) => tableOf(db, String(name), String(sql)))
  const ordered: Table[] = []
  const add = (table: Table): void => {
    if (ordered.includes(table)) return
    for (const other of tables) {
      if (other !== table && table.references.includes(other.name)) add(other)
    }
    ordered.push(table)
  }
  tables.forEach(add)
  return ordered
}

function tableOf(db: DatabaseSync, name: string, sql: string): Table {
  const columns = db.prepare(`SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid`).all(name)
  return {
    name,
    sql,
    columns: columns.map((column) => String(column['name'])),
    texts: columns.filter(({ type }) => String(type).toUpperCase() === 'TEXT').map((column) => String(column['name'])),
    primaryKey: columns
      .filter(({ pk }) => Number(pk) > 0)
      .toSorted((a, b) => Number(a['pk']) - Number(b['pk']))
      .map((column) => String(column['name'])),
    references: db
      .prepare(`SELECT DISTINCT "table" AS name FROM pragma_foreign_key_list(?)`)
      .all(name)
      .map((key) => String(key['name'])),
  }
}

/** How much is in a table: its rows, and the bytes of all values. */
export interface Figures {
  rows: number
  bytes: number
}

const bytesOf = (column: string): string => `coalesce(length(CAST(${quoted(column)} AS BLOB)), 0)`

/** The number of rows of each table. */
export const rowsByTable = (db: DatabaseSync): Map<string, number> =>
  new Map(
    tablesOf(db).map(({ name }) => [
      name,
      Number(db.prepare(`SELECT count(*) AS n FROM ${quoted(name)}`).get()?.['n']),
    ]),
  )

export const figuresSql = ({ name, columns }: Pick<Table, 'name' | 'columns'>): string =>
  `SELECT count(*) AS "rows", coalesce(sum(${columns.map(bytesOf).join(' + ')}), 0) AS "bytes" FROM ${quoted(name)}`

export function figuresOf(db: DatabaseSync, table: Pick<Table, 'name' | 'columns'>): Figures {
  const row = db.prepare(figuresSql(table)).get()
  return { rows: Number(row?.['rows']), bytes: Number(row?.['bytes']) }
}

/** In which tables two databases differ in any value of any row. `other` is the path of a file. */
export function differingTables(db: DatabaseSync, other: string): string[] {
  db.prepare('ATTACH ? AS other').run(other)
  try {
    return tablesOf(db)
      .filter(({ name }) => {
        const [here, there] = [`SELECT * FROM main.${quoted(name)}`, `SELECT * FROM other.${quoted(name)}`]
        return hasRows(db, `${here} EXCEPT ${there}`) || hasRows(db, `${there} EXCEPT ${here}`)
      })
      .map(({ name }) => name)
  } finally {
    db.exec('DETACH other')
  }
}

const hasRows = (db: DatabaseSync, sql: string): boolean =>
  db.prepare(`SELECT 1 FROM (${sql}) LIMIT 1`).get() !== undefined
