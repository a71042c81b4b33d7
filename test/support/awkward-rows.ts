/** A database in which every table has rows that are hard to write as SQL. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

import { MIGRATIONS, quoted, readMigration, type Table, tablesOf } from '../../src/cli/backup/tables.ts'

const TEXTS = [
  '',
  `it's "quoted" 'twice''; DROP TABLE x; -- no comment /* nor here`,
  'line\nfeed\r\nand carriage return\rand C:\\new\\rest, tab\there',
  'a NUL \0 inside, and \u2028 \u2029 \u0085',
  'BEGIN TRANSACTION; COMMIT; SAVEPOINT a; CREATE TRIGGER t BEGIN SELECT 1; END;',
  '👩🏽‍🚒 مرحبا 你好 Ўзбек e\u0301 \u200F\uFEFF',
  `{"json":"\\n \\u0000 \\""}`,
  `X'00' ?1 $2 :name @x %s \${y} --`,
  'NULL',
  '9e999',
]
/** Over D1's limit for a statement, with characters of several bytes at every place where it could be cut. */
const LONG_TEXT = '€😀\n'.repeat(30_000)
const LONG_BYTES = Uint8Array.from({ length: 1_000_000 }, (_, index) => (index * 7919) % 256)
const BLOBS = [new Uint8Array(0), Uint8Array.of(0), Uint8Array.from({ length: 256 }, (_, index) => index)]
const INTEGERS = [0, -1, 1_780_000_000_000, Number.MAX_SAFE_INTEGER]

/** A new file with all migrations but the last `without`. */
export function emptyDatabase(file: string, without = 0): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true })
  const db = new DatabaseSync(file)
  db.exec(
    `CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
  )
  for (const name of MIGRATIONS.slice(0, MIGRATIONS.length - without)) {
    db.exec(readMigration(name))
    db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name)
  }
  return db
}

/** 40 rows in each table but that of migrations. Rows that refer to others are there, in tables that were made before those of the others. */
export function fillAwkwardly(db: DatabaseSync): void {
  db.exec('BEGIN')
  // They would write rows of their own, and refuse some of these.
  const triggers = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid`).all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${quoted(String(name))}`)
  for (const table of tablesOf(db)) {
    if (table.name === 'd1_migrations') continue
    for (let n = 1; n <= 40; n++) insert(db, table, rowOf(db, table, n))
  }
  db.prepare('UPDATE images SET bytes = ? WHERE petition_id = 2').run(LONG_BYTES)
  db.prepare('UPDATE petitions SET body = ?, outcome = ? WHERE id = 3').run(LONG_TEXT, LONG_TEXT)
  for (const { sql } of triggers) db.exec(String(sql))
  // Numbers that were given to rows that are gone.
  db.exec(`UPDATE sqlite_sequence SET seq = 77 WHERE name = 'petitions'; COMMIT`)
}

/** Columns that have no two rows of one value, and are no key. */
const UNIQUE: ReadonlySet<string> = new Set(['slug', 'email_hash'])

function rowOf(db: DatabaseSync, table: Table, n: number): Record<string, SQLInputValue> {
  const types = db.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table.name)
  const references = db.prepare('SELECT "from", "table" FROM pragma_foreign_key_list(?)').all(table.name)
  const parents = new Map(references.map((row) => [String(row['from']), String(row['table'])]))
  return Object.fromEntries(
    types.map(({ name, type, notnull, pk }, index) => {
      const column = String(name)
      const isKey = Number(pk) > 0
      const parent = parents.get(column)
      if (parent !== undefined) return [column, String(type).toUpperCase() === 'TEXT' ? `${parent}-${n}` : n]
      if (column === 'id' && String(type).toUpperCase() === 'TEXT') return [column, `${table.name}-${n}`]
      if (Number(notnull) === 0 && !isKey && n % 4 === index % 4) return [column, null]
      return [column, valueOf(String(type).toUpperCase(), isKey || UNIQUE.has(column) ? n : null, n + index)]
    }),
  )
}

function valueOf(type: string, unique: number | null, pick: number): SQLInputValue {
  const of = <T>(values: readonly T[]): T => values[pick % values.length] as T
  if (type === 'TEXT') return unique === null ? of(TEXTS) : `key ${unique}: it's "quoted"`
  if (type === 'BLOB') return unique === null ? of(BLOBS) : Uint8Array.of(unique, 0, 39)
  return unique ?? of(INTEGERS)
}

function insert(db: DatabaseSync, { name }: Table, row: Record<string, SQLInputValue>): void {
  const columns = Object.keys(row)
  db.prepare(
    `INSERT OR REPLACE INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  ).run(...Object.values(row))
}

/** Everything in the file of a database, by table, and the SQL of its tables and indexes. */
export function contentsOf(file: string): Record<string, unknown> {
  const db = new DatabaseSync(file, { readOnly: true })
  const all = (sql: string): unknown[] => {
    const statement = db.prepare(sql)
    statement.setReadBigInts(true)
    return statement.all()
  }
  const tables = tablesOf(db)
  const contents = Object.fromEntries(
    tables.map(({ name, columns }) => [
      name,
      all(
        `SELECT *, ${columns.map((column) => `typeof(${quoted(column)})`).join(' || ')} FROM ${quoted(name)} ORDER BY ${columns.map(quoted).join(', ')}`,
      ),
    ]),
  )
  const sequence = all('SELECT name, seq FROM sqlite_sequence ORDER BY name')
  const schema = all(
    `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE '~_cf~_%' ESCAPE '~' ORDER BY type, name`,
  )
  const check = all('PRAGMA integrity_check')
  db.close()
  return { ...contents, sequence, schema, check }
}
