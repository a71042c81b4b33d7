/** Backups without wrangler: what is written is read back to the byte, and whatever is wrong with a file is said. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterAll, describe, expect, test } from 'vitest'

import { ledgerMessage } from '../../schema/message.ts'
import { differing, loadExport, type Source } from '../../src/cli/backup/export.ts'
import { checkSchema, readBackup, writeBackup } from '../../src/cli/backup/file.ts'
import { isInUse, localDatabase, snapshot } from '../../src/cli/backup/local-database.ts'
import { applyMigrations, makeCopy, skipNumbers } from '../../src/cli/backup/prepare.ts'
import { exported, localSource } from '../../src/cli/backup/source.ts'
import { differingTables, figuresOf, MIGRATIONS, tablesOf } from '../../src/cli/backup/tables.ts'
import { localTarget } from '../../src/cli/backup/target.ts'
import { withdrawalsSql } from '../../src/cli/backup/withdrawals.ts'
import { sqlOf } from '../../src/cli/backup/write-sql.ts'
import { contentsOf, emptyDatabase, fillAwkwardly } from '../support/awkward-rows.ts'
import { D1_SQL_MAX_BYTES } from '../support/cloudflare-limits.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const DATABASE = { name: 'undersigned', id: '00000000-0000-0000-0000-000000000000' }
const OF = { madeAt: '2026-11-26T12:00:00.000Z', remote: false, databaseId: DATABASE.id }

const directory = temporaryDirectory()
afterAll(() => directory.remove())
let files = 0
const newPath = (): string => join(directory.path, String(files++))
const opened = (path: string): DatabaseSync => new DatabaseSync(path, { enableForeignKeyConstraints: false })

const original = newPath()
const backup = newPath()
const db = emptyDatabase(original)
fillAwkwardly(db)
const rows = await writeBackup(db, backup, OF)

function copied(): DatabaseSync {
  const path = newPath()
  snapshot(original, path)
  return opened(path)
}

/** Reads a changed copy of the backup. */
function readChanged(change: (text: string) => string): Promise<unknown> {
  const file = newPath()
  writeFileSync(file, change(readFileSync(backup, 'utf8')))
  return readBackup(file, opened(':memory:'))
}

describe('a backup', () => {
  test('has every row of every table to the byte, and every index', async () => {
    const path = newPath()
    const restored = opened(path)
    expect(await readBackup(backup, restored)).toEqual({ about: { ...OF, rows }, pending: [] })
    restored.close()
    expect(contentsOf(path)).toEqual(contentsOf(original))
    expect(Object.values(rows).filter((n) => n >= 40)).toHaveLength(tablesOf(db).length - 1)
  })

  test('is one that D1 takes: in one transaction with foreign keys, and no statement over its limit', () => {
    const statements = [...sqlOf(db)]
    expect(Math.max(...statements.map((statement) => Buffer.byteLength(statement)))).toBeLessThan(D1_SQL_MAX_BYTES)
    const strict = new DatabaseSync(':memory:')
    strict.exec('BEGIN')
    for (const statement of statements) strict.exec(statement)
    strict.exec('COMMIT')
    expect(differingTables(strict, original)).toEqual([])
    // wrangler refuses a file in which it sees a transaction, and removes the first two from any text.
    expect(statements.join('\n')).not.toMatch(/BEGIN TRANSACTION|COMMIT;/)
  })

  test('is told to be cut, wherever it was cut', async () => {
    const { length } = readFileSync(backup, 'utf8')
    for (const at of [0.001, 0.3, 0.7, 0.999].map((part) => Math.floor(part * length)))
      await expect(readChanged((text) => text.slice(0, at))).rejects.toThrow(/no end|no complete backup/)
    await expect(readChanged((text) => text.slice(0, text.lastIndexOf('\n-- ') + 1))).rejects.toThrow(
      'no end: it was cut',
    )
  })

  test('is told to be changed, or to be none', async () => {
    await expect(readChanged((text) => text.replace('quoted', 'Quoted'))).rejects.toThrow('was changed')
    await expect(readChanged((text) => text.replace('Undersigned', ''))).rejects.toThrow(
      'was not made by npm run backup',
    )
    await expect(readChanged((text) => `${text}ATTACH '/tmp/x' AS x;\n`)).rejects.toThrow('none of a backup')
    await expect(readBackup(newPath(), opened(':memory:'))).rejects.toThrow('There is no file')
  })

  test('of a newer version is refused, and names what this checkout does not know', async () => {
    const newer = emptyDatabase(newPath())
    newer.exec(`INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')`)
    const file = newPath()
    await writeBackup(newer, file, OF)
    await expect(readBackup(file, opened(':memory:'))).rejects.toThrow(/newer version.*9999_later\.sql\. Check out/)
  })

  test('of an older version is migrated', async () => {
    const older = emptyDatabase(newPath(), 2)
    const file = newPath()
    await writeBackup(older, file, OF)
    const restored = opened(':memory:')
    await readBackup(file, restored)
    const pending = checkSchema(restored)
    expect(pending).toEqual(MIGRATIONS.slice(-2))
    applyMigrations(restored, pending)
    expect(checkSchema(restored)).toEqual([])
  })

  test('of a database that lacks a table is refused', () => {
    const lacking = emptyDatabase(newPath())
    lacking.exec('DROP TABLE tallies')
    expect(() => checkSchema(lacking)).toThrow('lacks tables: tallies')
  })
})

