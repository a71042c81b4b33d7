/** The order of the guard: the binding before the body is read, the worldwide limit beside the bot check, and what each refusal says. */
import { afterEach, describe, expect, test, vi } from 'vitest'

import type { BotCheck } from '../../src/intake/checks/bot-check.ts'
import { admit, type FormGuards, guard } from '../../src/intake/guard.ts'
import { bindingLimiter, type Limiter, unlimited } from '../../src/rate-limit/limiter.ts'
import {
  RATE_LIMIT_JITTER_MAX_SECONDS,
  RATE_LIMIT_RETRY_AFTER_SECONDS,
  UPSTASH_SIGNATURES_HIGH_PER_WINDOW,
  UPSTASH_SIGNATURES_PER_WINDOW,
  UPSTASH_SIGNATURES_VERY_HIGH_PER_WINDOW,
  UPSTASH_WINDOW_SECONDS,
} from '../../src/limits.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import {
  asOperator,
  bearer,
  fetchEdge,
  jsonPost,
  petitionForm,
  postSignature,
  recordingQueue,
  solve,
  startPetition,
  stopClock,
  unique,
} from './fixtures.ts'

const ATTEMPT = { limitKey: '1/192.0.2.1', proof: 'p', petition: 'p', now: 0 }
const ID = '0198aaaa-0000-7000-8000-000000000001'

const refusing = (retryAfterSeconds: number): Limiter => ({
  check: vi.fn<Limiter['check']>().mockResolvedValue({ allowed: false, retryAfterSeconds }),
})
const botCheck = (verdict: Awaited<ReturnType<BotCheck['check']>>) => ({
  check: vi.fn<BotCheck['check']>().mockResolvedValue(verdict),
})
const guards = (given: Partial<FormGuards>): FormGuards => ({
  formLimiter: unlimited,
  worldwideLimiter: unlimited,
  botCheck: botCheck({ ok: true, id: ID }),
  ...given,
})

afterEach(() => vi.restoreAllMocks())

test('a request that passes every check has the id of its proof', async () => {
  expect(await guard(ATTEMPT, guards({}))).toEqual({ ok: true, value: ID })
})

test('the binding is checked first, and beyond its limit nothing else is checked', async () => {
  const formLimiter = bindingLimiter(
    { limit: () => Promise.resolve({ success: false }) },
    RATE_LIMIT_RETRY_AFTER_SECONDS,
  )
  const worldwideLimiter = refusing(1)
  const check = botCheck({ ok: true, id: ID })
  expect(await guard(ATTEMPT, guards({ formLimiter, worldwideLimiter, botCheck: check }))).toEqual({
    ok: false,
    refusal: { code: 'too-many-requests', retryAfterSeconds: RATE_LIMIT_RETRY_AFTER_SECONDS },
  })
  expect(worldwideLimiter.check).not.toHaveBeenCalled()
  expect(check.check).not.toHaveBeenCalled()
})

test('the worldwide limit is checked in parallel with the proof', async () => {
  const started: string[] = []
  const { promise: both, resolve } = Promise.withResolvers<void>()
  // Neither resolves before the other has started: in sequence this would never end.
  const begin = (name: string): Promise<void> => {
    started.push(name)
    if (started.length === 2) resolve()
    return both
  }
  const worldwideLimiter: Limiter = { check: () => begin('limit').then(() => ({ allowed: true })) }
  const check: BotCheck = { check: () => begin('proof').then(() => ({ ok: true, id: ID })) }
  expect(await guard(ATTEMPT, guards({ worldwideLimiter, botCheck: check }))).toEqual({ ok: true, value: ID })
})

test('the worldwide limit refuses a valid proof too, with its own time to wait', async () => {
  expect(await guard(ATTEMPT, guards({ worldwideLimiter: refusing(417) }))).toEqual({
    ok: false,
    refusal: { code: 'too-many-requests', retryAfterSeconds: 417 },
  })
})

test('an unavailable bot check is a time to wait, never a pass', async () => {
  expect(await guard(ATTEMPT, guards({ botCheck: botCheck({ ok: false, why: 'unavailable' }) }))).toMatchObject({
    ok: false,
    refusal: { code: 'unavailable', retryAfterSeconds: expect.any(Number) },
  })
})

test('who is beyond the limit of the location sees how long to wait', async () => {
  expect(await admit(refusing(60), ATTEMPT.limitKey)).toEqual({
    ok: false,
    refusal: { code: 'too-many-requests', retryAfterSeconds: 60 },
  })
  expect(await admit(unlimited, ATTEMPT.limitKey)).toMatchObject({ ok: true })
})

