/** Counts in a bucket: when they are published, in which order, and that they follow whatever changes the petition. */
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'

import { type CountResponse, countResponse } from '../../schema/petition.ts'
import { deleteByOperator, eraseDeleted } from '../../src/accounts/erase-petitions.ts'
import {
  COUNT_COLO_FRESH_MS,
  COUNT_STALE_MS,
  DAY_MS,
  DELETION_GRACE_DAYS,
  RATE_WINDOW_MINUTES,
  STATIC_COUNT_COOLING_MS,
  STATIC_COUNT_EVERY_MS,
  STATIC_COUNT_MIN_SIGNATURES,
  STATIC_COUNT_STALE_MS,
  STATIC_COUNTS_MAX_PER_BATCH,
} from '../../src/limits.ts'
import { publishAfterBatch, publishAfterChange, renewStaticCounts } from '../../src/static-counts/publish.ts'
import type { Publisher } from '../../src/static-counts/publisher.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import {
  asOperator,
  consumeSignatures,
  dbWithPrepare,
  fetchEdge,
  jsonPost,
  message,
  postAsCampaign,
  startPetition,
  type TestPetition,
  withdrawalOf,
} from './fixtures.ts'

const ORIGIN = 'https://counts.petitions.test'
const MINUTE_MS = 60_000
const FAST = 2 * STATIC_COUNT_MIN_SIGNATURES
const bucket = env.COUNTS_BUCKET
const COUNTS = bucket

afterEach(() => vi.restoreAllMocks())

/** The clock stands still, some seconds after the minute began, and is moved by the test. */
function stopClock(): { pass: (ms: number) => void } {
  const now = Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS + 10_000
  vi.useFakeTimers({ now, toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  return { pass: (ms) => void vi.setSystemTime(Date.now() + ms) }
}

const objectOf = async ({ slug }: Pick<TestPetition, 'slug'>) => bucket.get(`counts/${slug}.json`)
const published = async (petition: Pick<TestPetition, 'slug'>): Promise<CountResponse | null> => {
  const text = await (await objectOf(petition))?.text()
  return text === undefined ? null : countResponse.parse(JSON.parse(text))
}
const countIn = async (petition: TestPetition): Promise<number | null> => (await published(petition))?.count ?? null

const rowOf = ({ id }: TestPetition) =>
  env.DB.prepare('SELECT claimed_at, fast_at, published_at, failing_since FROM static_counts WHERE petition_id = ?1')
    .bind(id)
    .first<Record<'claimed_at' | 'fast_at' | 'published_at' | 'failing_since', number | null>>()

let signers = 0
/** Signatures that count now. */
const signed = (petition: TestPetition, n: number) =>
  Array.from({ length: n }, () => message(petition, ++signers, { signedAt: Date.now() }))
const sign = (petition: TestPetition, n: number, to: R2Bucket | undefined = COUNTS) =>
  consumeSignatures(signed(petition, n), to === undefined ? {} : { COUNTS: to })

/** A petition that got enough signatures in the last whole minutes to be published with the next one. */
async function fastPetition(clock: { pass: (ms: number) => void }, fields = {}): Promise<TestPetition> {
  const petition = await startPetition(fields)
  await sign(petition, FAST)
  clock.pass(MINUTE_MS)
  return petition
}

const publishing = () => ({ db: env.DB, bucket, now: Date.now })
const noPause = async (): Promise<void> => {}
/** What the consumer's entrypoint does. */
const publisher = {
  changed: (petitionId: number) => publishAfterChange(publishing(), petitionId, noPause),
  renew: () => renewStaticCounts(publishing()),
} as Publisher & Service
const WITH_COUNTS = { COUNTS_ORIGIN: ORIGIN, CONSUMER_COUNTS: publisher }
/** Another object for each isolate of the edge, with caches of its own. */
const edgeEnv = () => ({ ...WITH_COUNTS, ADMIN_TOKEN: env.ADMIN_TOKEN })
const countFrom = async (petition: TestPetition, overrides: Partial<EdgeEnv> = edgeEnv()) => {
  const response = await fetchEdge(`/api/petitions/${petition.slug}/count`, {}, overrides)
  return { response, count: await response.json<CountResponse>() }
}

describe('a petition that moves fast', () => {
  test('is published with the body of the Worker, and headers for browsers and caches', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    expect(await objectOf(petition)).toBe(null)
    await sign(petition, 3)
    const object = await objectOf(petition)
    expect(object?.httpMetadata).toEqual({ contentType: 'application/json', cacheControl: 'public, max-age=5' })
    expect(object?.etag).toMatch(/^\w+$/)
    const { count, response } = await countFrom(petition)
    const { staticUrl, ...body } = count
    expect(await object?.json()).toEqual(body)
    expect(body.count).toBe(FAST + 3)
    expect(staticUrl).toBe(`${ORIGIN}/counts/${petition.slug}.json`)
    expect(response.headers.get('etag')).toContain('-static@')
  })

  test('is published at most once in five seconds, and what was skipped comes with the next batch', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    const puts = vi.spyOn(bucket, 'put')
    await sign(petition, 1)
    clock.pass(STATIC_COUNT_EVERY_MS - 1)
    await sign(petition, 1)
    expect([puts.mock.calls.length, await countIn(petition)]).toEqual([1, FAST + 1])
    clock.pass(1)
    await sign(petition, 1)
    expect([puts.mock.calls.length, await countIn(petition)]).toEqual([2, FAST + 3])
  })

  test('is published by one of several consumers that store its signatures at once', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    const puts = vi.spyOn(bucket, 'put')
    await Promise.all([1, 1, 1, 1].map((n) => sign(petition, n)))
    expect(puts).toHaveBeenCalledTimes(1)
  })

  test('is published by the cron when no batch follows', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    await sign(petition, 1)
    clock.pass(1_000)
    await sign(petition, 2)
    expect(await countIn(petition)).toBe(FAST + 1)
    clock.pass(MINUTE_MS)
    await runScheduled('* * * * *', { ...env, ...WITH_COUNTS }, Date.now())
    expect(await countIn(petition)).toBe(FAST + 3)
  })

  test('is published after a withdrawal', async () => {
    const clock = stopClock()
    const petition = await startPetition()
    const messages = signed(petition, FAST)
    await consumeSignatures(messages)
    clock.pass(MINUTE_MS)
    const [first] = messages
    if (first === undefined) throw new Error('nobody signed')
    await consumeSignatures([withdrawalOf(first)], { COUNTS })
    expect(await countIn(petition)).toBe(FAST - 1)
  })
})

