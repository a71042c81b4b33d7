/** Which module may write which table, and who reads counters: what the headers of src/ledger/ claim. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'

import * as schema from '../../schema/tables.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The modules that write a table, and how. */
const WRITERS: Record<string, Record<string, readonly Verb[]>> = {
  'src/audit.ts': { audit_log: ['insert', 'delete'] },
  'src/ledger': {
    arrivals: ['insert', 'delete'],
    // `update`: what an import adds, and what the recount fixes. `delete`: with a petition that was never open.
    claims: ['insert', 'update', 'delete'],
    // `delete`: with a petition that was never open, as of the outbox, its deliveries and webhooks.
    counters: ['insert', 'update', 'delete'],
    dead_letters: ['insert', 'delete'],
    decisions: ['insert', 'update', 'delete'],
    // `update`: those that are overdue are due again.
    deliveries: ['insert', 'update', 'delete'],
    emails: ['insert', 'update', 'delete'],
    // Triggers on signatures write it. `delete`: with a petition that is erased.
    held_kinds: ['delete'],
    // `update`: contacts that retention deletes.
    imported: ['insert', 'update', 'delete'],
    // `delete`: with a petition that is erased, as of what was removed.
    milestones: ['insert', 'delete'],
    outbox: ['insert', 'delete'],
    // How far retention and reminders have come.
    petitions: ['update'],
    // How far the nightly recount has come.
    recounts: ['update'],
    removals: ['insert', 'delete'],
    repeats: ['insert', 'update', 'delete'],
    reports: ['insert', 'update', 'delete'],
    signatures: ['insert', 'update', 'delete'],
    // With a petition that is erased.
    sweeps: ['insert', 'delete'],
    tallies: ['insert', 'delete'],
    webhooks: ['delete'],
    withdrawals: ['insert', 'delete'],
    withdrawn_signers: ['insert', 'delete'],
  },
  // When the cron last ran.
  'src/health': { cron_runs: ['insert'] },
  'src/static-counts': { static_counts: ['insert', 'update', 'delete'] },
  'src/spike.ts': { spike: ['update'] },
  'src/petitions': {
    // With a petition that was never open.
    audit_log: ['delete'],
    // `delete`: once it is open, or with a petition that was never open.
    asked_changes: ['insert', 'delete'],
    images: ['insert', 'delete'],
    // `delete`: with a petition that was never open, too.
    partners: ['insert', 'update', 'delete'],
    // `delete`: of what was never open.
    petitions: ['insert', 'update', 'delete'],
    slugs: ['insert', 'delete'],
    tokens: ['insert', 'update', 'delete'],
    // Of the original, triggers store what `updates` has.
    update_versions: ['insert'],
    updates: ['insert', 'update', 'delete'],
    // Nothing changes a version. `delete`: with a petition that is erased, of which triggers make sure.
    versions: ['insert', 'delete'],
  },
  'src/accounts': {
    // `update`: those that are overdue are due again.
    account_emails: ['insert', 'update', 'delete'],
    accounts: ['insert', 'update', 'delete'],
    // `delete`: what became a petition, too.
    drafts: ['insert', 'update', 'delete'],
    members: ['insert', 'update', 'delete'],
    passkey_challenges: ['insert', 'delete'],
    passkeys: ['insert', 'update', 'delete'],
    sessions: ['insert', 'update', 'delete'],
    sign_in_links: ['insert', 'update', 'delete'],
  },
  'src/webhooks': {
    // `update`: what an attempt changes. `delete`: with their webhook.
    deliveries: ['update', 'delete'],
    webhooks: ['insert', 'update', 'delete'],
  },
  'src/cli': {
    // Of the tool that applies migrations.
    d1_migrations: ['insert'],
    // What a restore changes in a database before anything else has it: src/cli/backup/prepare.ts.
    account_emails: ['update'],
    dead_letters: ['insert'],
    deliveries: ['update'],
    emails: ['update'],
    instance: ['update'],
    repeats: ['update'],
    signatures: ['update'],
    // The last number that a petition got.
    sqlite_sequence: ['insert', 'update'],
    webhooks: ['update'],
  },
  'src/email': {
    // What an attempt changes, of both outboxes.
    account_emails: ['update'],
    emails: ['update'],
    inbox: ['insert', 'delete'],
    // How many emails bounced.
    petitions: ['update'],
  },
}

