/** Signing as a browser or a script does it: from the request to the message that travels. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { acceptedResponse } from '../../schema/signature.ts'
import { QUEUE_SEND_TIMEOUT_MS } from '../../src/limits.ts'
import {
  asOperator,
  dbWithPrepare,
  failingDb,
  failingQueue,
  fetchEdge,
  ledgerAt,
  ledgerOf,
  postSignature,
  recordingQueue,
  solve,
  startPetition,
  unique,
} from './fixtures.ts'

const form = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'Ada Example',
  email: `${unique('ada')}@example.org`,
  ...fields,
})

const sign = async (slug: string, fields: Record<string, unknown>, overrides: Partial<EdgeEnv> = {}, headers = {}) =>
  postSignature(slug, { proof: await solve(slug), ...fields }, overrides, headers)

describe('an accepted signature', () => {
  test('gets a 202 with the id of its challenge, once the queue has it', async () => {
    const { slug } = await startPetition()
    const { queue, sent } = recordingQueue()
    const response = await sign(slug, form(), { SIGNATURES: queue })
    expect(response.status).toBe(202)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const body = acceptedResponse.parse(await response.json())
    const { withdrawUrl, ...rest } = body
    expect(rest).toEqual({ id: sent[0]?.id, status: 'accepted', next: 'done' })
    expect(withdrawUrl).toMatch(/^https?:\/\/[^/]+\/withdraw\/[\w-]{99}\?lang=en$/)
  })

  test('gets the same bytes and headers the first time and when repeated', async () => {
    const { slug } = await startPetition()
    const fields = form()
    const proof = await solve(slug)
    const responses = await Promise.all([0, 1].map(() => sign(slug, { ...fields, proof })))
    const [first, second] = await Promise.all(
      responses.map(async (response) => [[...response.headers], await response.text()]),
    )
    expect(second).toEqual(first)
  })

  test('is sent without the email address, and without the name unless the signer wants it shown', async () => {
    const { slug } = await startPetition()
    const { queue, sent } = recordingQueue()
    const email = 'Very.Private+tag@example.org'
    for (const showName of ['anonymous', 'initials', 'full', undefined]) {
      await sign(
        slug,
        form({ email: `${showName ?? 'default'}.${email}`, name: 'Björk Guðmunds-Example 🌻', showName }),
        { SIGNATURES: queue },
      )
    }
    expect(sent.map(({ publicName }) => publicName)).toEqual([null, 'B. G.', 'Björk Guðmunds-Example 🌻', null])
    const wire = JSON.stringify(sent).toLowerCase()
    for (const secret of ['private', 'example.org', btoa(email).toLowerCase()]) expect(wire).not.toContain(secret)
    expect(sent.every(({ signer }) => /^[0-9a-f]{64}$/.test(signer))).toBe(true)
  })

  test('has one signer for all spellings of a mailbox, and another one on another petition', async () => {
    const [a, b] = [await startPetition(), await startPetition()]
    const { queue, sent } = recordingQueue()
    for (const [slug, email] of [
      [a.slug, 'Jo.Doe+petition@Googlemail.com'],
      [a.slug, ' jodoe@gmail.com '],
      [a.slug, 'ИВАН@пример.test'],
      [a.slug, 'иван@xn--e1afmkfd.test'],
      [b.slug, 'jodoe@gmail.com'],
    ] as const) {
      expect((await sign(slug, form({ email }), { SIGNATURES: queue })).status).toBe(202)
    }
    const [g1, g2, i1, i2, other] = sent.map(({ signer }) => signer)
    expect(g2).toBe(g1)
    expect(i2).toBe(i1)
    expect(i1).not.toBe(g1)
    expect(other).not.toBe(g1)
  })

  test('has the country of the request when the signer gave none', async () => {
    const { slug } = await startPetition()
    const { queue, sent } = recordingQueue()
    await sign(slug, form({ country: 'uz' }), { SIGNATURES: queue })
    await sign(slug, form(), { SIGNATURES: queue })
    expect(sent.map(({ country }) => country)).toEqual(['UZ', null])
  })

  test('can be a form post', async () => {
    const { slug } = await startPetition()
    const { queue, sent } = recordingQueue()
    const fields = {
      name: 'Ada Example',
      email: 'form@example.org',
      country: '',
      comment: '',
      proof: await solve(slug),
    }
    const response = await fetchEdge(
      `/api/petitions/${slug}/signatures`,
      { method: 'POST', body: new URLSearchParams(fields) },
      { SIGNATURES: queue },
    )
    expect(response.status).toBe(202)
    expect(sent[0]).toMatchObject({ country: null, comment: null })
  })
})

describe('signatures that come at the same time', () => {
  const signAll = (slug: string, queue: Queue) =>
    Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        postSignature(slug, form(), { BOT_CHECK: 'off', SIGNATURES: queue }, { 'cf-connecting-ip': `192.0.2.${n}` }),
      ),
    )

  test('go to the queue together, each once', async () => {
    const { slug } = await startPetition()
    const { queue, sent } = recordingQueue()
    let sends = 0
    const slow = new Proxy(queue, {
      get: (target, name) => async (given: unknown) => {
        sends++
        await scheduler.wait(20)
        return Reflect.get(target, name)(given)
      },
    })
    const responses = await signAll(slug, slow)
    expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 202))
    const ids = await Promise.all(responses.map(async (response) => acceptedResponse.parse(await response.json()).id))
    expect(sent.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(new Set(ids).size).toBe(12)
    expect(sends).toBeLessThan(12)
  })

  test('are each stored directly when the queue takes none', async () => {
    const petition = await startPetition({ milestones: [1_000] })
    const responses = await signAll(petition.slug, failingQueue)
    expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 202))
    expect(await ledgerOf(petition)).toEqual(ledgerAt(12))
  })
})

/** The petition as an isolate read it before it was closed. */
const OPEN_AS_BEFORE = (sql: string): string =>
  sql.replace('"state"', `'open' AS "state"`).replace('"closed_at"', 'NULL AS "closed_at"')

