/** The locked contacts of a petition, given out to its owners: each reading is in the log once, and there is a limit. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import { contactRow, contactsEnd } from '../../../schema/contact.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import {
  CONTACT_READING_MS,
  CONTACT_READINGS_PER_ACCOUNT_PER_HOUR,
  CONTACTS_RESPONSE_MAX_ROWS,
} from '../../../src/limits.ts'
import { startPetition, type TestPetition } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'

const UNKNOWN_ID = '01990000-0000-7000-8000-000000000000'

/** So many counted signatures with what stands for a contact. */
const fill = (petition: TestPetition, rows: number) =>
  env.DB.prepare(
    `INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at, confirmed_at, contact)
     WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
     SELECT ?1, randomblob(32), printf('01990000-0000-7000-8000-%012x', i + 1), 'en', 'counted', 1, 1, 1, x'01' FROM n`,
  )
    .bind(petition.id, rows)
    .run()

const read = (petition: TestPetition, as: Person, form: Record<string, string> = {}) =>
  fetchConsole(`/console/p/${petition.slug}/contacts/rows`, { as, form })

async function linesOf(response: Response) {
  const lines = new TextDecoder()
    .decode(await response.arrayBuffer())
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  const end = contactsEnd.parse(lines.pop())
  return { rows: lines.map((line) => contactRow.parse(line)), end }
}

const entriesOf = async (petition: TestPetition) =>
  (
    await env.DB.prepare(`SELECT act, by_kind, by_id FROM audit_log WHERE petition_id = ? AND act <> 'started'`)
      .bind(petition.id)
      .all<{ act: string; by_kind: string; by_id: string }>()
  ).results

test('rows are streamed to an owner, after an entry in the log, and stored by nobody on their way', async () => {
  const petition = await startPetition()
  const owner = await member(petition.id, 'owner')
  await fill(petition, 3)
  const response = await read(petition, owner)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect((await linesOf(response)).rows.map(({ contact }) => contact)).toEqual(['AQ', 'AQ', 'AQ'])
  expect(await entriesOf(petition)).toEqual([{ act: 'contacts-read', by_kind: 'account', by_id: owner.accountId }])
})

test('what takes several responses is one entry, and only for the account that began', async () => {
  const petition = await startPetition()
  const [owner, other] = [await member(petition.id, 'owner'), await member(petition.id, 'owner')]
  await fill(petition, CONTACTS_RESPONSE_MAX_ROWS + 2)
  const first = await read(petition, owner)
  const reading = first.headers.get('undersigned-reading') ?? ''
  const { end } = await linesOf(first)
  expect(end.rows).toBe(CONTACTS_RESPONSE_MAX_ROWS)
  const next = await read(petition, owner, { reading, cursor: end.cursor ?? '' })
  expect((await linesOf(next)).rows).toHaveLength(2)
  expect(await entriesOf(petition)).toHaveLength(1)
  // That of somebody else, of another petition, and one that is over: each begins a new one.
  await (await read(petition, other, { reading, cursor: end.cursor ?? '' })).arrayBuffer()
  expect(await entriesOf(petition)).toHaveLength(2)
  await (await read(petition, owner, { reading: UNKNOWN_ID })).arrayBuffer()
  expect(await entriesOf(petition)).toHaveLength(3)
  const old = '01900000-0000-7000-8000-000000000001'
  await env.DB.prepare(
    `INSERT INTO audit_log (petition_id, id, act, by_kind, by_id, facts, at) VALUES (?, ?, 'contacts-read', 'account', ?, '{}', ?)`,
  )
    .bind(petition.id, old, owner.accountId, Date.now() - CONTACT_READING_MS)
    .run()
  await (await read(petition, owner, { reading: old })).arrayBuffer()
  expect(await entriesOf(petition)).toHaveLength(5)
})

test('an account begins a limited number of readings an hour, also when it asks for all at once', async () => {
  const petition = await startPetition()
  const [owner, other] = [await member(petition.id, 'owner'), await member(petition.id, 'owner')]
  await fill(petition, 1)
  const asked = Array.from({ length: CONTACT_READINGS_PER_ACCOUNT_PER_HOUR + 3 }, () => read(petition, owner))
  const responses = await Promise.all(asked)
  const statuses = responses.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(CONTACT_READINGS_PER_ACCOUNT_PER_HOUR)
  const refused = responses.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(3)
  expect(refused.map(({ headers }) => Number(headers.get('retry-after')) > 0)).toEqual([true, true, true])
  expect(await entriesOf(petition)).toHaveLength(CONTACT_READINGS_PER_ACCOUNT_PER_HOUR)
  // The one that is under way continues, and others are not kept out.
  const reading = responses.find(({ status }) => status === 200)?.headers.get('undersigned-reading') ?? ''
  expect((await read(petition, owner, { reading })).status).toBe(200)
  expect((await read(petition, other)).status).toBe(200)
})

