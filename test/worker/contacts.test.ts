/** Sealed contacts: valid keys only, complete exports, and readable only with the campaign key. */
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, test, vi } from 'vitest'

import { contact, contactRow, type ContactRow, contactsEnd } from '../../schema/contact.ts'
import { streamContacts } from '../../src/ledger/contacts.ts'
import { CONTACTS_LOOKED_MAX_ROWS, CONTACTS_PAGE_ROWS, CONTACTS_RESPONSE_MAX_ROWS } from '../../src/limits.ts'
import type { Problem } from '../../src/http/problem.ts'
import { fromBase64Url, toHex } from '../../src/crypto/bytes.ts'
import { generateKeyPair, keyId } from '../../src/crypto/key-pairs.ts'
import { recipientIds, open, OpenError } from '../../src/crypto/hpke.ts'
import {
  asOperator,
  bearer,
  CAMPAIGN_KEYS,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  petitionForm,
  postAsCampaign,
  recordingQueue,
  solve,
  startPetition,
  type TestPetition,
  unique,
} from './fixtures.ts'

/** Points of low order (RFC 7748 §6.1): what is agreed on with them everybody knows. */
const LOW_ORDER = [
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '4Ot6fDtBuK4WVuP68Z_EatoJjeucMrH9hmIFFl9JuAA',
]

const patch = (petition: TestPetition, body: unknown) =>
  fetchEdge(`/api/petitions/${petition.slug}`, { ...jsonPost(body, bearer(petition.token)), method: 'PATCH' })

/** Through the edge, and through the consumer. */
async function sign(petition: TestPetition, fields: Record<string, unknown>): Promise<void> {
  const { queue, sent } = recordingQueue()
  const body = { proof: await solve(petition.slug), name: 'Ada Example', ...fields }
  const response = await fetchEdge(`/api/petitions/${petition.slug}/signatures`, jsonPost(body), { SIGNATURES: queue })
  if (response.status !== 202) throw new Error(await response.text())
  await consumeSignatures(sent)
}

const download = (petition: TestPetition, query = '', token = petition.token) =>
  fetchEdge(`/api/petitions/${petition.slug}/contacts${query}`, { headers: bearer(token) })

async function lines(
  response: Response,
): Promise<{ rows: ContactRow[]; end: { rows: number; cursor: string | null } }> {
  expect(response.status).toBe(200)
  const text = new TextDecoder().decode(await response.arrayBuffer())
  expect(text.endsWith('\n')).toBe(true)
  const parsed: unknown[] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const end = contactsEnd.parse(parsed.pop())
  const rows = parsed.map((line) => contactRow.parse(line))
  expect(end.rows).toBe(rows.length)
  return { rows, end }
}

const openWith = async (row: ContactRow | undefined, petition: TestPetition, ...privateKeys: string[]) => {
  const sealed = fromBase64Url(row?.contact ?? '')
  const sealedFor = { purpose: 'contact', petition: petition.slug, id: row?.id ?? '' } as const
  return contact.parse(JSON.parse(await open(sealed, privateKeys, sealedFor)))
}

/** So many counted signatures, signed a second apart, without a contact. */
const fill = (petition: TestPetition, rows: number, startAt: number) =>
  env.DB.prepare(
    `INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at, confirmed_at)
     WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
     SELECT ?1, randomblob(32), substr(printf('%012x', ?3 + 1000 * i), 1, 8) || '-' || substr(printf('%012x', ?3 + 1000 * i), 9)
       || printf('-7000-8000-%012x', i), 'en', 'counted', ?3 + 1000 * i, 0, ?3 + 1000 * i FROM n`,
  )
    .bind(petition.id, rows, startAt)
    .run()