/** A binding that lets `limit` through, and counts how often it is asked. */
const binding = (limit: number) => {
  let asked = 0
  return { asked: () => asked, limit: () => Promise.resolve({ success: ++asked <= limit }) }
}

const WRONG = { name: '', email: 'nobody', proof: 'p' }

test('an invalid form counts as a request, and beyond the limit its body is not read', async () => {
  const { slug } = await startPetition()
  const limit = binding(2)
  const post = (init: RequestInit) => fetchEdge(`/api/petitions/${slug}/signatures`, init, { SIGNING_LIMIT: limit })
  expect((await post(jsonPost(WRONG))).status).toBe(422)
  expect((await post(jsonPost('not JSON'))).status).toBe(400)
  expect((await post(jsonPost(WRONG))).status).toBe(429)
  // The body would fail if anything pulled it, and its type and claimed length are not judged either.
  let pulled = 0
  const body = new ReadableStream(
    {
      pull() {
        pulled++
        throw new Error('read')
      },
    },
    { highWaterMark: 0 },
  )
  expect((await post({ method: 'POST', body, headers: { 'content-type': 'application/json' } })).status).toBe(429)
  expect(pulled).toBe(0)
  expect(limit.asked()).toBe(4)
})

test('a valid form is checked by each limiter once', async () => {
  const { slug } = await startPetition()
  const [limit, unproven] = [binding(1), binding(0)]
  const overrides = { SIGNING_LIMIT: limit, UNPROVEN_LIMIT: unproven }
  expect((await sign(slug, overrides)).status).toBe(202)
  expect([limit.asked(), unproven.asked()]).toEqual([1, 0])
})

test('without JavaScript an invalid form does not count against the strict limit, and beyond the other it is not validated', async () => {
  const { slug } = await startPetition()
  const [limit, unproven] = [binding(3), binding(1)]
  const overrides = { SIGNING_LIMIT: limit, UNPROVEN_LIMIT: unproven }
  const post = (fields: Record<string, string>) =>
    fetchEdge(
      `/en/p/${slug}`,
      { method: 'POST', body: new URLSearchParams(fields), headers: { accept: 'text/html' }, redirect: 'manual' },
      overrides,
    )
  expect((await post(WRONG)).status).toBe(422)
  expect((await post({ name: 'Ada', email: 'ada@example.org' })).status).toBe(303)
  expect((await post({ name: 'Bob', email: 'bob@example.org' })).status).toBe(429)
  expect([limit.asked(), unproven.asked()]).toEqual([3, 2])
  const beyond = await post(WRONG)
  expect(beyond.status).toBe(429)
  expect(await beyond.text()).toContain('value="nobody"')
  expect([limit.asked(), unproven.asked()]).toEqual([4, 2])
})

test('without JavaScript the limiter is asked before the sender is checked, and who is refused gets the form alone', async () => {
  const { slug } = await startPetition()
  const limit = binding(1)
  const post = (origin?: string) =>
    fetchEdge(
      `/en/p/${slug}`,
      {
        method: 'POST',
        body: new URLSearchParams(WRONG),
        headers: { accept: 'text/html', ...(origin === undefined ? {} : { origin }) },
      },
      { SIGNING_LIMIT: limit },
    )
  const responses = [await post('https://elsewhere.test'), await post('https://elsewhere.test'), await post()]
  expect(responses.map(({ status }) => status)).toEqual([403, 429, 429])
  expect(limit.asked()).toBe(3)
  const pages = await Promise.all(responses.map((response) => response.text()))
  for (const html of pages) {
    expect(html).toContain('id="sign"')
    expect(html).not.toContain('class="prose"')
  }
  expect(pages.map((html) => html.includes('value="nobody"'))).toEqual([false, false, true])
})

