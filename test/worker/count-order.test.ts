/** Counts and states do not go back: the count's ETag, and pages that are made of two caches. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { expect, test } from 'vitest'

import type { CountResponse } from '../../schema/petition.ts'
import edge from '../../workers/edge/index.ts'
import { bearer, dbWithPrepare, fetchEdge, jsonPost, ORIGIN, startPetition } from './fixtures.ts'

const count = (slug: string, etag = '', overrides: Partial<EdgeEnv> = {}) =>
  fetchEdge(`/api/petitions/${slug}/count`, etag === '' ? {} : { headers: { 'if-none-match': etag } }, overrides)

test('promise 6: the tag of a newer count gets 304, of an older one the count', async () => {
  const { slug } = await startPetition({ claimedCount: 7 })
  const response = await count(slug)
  const { asOf } = await response.json<CountResponse>()
  const etag = response.headers.get('etag') ?? ''
  const askedAt = Date.parse(asOf)
  expect(etag).toContain(`@${askedAt}"`)
  const other = (time: number): string => `W/"8-0-open-0-0-0@${time}"`

  const newer = await count(slug, other(askedAt + 1))
  expect([newer.status, newer.headers.get('etag')]).toEqual([304, other(askedAt + 1)])
  // Of a wrong clock, or made up.
  for (const time of [askedAt - 1, askedAt, askedAt + 3_600_000])
    expect((await count(slug, other(time))).status).toBe(200)
})

test('promise 6: what says the same keeps its own tag after a 304', async () => {
  const { slug } = await startPetition()
  const etag = (await count(slug)).headers.get('etag') ?? ''
  const older = etag.replace(/@\d+/, '@1')
  const response = await count(slug, older)
  expect([response.status, response.headers.get('etag')]).toEqual([304, older])
})

test('promise 6: `asOf` is the time before the query, not after it', async () => {
  const { slug } = await startPetition()
  let askedAt = 0
  const DB = dbWithPrepare((sql) => {
    if (sql.includes('last_day')) askedAt = Date.now()
    return env.DB.prepare(sql)
  })
  const { asOf } = await (await count(slug, '', { DB })).json<CountResponse>()
  expect(Date.parse(asOf)).toBeLessThanOrEqual(askedAt)
})

test('promise 6: a petition from before a change is not shown with a count from after it', async () => {
  const { slug, token } = await startPetition()
  // An isolate with a memory of its own, which has the petition and not the count.
  const memory = { ...env }
  const get = async (path: string): Promise<Response> => {
    const ctx = createExecutionContext()
    const response = await edge.fetch(new Request(ORIGIN + path), memory, ctx)
    await waitOnExecutionContext(ctx)
    return response
  }
  expect((await get(`/en/p/${slug}/feed.atom`)).status).toBe(200)
  await fetchEdge(`/api/petitions/${slug}/close`, jsonPost({ outcome: 'It stays.' }, bearer(token)))
  expect(await (await get(`/api/petitions/${slug}/count`)).json()).toMatchObject({ state: 'closed' })
  const petition = await get(`/api/petitions/${slug}`)
  expect(await petition.json()).toMatchObject({ state: 'closed', outcome: 'It stays.' })
})

test('promise 6: after a change, no page of this isolate is from before it', async () => {
  const { slug, token } = await startPetition()
  const page = async (): Promise<string> => (await fetchEdge(`/en/p/${slug}`)).text()
  expect(await page()).toContain('<form')
  await fetchEdge(`/api/petitions/${slug}/close`, jsonPost({}, bearer(token)))
  expect(await page()).not.toContain('id="email"')
  await fetchEdge(`/api/petitions/${slug}/reopen`, jsonPost({}, bearer(token)))
  expect(await page()).toContain('id="email"')
})
