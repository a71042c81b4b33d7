/**
 * Signatures with contacts that are really encrypted, written into the database of a running `npm start`: signing so many would take
 * hours.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { Contact } from '../../schema/contact.ts'
import { seal } from '../../src/crypto/hpke.ts'

const SEALED_AT_ONCE = 1_000
const FIRST_AT = Date.UTC(2026, 8, 1)
const SECONDS_APART = 30
const COUNTRIES = ['NO', 'GB', 'IE', 'UZ', 'DE']
const LANGUAGES = ['en', 'ru', 'de'] as const
const BUSY_MS = 60_000

export interface Seeded {
  name: string
  email: string
  updates: boolean
}

/** What the n-th signer says; every third agreed to receive updates. */
export const signerOf = (n: number): Seeded => ({
  name: `Signer ${n} Example`,
  email: `signer.${n}@example.org`,
  updates: n % 3 === 0,
})

export interface Seeding {
  slug: string
  publicKeys: readonly string[]
  rows: number
  from?: number
  /** Of all of them. */
  name?: string
  /** Whether they are counted already. */
  isCounted?: boolean
}

/** Adds `rows` counted signatures of version 1 after the first `from`, locked to each of the keys. */
export async function seedContacts(
  stateDirectory: string,
  { slug, publicKeys, rows, from = 0, name, isCounted = false }: Seeding,
): Promise<void> {
  const db = openDatabase(stateDirectory)
  try {
    const petition = db.prepare('SELECT id FROM petitions WHERE slug = ?').get(slug)
    const petitionId = Number(petition?.['id'])
    const insert = db.prepare(
      `INSERT INTO signatures (petition_id, signer, id, locale, country, version, status, signed_at, stored_at, confirmed_at, contact)
       VALUES (?1, randomblob(32), ?2, 'en', ?3, 1, 'counted', ?4, ?4, ?4, ?5)`,
    )
    for (let at = from; at < from + rows; at += SEALED_AT_ONCE) {
      const size = Math.min(SEALED_AT_ONCE, from + rows - at)
      const sealed = await Promise.all(
        Array.from({ length: size }, (_, n) => signature(at + n, slug, publicKeys, name)),
      )
      db.exec('BEGIN IMMEDIATE')
      for (const { id, country, signedAt, contact } of sealed) insert.run(petitionId, id, country, signedAt, contact)
      db.exec('COMMIT')
    }
    if (!isCounted) db.prepare('UPDATE counters SET n = n + ?2 WHERE petition_id = ?1').run(petitionId, rows)
  } finally {
    db.close()
  }
}

/** The file of the database. SQLite lets several processes write, one after the other. */
export function openDatabase(stateDirectory: string): DatabaseSync {
  const folder = join(stateDirectory, 'v3/d1/miniflare-D1DatabaseObject')
  const file = readdirSync(folder).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite') ?? ''
  return new DatabaseSync(join(folder, file), { timeout: BUSY_MS })
}

/** Makes the newest account an owner of the petition. */
export function makeOwner(stateDirectory: string, slug: string): void {
  const db = openDatabase(stateDirectory)
  db.prepare(
    `INSERT INTO members (petition_id, account_id, role, created_at)
     SELECT (SELECT id FROM petitions WHERE slug = ?1), (SELECT id FROM accounts ORDER BY id DESC LIMIT 1), 'owner', 0`,
  ).run(slug)
  db.close()
}

async function signature(n: number, petition: string, publicKeys: readonly string[], named: string | undefined) {
  const signedAt = FIRST_AT + n * SECONDS_APART * 1_000
  const time = signedAt.toString(16).padStart(12, '0')
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`
  const { name, email, updates } = signerOf(n)
  const country = COUNTRIES[n % COUNTRIES.length] ?? null
  const contact: Contact = {
    name: named ?? name,
    email,
    country,
    comment: n % 4 === 0 ? 'The last boat leaves at six, and my shift ends at eight.' : null,
    updates,
    consentedAt: new Date(signedAt).toISOString(),
    locale: LANGUAGES[n % LANGUAGES.length] ?? 'en',
  }
  const sealed = await seal(JSON.stringify(contact), publicKeys, { purpose: 'contact', petition, id })
  return { id, country, signedAt, contact: sealed }
}
