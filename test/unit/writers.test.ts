/** Which module may write which table, and who reads counters: what the headers of src/ledger/ claim. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'

import * as schema from '../../schema/tables.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The modules that write a table, and how. */
const WRITERS: Record<string, Record<string, readonly Verb[]>> = {
  'src/ledger': {
    counters: ['insert', 'update'],
    dead_letters: ['insert', 'delete'],
    // `update`: those that are overdue are due again.
    deliveries: ['insert', 'update'],
    emails: ['insert', 'update', 'delete'],
    milestones: ['insert'],
    outbox: ['insert'],
    // How far retention has come.
    petitions: ['update'],
    removals: ['insert'],
    signatures: ['insert', 'update', 'delete'],
    tallies: ['insert', 'delete'],
    withdrawals: ['insert', 'delete'],
  },
  'src/petitions': {
    images: ['insert', 'delete'],
    petitions: ['insert', 'update'],
    tokens: ['insert'],
    updates: ['insert', 'update', 'delete'],
  },
  'src/webhooks': {
    // `update`: what an attempt changes. `delete`: with their webhook.
    deliveries: ['update', 'delete'],
    webhooks: ['insert', 'update', 'delete'],
  },
  // Of the tool that applies migrations.
  'src/cli': { d1_migrations: ['insert'] },
  'src/email': {
    // What an attempt changes.
    emails: ['update'],
    inbox: ['insert', 'delete'],
  },
}

type Verb = 'insert' | 'update' | 'delete'

const tables = Object.entries(schema).filter(([, table]) => is(table, SQLiteTable))
/** By the name of its constant in tables.ts. */
const nameOf = new Map(tables.map(([constant, table]) => [constant, getTableName(table)]))

const SQL_WRITES = /\b(INSERT|REPLACE|UPDATE|DELETE)(?: OR \w+)?(?: (?:INTO|FROM))? (\S+)/g
const DRIZZLE_WRITES = /\.(insert|update|delete)\(\s*([a-zA-Z]+)\s*\)/g

interface Write {
  module: string
  table: string
  verb: string
}

/** `of` a file: what its SQL and its calls of drizzle write. */
function writesIn(module: string, source: string): Write[] {
  const code = source.replace(/\/\*[^]*?\*\/|(?:^|\s)(?:\/\/|--).*$/gm, '')
  const bySql = [...code.matchAll(SQL_WRITES)]
    // ON CONFLICT DO UPDATE SET: of the table that its INSERT names.
    .filter(([, , table]) => table !== 'SET')
    .map(([, verb = '', table = '']) => ({ module, table: table.replaceAll(/\W+$/g, ''), verb: verb.toLowerCase() }))
  const byDrizzle = [...code.matchAll(DRIZZLE_WRITES)].flatMap(([, verb = '', constant = '']) => {
    const table = nameOf.get(constant)
    return table === undefined ? [] : [{ module, table, verb }]
  })
  return [...bySql, ...byDrizzle]
}

const files = ['src', 'workers'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1)),
)
const moduleOf = (file: string): string => file.split('/').slice(0, 2).join('/')
const sourceOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const keysOf = (writes: readonly Write[]): string[] =>
  [...new Set(writes.map(({ module, verb, table }) => `${module}: ${verb} ${table}`))].toSorted()

describe('writes', () => {
  test('are of the modules that the table names, and of no others', () => {
    const allowed = Object.entries(WRITERS).flatMap(([module, byTable]) =>
      Object.entries(byTable).flatMap(([table, verbs]) => verbs.map((verb) => ({ module, table, verb }))),
    )
    expect(keysOf(files.flatMap((file) => writesIn(moduleOf(file), sourceOf(file))))).toEqual(keysOf(allowed))
  })

  test('are found in SQL and in calls of drizzle, wherever they stand', () => {
    const source = `
      // DELETE FROM tokens
      db.prepare('DELETE FROM signatures WHERE id = ?1')
      db.prepare(\`UPDATE counters SET n = 1\`)
      db.prepare(\`INSERT INTO outbox (id) VALUES (?1) ON CONFLICT DO UPDATE SET id = 1\`)
      db.prepare(\`INSERT OR REPLACE INTO images VALUES (1)\`)
      await orm
        .insert(deadLetters).values({})
      map.delete(key)
      await orm.delete(emails)`
    expect(keysOf(writesIn('m', source))).toEqual([
      'm: delete emails',
      'm: delete signatures',
      'm: insert dead_letters',
      'm: insert images',
      'm: insert outbox',
      'm: update counters',
    ])
  })

  test('name a table, so that none is hidden in a variable', () => {
    const names = new Set([...nameOf.values(), 'd1_migrations'])
    const unknown = files.flatMap((file) =>
      writesIn(moduleOf(file), sourceOf(file))
        .filter(({ table }) => !names.has(table))
        .map(({ verb, table }) => `${file}: ${verb} ${table}`),
    )
    expect(unknown).toEqual([])
  })
})

test('only src/ledger reads counters', () => {
  const readers = files.filter((file) => /\b(?:FROM|JOIN) counters\b|\b(?:from|Join)\(counters\b/.test(sourceOf(file)))
  expect(readers.filter((file) => !file.startsWith('src/ledger/'))).toEqual([])
  expect(readers).not.toEqual([])
})

test.each(tables)('each column of %s is named somewhere in the code', (constant, table) => {
  if (!is(table, SQLiteTable)) return
  const name = getTableName(table)
  const sources = files.map(sourceOf).filter((source) => source.includes(name) || source.includes(constant))
  const unused = Object.entries(getTableColumns(table)).filter(
    ([member, column]) => !sources.some((source) => new RegExp(`\\b(?:${member}|${column.name})\\b`).test(source)),
  )
  expect(unused.map(([, column]) => `${name}.${column.name}`)).toEqual([])
})