describe('when the queue fails', () => {
  // Longer than the edge waits. It ends, because the runtime waits for what a request has left to it.
  const hanging = { send: () => scheduler.wait(2 * QUEUE_SEND_TIMEOUT_MS) } as unknown as Queue

  test.each([
    ['refuses', failingQueue],
    ['hangs', hanging],
  ])('and %s, the signature is stored directly and counted once', async (_, queue) => {
    const petition = await startPetition({ milestones: [1] })
    const fields = { ...form(), proof: await solve(petition.slug) }
    const responses = await Promise.all([1, 2].map(() => sign(petition.slug, fields, { SIGNATURES: queue })))
    expect(responses.map(({ status }) => status)).toEqual([202, 202])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('and the ledger has the petition as closed, the signature is refused', async () => {
    const petition = await startPetition()
    // This isolate of the edge still takes it for open.
    const overrides = { SIGNATURES: failingQueue }
    const proof = await solve(petition.slug)
    await env.DB.prepare(`UPDATE petitions SET state = 'closed', closed_at = 1 WHERE id = ?`).bind(petition.id).run()
    const known = dbWithPrepare((sql) => env.DB.prepare(sql.includes('from "petitions"') ? OPEN_AS_BEFORE(sql) : sql))
    const response = await sign(petition.slug, { ...form(), proof }, { ...overrides, DB: known })
    expect(response.status).toBe(409)
    expect(await ledgerOf(petition)).toEqual(ledgerAt(0))
  })

  test('and the database too, the signature is not accepted', async () => {
    const petition = await startPetition()
    // The petition is known from before; then the database goes.
    await fetchEdge(`/api/petitions/${petition.slug}`)
    const proof = await solve(petition.slug)
    const response = await sign(petition.slug, { ...form(), proof }, { SIGNATURES: failingQueue, DB: failingDb })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(await response.json()).toMatchObject({ type: 'http://petitions.test/problems/unavailable', status: 503 })
    expect(await ledgerOf(petition)).toEqual(ledgerAt(0))
  })
})

describe('settings', () => {
  test.each([
    ['ADMIN_TOKEN', { ADMIN_TOKEN: '' }],
    ['SIGNER_PEPPER', { SIGNER_PEPPER: 'short' }],
    ['TOKEN_KEYS', { TOKEN_KEYS: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }],
    ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'nowhere' }],
    ['BOT_CHECK', { ENVIRONMENT: 'production', PUBLIC_ORIGIN: 'https://petitions.example.org', BOT_CHECK: 'off' }],
  ])('with an invalid %s stop the Worker with a message that names it', async (name, overrides) => {
    const response = await fetchEdge('/healthz', { headers: asOperator }, overrides)
    expect(response.status).toBe(503)
    expect(await response.text()).toContain(name)
  })
})