describe('the export of contacts', () => {
  test('has the contact for anyone who has the key, and nothing of it in plain text', async () => {
    const petition = await startPetition()
    const said = { name: 'Ngọc Ví Dụ', email: 'ngoc@example.org', country: 'VN', comment: 'Vì tự do', updates: true }
    await sign(petition, { ...said, partner: 'choir', locale: 'ru' })

    const response = await download(petition)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { rows, end } = await lines(response)
    expect(end.cursor).toBeNull()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ status: 'counted', locale: 'ru', partner: 'choir', country: 'VN' })
    expect(JSON.stringify(rows)).not.toMatch(/Ngọc|ngoc|tự do/)
    expect(await openWith(rows[0], petition, CAMPAIGN_KEYS.privateKey)).toEqual({
      ...said,
      locale: 'ru',
      consentedAt: rows[0]?.signedAt,
    })
  })

  test('requires the token of this petition', async () => {
    const [petition, other] = [await startPetition(), await startPetition()]
    expect((await fetchEdge(`/api/petitions/${petition.slug}/contacts`)).status).toBe(401)
    expect((await download(petition, '', other.token)).status).toBe(401)
    expect((await download(petition, '', env.ADMIN_TOKEN)).status).toBe(200)
    expect((await fetchEdge('/api/petitions/nowhere/contacts', { headers: asOperator })).status).toBe(404)
    expect((await fetchEdge('/api/petitions/nowhere/contacts', { headers: bearer(other.token) })).status).toBe(401)
  })

  test.each([
    ['since', '?since=yesterday'],
    ['since', '?since=2026-11-31T00:00:00Z'],
    ['cursor', "?cursor=' OR 1=1"],
    ['status', '?status=removed'],
  ])('names the invalid parameter %s: %s', async (path, query) => {
    const response = await download(await startPetition(), query)
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const problem = await response.json<Problem>()
    expect(problem.type).toMatch(/invalid-query$/)
    expect(problem.errors).toEqual([{ path, message: expect.stringMatching(/.{10}/) }])
  })

  test('of an empty petition has only its last line', async () => {
    expect(await lines(await download(await startPetition()))).toEqual({
      rows: [],
      end: { end: true, rows: 0, cursor: null },
    })
  })

  test('contains every row once, in order, and can continue from any row', async () => {
    const petition = await startPetition()
    const startAt = Date.parse('2026-11-01T00:00:00Z')
    await fill(petition, 2 * CONTACTS_PAGE_ROWS, startAt)
    const { rows, end } = await lines(await download(petition))
    expect(end.cursor).toBeNull()
    const ids = rows.map(({ id }) => id)
    expect(new Set(ids).size).toBe(2 * CONTACTS_PAGE_ROWS)
    expect(ids).toEqual(ids.toSorted())
    expect(rows[0]?.contact).toBeNull()

    const after = await lines(await download(petition, `?cursor=${ids[700]?.toUpperCase()}`))
    expect(after.rows.map(({ id }) => id)).toEqual(ids.slice(701))
    const since = await lines(await download(petition, '?since=2026-11-01T00:16:30Z'))
    expect(since.rows.map(({ id }) => id)).toEqual(ids.slice(990))
  })

  test('finds the few that are asked for, however many are between them', async () => {
    const petition = await startPetition()
    const startAt = Date.parse('2026-11-01T00:00:00Z')
    await fill(petition, 3 * CONTACTS_LOOKED_MAX_ROWS, startAt)
    const { rows } = await lines(await download(petition))
    const ids = rows.map(({ id }) => id)
    // The first, the last one that the first query looks at, the one after it, and the last.
    const wanted = [0, CONTACTS_LOOKED_MAX_ROWS - 1, CONTACTS_LOOKED_MAX_ROWS, ids.length - 1].map((n) => ids[n] ?? '')
    await env.DB.prepare(
      `UPDATE signatures SET confirmed_at = ?2 WHERE petition_id = ?1 AND id IN (SELECT value FROM json_each(?3))`,
    )
      .bind(petition.id, Date.parse('2026-11-20T00:00:00Z'), JSON.stringify(wanted))
      .run()
    const since = await lines(await download(petition, '?since=2026-11-20T00:00:00Z'))
    expect(since.rows.map(({ id }) => id)).toEqual(wanted)
    expect(since.end).toEqual({ end: true, rows: 4, cursor: null })
    const none = await lines(await download(petition, '?since=2026-11-21T00:00:00Z'))
    expect(none).toEqual({ rows: [], end: { end: true, rows: 0, cursor: null } })
  })

  test('ends at its limit with the cursor to continue', async () => {
    const petition = await startPetition()
    await fill(petition, CONTACTS_RESPONSE_MAX_ROWS + 1, 0)
    const { rows, end } = await lines(await download(petition))
    expect(rows).toHaveLength(CONTACTS_RESPONSE_MAX_ROWS)
    expect(end.cursor).toBe(rows.at(-1)?.id)
    const rest = await lines(await download(petition, `?cursor=${end.cursor}`))
    expect(rest.rows).toHaveLength(1)
    expect(rest.end.cursor).toBeNull()
  })

  test('omits what does not count, and has it with status=all while it has a contact', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    await sign(petition, { email: 'pending@example.org' })
    await fill(petition, 3, 0)
    const states = ['quarantined', 'removed', 'counted']
    await env.DB.batch(
      states.map((state, index) =>
        env.DB.prepare(
          `UPDATE signatures SET status = ?, contact = x'00' WHERE petition_id = ? AND id LIKE '00000000-%' || ?`,
        ).bind(state, petition.id, String(index)),
      ),
    )
    const statusOf = async (query: string) =>
      (await lines(await download(petition, query))).rows.map(({ status }) => status)
    expect(await statusOf('')).toEqual(['counted'])
    expect((await statusOf('?status=all')).toSorted()).toEqual(['counted', 'pending', 'quarantined'])
    await env.DB.prepare(`UPDATE signatures SET contact = NULL WHERE petition_id = ?`).bind(petition.id).run()
    expect(await statusOf('?status=all')).toEqual(['counted'])
  })

  test('breaks off when the database fails, so that a part is not taken for the whole', async () => {
    const petition = await startPetition()
    await fill(petition, CONTACTS_PAGE_ROWS + 1, 0)
    let queries = 0
    const failing = {
      prepare(sql: string) {
        if (++queries > 1) throw new Error('D1_ERROR: Network connection lost.')
        return env.DB.prepare(sql)
      },
    }
    const onError = vi.fn<(error: unknown) => void>()
    const query = { petitionId: petition.id, since: null, cursor: null, all: false }
    const stream = streamContacts(failing as unknown as D1Database, query, onError)
    await expect(new Response(stream).text()).rejects.toThrow('Network connection lost')
    expect(onError).toHaveBeenCalledOnce()
  })
})

