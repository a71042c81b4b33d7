/** Ids of events in two databases that were built alike, as after a loss of the first one. Run on Node's own SQLite. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

import { expect, test } from 'vitest'

import { petitionFeed } from '../../src/feed/petition-feed.ts'
import { ADD_MILESTONE_EVENTS } from '../../src/ledger/milestones.ts'
import { endPetition } from '../../src/petitions/end.ts'
import { BY_OPERATOR } from '../support/actor.ts'

const MIGRATIONS = join(import.meta.dirname, '../../schema/migrations')
const ORIGIN = 'https://petitions.example.org'
const NOW = Date.parse('2026-11-26T12:00:00Z')

/** With petition 1, which has reached its first milestone, and its webhook. */
function built(): DatabaseSync {
  const db = new DatabaseSync(':memory:')
  for (const name of readdirSync(MIGRATIONS).toSorted()) {
    if (name.endsWith('.sql')) db.exec(readFileSync(join(MIGRATIONS, name), 'utf8'))
  }
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[1]', 'open', 'none', 1);
    INSERT INTO counters (petition_id, n, before) VALUES (1, 1, 0);
    INSERT INTO webhooks (id, petition_id, url, created_at) VALUES ('w', 1, 'https://a.example.org', 1)`)
  return db
}

/** What `endPetition` uses of D1. */
function d1(db: DatabaseSync): D1Database {
  const prepare = (sql: string) => ({
    bind: (...values: SQLInputValue[]) => ({ all: () => db.prepare(sql).all(...values) }),
  })
  const batch = async (statements: { all: () => unknown[] }[]) =>
    statements.map((statement) => ({ results: statement.all(), meta: { changes: 1 } }))
  return { prepare, batch } as unknown as D1Database
}

async function eventsOf(db: DatabaseSync): Promise<unknown[]> {
  db.prepare(ADD_MILESTONE_EVENTS).run('[1]', ORIGIN, NOW)
  await endPetition(d1(db), 1, { state: 'closed', outcome: null, by: BY_OPERATOR, origin: ORIGIN, now: NOW })
  await endPetition(d1(db), 1, { state: 'victory', outcome: null, by: BY_OPERATOR, origin: ORIGIN, now: NOW })
  const ids = (table: string) => db.prepare(`SELECT id FROM ${table} ORDER BY id`).all()
  return [...ids('outbox'), ...ids('deliveries')].map((row) => row['id'])
}

test('promise 10: the same events in a database that is built again have other ids', async () => {
  const [first, second] = [await eventsOf(built()), await eventsOf(built())]
  expect(first).toHaveLength(6)
  expect(new Set([...first, ...second]).size).toBe(12)
})

test('promise 10: in one database, an event cannot be written twice', () => {
  const db = built()
  const reach = () => db.prepare(ADD_MILESTONE_EVENTS).run('[1]', ORIGIN, NOW)
  reach()
  expect(reach).toThrow('UNIQUE constraint failed: outbox.id')
})

test('promise 10: a milestone that a petition at the same URL reaches again is another entry of its feed', () => {
  const petition = {
    slug: 'ferry',
    publicSlug: null,
    title: 'T',
    starter: 'S',
    language: 'en',
    outcome: null,
    createdAt: 1,
  }
  const idsAt = (at: number): string[] => {
    const happened = {
      milestones: [{ threshold: 100, reachedAt: at }],
      endings: [{ how: 'closed' as const, at }],
      changes: [],
    }
    const feed = petitionFeed('en', ORIGIN, petition, [], happened)
    return [...feed.matchAll(/<entry><id>(.*?)<\/id>/g)].map(([, id]) => String(id))
  }
  expect(idsAt(NOW)).toHaveLength(2)
  expect(idsAt(NOW)).toEqual(idsAt(NOW))
  expect(new Set([...idsAt(NOW), ...idsAt(NOW + 1)]).size).toBe(4)
})
