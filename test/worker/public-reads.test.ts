/** What a public read costs does not grow with those who signed, nor with what a stranger makes up. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { SignersResponse } from '../../schema/signature.ts'
import { PAGE_SIGNERS_ROWS } from '../../src/limits.ts'
import type { Problem } from '../../src/http/problem.ts'
import edge from '../../workers/edge/index.ts'
import {
  bearer,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  message,
  ORIGIN,
  readMeter,
  startPetition,
  stopClock,
  type TestPetition,
} from './fixtures.ts'

const ANONYMOUS = 20_000

/** Signed after the named ones, so that a read by time alone finds these first. Each has a partner and an hour of its own. */
async function signAnonymously(petition: TestPetition): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
       INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at, confirmed_at)
       SELECT ?1, CAST('s' || i AS BLOB), printf('01990000-0000-7000-8000-%012x', i), 'en', 'counted', i, i, i FROM n`,
    ).bind(petition.id, ANONYMOUS),
    env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
       INSERT INTO tallies (petition_id, dimension, key, n)
       SELECT ?1, 'partner', 's' || i, 1 FROM n
       UNION ALL SELECT ?1, 'hour', strftime('%Y-%m-%dT%HZ', 1700000000 + i * 3600, 'unixepoch'), 1 FROM n`,
    ).bind(petition.id),
    env.DB.prepare('UPDATE counters SET n = n + ?2 WHERE petition_id = ?1').bind(petition.id, ANONYMOUS),
  ])
}

describe('a petition with 20 000 anonymous signatures', () => {
  let crowded: Promise<TestPetition> | undefined
  const crowd = () =>
    (crowded ??= (async () => {
      const petition = await startPetition({ milestones: [5] })
      await consumeSignatures(Array.from({ length: 7 }, (_, n) => message(petition, n)))
      await signAnonymously(petition)
      await fetchEdge(`/api/petitions/${petition.slug}/updates`, {
        ...jsonPost({ title: 'One', body: 'Words.' }, bearer(petition.token)),
      })
      return petition
    })())

  test.each([
    ['the list of signers', (slug: string) => `/api/petitions/${slug}/signers?limit=${PAGE_SIGNERS_ROWS}`, 20],
    ['the longest list of signers', (slug: string) => `/api/petitions/${slug}/signers?limit=100`, 20],
    ['the page', (slug: string) => `/en/p/${slug}`, 60],
    ['the home page', () => '/', 60],
    ['the list of sitemaps', () => '/sitemap.xml', 5],
    ['a sitemap', () => '/sitemaps/1.xml', 60],
    ['the petition', (slug: string) => `/api/petitions/${slug}`, 30],
    ['the count', (slug: string) => `/api/petitions/${slug}/count`, 30],
    ['what was removed', (slug: string) => `/api/petitions/${slug}/removals`, 30],
    ['the feed', (slug: string) => `/en/p/${slug}/feed.atom`, 30],
    ['the updates', (slug: string) => `/api/petitions/${slug}/updates`, 30],
    ['the badge', (slug: string) => `/badge/${slug}.svg`, 30],
    ['the frame', (slug: string) => `/embed/${slug}`, 30],
    ['the social media image', (slug: string) => `/og/en/${slug}.png`, 60],
  ])('needs a few rows read for %s', async (_, pathOf, rows) => {
    const { slug } = await crowd()
    await caches.default.delete(`http://petitions.test/.cache/counts/v2/${slug}`)
    const meter = readMeter()
    const response = await fetchEdge(pathOf(slug), { redirect: 'manual' }, { DB: meter.DB })
    expect([200, 302]).toContain(response.status)
    await response.arrayBuffer()
    expect(meter.rowsRead).toBeGreaterThan(0)
    expect(meter.rowsRead).toBeLessThanOrEqual(rows)
  })

  test('lists the signers who chose to be named', async () => {
    const { slug } = await crowd()
    const response = await fetchEdge(`/api/petitions/${slug}/signers`)
    const { signers, cursor } = await response.json<SignersResponse>()
    expect(signers.map(({ name }) => name)).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `Signer ${n}`))
    expect(cursor).toBeNull()
  })
})