describe('the export of wrangler', () => {
  /** An export in which the body of petition 1 lost its backslash, and that of petition 2 its NUL. */
  const source: Source = {
    async exportTo(file) {
      const lost = copied()
      lost.exec('DROP TRIGGER petitions_words_of_version')
      lost.exec(`UPDATE petitions SET body = replace(replace(body, '\\n', char(10)), char(0), '')`)
      expect(differingTables(lost, original)).toEqual(['petitions'])
      writeFileSync(file, [...sqlOf(lost)].join('\n'))
    },
    ask: async (sql) => sql.map((question) => db.prepare(question).all()),
  }

  test('is completed with the texts that it does not have', async () => {
    const loaded = await loadExport(source, newPath(), newPath())
    expect(differingTables(loaded, original)).toEqual([])
  })

  test('differs when a table has more or fewer rows or bytes than the database had before and after', () => {
    const figures = new Map(tablesOf(db).map((table) => [table.name, figuresOf(db, table)]))
    const { rows, bytes } = figures.get('tallies') ?? { rows: 0, bytes: 0 }
    const changed = (to: { rows: number; bytes: number }) => new Map([...figures, ['tallies', to]])
    expect(differing(db, figures, figures)).toEqual([])
    expect(differing(db, figures, changed({ rows: rows + 2, bytes: bytes + 9 }))).toEqual([])
    expect(differing(db, changed({ rows: rows - 1, bytes: bytes - 9 }), changed({ rows: rows + 2, bytes }))).toEqual([])
    expect(differing(db, changed({ rows: rows + 1, bytes }), changed({ rows: rows + 2, bytes }))).toEqual(['tallies'])
    expect(differing(db, changed({ rows, bytes: bytes + 1 }), changed({ rows, bytes: bytes + 1 }))).toEqual(['tallies'])
  })
})

test('a snapshot is of one moment, while another process writes', () => {
  const [live, copy] = [newPath(), newPath()]
  const writer = emptyDatabase(live)
  writer.exec(`PRAGMA journal_mode = WAL; BEGIN; INSERT INTO instance VALUES ('not committed')`)
  snapshot(live, copy)
  expect(opened(copy).prepare(`SELECT * FROM instance WHERE key LIKE 'not%'`).all()).toEqual([])
})

test.each([['-wal', '-shm'], ['-wal']])('a snapshot has what a process that was killed left in %s', (...suffixes) => {
  const [live, left, copy] = [newPath(), newPath(), newPath()]
  const killed = emptyDatabase(live)
  killed.exec(`PRAGMA journal_mode = WAL; UPDATE instance SET key = 'in the log'`)
  for (const suffix of ['', ...suffixes]) copyFileSync(`${live}${suffix}`, `${left}${suffix}`)
  snapshot(left, copy)
  expect(opened(copy).prepare('SELECT key FROM instance').all()).toEqual([{ key: 'in the log' }])
})