describe('a petition that moves slowly', () => {
  test('is not published, and costs no row', async () => {
    const clock = stopClock()
    const petition = await startPetition()
    await sign(petition, STATIC_COUNT_MIN_SIGNATURES - 1)
    clock.pass(MINUTE_MS)
    await sign(petition, 1)
    expect([await objectOf(petition), await rowOf(petition)]).toEqual([null, null])
    expect((await countFrom(petition)).count).not.toHaveProperty('staticUrl')
  })

  test('is published for an hour after it was fast, and then no more', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    await sign(petition, 1)
    clock.pass((RATE_WINDOW_MINUTES + 1) * MINUTE_MS)
    await sign(petition, 1)
    expect(await countIn(petition)).toBe(FAST + 2)
    clock.pass(STATIC_COUNT_COOLING_MS)
    expect(await renewStaticCounts(publishing())).toBeGreaterThan(0)
    expect([await objectOf(petition), await rowOf(petition)]).toEqual([null, null])
  })
})

test('without a bucket nothing is written, and the consumer asks the database nothing more', async () => {
  const clock = stopClock()
  const petition = await fastPetition(clock)
  const sqls: string[] = []
  const DB = dbWithPrepare((sql) => {
    sqls.push(sql)
    return env.DB.prepare(sql)
  })
  await consumeSignatures(signed(petition, 1), { DB })
  expect(sqls.filter((sql) => sql.includes('static_counts'))).toEqual([])
  expect(await rowOf(petition)).toBe(null)
})

