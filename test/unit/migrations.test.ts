/** Migrations lose no data. Run on Node's own SQLite. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect, test } from 'vitest'

import { STATED_ID } from '../../schema/claim.ts'
import { LATEST_MIGRATION } from '../../schema/latest-migration.ts'

const MIGRATIONS = join(import.meta.dirname, '../../schema/migrations')

const apply = (db: DatabaseSync, name: string): void => db.exec(readFileSync(join(MIGRATIONS, `${name}.sql`), 'utf8'))

test('migration 0002 leaves every row as it was, without outcome, image or updates', () => {
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

test('migrations 0004 to 0007 rename tables, columns and values, and lose nothing', () => {
  const db = new DatabaseSync(':memory:')
  for (const name of ['0000_petitions_and_signatures', '0001_people_and_secrets']) apply(db, name)
  for (const name of ['0002_updates_and_pictures', '0003_named_signers']) apply(db, name)
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at,
      review_rules, picture, contacts_erased_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'email', 1, '{"mailDomainPerHour":7,"signals":2}', '{"hash":"0a"}', 5);
    INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at, source, suspicion, mail_domain)
    VALUES (1, x'01', '01980000-0000-7000-8000-000000000001', 'en', 'quarantined', 3, 4, 'gazette', 'mail-domain', x'0b');
    INSERT INTO tallies (petition_id, dimension, key, n) VALUES (1, 'source', 'gazette', 8), (1, 'country', 'PT', 9);
    INSERT INTO mails (petition_id, signer, id, kind, signature_id, locale, state, created_at)
    VALUES (1, x'01', 'm', 'confirm', 's', 'en', 'pending', 6);
    INSERT INTO pictures (petition_id, hash, bytes) VALUES (1, '0a', x'0c');
    INSERT INTO dead_letters (id, queue, body, sent_at, kept_at) VALUES ('d', 'q', 'b', 1, 2);
    INSERT INTO sessions (token_hash, petition_id, created_at) VALUES ('h', 1, 3);`)
  for (const name of ['0004_emails', '0005_images', '0006_partners', '0007_stored_and_deleted']) apply(db, name)
  const row = (sql: string) => db.prepare(sql).get()
  expect(row('SELECT review_rules, image, contacts_deleted_at FROM petitions')).toEqual({
    review_rules: '{"emailDomainPerHour":7,"signals":2}',
    image: '{"hash":"0a"}',
    contacts_deleted_at: 5,
  })
  expect(row('SELECT partner, suspicion, hex(email_domain) AS domain FROM signatures')).toEqual({
    partner: 'gazette',
    suspicion: 'email-domain',
    domain: '0B',
  })
  expect(db.prepare('SELECT dimension, key, n FROM tallies ORDER BY n').all()).toEqual([
    { dimension: 'partner', key: 'gazette', n: 8 },
    { dimension: 'country', key: 'PT', n: 9 },
  ])
  expect(row('SELECT kind FROM emails')).toEqual({ kind: 'confirm' })
  expect(row('SELECT hex(bytes) AS bytes FROM images')).toEqual({ bytes: '0C' })
  expect(row('SELECT stored_at FROM dead_letters')).toEqual({ stored_at: 2 })
  expect(row('SELECT token_hash FROM tokens')).toEqual({ token_hash: 'h' })
})

test('0008 gives each petition one counter with what its counters had together', () => {
  const db = new DatabaseSync(':memory:')
  for (const name of ['0000_petitions_and_signatures', '0001_people_and_secrets', '0002_updates_and_pictures'])
    apply(db, name)
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1), ('quay', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 2);
    INSERT INTO counters (petition_id, shard, n, before) VALUES (1, 0, 7, 6), (2, 0, 4, 3), (2, 1, 2, 1);`)
  apply(db, '0008_one_counter')
  expect(db.prepare('SELECT * FROM counters ORDER BY petition_id').all()).toEqual([
    { petition_id: 1, n: 7, before: 6 },
    { petition_id: 2, n: 6, before: 4 },
  ])
  expect(db.prepare('SELECT slug FROM petitions').all()).toHaveLength(2)
  expect(db.prepare(`SELECT name FROM pragma_table_info('petitions') WHERE name = 'shard_count'`).all()).toEqual([])
})

test('0009 leaves the title in the subject of every petition’s emails', () => {
  const db = new DatabaseSync(':memory:')
  for (const name of ['0000_petitions_and_signatures', '0001_people_and_secrets']) apply(db, name)
  db.exec(`INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'email', 1)`)
  apply(db, '0009_email_subject')
  expect(db.prepare('SELECT slug, email_subject FROM petitions').all()).toMatchObject([
    { slug: 'ferry', email_subject: 'title' },
  ])
})

test('0010 renames the column of claimed signatures, and leaves its values', () => {
  const db = new DatabaseSync(':memory:')
  for (const name of ['0000_petitions_and_signatures', '0001_people_and_secrets']) apply(db, name)
  db.exec(`INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at,
      external_count)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'email', 1, 4312)`)
  apply(db, '0010_claimed_count')
  expect(db.prepare('SELECT slug, claimed_count FROM petitions').all()).toEqual([
    { slug: 'ferry', claimed_count: 4312 },
  ])
  expect(db.prepare(`SELECT name FROM pragma_table_info('petitions') WHERE name = 'external_count'`).all()).toEqual([])
})

test('0011 leaves every petition with the standard limit', () => {
  const db = new DatabaseSync(':memory:')
  for (const name of ['0000_petitions_and_signatures', '0001_people_and_secrets']) apply(db, name)
  db.exec(`INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'email', 1)`)
  apply(db, '0011_signing_limit')
  expect(db.prepare('SELECT slug, signing_limit FROM petitions').all()).toMatchObject([
    { slug: 'ferry', signing_limit: 'standard' },
  ])
})

test('0012 says that petitions were opened when they were created, except drafts', () => {
  const db = new DatabaseSync(':memory:')
  for (const name of ['0000_petitions_and_signatures', '0001_people_and_secrets']) apply(db, name)
  db.exec(`INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'email', 1), ('quay', 'T', 'A', 'S', 'B', 'en', '[]', 'victory', 'email', 2),
      ('dock', 'T', 'A', 'S', 'B', 'en', '[]', 'draft', 'email', 3)`)
  apply(db, '0012_listed_petitions')
  const rest = { starter_kind: 'person', time_zone: 'UTC' }
  expect(db.prepare('SELECT slug, opened_at, starter_kind, time_zone FROM petitions ORDER BY id').all()).toEqual([
    { slug: 'ferry', opened_at: 1, ...rest },
    { slug: 'quay', opened_at: 2, ...rest },
    { slug: 'dock', opened_at: null, ...rest },
  ])
})

test('0015 gives each database a key of its own, and webhooks no earlier secret', () => {
  const keys = [1, 2].map(() => {
    const db = new DatabaseSync(':memory:')
    for (const name of ['0000_petitions_and_signatures', '0001_people_and_secrets']) apply(db, name)
    db.exec(`
      INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
      VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1);
      INSERT INTO webhooks (id, petition_id, url, generation, rotated_at, created_at) VALUES ('w', 1, 'https://a.example.org', 2, 5, 3);`)
    apply(db, '0015_unique_events')
    expect(db.prepare('SELECT * FROM webhooks').all()).toEqual([
      {
        id: 'w',
        petition_id: 1,
        url: 'https://a.example.org',
        generation: 2,
        rotated_at: 5,
        created_at: 3,
        disabled_at: null,
        earlier_secrets: '[]',
        timed_out_at: null,
        timed_out_delivery: null,
      },
    ])
    const rows = db.prepare('SELECT key FROM instance').all()
    expect(rows).toEqual([{ key: expect.stringMatching(/^[0-9a-f]{16}$/) }])
    return rows[0]?.['key']
  })
  expect(new Set(keys).size).toBe(2)
})

test('0013 reminds nobody who signed before it, and loses nothing', () => {
  const db = new DatabaseSync(':memory:')
  for (const name of ['0000_petitions_and_signatures', '0001_people_and_secrets']) apply(db, name)
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'email', 1), ('quay', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'email', 1);
    INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at)
    VALUES (1, x'01', '01980000-0000-7000-8000-000000000001', 'en', 'pending', 3, 4),
      (1, x'02', '01980000-0000-7000-8000-000000000002', 'en', 'counted', 3, 4);`)
  apply(db, '0013_reminders')
  expect(db.prepare('SELECT slug, reminder, reminded_id, bounced_count FROM petitions').all()).toEqual([
    { slug: 'ferry', reminder: 1, reminded_id: '01980000-0000-7000-8000-000000000002', bounced_count: 0 },
    { slug: 'quay', reminder: 1, reminded_id: null, bounced_count: 0 },
  ])
  expect(db.prepare('SELECT status, reminder FROM signatures ORDER BY signer').all()).toEqual([
    { status: 'pending', reminder: null },
    { status: 'counted', reminder: null },
  ])
})

test('0014 keeps what was signed again, what was confirmed by a later email, and the last pause', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  for (const file of files.toSorted()) if (file < '0014') apply(db, file.replace('.sql', ''))
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at, paused_at, resumed_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'email', 1, 5, 6);
    INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at, contact, contact_id, country)
    VALUES (1, x'01', 'a', 'en', 'pending', 3, 4, x'0a', NULL, 'UZ'), (1, x'02', 'b', 'en', 'counted', 3, 4, x'0b', 'later', NULL);
    INSERT INTO emails (petition_id, signer, id, kind, signature_id, contact, public_name, locale, state, created_at)
    VALUES (1, x'01', 'a', 'confirm', 'a', NULL, NULL, 'en', 'sent', 3), (1, x'01', 'again', 'confirm', 'a', x'0c', 'Ada', 'en', 'sent', 7);`)
  apply(db, '0014_order')
  const rows = (sql: string) => db.prepare(sql).all()
  expect(rows('SELECT id, status FROM signatures ORDER BY signer')).toEqual([
    { id: 'a', status: 'pending' },
    { id: 'later', status: 'counted' },
  ])
  expect(rows('SELECT id, public_name, country, hex(contact) AS contact, signed_at FROM repeats')).toEqual([
    { id: 'again', public_name: 'Ada', country: 'UZ', contact: '0C', signed_at: 7 },
  ])
  expect(rows('SELECT id, signature_id FROM emails ORDER BY id')).toEqual([
    { id: 'a', signature_id: 'a' },
    { id: 'again', signature_id: 'again' },
  ])
  expect(rows('SELECT pauses FROM petitions')).toEqual([{ pauses: '[[5,6]]' }])
})

test('the newest migration is the one that health is asked about', () => {
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  expect(LATEST_MIGRATION).toBe(files.toSorted().at(-1))
})

test('0017 takes no milestone that a campaign may have added for one that is missing, and has one row for the recount', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  for (const file of files.toSorted()) if (file < '0017') apply(db, file.replace('.sql', ''))
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at, claimed_count)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[5]', 'open', 'none', 1, 20), ('quay', 'T', 'A', 'S', 'B', 'en', '[5]', 'open', 'none', 1, 0);
    INSERT INTO counters (petition_id, n, before) VALUES (1, 7, 6);`)
  const petitions = () => db.prepare('SELECT * FROM petitions').all()
  const before = petitions()
  apply(db, '0017_recounts')
  expect(petitions()).toEqual(before.map((row, n) => Object.assign(row, { milestones_from: n === 0 ? 27 : 0 })))
  expect(db.prepare('SELECT id, petition_id, started_at, finished_at FROM recounts').all()).toEqual([
    { id: 1, petition_id: 0, started_at: null, finished_at: null },
  ])
})

test('0018 makes what there is the first version, and fills the new tallies from the rows', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  for (const file of files.toSorted()) if (file < '0018') apply(db, file.replace('.sql', ''))
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at, opened_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1, 5), ('quay', 'T2', 'A2', 'S', 'B2', 'ru', '[]', 'closed', 'none', 2, NULL),
      ('dock', 'T3', 'A3', 'S', 'B3', 'en', '[]', 'draft', 'none', 3, NULL);
    INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at, confirmed_at, partner)
    VALUES (1, x'01', 'a', 'en', 'counted', 3, 4, 86400000, 'gazette'), (1, x'02', 'b', 'ru', 'counted', 3, 4, 86400001, NULL),
      (1, x'03', 'c', 'ru', 'pending', 3, 4, NULL, NULL), (2, x'04', 'd', 'en', 'counted', 3, 4, 3, NULL);
    INSERT INTO tallies VALUES (1, 'hour', '1970-01-02T00Z', 2), (2, 'hour', '1970-01-01T00Z', 1), (1, 'country', '', 2);
    INSERT INTO updates (petition_id, id, title, body, published_at, edited_at) VALUES (2, 'u', 'News', 'N', 6, 7);`)
  const petitions = () => db.prepare('SELECT * FROM petitions').all()
  const before = petitions()
  apply(db, '0018_versions')
  const added = { version: 1, versions: 1, translations: '[]', text_changed_at: null, revision: 1 }
  expect(petitions()).toEqual(before.map((row) => Object.assign(row, added)))
  const first = { number: 1, translates: null, kind: 'first', why: null }
  expect(db.prepare('SELECT * FROM versions ORDER BY petition_id').all()).toEqual([
    { petition_id: 1, language: 'en', title: 'T', addressee: 'A', body: 'B', published_at: 5, ...first },
    { petition_id: 2, language: 'ru', title: 'T2', addressee: 'A2', body: 'B2', published_at: 2, ...first },
  ])
  expect(db.prepare('SELECT * FROM update_versions').all()).toEqual([
    {
      petition_id: 2,
      update_id: 'u',
      number: 1,
      language: 'ru',
      translates: null,
      title: 'News',
      body: 'N',
      published_at: 7,
    },
  ])
  expect(db.prepare('SELECT DISTINCT version FROM signatures').all()).toEqual([{ version: 1 }])
  const tallies = db.prepare(
    `SELECT petition_id || ' ' || dimension || ' ' || key AS tally, n FROM tallies
     WHERE dimension NOT IN ('hour', 'country') ORDER BY 1`,
  )
  expect(tallies.all()).toEqual([
    { tally: '1 day-partner 1970-01-02/', n: 1 },
    { tally: '1 day-partner 1970-01-02/gazette', n: 1 },
    { tally: '1 language en', n: 1 },
    { tally: '1 language ru', n: 1 },
    { tally: '1 version 1', n: 2 },
    { tally: '2 day-partner 1970-01-01/', n: 1 },
    { tally: '2 language en', n: 1 },
    { tally: '2 version 1', n: 1 },
  ])
})

test('0018 gives a petition that a Worker from before opens, or creates open, its first version', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  for (const file of files.toSorted()) if (file < '0019') apply(db, file.replace('.sql', ''))
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1), ('quay', 'T', 'A', 'S', 'B', 'en', '[]', 'draft', 'none', 2);`)
  const numbers = () => db.prepare('SELECT petition_id, number, title, published_at FROM versions ORDER BY 1, 2').all()
  const ferry = { petition_id: 1, number: 1, title: 'T', published_at: 1 }
  expect(numbers()).toEqual([ferry])
  db.exec(`
    UPDATE petitions SET title = 'Other' WHERE id = 2;
    UPDATE petitions SET state = 'open', opened_at = 9 WHERE id = 2;
    UPDATE petitions SET state = 'closed' WHERE id = 2;
    UPDATE petitions SET state = 'open' WHERE id = 2;`)
  expect(numbers()).toEqual([ferry, { petition_id: 2, number: 1, title: 'Other', published_at: 9 }])
})

test('0019 keeps petitions as they are, and every token opens all that it did', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  for (const file of files.toSorted()) if (file < '0019') apply(db, file.replace('.sql', ''))
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1), ('quay', 'T', 'A', 'S', 'B', 'en', '[]', 'draft', 'none', 1);
    INSERT INTO tokens (token_hash, petition_id, created_at) VALUES ('aa', 1, 5), ('bb', 2, 6);`)
  const petitions = () => db.prepare('SELECT * FROM petitions').all()
  const before = petitions()
  apply(db, '0019_accounts')
  const added = { submitted_at: null, taken_down_at: null, taken_down_ground: null, taken_down_reason: null }
  expect(petitions()).toEqual(before.map((row) => Object.assign(row, added)))
  const rest = { name: '', scopes: '["all"]', expires_at: null, used_at: null, created_by: null, revoked_at: null }
  expect(db.prepare('SELECT * FROM tokens').all()).toEqual([
    { token_hash: 'aa', petition_id: 1, created_at: 5, ...rest },
    { token_hash: 'bb', petition_id: 2, created_at: 6, ...rest },
  ])
  // A Worker from before it goes on creating petitions.
  db.exec(`INSERT INTO tokens (token_hash, petition_id, created_at) VALUES ('cc', 1, 7)`)
  expect(db.prepare(`SELECT scopes FROM tokens WHERE token_hash = 'cc'`).all()).toEqual([{ scopes: '["all"]' }])
})

test('the numbers that petitions have stated become claims, and so does one that a Worker from before states', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  const at = files.toSorted().findIndex((file) => file.endsWith('_claims.sql'))
  for (const file of files.toSorted().slice(0, at)) apply(db, file.replace('.sql', ''))
  const petition = (slug: string, claimed: number) =>
    db.exec(
      `INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at, claimed_count)
       VALUES ('${slug}', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 7, ${claimed});
       INSERT INTO counters (petition_id, n, before) SELECT id, 3, 2 FROM petitions WHERE slug = '${slug}'`,
    )
  petition('ferry', 70)
  petition('quay', 0)
  const petitions = () => db.prepare('SELECT * FROM petitions ORDER BY id').all()
  const before = petitions()
  for (const file of files.toSorted().slice(at)) apply(db, file.replace('.sql', ''))
  expect(petitions().map(({ id, claimed_count: n }) => [id, n])).toEqual(
    before.map(({ id, claimed_count: n }) => [id, n]),
  )
  petition('pier', 5)
  const claims = db.prepare('SELECT petition_id, id, kind, source, n, added_at FROM claims ORDER BY petition_id').all()
  const stated = { id: STATED_ID, kind: 'stated', source: '', added_at: 7 }
  expect(claims).toEqual([
    { petition_id: 1, n: 70, ...stated },
    { petition_id: 3, n: 5, ...stated },
  ])
  expect(petitions().map(({ claimed_count: n }) => n)).toEqual([70, 0, 5])
  expect(db.prepare('SELECT n, before FROM counters').all()).toEqual([1, 2, 3].map(() => ({ n: 3, before: 2 })))
})

test('what belongs to an account goes with it, and a petition stays', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  for (const file of files.toSorted()) apply(db, file.replace('.sql', ''))
  db.exec(`
    PRAGMA foreign_keys = ON;
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1);
    INSERT INTO accounts (id, email_hash, sealed, locale, created_at) VALUES ('ann', x'01', x'02', 'en', 1);
    INSERT INTO sessions (id, secret_hash, account_id, label, created_at, rotated_at, seen_at, expires_at)
    VALUES ('s', 'h', 'ann', '', 1, 1, 1, 9);
    INSERT INTO passkeys (credential_id, account_id, public_key, counter, transports, name, created_at)
    VALUES ('p', 'ann', x'00', 0, '[]', '', 1);
    INSERT INTO passkey_challenges (challenge, account_id, expires_at) VALUES ('c', 'ann', 9);
    INSERT INTO members (petition_id, account_id, role, created_at) VALUES (1, 'ann', 'owner', 1);
    INSERT INTO drafts (id, account_id, data, created_at, updated_at) VALUES ('d', 'ann', '{}', 1, 1);
    INSERT INTO sign_in_links (token_hash, kind, account_id, locale, created_at, expires_at)
    VALUES ('l', 'email-change', 'ann', 'en', 1, 9);
    DELETE FROM accounts WHERE id = 'ann';`)
  for (const table of ['sessions', 'passkeys', 'passkey_challenges', 'members', 'drafts', 'sign_in_links']) {
    expect([table, db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']]).toEqual([table, 0])
  }
  expect(db.prepare('SELECT count(*) AS n FROM petitions').get()?.['n']).toBe(1)
})

test('endings keeps petitions and versions as they are, and lets nobody have the slug of another', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  const name = files.find((file) => file.includes('_endings')) ?? ''
  for (const file of files.toSorted()) if (file < name) apply(db, file.replace('.sql', ''))
  const start = `INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)`
  db.exec(
    `${start} VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1), ('quay', 'T', 'A', 'S', 'B', 'en', '[]', 'draft', 'none', 2)`,
  )
  const all = () => ['petitions', 'versions'].map((table) => db.prepare(`SELECT * FROM ${table}`).all())
  const [petitions = [], versions] = all()
  apply(db, name.replace('.sql', ''))
  const added = { outcome_draft: null, public_slug: null, slug_changes: '[]' }
  const notDeleted = { deleted_at: null, final_count: null, erasing_at: null, erased_at: null }
  expect(all()).toEqual([petitions.map((row) => Object.assign(row, added, notDeleted)), versions])

  db.exec(`INSERT INTO slugs (slug, petition_id, created_at) VALUES ('night-ferry', 1, 3)`)
  const taken = /UNIQUE constraint failed: petitions\.slug/
  expect(() => db.exec(`INSERT INTO slugs (slug, petition_id, created_at) VALUES ('quay', 1, 4)`)).toThrow(taken)
  expect(() => db.exec(`${start} VALUES ('night-ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1)`)).toThrow(
    taken,
  )

  // What was signed goes with its petition, and not before.
  const erase = `DELETE FROM versions WHERE petition_id = 1; UPDATE petitions SET title = '', addressee = '', body = '' WHERE id = 1`
  expect(() => db.exec(erase)).toThrow('a version is never deleted')
  expect(() => db.exec(`UPDATE petitions SET title = '', addressee = '', body = '' WHERE id = 1`)).toThrow('words')
  db.exec(`UPDATE petitions SET state = 'closed', deleted_at = 5, erasing_at = 6 WHERE id = 1; ${erase}`)
  for (const back of ['deleted_at = NULL', 'erasing_at = NULL', `state = 'open'`]) {
    expect(() => db.exec(`UPDATE petitions SET ${back} WHERE id = 1`)).toThrow('does not come back')
  }
})

test('an opening of its own keeps every petition as it is', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  const name = files.find((file) => file.includes('_opens_at')) ?? ''
  for (const file of files.toSorted()) if (file < name) apply(db, file.replace('.sql', ''))
  db.exec(`INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1), ('quay', 'T', 'A', 'S', 'B', 'en', '[]', 'draft', 'none', 2)`)
  const all = () => db.prepare('SELECT * FROM petitions').all()
  const before = all()
  apply(db, name.replace('.sql', ''))
  expect(all()).toEqual(before.map((row) => Object.assign(row, { opens_at: null, scheduled_at: null })))
})

test('imports keeps every claim as it is, and tells those who withdrew from the others of a list', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  const name = files.find((file) => file.endsWith('_imports.sql')) ?? ''
  for (const file of files.toSorted()) if (file < name) apply(db, file.replace('.sql', ''))
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1);
    INSERT INTO claims (petition_id, id, kind, source, n, added, added_at, begun_at) VALUES (1, 'a', 'import', 'List', 2, 2, 1, 1);
    INSERT INTO imported (petition_id, signer, id, import_id, signed_at) VALUES (1, x'01', 'b', 'a', 1), (1, x'02', 'c', 'a', 1);`)
  const claim = () => db.prepare('SELECT * FROM claims').get() ?? {}
  const before = claim()
  apply(db, name.replace('.sql', ''))
  const added = { reached: 0, here: 0, withdrawn: 0, finished_at: null }
  expect(claim()).toEqual(Object.assign(before, added))
  db.exec(`DELETE FROM imported WHERE signer = x'01'`)
  expect(claim()).toEqual(Object.assign(before, added, { n: 1, withdrawn: 1 }))
  expect(db.prepare('SELECT claimed_count AS n FROM petitions').get()?.['n']).toBe(1)
})

test('what is held already is counted by its kind, and every signature is as it was', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  const name = files.find((file) => file.endsWith('_held_kinds.sql')) ?? ''
  for (const file of files.toSorted()) if (file < name) apply(db, file.replace('.sql', ''))
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1);
    INSERT INTO counters (petition_id, n, before) VALUES (1, 1, 0);
    INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at, confirmed_at, suspicion, network, request_country, disposable, signals)
    VALUES (1, x'01', 'a', 'en', 'counted', 1, 1, 1, NULL, x'AB', 'DE', 0, NULL),
      (1, x'02', 'b', 'en', 'quarantined', 2, 1, 2, 'network', x'AB', 'DE', 0, '["trap"]'),
      (1, x'03', 'c', 'en', 'quarantined', 3, 1, NULL, 'network', x'AB', 'DE', 0, '["trap"]'),
      (1, x'04', 'd', 'en', 'quarantined', 4, 1, NULL, 'signals', x'CD', NULL, NULL, NULL),
      (1, x'05', 'e', 'en', 'removed', 5, 1, NULL, 'network', x'AB', 'DE', 0, NULL);`)
  const all = () => db.prepare('SELECT * FROM signatures').all()
  const before = all()
  apply(db, name.replace('.sql', ''))
  const added = { held_after: 0, held_kind: expect.any(String) }
  expect(all()).toEqual(before.map((row) => Object.assign(row, added)))
  expect(db.prepare('SELECT kind, n, confirmed, first_at, last_at FROM held_kinds').all()).toEqual([
    { kind: 'network/ab/DE/0/["trap"]', n: 2, confirmed: 1, first_at: 2, last_at: 3 },
    { kind: 'signals////', n: 1, confirmed: 0, first_at: 4, last_at: 4 },
  ])
  expect(db.prepare('SELECT decisions FROM counters').get()).toEqual({ decisions: 0 })
})

test('static counts refer to a petition, and have none at first', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  for (const file of files.toSorted()) apply(db, file.replace('.sql', ''))
  db.exec(`
    INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1);
    INSERT INTO static_counts (petition_id, claimed_at, fast_at) VALUES (1, 2, 3);`)
  expect(db.prepare('SELECT * FROM static_counts').all()).toEqual([
    { petition_id: 1, claimed_at: 2, fast_at: 3, published_at: 0, failing_since: null },
  ])
})

test('minutes go two hours after the last ones of their petition', () => {
  const db = new DatabaseSync(':memory:')
  for (const file of readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith('.sql'))
    .toSorted())
    apply(db, file.replace('.sql', ''))
  db.exec(`INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1), ('quay', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1)`)
  const add = (petition: number, dimension: string, key: string) =>
    db
      .prepare('INSERT INTO tallies VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + excluded.n')
      .run(petition, dimension, key)
  const keys = (petition: number) =>
    db
      .prepare('SELECT key FROM tallies WHERE petition_id = ? ORDER BY key')
      .all(petition)
      .map(({ key }) => key)
  add(2, 'minute', '2026-11-24T10:00Z')
  add(1, 'minute', '2026-11-24T10:00Z')
  add(1, 'hour', '2026-11-24T10Z')
  add(1, 'minute', '2026-11-24T12:00Z')
  expect(keys(1)).toEqual(['2026-11-24T10:00Z', '2026-11-24T10Z', '2026-11-24T12:00Z'])
  // Again in the same minute, which is no new row.
  add(1, 'minute', '2026-11-24T12:00Z')
  add(1, 'minute', '2026-11-24T12:01Z')
  expect(keys(1)).toEqual(['2026-11-24T10Z', '2026-11-24T12:00Z', '2026-11-24T12:01Z'])
  // One that comes late is stored, and takes none of the newer ones.
  add(1, 'minute', '2026-11-23T23:00Z')
  expect(keys(1)).toEqual(['2026-11-23T23:00Z', '2026-11-24T10Z', '2026-11-24T12:00Z', '2026-11-24T12:01Z'])
  add(1, 'minute', '2026-11-25T00:10Z')
  expect(keys(1)).toEqual(['2026-11-24T10Z', '2026-11-25T00:10Z'])
  expect(keys(2)).toEqual(['2026-11-24T10:00Z'])
})

test('petitions of before are listed', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  const ordered = files.toSorted().map((file) => file.replace('.sql', ''))
  const at = ordered.findIndex((file) => file.endsWith('_listed'))
  for (const file of ordered.slice(0, at)) apply(db, file)
  db.exec(`INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
    VALUES ('ferry', 'T', 'A', 'S', 'B', 'en', '[]', 'open', 'none', 1)`)
  apply(db, ordered[at] ?? '')
  expect(db.prepare('SELECT listed FROM petitions').all()).toEqual([{ listed: 1 }])
})
