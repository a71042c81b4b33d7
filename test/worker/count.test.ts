/** The live count: what it says, who may read it, and how rarely it asks the database. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { type CountResponse, countResponse } from '../../schema/petition.ts'
import { asking } from '../../src/platform/cache/asked.ts'
import { createColo } from '../../src/platform/cache/colo.ts'
import { createSwr } from '../../src/platform/cache/swr.ts'
import {
  bearer,
  consumeSignatures,
  dbWithPrepare,
  fetchEdge,
  jsonPost,
  message,
  startPetition,
  stopClock,
} from './fixtures.ts'

const count = (slug: string, init: RequestInit = {}, overrides: Partial<EdgeEnv> = {}) =>
  fetchEdge(`/api/petitions/${slug}/count`, init, overrides)

/** A database that counts its queries, and fails while it is `down`. */
function watchedDb(): { DB: D1Database; queries: number; down: boolean } {
  const watch = { DB: env.DB, queries: 0, down: false }
  watch.DB = dbWithPrepare((sql) => {
    watch.queries++
    if (watch.down) throw new Error('D1 down')
    return env.DB.prepare(sql)
  })
  return watch
}

describe('the response', () => {
  test('follows the schema, is readable from any site and cacheable', async () => {
    const { slug } = await startPetition({ goal: 10, claimedCount: 7 })
    const before = Date.now()
    const response = await count(slug)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('cache-control')).toBe(
      'public, max-age=5, stale-while-revalidate=60, stale-if-error=86400',
    )
    const body = countResponse.parse(await response.json())
    expect(body).toMatchObject({ petition: slug, count: 7, goal: 10, state: 'open', perMinute: 0 })
    expect(Date.parse(body.asOf)).toBeGreaterThanOrEqual(before)
  })

  test('has the title', async () => {
    const { slug } = await startPetition({ title: 'Keep the night ferry' })
    expect(await (await count(slug)).json()).toMatchObject({ petition: slug, title: 'Keep the night ferry' })
  })

  test('has the signatures per minute over the last whole minutes', async () => {
    const petition = await startPetition()
    const aMinuteAgo = Date.now() - 60_000
    await consumeSignatures(Array.from({ length: 10 }, (_, n) => message(petition, n, { signedAt: aMinuteAgo })))
    expect(await (await count(petition.slug)).json()).toMatchObject({ count: 10, perMinute: 2 })
  })

  test('has the signatures of the last 24 hours, without the hour before', async () => {
    const petition = await startPetition()
    const hoursAgo = (hours: number): number => Date.now() - hours * 3_600_000
    await consumeSignatures([0, 1, 22, 24, 100].map((hours, n) => message(petition, n, { signedAt: hoursAgo(hours) })))
    expect(await (await count(petition.slug)).json()).toMatchObject({ count: 5, lastDay: 3 })
  })

  test('has the goal, then the next milestone, then none', async () => {
    for (const [claimedCount, goal] of [
      [5, 7],
      [7, 20],
      [25, null],
    ] as const) {
      const { slug } = await startPetition({ goal: 7, milestones: [6, 20], claimedCount })
      expect(await (await count(slug)).json()).toMatchObject({ goal })
    }
  })

  test('has its deadline and its start, and another ETag after the deadline was moved', async () => {
    const { slug, token } = await startPetition({ closesAt: '2027-04-17T12:00:00Z' })
    const response = await count(slug)
    const body = await response.json<CountResponse>()
    expect(body).toMatchObject({ closesAt: '2027-04-17T12:00:00.000Z', openedAt: expect.stringMatching(/^\d{4}-.*Z$/) })
    await fetchEdge(`/api/petitions/${slug}`, {
      ...jsonPost({ closesAt: '2027-04-18T12:00:00Z' }, bearer(token)),
      method: 'PATCH',
    })
    const moved = await count(slug, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } })
    expect(moved.status).toBe(200)
    expect(await moved.json()).toMatchObject({ closesAt: '2027-04-18T12:00:00.000Z', openedAt: body.openedAt })
  })

  test('is 304 for a current ETag', async () => {
    const { slug } = await startPetition()
    const etag = (await count(slug)).headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"/)
    for (const tag of [etag, `"other", ${etag}`, '*', etag.slice(2)]) {
      const response = await count(slug, { headers: { 'if-none-match': tag } })
      expect(response.status).toBe(304)
      expect(await response.text()).toBe('')
      expect(response.headers.get('etag')).toBe(etag)
    }
    expect((await count(slug, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  test('is 404 for an unknown petition and for a draft', async () => {
    const draft = await startPetition({ state: 'draft' })
    expect((await count(draft.slug)).status).toBe(404)
    expect((await count('nope')).status).toBe(404)
  })

  test('is 404 for an invalid slug, without a read of database or cache', async () => {
    const watch = watchedDb()
    const keys = (): Promise<unknown> => caches.default.match('http://petitions.test/.cache/counts/v2/not--a-slug')
    for (const slug of ['not--a-slug', 'пример', 'a'.repeat(81), 'x%00y', '%E0%A4%A', "'--"]) {
      for (const path of [`/api/petitions/${slug}/count`, `/badge/${slug}.svg`, `/en/p/${slug}`, `/embed/${slug}`]) {
        expect((await fetchEdge(path, {}, { DB: watch.DB })).status).toBe(404)
      }
    }
    expect(watch.queries).toBe(0)
    expect(await keys()).toBeUndefined()
  })
})

describe('the database', () => {
  test('is queried once for a hundred readers, and not again by another isolate of the colo', async () => {
    const { slug } = await startPetition()
    stopClock()
    const watch = watchedDb()
    const one = { DB: watch.DB }
    await Promise.all(Array.from({ length: 100 }, () => count(slug, {}, one)))
    // Each call with overrides is an isolate of its own; what they share is the colo's cache.
    const asked = watch.queries
    await count(slug, {}, { DB: watch.DB })
    expect(asked).toBeGreaterThan(0)
    expect(watch.queries).toBe(asked)
  })
})

/** Memory over a shared cache over a source, with a clock that the test moves. */
function tiers(standIn?: { value: number; freshMs: number }) {
  const state = { now: 1_000_000, loads: 0, value: 1, failing: false, gate: Promise.resolve() }
  const store = new Map<string, Response>()
  const cache = {
    match: async (key: RequestInfo | URL) => store.get(new Request(key).url)?.clone(),
    put: async (key: RequestInfo | URL, response: Response) => void store.set(new Request(key).url, response),
    delete: async (key: RequestInfo | URL) => store.delete(new Request(key).url),
  }
  const clock = (): number => state.now
  const load = async (): Promise<number> => {
    state.loads++
    await state.gate
    if (state.failing) throw new Error('down')
    return state.value
  }
  const isolate = () =>
    createSwr<number>({
      load: createColo({
        cache,
        load,
        keyPrefix: 'https://cache.test/',
        freshMs: 5_000,
        leaseMs: 2_000,
        ...(standIn === undefined ? {} : { standIn }),
        onError: () => {},
        clock,
      }).load,
      ...BOUNDS,
      clock,
    })
  return { state, isolate, load, clock }
}

const settle = async (work: Promise<unknown>[]): Promise<void> => void (await Promise.allSettled(work))

/** Of a cache in memory, in these tests. */
const BOUNDS = { freshMs: 2_000, staleMs: 60_000, maxBytes: 10_000, maxValueBytes: 1_000, onError: () => {} }

describe('the cache tiers', () => {
  test('return a stale value at once while a single refresh runs', async () => {
    const { state, isolate } = tiers()
    const swr = isolate()
    const background: Promise<unknown>[] = []
    const get = () => swr.get('k', (work) => void background.push(work))
    expect(await get()).toBe(1)
    await settle(background)

    state.now += 10_000
    state.value = 2
    const { promise, resolve } = Promise.withResolvers<void>()
    state.gate = promise
    expect(await Promise.all(Array.from({ length: 50 }, get))).toEqual(Array.from({ length: 50 }, () => 1))
    resolve()
    await settle(background)
    expect(state.loads).toBe(2)
    expect(await get()).toBe(2)
  })

  test('load once for all isolates of a colo, of which one refreshes', async () => {
    const { state, isolate } = tiers()
    const background: Promise<unknown>[] = []
    const wait = (work: Promise<unknown>): void => void background.push(work)
    const isolates = Array.from({ length: 10 }, isolate)
    for (const swr of isolates) {
      await swr.get('k', wait)
      await settle(background)
    }
    expect(state.loads).toBe(1)
    state.now += 6_000
    for (const swr of isolates) {
      await swr.get('k', wait)
      await settle(background)
    }
    expect(state.loads).toBe(2)
  })

  test('keep the last value after a fault, which is not cached', async () => {
    const { state, isolate } = tiers()
    const swr = isolate()
    const background: Promise<unknown>[] = []
    const get = () => swr.get('k', (work) => void background.push(work))
    await get()
    state.failing = true
    state.now += 3_600_000
    expect(await get()).toBe(1)
    await settle(background)
    state.failing = false
    state.value = 3
    state.now += 2_001
    await get()
    await settle(background)
    expect(await get()).toBe(3)
  })

  test('keep the last value after a fault for an isolate that never had one', async () => {
    const { state, isolate } = tiers()
    const background: Promise<unknown>[] = []
    const wait = (work: Promise<unknown>): void => void background.push(work)
    await isolate().get('k', wait)
    await settle(background)
    state.failing = true
    state.now += 3_600_000
    expect(await isolate().get('k', wait)).toBe(1)
  })

  test('cache a fallback value for a while, and replace it by the true value', async () => {
    const { state, isolate } = tiers({ value: -1, freshMs: 60_000 })
    const background: Promise<unknown>[] = []
    const get = async (): Promise<number> => {
      const value = await isolate().get('k', (work) => void background.push(work))
      await settle(background)
      return value
    }
    state.failing = true
    const start = state.now
    const triedAt: number[] = []
    for (let second = 0; second < 180; second++) {
      const before = state.loads
      expect(await get()).toBe(-1)
      if (state.loads > before) triedAt.push((state.now - start) / 1_000)
      state.now += 1_000
    }
    expect(triedAt).toEqual([0, 60, 120])
    state.failing = false
    expect(await get()).toBe(1)
    // From then on it is the true value that stays.
    state.failing = true
    state.now += 3_600_000
    expect(await get()).toBe(1)
  })

  test('do not store a value that is purged while it loads', async () => {
    const { state, load, clock } = tiers()
    const swr = createSwr<number>({
      load: asking(load, clock),
      ...BOUNDS,
      clock,
    })
    const background: Promise<unknown>[] = []
    const wait = (work: Promise<unknown>): void => void background.push(work)
    const { promise, resolve } = Promise.withResolvers<void>()
    state.gate = promise
    const before = swr.get('k', wait)
    swr.forget('k')
    resolve()
    expect(await before).toBe(1)
    await settle(background)
    state.value = 2
    expect(await swr.get('k', wait)).toBe(2)
  })

  test('do not block a key whose load never ends', async () => {
    const { state, load, clock } = tiers()
    const swr = createSwr<number>({
      load: asking(load, clock),
      ...BOUNDS,
      clock,
    })
    state.gate = new Promise(() => {})
    void swr.get('k', () => {}).catch(() => undefined)
    state.gate = Promise.resolve()
    state.now += 5_001
    expect(await swr.get('k', () => {})).toBe(1)
  })

  test('throw after a fault without any value', async () => {
    const { state, isolate } = tiers()
    state.failing = true
    await expect(isolate().get('k', () => {})).rejects.toThrow('down')
  })
})