describe('what changes a petition, its static count follows', () => {
  const publishedPetition = async (fields = {}) => {
    const clock = stopClock()
    const petition = await fastPetition(clock, fields)
    await sign(petition, 1)
    expect(await countIn(petition)).toBe(FAST + 1)
    clock.pass(STATIC_COUNT_EVERY_MS)
    return { petition, clock }
  }
  /** With the bindings of a site that has a bucket. */
  const asked = (path: string, init: RequestInit) => fetchEdge(path, init, edgeEnv())
  const WITHDRAWN = '{}'
  const bodyOf = async (petition: TestPetition) => (await objectOf(petition))?.text()

  test('closed', async () => {
    const { petition } = await publishedPetition()
    const closing = { method: 'POST', headers: { authorization: `Bearer ${petition.token}` } }
    expect((await asked(`/api/petitions/${petition.slug}/close`, closing)).status).toBe(200)
    expect(await published(petition)).toMatchObject({ state: 'closed', count: FAST + 1 })
  })

  test('closed by its deadline', async () => {
    const { petition, clock } = await publishedPetition({ closesAt: new Date(Date.now() + 3_600_000).toISOString() })
    await env.DB.prepare('UPDATE petitions SET closes_at = ?2 WHERE id = ?1').bind(petition.id, Date.now()).run()
    clock.pass(MINUTE_MS)
    await runScheduled('* * * * *', { ...env, ...WITH_COUNTS }, Date.now())
    expect(await published(petition)).toMatchObject({ state: 'closed' })
  })

  test('deleted: nothing of it can be read any more', async () => {
    const { petition } = await publishedPetition()
    expect((await asked(`/api/petitions/${petition.slug}`, { method: 'DELETE', headers: asOperator })).status).toBe(204)
    expect(await bodyOf(petition)).toBe(WITHDRAWN)
  })

  test('taken down by hand: within a minute', async () => {
    const { petition, clock } = await publishedPetition()
    await env.DB.prepare('UPDATE petitions SET taken_down_at = 1 WHERE id = ?1').bind(petition.id).run()
    clock.pass(MINUTE_MS)
    await renewStaticCounts(publishing())
    expect(await bodyOf(petition)).toBe(WITHDRAWN)
    await env.DB.prepare('UPDATE petitions SET taken_down_at = NULL WHERE id = ?1').bind(petition.id).run()
    clock.pass(MINUTE_MS)
    await renewStaticCounts(publishing())
    expect(await countIn(petition)).toBe(FAST + 1)
  })

  test('with another address it stays where it is, and the Worker names it under both', async () => {
    const { petition, clock } = await publishedPetition()
    const slug = `${petition.slug}-new`
    await env.DB.batch([
      env.DB.prepare('UPDATE petitions SET public_slug = ?2 WHERE id = ?1').bind(petition.id, slug),
      env.DB.prepare('INSERT INTO slugs (slug, petition_id, created_at) VALUES (?2, ?1, 1)').bind(petition.id, slug),
    ])
    clock.pass(MINUTE_MS)
    await renewStaticCounts(publishing())
    const [before, after] = [await countFrom(petition), await countFrom({ ...petition, slug })]
    expect(after.count).toEqual({ ...before.count, petition: slug })
    expect(after.count.staticUrl).toBe(`${ORIGIN}/counts/${petition.slug}.json`)
  })

  test('soon after it was published: the next turn is waited for', async () => {
    const { petition, clock } = await publishedPetition()
    await sign(petition, 1)
    await postAsCampaign(petition, 'close')
    const pauses: number[] = []
    await publishAfterChange(publishing(), petition.id, async (ms) => {
      pauses.push(ms)
      clock.pass(ms)
    })
    expect(pauses).toEqual([STATIC_COUNT_EVERY_MS])
    expect(await published(petition)).toMatchObject({ state: 'closed' })
  })

  test('one that was never published is left alone', async () => {
    const petition = await startPetition()
    await publishAfterChange(publishing(), petition.id, noPause)
    expect([await objectOf(petition), await rowOf(petition)]).toEqual([null, null])
  })
})

describe('order', () => {
  test('a slow writer does not put an older count in the place of a newer one', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    const { promise: stalled, resolve } = Promise.withResolvers<void>()
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
    const slow = new Proxy(bucket, {
      get: (target, name) =>
        name === 'put'
          ? async (...args: Parameters<R2Bucket['put']>) => {
              reach()
              await stalled
              return target.put(...args)
            }
          : Reflect.get(target, name).bind(target),
    })
    const late = sign(petition, 1, slow)
    await reached
    clock.pass(STATIC_COUNT_EVERY_MS)
    await sign(petition, 1)
    expect(await countIn(petition)).toBe(FAST + 2)
    resolve()
    await late
    expect(await countIn(petition)).toBe(FAST + 2)
    const row = await rowOf(petition)
    expect(row?.published_at).toBe(Date.now())
  })

  test('nor does it bring back a petition that was taken down meanwhile', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    await sign(petition, 1)
    clock.pass(STATIC_COUNT_EVERY_MS)
    const { bucket: slow, reached, resolve } = stalling()
    const late = sign(petition, 1, slow)
    await reached
    clock.pass(STATIC_COUNT_EVERY_MS)
    await env.DB.prepare('UPDATE petitions SET taken_down_at = 1 WHERE id = ?1').bind(petition.id).run()
    await publishAfterChange(publishing(), petition.id, noPause)
    resolve()
    await late
    expect(await (await objectOf(petition))?.text()).toBe('{}')
  })
})