test.each([
  ['a cursor that is none', { cursor: "' OR 1=1" }],
  ['a reading that is none', { reading: 'x'.repeat(5_000) }],
  ['another choice', { all: 'maybe' }],
])('%s is refused, and nothing is read', async (_, form) => {
  const petition = await startPetition()
  const owner = await member(petition.id, 'owner')
  expect((await read(petition, owner, form)).status).toBe(422)
  expect(await entriesOf(petition)).toEqual([])
})

test('those that do not count come only when they are asked for', async () => {
  const petition = await startPetition()
  const owner = await member(petition.id, 'owner')
  await fill(petition, 2)
  await env.DB.prepare(`UPDATE signatures SET status = 'quarantined' WHERE petition_id = ? AND id LIKE '%1'`)
    .bind(petition.id)
    .run()
  expect((await linesOf(await read(petition, owner))).rows).toHaveLength(1)
  expect((await linesOf(await read(petition, owner, { all: 'yes' }))).rows).toHaveLength(2)
})

test('the page says how many there are, who has read them, and how many are new since', async () => {
  const petition = await startPetition()
  const owner = await member(petition.id, 'owner')
  const page = async () => (await fetchConsole(`/console/p/${petition.slug}/contacts`, { as: owner })).text()
  expect(await page()).not.toContain('New since they were last read')
  await env.DB.prepare(
    `INSERT INTO audit_log (petition_id, id, act, by_kind, by_id, facts, at) VALUES
       (?1, '01900000-0000-7000-8000-000000000001', 'contacts-read', 'token', 'abc', '{}', ?3),
       (?1, '01900000-0000-7000-8000-000000000002', 'contacts-read', 'account', ?2, '{}', ?3),
       (?1, '01900000-0000-7000-8000-000000000003', 'contacts-read', 'account', 'gone', '{}', ?3)`,
  )
    .bind(petition.id, owner.accountId, Date.UTC(2026, 0, 1))
    .run()
  await env.DB.prepare(
    `INSERT INTO tallies (petition_id, dimension, key, n) VALUES
       (?1, 'hour', '2025-12-31T23Z', 100), (?1, 'hour', '2026-01-01T00Z', 50), (?1, 'hour', '2026-01-01T05Z', 7),
       (?1, 'hour', '2026-01-03T05Z', 4)`,
  )
    .bind(petition.id)
    .run()
  const html = await page()
  expect(html).toContain('<strong>11</strong>New since they were last read')
  for (const text of ['with a token', '<bdi>Marit</bdi>', 'a former account']) expect(html).toContain(text)
})

test('the policy of the page allows its scripts to ask for rows alone', async () => {
  const petition = await startPetition()
  const owner = await member(petition.id, 'owner')
  const { headers } = await fetchConsole(`/console/p/${petition.slug}/contacts`, { as: owner })
  const policy = headers.get('content-security-policy') ?? ''
  const origin = 'https://petitions.test'
  expect(policy.split('; ').toSorted()).toEqual(
    [
      `default-src 'none'`,
      `script-src ${origin}/console-contacts.js`,
      `worker-src ${origin}/console-contacts-worker.js`,
      `style-src 'self'`,
      `img-src ${origin}/icon.svg`,
      `connect-src ${origin}/console/p/${petition.slug}/contacts/rows`,
      `frame-src 'none'`,
      `form-action 'none'`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
    ].toSorted(),
  )
})

test('the page says who read them before: the name, the email address of a member without one, or that the account is gone', async () => {
  const petition = await startPetition()
  const [named, nameless, gone] = [
    await member(petition.id, 'owner'),
    await member(petition.id, 'owner'),
    await member(petition.id, 'owner'),
  ]
  for (const as of [named, nameless, gone]) await (await read(petition, as)).arrayBuffer()
  await env.DB.prepare(`UPDATE accounts SET name = '' WHERE id IN (?1, ?2)`)
    .bind(nameless.accountId, gone.accountId)
    .run()
  await env.DB.prepare('DELETE FROM members WHERE account_id = ?').bind(gone.accountId).run()
  const page = await (await fetchConsole(`/console/p/${petition.slug}/contacts`, { as: named })).text()
  const readers = [...page.matchAll(/<li><bdi>(.*?)<\/bdi>/g)].map(([, reader]) => reader)
  expect(readers).toEqual([consoleWords('en').contacts.byFormer, nameless.email, 'Marit'])
})
