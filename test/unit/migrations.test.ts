/** Migrations keep what is there. Run on Node's own SQLite. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect, test } from 'vitest'

const apply = (db: DatabaseSync, name: string): void =>
  db.exec(readFileSync(join(import.meta.dirname, '../../schema/migrations', `${name}.sql`), 'utf8'))

test('0002 leaves every row as it was, without outcome, picture or updates', () => {
  const db = new DatabaseSync(':memory:')
  apply(db, '0000_petitions_and_signatures')
  apply(db, '0001_people_and_secrets')
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[100]', 'closed', 'none', 1), ('quay', 'T', 'A', 'S', 'B', 'ru', '[]', 'open', 'email', 2);
    INSERT INTO counters (petition_id, shard, n, before) VALUES (1, 0, 7, 6);
    INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at)
    VALUES (1, x'01', '01980000-0000-7000-8000-000000000001', 'en', 'counted', 3, 4);`)
  const all = () => ['petitions', 'counters', 'signatures'].map((table) => db.prepare(`SELECT * FROM ${table}`).all())
  const [petitions = [], ...others] = all()
  apply(db, '0002_updates_and_pictures')
  const [migrated, ...unchanged] = all()
  expect(migrated).toEqual(petitions.map((row) => Object.assign(row, { outcome: null, picture: null })))
  expect(unchanged).toEqual(others)
  expect([petitions, ...others].map((rows) => rows.length)).toEqual([2, 1, 1])
  for (const table of ['updates', 'pictures']) expect(db.prepare(`SELECT * FROM ${table}`).all()).toEqual([])
})