describe('a clock that was wrong', () => {
  test('by an hour keeps nobody from publishing, and the Worker names nothing that is from then', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    clock.pass(60 * MINUTE_MS)
    await sign(petition, FAST)
    clock.pass(MINUTE_MS)
    await sign(petition, 1)
    expect(await countIn(petition)).toBe(2 * FAST + 1)
    // It is right again.
    clock.pass(-30 * MINUTE_MS)
    expect((await countFrom(petition)).count).not.toHaveProperty('staticUrl')
    await env.DB.prepare('UPDATE petitions SET taken_down_at = 1 WHERE id = ?1').bind(petition.id).run()
    await publishAfterChange(publishing(), petition.id, noPause)
    expect(await (await objectOf(petition))?.text()).toBe('{}')
    expect(await rowOf(petition)).toMatchObject({ claimed_at: Date.now(), published_at: Date.now() })
  })

  test('keeps neither the next batch nor the cron from it', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    await sign(petition, 1)
    const ahead =
      'UPDATE static_counts SET claimed_at = claimed_at + 3600000, published_at = published_at + 3600000 WHERE petition_id = ?1'
    for (const publishes of [() => sign(petition, 1), () => renewStaticCounts(publishing())]) {
      clock.pass(STATIC_COUNT_EVERY_MS)
      await env.DB.prepare(ahead).bind(petition.id).run()
      await publishes()
      expect(await rowOf(petition)).toMatchObject({ claimed_at: Date.now(), published_at: Date.now() })
    }
  })
})

describe('a bucket that fails', () => {
  test('for what is fast still gives up what has become slow', async () => {
    const clock = stopClock()
    const slow = await fastPetition(clock)
    await sign(slow, 1)
    clock.pass(STATIC_COUNT_COOLING_MS)
    const fast = await fastPetition(clock)
    await sign(fast, 1)
    clock.pass(MINUTE_MS)
    await expect(renewStaticCounts({ ...publishing(), bucket: failing().to })).rejects.toThrow('R2 down')
    expect([await objectOf(slow), await rowOf(slow)]).toEqual([null, null])
    expect(await rowOf(fast)).toMatchObject({ failing_since: Date.now() })
  })

  test('for a while brings back nothing that was given up meanwhile', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    await sign(petition, 1)
    clock.pass(MINUTE_MS)
    const { bucket: hanging, reached, resolve } = stalling()
    const late = renewStaticCounts({ ...publishing(), bucket: hanging }).catch((error: unknown) => String(error))
    await reached
    clock.pass(STATIC_COUNT_COOLING_MS)
    await renewStaticCounts(publishing())
    expect([await objectOf(petition), await rowOf(petition)]).toEqual([null, null])
    resolve()
    expect(await late).toContain('took longer')
    expect(await objectOf(petition)).toBe(null)
  })

  test('until the petition is erased: its object is deleted once the bucket no longer fails', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    await sign(petition, 1)
    await deleteByOperator(env.DB, { petitionId: petition.id, origin: ORIGIN, now: Date.now() })
    clock.pass(DELETION_GRACE_DAYS * DAY_MS)
    const refusing = new Proxy(bucket, {
      get: (target, name) =>
        name === 'delete' ? () => Promise.reject(new Error('R2 down')) : Reflect.get(target, name).bind(target),
    })
    const erasedAt = () =>
      env.DB.prepare('SELECT erased_at FROM petitions WHERE id = ?1').bind(petition.id).first<number>('erased_at')
    await expect(renewStaticCounts({ ...publishing(), bucket: refusing })).rejects.toThrow('R2 down')
    for (let run = 0; run < 2; run++) await eraseDeleted(env.DB, Date.now())
    expect(await erasedAt()).toBe(Date.now())
    expect(await objectOf(petition)).not.toBe(null)
    clock.pass(MINUTE_MS)
    await renewStaticCounts(publishing())
    expect([await objectOf(petition), await rowOf(petition)]).toEqual([null, null])
  })

  const failing = () => {
    const put = vi.fn<() => Promise<never>>(() => Promise.reject(new Error('R2 down')))
    return {
      put,
      to: new Proxy(bucket, { get: (target, name) => (name === 'put' ? put : Reflect.get(target, name).bind(target)) }),
    }
  }

  test('costs no signature, is logged, and is tried again by the cron alone', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
    const clock = stopClock()
    const petition = await fastPetition(clock)
    const { put, to } = failing()
    const since = Date.now()
    const result = await sign(petition, 2, to)
    expect(result.explicitAcks).toHaveLength(2)
    expect(errors.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
      { level: 'error', event: 'static-counts.publish-failed', error: expect.stringContaining('R2 down') },
    ])
    expect(await rowOf(petition)).toMatchObject({ published_at: 0, failing_since: since })
    clock.pass(STATIC_COUNT_EVERY_MS)
    await sign(petition, 1, to)
    expect(put).toHaveBeenCalledTimes(1)
    clock.pass(MINUTE_MS)
    await expect(renewStaticCounts({ ...publishing(), bucket: to })).rejects.toThrow('R2 down')
    expect(await rowOf(petition)).toMatchObject({ failing_since: since })
    clock.pass(MINUTE_MS)
    await renewStaticCounts(publishing())
    expect(await rowOf(petition)).toMatchObject({ published_at: Date.now(), failing_since: null })
    expect(await countIn(petition)).toBe(FAST + 3)
  })

  test('is not named to counters: the Worker stops within 90 seconds', async () => {
    const clock = stopClock()
    const petition = await fastPetition(clock)
    await sign(petition, 1)
    clock.pass(STATIC_COUNT_STALE_MS - 1)
    expect((await countFrom(petition)).count.staticUrl).toBeDefined()
    // As long as a count may lie in the caches.
    clock.pass(COUNT_COLO_FRESH_MS + COUNT_STALE_MS)
    expect((await countFrom(petition)).count.staticUrl).toBeUndefined()
  })
})