describe('80 people who sign at once behind one IP address', () => {
  /** Their responses, and how many signatures were sent on. The bot check is off: 80 proofs would be 80 computations. */
  async function sendAll(slug: string, overrides: Partial<EdgeEnv> = {}) {
    const { queue, sent } = recordingQueue()
    const responses = await Promise.all(
      Array.from({ length: 80 }, (_, person) =>
        postSignature(
          slug,
          { name: 'A Pupil', email: `pupil-${person}@example.org` },
          { BOT_CHECK: 'off', SIGNATURES: queue, ...overrides },
          { 'cf-connecting-ip': '198.51.100.80' },
        ),
      ),
    )
    return { responses, sent }
  }

  test.for(['high', 'very-high'] as const)('all sign a petition whose limit is %s', async (signingLimit) => {
    const { slug } = await startPetition({ signingLimit })
    const { responses, sent } = await sendAll(slug)
    expect(responses.filter(({ status }) => status !== 202)).toEqual([])
    expect(new Set(sent.map(({ id }) => id)).size).toBe(80)
  })

  test('are told different times to try again where the limit is the standard one', async () => {
    const { slug } = await startPetition()
    const { responses, sent } = await sendAll(slug, { SIGNING_LIMIT: binding(10) })
    expect(sent).toHaveLength(10)
    const refused = responses.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(70)
    const waits = refused.map(({ headers }) => Number(headers.get('retry-after')))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(RATE_LIMIT_RETRY_AFTER_SECONDS)
    expect(Math.max(...waits)).toBeLessThanOrEqual(RATE_LIMIT_RETRY_AFTER_SECONDS + RATE_LIMIT_JITTER_MAX_SECONDS)
    expect(new Set(waits).size).toBeGreaterThan(10)
    // The sentence has the same number as the header.
    const [first] = refused
    expect(await first?.json()).toMatchObject({ detail: catalogue('en').problem.tooManyRequests(waits[0] ?? 0) })
  })

  test('have the limit that the campaign sets later', async () => {
    const petition = await startPetition()
    stopClock()
    const patch = { method: 'PATCH', body: JSON.stringify({ signingLimit: 'high' }) }
    const headers = { ...bearer(petition.token), 'content-type': 'application/json' }
    const changed = await fetchEdge(`/api/petitions/${petition.slug}`, { ...patch, headers })
    expect(await changed.json()).toMatchObject({ signingLimit: 'high' })
    const { sent } = await sendAll(petition.slug, { SIGNING_LIMIT: binding(0) })
    expect(sent).toHaveLength(80)
  })
})

test('a limit that is not one of ours is refused', async () => {
  const form = petitionForm({ slug: unique('petition'), signingLimit: 'none' })
  const response = await fetchEdge('/api/petitions', jsonPost(form, asOperator))
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ errors: [{ path: 'signingLimit' }] })
})

const UPSTASH = { UPSTASH_REDIS_REST_URL: 'https://upstash.test', UPSTASH_REDIS_REST_TOKEN: 'a-token' }
const sign = async (slug: string, overrides: Partial<EdgeEnv>) =>
  postSignature(slug, { name: 'Ada', email: `${unique('a')}@example.org`, proof: await solve(slug) }, overrides, {
    'cf-connecting-ip': '198.51.100.7',
  })

test('with Upstash configured the edge asks it, and responds with 429 and the seconds until the window ends', async () => {
  const { slug } = await startPetition()
  const asked: string[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    const request = new Request(url, init)
    asked.push(`${request.url} ${await request.text()}`)
    return Response.json({ result: [-1, 5] })
  })
  const response = await sign(slug, UPSTASH)
  expect(response.status).toBe(429)
  const seconds = Number(response.headers.get('retry-after'))
  expect(seconds).toBeGreaterThanOrEqual(1)
  expect(seconds).toBeLessThanOrEqual(UPSTASH_WINDOW_SECONDS)
  expect(await response.json()).toMatchObject({ type: 'http://petitions.test/problems/too-many-requests' })
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatch(/^https:\/\/upstash\.test/)
  expect(asked[0]).not.toContain('198.51.100.7')
})

test('with Upstash failing the signature is accepted, and the failure is logged', async () => {
  const { slug } = await startPetition()
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('Network connection lost.'))
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  expect((await sign(slug, UPSTASH)).status).toBe(202)
  const lines = warned.mock.calls.map(([line]) => String(line))
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'warn', event: 'upstash.failed', limit: 'signatures', code: 'unreachable' },
  ])
})

test.for([
  ['standard', UPSTASH_SIGNATURES_PER_WINDOW],
  ['high', UPSTASH_SIGNATURES_HIGH_PER_WINDOW],
  ['very-high', UPSTASH_SIGNATURES_VERY_HIGH_PER_WINDOW],
] as const)('with the limit %s Upstash is asked for %i', async ([signingLimit, tokens]) => {
  const { slug } = await startPetition({ signingLimit })
  const asked: unknown[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    asked.push(await new Request(url, init).json())
    return Response.json({ result: [1, tokens] })
  })
  expect((await sign(slug, UPSTASH)).status).toBe(202)
  expect(asked).toEqual([expect.arrayContaining([tokens])])
})