describe('a restore', () => {
  test('gives no petition a number that one from after the backup may have had', () => {
    const restored = copied()
    skipNumbers(restored)
    expect(restored.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'petitions'`).get()).toEqual({
      seq: 1_000_077,
    })
    const empty = emptyDatabase(newPath())
    skipNumbers(empty)
    expect(empty.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'petitions'`).get()).toEqual({ seq: 1_000_000 })
    const others = differingTables(restored, original)
    expect(others).toEqual([])
  })

  test('as a copy has other ids of events, calls no webhook and emails nobody', () => {
    const copy = copied()
    copy.exec(`UPDATE emails SET state = 'pending', sealed = x'01' WHERE petition_id = 1;
      UPDATE deliveries SET state = 'pending', next_attempt_at = 1 WHERE id = 'deliveries-1'`)
    copy.exec('DELETE FROM instance WHERE length(key) <> 16')
    const key = copy.prepare('SELECT key FROM instance').get()
    makeCopy(copy, 1)
    expect(copy.prepare('SELECT key FROM instance').get()).not.toEqual(key)
    expect(copy.prepare('SELECT length(key) AS n FROM instance').all()).toEqual([{ n: 16 }])
    const none = (sql: string) => expect(copy.prepare(sql).all()).toEqual([])
    none(`SELECT * FROM emails WHERE state IN ('pending', 'held')`)
    none(`SELECT * FROM emails WHERE petition_id = 1 AND sealed IS NOT NULL`)
    none('SELECT * FROM signatures WHERE reminder IS NOT NULL')
    none('SELECT * FROM repeats WHERE sealed IS NOT NULL')
    none('SELECT * FROM webhooks WHERE disabled_at IS NULL')
    none(`SELECT * FROM deliveries WHERE state = 'pending'`)
  })

  test('adds withdrawals from after the backup as dead letters, which the ledger reads', () => {
    const [restored, later] = [copied(), copied()]
    for (const of of [restored, later])
      of.exec('DELETE FROM withdrawals; DELETE FROM withdrawn_signers; DELETE FROM dead_letters')
    restored.exec(`INSERT INTO withdrawn_signers VALUES (1, zeroblob(32), 4), (2, zeroblob(32), 4)`)
    later.exec(`
      INSERT INTO withdrawals VALUES (1, '01980000-0000-7000-8000-000000000001', 5), (999, '01980000-0000-7000-8000-000000000002', 5);
      INSERT INTO withdrawn_signers VALUES (1, zeroblob(32), 4), (2, zeroblob(32), 6), (3, zeroblob(32), 7), (999, zeroblob(32), 7)`)
    // Twice, as after a failure of which nobody knows how far it came.
    for (const now of [8, 9]) for (const statement of withdrawalsSql(later, now)) restored.exec(statement)
    const letters = restored.prepare('SELECT queue, body, sent_at FROM dead_letters ORDER BY sent_at').all()
    const messages = letters.map(({ body }) => ledgerMessage.parse(JSON.parse(String(body))))
    expect(messages).toEqual([
      expect.objectContaining({ petitionId: 1, proven: false, signer: null, at: 5 }),
      expect.objectContaining({ petitionId: 2, proven: true, signer: '00'.repeat(32), at: 6 }),
      expect.objectContaining({ petitionId: 3, proven: true, signer: '00'.repeat(32), at: 7 }),
    ])
    expect(letters.map(({ queue }) => queue)).toEqual(Array.from({ length: 3 }, () => 'undersigned-signatures'))
  })

  test('refuses a database with data, and one that is in use', async () => {
    const state = newPath()
    const target = localTarget(DATABASE, state)
    await target.check()
    const live = emptyDatabase(localDatabase(state, DATABASE.id))
    live.exec(`PRAGMA journal_mode = WAL; UPDATE instance SET key = 'x'`)
    await expect(target.check()).rejects.toThrow('npm start is running')
    live.close()
    await target.check()
    const filled = new DatabaseSync(localDatabase(state, DATABASE.id))
    fillAwkwardly(filled)
    filled.close()
    await expect(target.check()).rejects.toThrow(
      /has 40 petitions and 40 signatures, and rows in .*Nothing is overwritten/,
    )
    expect(isInUse(localDatabase(state, DATABASE.id))).toBe(false)
  })

  test('of a local database that is too large for wrangler is the same', async () => {
    const [from, to, directory] = [newPath(), newPath(), newPath()]
    mkdirSync(directory)
    snapshot(original, localDatabase(from, DATABASE.id))
    const source = localSource(DATABASE, { stateDirectory: from, directory, wranglerMaxBytes: 0 })
    const exportedDb = await exported(source, directory)
    const file = newPath()
    await writeBackup(exportedDb, file, OF)
    const restored = opened(newPath())
    await readBackup(file, restored)
    await localTarget(DATABASE, to, 0).fill(restored, directory)
    const contents = contentsOf(localDatabase(to, DATABASE.id))
    expect(contents).toEqual(contentsOf(original))
  })
})