describe('the keys of a petition', () => {
  test.each([...LOW_ORDER, 'x'.repeat(42), `${CAMPAIGN_KEYS.publicKey.slice(0, -1)}R`])(
    'include no key that nothing can be sealed to: %s',
    async (key) => {
      const publicKeys = [CAMPAIGN_KEYS.publicKey, key]
      const petition = await startPetition()
      for (const response of [
        await fetchEdge('/api/petitions', jsonPost(petitionForm({ slug: unique('keys'), publicKeys }), asOperator)),
        await patch(petition, { publicKeys }),
      ]) {
        expect(response.status).toBe(422)
        expect((await response.json<Problem>()).errors).toEqual([
          { path: 'publicKeys.1', message: expect.stringContaining('X25519') },
        ])
      }
    },
  )

  test.each([{}, { publicKeys: [] }, { state: 'open', publicKeys: [] }])(
    'must include one before it opens: %j',
    async (fields) => {
      const response = await fetchEdge(
        '/api/petitions',
        jsonPost(petitionForm({ slug: unique('keys'), publicKeys: undefined, ...fields }), asOperator),
      )
      expect(response.status).toBe(422)
      expect((await response.json<Problem>()).errors).toEqual([
        { path: 'publicKeys', message: expect.stringContaining('npm run keygen') },
      ])
    },
  )

  test('may be empty in a draft, but not in an open petition', async () => {
    const petition = await startPetition({ state: 'draft', publicKeys: [] })
    const refused = await postAsCampaign(petition, 'reopen')
    expect(refused.status).toBe(409)
    expect((await refused.json<Problem>()).detail).toContain('public key')

    expect((await patch(petition, { publicKeys: [CAMPAIGN_KEYS.publicKey] })).status).toBe(200)
    expect((await postAsCampaign(petition, 'reopen')).status).toBe(200)
    const emptied = await patch(petition, { publicKeys: [] })
    expect(emptied.status).toBe(422)
    expect((await emptied.json<Problem>()).errors?.map(({ path }) => path)).toEqual(['publicKeys'])

    expect((await postAsCampaign(petition, 'close')).status).toBe(200)
    expect((await patch(petition, { publicKeys: [] })).status).toBe(200)
    expect((await postAsCampaign(petition, 'reopen')).status).toBe(409)
  })

  describe('missing in an open petition of an older version', () => {
    let petition: TestPetition
    beforeEach(async () => {
      petition = await startPetition()
      await env.DB.prepare(`UPDATE petitions SET public_keys = '[]' WHERE id = ?`).bind(petition.id).run()
    })

    test('let no signature be accepted, and are reported to the operator', async () => {
      const error = vi.spyOn(console, 'error').mockReturnValue()
      const { queue, sent } = recordingQueue()
      const signing = jsonPost({ name: 'Ada Example', email: 'ada@example.org' })
      for (const response of [
        await fetchEdge(`/api/petitions/${petition.slug}/challenge`),
        await fetchEdge(`/api/petitions/${petition.slug}/signatures`, signing, { SIGNATURES: queue, BOT_CHECK: 'off' }),
      ]) {
        expect(response.status).toBe(503)
        expect(response.headers.get('retry-after')).not.toBeNull()
      }
      expect(sent).toEqual([])
      const logged = error.mock.calls.map(([line]) => JSON.parse(String(line)))
      error.mockRestore()
      expect(logged).toContainEqual({ level: 'error', event: 'petition.no-key', petition: petition.slug })
    })
  })

  test('open each row with the key of its time, and with no other', async () => {
    const [old, young] = [await generateKeyPair(), await generateKeyPair()]
    const petition = await startPetition({ publicKeys: [old.publicKey] })
    await sign(petition, { email: 'first@example.org' })
    expect((await patch(petition, { publicKeys: [young.publicKey] })).status).toBe(200)
    await sign(petition, { email: 'second@example.org' })

    const { rows } = await lines(await download(petition))
    const [first, second] = rows
    expect(await openWith(first, petition, old.privateKey)).toMatchObject({ email: 'first@example.org' })
    expect(await openWith(second, petition, young.privateKey)).toMatchObject({ email: 'second@example.org' })
    await expect(openWith(first, petition, young.privateKey)).rejects.toThrow(new OpenError('no-key'))
    await expect(openWith(second, petition, old.privateKey)).rejects.toThrow(new OpenError('no-key'))
    const both = [young.privateKey, old.privateKey]
    expect((await Promise.all(rows.map((row) => openWith(row, petition, ...both)))).map(({ email }) => email)).toEqual([
      'first@example.org',
      'second@example.org',
    ])
    const sealedTo = rows.map((row) => recipientIds(fromBase64Url(row.contact ?? '')))
    const ids = await Promise.all([old, young].map(async ({ publicKey }) => [toHex(await keyId(publicKey))]))
    expect(sealedTo).toEqual(ids)
  })
})