type Verb = 'insert' | 'update' | 'delete'

const tables = Object.entries(schema).filter(([, table]) => is(table, SQLiteTable))
/** By the name of its constant in tables.ts. */
const nameOf = new Map(tables.map(([constant, table]) => [constant, getTableName(table)]))

/** Not the UPDATE SET of an ON CONFLICT, which is of the table that its INSERT names. In lower case a verb may be a word of a sentence. */
const SQL_WRITES = [
  /\b(INSERT|REPLACE|UPDATE|DELETE)(?:\s+OR\s+\w+)?(?:\s+(?:INTO|FROM))?\s+(?!SET\b)(\S+)/g,
  /\b(insert|replace|delete)(?:\s+or\s+\w+)?\s+(?:into|from)\s+(\S+)/gi,
  /\b(update)(?:\s+or\s+\w+)?\s+(?!set\b)(\S+)(?:\s+[^\s;=]+){0,6}?\s+set\b/gi,
]
/** Calls of drizzle, and of whatever else has such a method: `orm.delete(tables.emails)`, `map.delete(key)`. */
const DRIZZLE_WRITES = /\.\s*(insert|update|delete)\s*\(\s*([^)]*?)\s*\)/g

interface Write {
  module: string
  table: string
  verb: string
}

/** `of` a file: what its SQL and its calls of drizzle write. A table that cannot be told from the code is named as it stands. */
function writesIn(module: string, source: string): Write[] {
  const code = source.replace(/\/\*[^]*?\*\/|(?:^|\s)(?:\/\/|--).*$/gm, '').replaceAll(/\\[nrt]/g, ' ')
  const bySql = SQL_WRITES.flatMap((pattern) =>
    Array.from(code.matchAll(pattern), ([, verb = '', table = '']) => ({
      module,
      table: table.replaceAll(/^["[`]|[^\w}]+$/g, ''),
      verb: verb.toLowerCase().replace('replace', 'insert'),
    })),
  )
  const hasDrizzle = /drizzle-orm|schema\/tables/.test(code)
  const byDrizzle = [...code.matchAll(DRIZZLE_WRITES)].flatMap(([, verb = '', argument = '']) => {
    const table = nameOf.get(argument.split('.').at(-1) ?? '')
    return table === undefined && !hasDrizzle ? [] : [{ module, table: table ?? argument, verb }]
  })
  return [...bySql, ...byDrizzle]
}

const files = ['src', 'workers'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1)),
)
/** They copy the rows of every table, between files: no database is written that a Worker has. */
const COPIERS: ReadonlySet<string> = new Set(
  ['export', 'read-sql', 'write-sql'].map((name) => `src/cli/backup/${name}.ts`),
)
/** The queues of one machine, in a file of their own. */
const OTHER_DATABASE = 'src/local/queue-file.ts'
const writers = files.filter((file) => !COPIERS.has(file) && file !== OTHER_DATABASE)
const moduleOf = (file: string): string => file.split('/').slice(0, 2).join('/')
const sourceOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const keysOf = (writes: readonly Write[]): string[] =>
  [...new Set(writes.map(({ module, verb, table }) => `${module}: ${verb} ${table}`))].toSorted()