const MADE_UP = [
  '01980000-0000-7000-8000-000000000001',
  'nonsense',
  `'--`,
  'A'.repeat(64),
  '%00',
  'x'.repeat(2_000),
] as const

/** Requests to one isolate, whose database is `DB`: with `fetchEdge` each would have an isolate of its own. */
function isolateWith(DB: D1Database): (path: string) => Promise<Response> {
  const worker = { ...env, DB }
  return async (path) => {
    const ctx = createExecutionContext()
    const response = await edge.fetch(new Request(`${ORIGIN}${path}`), worker, ctx)
    await waitOnExecutionContext(ctx)
    return response
  }
}

describe.each(['signers', 'updates'])('an invalid cursor of %s', (list) => {
  test('is refused by name, without a database query', async () => {
    const petition = await startPetition()
    const meter = readMeter()
    const get = isolateWith(meter.DB)
    await get(`/api/petitions/${petition.slug}`)
    const { queries } = meter
    expect(queries).toBeGreaterThan(0)
    for (const cursor of MADE_UP) {
      const response = await get(`/api/petitions/${petition.slug}/${list}?cursor=${cursor}`)
      expect(response.status).toBe(422)
      expect(response.headers.get('cache-control')).toBe('no-store')
      const problem = await response.json<Problem>()
      expect(problem.type).toMatch(/invalid-query$/)
      expect(problem.errors?.map(({ path }) => path)).toEqual(['cursor'])
      expect(problem.errors?.[0]?.message).toContain('cursor')
    }
    expect(meter.queries).toBe(queries)
  })

  test('that is empty counts as none', async () => {
    const { slug } = await startPetition()
    expect((await fetchEdge(`/api/petitions/${slug}/${list}?cursor=`)).status).toBe(200)
  })
})

describe('a token that no campaign can have', () => {
  test.for(['x', 'ust_short', `ust_${'a'.repeat(44)}`, 'a'.repeat(47)])(
    'is refused without a query: %s',
    async (token) => {
      const { slug } = await startPetition()
      const meter = readMeter()
      const close = (authorization: Record<string, string>) =>
        fetchEdge(`/api/petitions/${slug}/close`, { method: 'POST', headers: authorization }, { DB: meter.DB })
      expect((await close(bearer(token))).status).toBe(401)
      expect(meter.queries).toBe(0)
      // One of the right form is looked up.
      expect((await close(bearer(`ust_${'a'.repeat(43)}`))).status).toBe(401)
      expect(meter.queries).toBe(2)
    },
  )
})

describe('the cache of signers', () => {
  test('needs three queries for a hundred page sizes, and each page has the requested size', async () => {
    stopClock()
    const petition = await startPetition()
    await consumeSignatures(Array.from({ length: 30 }, (_, n) => message(petition, n)))
    const meter = readMeter()
    const get = isolateWith(meter.DB)
    await get(`/api/petitions/${petition.slug}`)
    const before = meter.queries
    for (let limit = 1; limit <= 100; limit++) {
      const response = await get(`/api/petitions/${petition.slug}/signers?limit=${limit}`)
      const { signers, cursor } = await response.json<SignersResponse>()
      expect(signers).toHaveLength(Math.min(limit, 30))
      expect(cursor === null).toBe(limit >= 30)
    }
    expect(meter.queries - before).toBe(3)
  })

  test('refuses the cursor of another petition', async () => {
    const [one, other] = [await startPetition(), await startPetition()]
    await consumeSignatures([1, 2, 3].map((n) => message(one, n)))
    const response = await fetchEdge(`/api/petitions/${one.slug}/signers?limit=1`)
    const { cursor } = await response.json<SignersResponse>()
    const next = (slug: string) => fetchEdge(`/api/petitions/${slug}/signers?limit=1&cursor=${cursor}`)
    expect(await (await next(one.slug)).json()).toMatchObject({ signers: [{ name: 'Signer 2' }] })
    expect((await next(other.slug)).status).toBe(422)
  })
})