test('a site without the origin of a bucket names none', async () => {
  const clock = stopClock()
  const petition = await fastPetition(clock)
  await sign(petition, 1)
  expect((await countFrom(petition, { COUNTS_ORIGIN: '' })).count).not.toHaveProperty('staticUrl')
})

test('one batch publishes a bounded number of petitions with as many statements as for one, and the next batch the others', async () => {
  const clock = stopClock()
  const petitions = await Promise.all(Array.from({ length: STATIC_COUNTS_MAX_PER_BATCH + 5 }, () => startPetition()))
  for (const petition of petitions) await sign(petition, FAST)
  clock.pass(MINUTE_MS)
  const ids = petitions.map(({ id }) => id)
  let statements = 0
  const db = dbWithPrepare((sql) => {
    statements++
    return env.DB.prepare(sql)
  })
  await publishAfterBatch({ ...publishing(), db }, ids)
  const there = async () => (await Promise.all(petitions.map(countIn))).filter((count) => count === FAST).length
  expect([statements, await there()]).toEqual([3, STATIC_COUNTS_MAX_PER_BATCH])
  await publishAfterBatch(publishing(), ids)
  expect(await there()).toBe(petitions.length)
})

test('a change is made known to the consumer by the console, too, and one that does not answer costs only a warning', async () => {
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const changed = vi.fn<(petitionId: number) => Promise<void>>(() => Promise.reject(new Error('gone')))
  const petition = await startPetition()
  const overrides = { COUNTS_ORIGIN: ORIGIN, CONSUMER_COUNTS: { ...publisher, changed } as Publisher & Service }
  const response = await fetchEdge(
    `/api/petitions/${petition.slug}/close`,
    jsonPost({}, { authorization: `Bearer ${petition.token}` }),
    overrides,
  )
  expect(response.status).toBe(200)
  expect(changed.mock.calls).toEqual([[petition.id]])
  expect(warnings.mock.calls.map(([line]) => JSON.parse(String(line)).event)).toEqual(['static-counts.not-asked'])
})

describe('the page of the iframe', () => {
  test('may read from the bucket, and nothing else from elsewhere', async () => {
    const petition = await startPetition()
    const policyOf = async (overrides: Partial<EdgeEnv>) =>
      (await fetchEdge(`/embed/${petition.slug}`, {}, overrides)).headers.get('content-security-policy')
    const [without, withBucket] = [await policyOf({}), await policyOf(edgeEnv())]
    expect(without).toContain(`connect-src 'self' http://petitions.test;`)
    expect(withBucket).toBe(
      without?.replace(
        `connect-src 'self' http://petitions.test`,
        `connect-src 'self' http://petitions.test ${ORIGIN}`,
      ),
    )
  })
})

/** A bucket that answers no `head` until `resolve` is called; `reached` settles with the first one. */
function stalling() {
  const { promise: stalled, resolve } = Promise.withResolvers<void>()
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
  const stalls = new Proxy(bucket, {
    get: (target, name) =>
      name === 'head'
        ? async (key: string) => {
            reach()
            await stalled
            return target.head(key)
          }
        : Reflect.get(target, name).bind(target),
  })
  return { bucket: stalls, reached, resolve }
}