describe('writes', () => {
  test('are of the modules that the table names, and of no others', () => {
    const allowed = Object.entries(WRITERS).flatMap(([module, byTable]) =>
      Object.entries(byTable).flatMap(([table, verbs]) => verbs.map((verb) => ({ module, table, verb }))),
    )
    expect(keysOf(writers.flatMap((file) => writesIn(moduleOf(file), sourceOf(file))))).toEqual(keysOf(allowed))
  })

  test('are found in SQL and in calls of drizzle, wherever they stand', () => {
    const source = `
      // DELETE FROM tokens
      db.prepare('DELETE FROM signatures WHERE id = ?1')
      db.prepare('delete from images')
      db.prepare('UPDATE emails ' + 'SET n = 1')
      db.prepare('UPDATE\\n petitions SET n = 1')
      db.prepare('update withdrawals set at = 1')
      db.prepare(\`UPDATE counters SET n = 1\`)
      db.prepare(\`UPDATE
        updates AS u INDEXED BY x
        SET title = ''\`)
      db.prepare(\`INSERT INTO outbox (id) VALUES (?1) ON CONFLICT DO UPDATE SET id = 1\`)
      db.prepare(\`INSERT OR REPLACE INTO images VALUES (1)\`)
      db.prepare('replace into "tallies" VALUES (1)')
      await orm
        .insert(deadLetters).values({})
      map.delete(key)
      const text = 'Delete your signature, or update it'
      await orm.delete(emails)
      await orm.delete(tables.webhooks)`
    expect(keysOf(writesIn('m', source))).toEqual([
      'm: delete emails',
      'm: delete images',
      'm: delete signatures',
      'm: delete webhooks',
      'm: insert dead_letters',
      'm: insert images',
      'm: insert outbox',
      'm: insert tallies',
      'm: update counters',
      'm: update emails',
      'm: update petitions',
      'm: update updates',
      'm: update withdrawals',
    ])
  })

  test.each([
    ['import * as tables from "../schema/tables.ts"', 'const { tokens: t } = tables; orm.delete(t)', 'delete t'],
    [`import { drizzle } from 'drizzle-orm/d1'`, 'drizzle(db).insert(of(row)).values(row)', 'insert of(row'],
    ['', 'db.prepare(`UPDATE ${name} SET n = 1`)', 'update ${name}'],
    ['', `db.prepare('DELETE FROM ' + name)`, 'delete '],
  ])('of a table that cannot be told are found: %s %s', (imports, code, key) => {
    expect(keysOf(writesIn('m', `${imports}\n${code}`))).toEqual([`m: ${key}`])
  })

  test('name a table, so that none is hidden in a variable', () => {
    const names = new Set([...nameOf.values(), 'd1_migrations', 'sqlite_sequence'])
    const unknown = writers.flatMap((file) =>
      writesIn(moduleOf(file), sourceOf(file))
        .filter(({ table }) => !names.has(table))
        .map(({ verb, table }) => `${file}: ${verb} ${table}`),
    )
    expect(unknown).toEqual([])
  })
})

test('only src/ledger reads counters', () => {
  const readers = files.filter((file) =>
    /\b(?:FROM|JOIN)\s+counters\b|(?:from|Join)\(\s*(?:\w+\.)?counters\b/i.test(sourceOf(file)),
  )
  expect(readers.filter((file) => !file.startsWith('src/ledger/'))).toEqual([])
  expect(readers).not.toEqual([])
})

/** What reads or writes the public names of signers: everything else gets them from `src/ledger/signers.ts`, without those that are hidden. */
const NAMES = [
  'src/ledger/columns.ts',
  'src/ledger/confirmations.ts',
  'src/ledger/fresh.ts',
  'src/ledger/hide.ts',
  'src/ledger/reports.ts',
  'src/ledger/retention/removed.ts',
  'src/ledger/review-groups.ts',
  'src/ledger/signers.ts',
  // Their own, for those who have the link of their signature.
  'src/pages/link.tsx',
]

test('public names are read in few places, each of which knows those that are hidden', () => {
  const files = ['src', 'workers'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((it) => it.isFile() && /\.tsx?$/.test(it.name))
      .map((it) => join(it.parentPath, it.name)),
  )
  const named = files.filter((file) => /\bpublic_name\b|\.publicName\b|\bpublicName:/.test(readFileSync(file, 'utf8')))
  expect(named.map((file) => relative(ROOT, file)).toSorted()).toEqual(NAMES)
})
