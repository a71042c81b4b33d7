/** Limits that hold worldwide, on a Redis: the adapter by itself, and behind the real edge Worker. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { type Instance, startInstance } from '../support/instance.ts'
import {
  UPSTASH_EMAILS_PER_DAY,
  UPSTASH_SIGNATURES_PER_WINDOW,
  UPSTASH_TIMEOUT_MS,
  UPSTASH_WINDOW_SECONDS,
} from '../../src/limits.ts'
import { upstashLimiter } from '../../src/rate-limit/upstash.ts'
import type { Facts } from '../../src/platform/log.ts'
import { startRedis, type TestRedis } from '../support/redis/redis.ts'
import { type Fault, startUpstash, type UpstashStandIn } from '../support/redis/upstash-rest.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const WINDOW_MS = UPSTASH_WINDOW_SECONDS * 1000
const MIDDLE_OF_A_WINDOW = Math.floor(Date.now() / WINDOW_MS) * WINDOW_MS + WINDOW_MS / 2

let redis: TestRedis
let upstash: UpstashStandIn
let logged: { event: string; facts: Facts | undefined }[]

beforeAll(async () => {
  redis = await startRedis()
  upstash = await startUpstash(redis.client)
})
afterAll(async () => {
  await upstash.stop()
  await redis.stop()
})
beforeEach(async () => {
  await redis.client.flushall()
  upstash.fault = null
  upstash.received.length = 0
  logged = []
  // The windows are those of the wall clock: a test must not lie across the end of one.
  vi.useFakeTimers({ now: MIDDLE_OF_A_WINDOW, toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())

const record = (event: string, facts?: Facts): void => void logged.push({ event, facts })
const log = { info: record, warn: record, error: record }

/** On a busy machine a response takes longer than the time-out of production. */
const PATIENT_MS = 120_000
/** The same in a Worker, where one test waits for the time-out. */
const PATIENT_WORKER_MS = 10_000

const limiter = (
  what: 'signatures' | 'emails',
  { masterKey = 'a-master-key', url = upstash.url, timeoutMs = PATIENT_MS } = {},
) => upstashLimiter(what, { url, token: upstash.token }, { masterKey, log, timeoutMs })

/** What becomes of `n` checks, one after the other. */
async function verdicts(n: number, check: () => Promise<{ allowed: boolean }>): Promise<boolean[]> {
  const all: boolean[] = []
  for (let i = 0; i < n; i++) all.push((await check()).allowed)
  return all
}
const allowedThenNot = (allowed: number): boolean[] => [...Array.from({ length: allowed }, () => true), false]

describe('the Upstash limiter', () => {
  test('allows each sender as many requests in a window as the limit says', async () => {
    const { check } = limiter('signatures')
    const max = UPSTASH_SIGNATURES_PER_WINDOW
    expect(await verdicts(max + 1, () => check('7/192.0.2.1'))).toEqual(allowedThenNot(max))
    expect(await check('7/192.0.2.2')).toEqual({ allowed: true })
    expect(await check('8/192.0.2.1')).toEqual({ allowed: true })
    expect(logged).toEqual([])
  })

  test('counts worldwide: another isolate continues the count of the first one', async () => {
    const max = UPSTASH_SIGNATURES_PER_WINDOW
    expect(await verdicts(max + 1, () => limiter('signatures').check('1/2001:db8::/64'))).toEqual(allowedThenNot(max))
  })

  test('counts exactly when many requests arrive at once', async () => {
    const { check } = limiter('signatures')
    const all = await Promise.all(Array.from({ length: 40 }, () => check('1/192.0.2.9')))
    expect(all.filter(({ allowed }) => allowed)).toHaveLength(UPSTASH_SIGNATURES_PER_WINDOW)
  })

  test('says how long to wait: until the window ends', async () => {
    const { check } = limiter('signatures')
    await verdicts(UPSTASH_SIGNATURES_PER_WINDOW, () => check('x'))
    expect(await check('x')).toEqual({ allowed: false, retryAfterSeconds: UPSTASH_WINDOW_SECONDS / 2 })
  })

  test('uses a sliding window, in which the previous window still counts in part', async () => {
    const { check } = limiter('signatures')
    const max = UPSTASH_SIGNATURES_PER_WINDOW
    await verdicts(max, () => check('x'))
    // A fifth of the next window has passed: four fifths of five still count.
    vi.setSystemTime(MIDDLE_OF_A_WINDOW + 0.7 * WINDOW_MS)
    expect(await verdicts(max - 3, () => check('x'))).toEqual(allowedThenNot(max - 4))
    vi.setSystemTime(MIDDLE_OF_A_WINDOW + 3 * WINDOW_MS)
    expect(await verdicts(max + 1, () => check('x'))).toEqual(allowedThenNot(max))
  })

  test('allows three emails a day to one email address, apart from the limit of signatures', async () => {
    const [emails, signatures] = [limiter('emails'), limiter('signatures')]
    const max = UPSTASH_EMAILS_PER_DAY
    expect(await verdicts(max + 1, () => emails.check('same'))).toEqual(allowedThenNot(max))
    expect(await signatures.check('same')).toEqual({ allowed: true })
  })

  test('gives every key a time to live of at most two windows and a second', async () => {
    await limiter('signatures').check('7/192.0.2.1')
    const keys = await redis.client.keys('*')
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) {
      const ms = await redis.client.pttl(key)
      expect(ms).toBeGreaterThan(0)
      expect(ms).toBeLessThanOrEqual(2 * WINDOW_MS + 1000)
    }
  })

  test('sends Upstash no IP address and no secret, and hashes differently with another master key', async () => {
    await limiter('signatures').check('7/192.0.2.1')
    const [first] = await redis.client.keys('*')
    await redis.client.flushall()
    await limiter('signatures', { masterKey: 'another-master-key' }).check('7/192.0.2.1')
    const [second] = await redis.client.keys('*')
    expect(first).toMatch(/^undersigned\/signatures:[0-9a-f]{64}:\d+$/)
    expect(second?.split(':')[1]).not.toBe(first?.split(':')[1])
    const wire = upstash.received.join('\n')
    for (const word of ['192.0.2.1', 'master-key', 'telemetry']) expect(wire.toLowerCase()).not.toContain(word)
  })
})

describe('when Upstash fails', () => {
  const KEY = '7/192.0.2.1'
  const faults: [NonNullable<Fault>, string][] = [
    ['slow', 'timeout'],
    ['error', 'refused'],
    ['html', 'nonsense'],
    ['wrong-shape', 'nonsense'],
    ['wrong-number', 'nonsense'],
    ['refused-nonsense', 'nonsense'],
  ]
  test.each(faults)('(%s) the sender is allowed, and the log has %s without the limited key', async (fault, code) => {
    upstash.fault = fault
    const { check } = limiter('signatures', { timeoutMs: fault === 'slow' ? UPSTASH_TIMEOUT_MS : PATIENT_MS })
    expect(await check(KEY)).toEqual({ allowed: true })
    expect(logged).toEqual([{ event: 'upstash.failed', facts: { limit: 'signatures', code } }])
  })

  test('(down) the sender is allowed, and the log has unreachable', async () => {
    const gone = await startUpstash(redis.client)
    await gone.stop()
    expect(await limiter('emails', { url: gone.url }).check(KEY)).toEqual({ allowed: true })
    expect(logged).toEqual([{ event: 'upstash.failed', facts: { limit: 'emails', code: 'unreachable' } }])
  })

  test('(wrong token) the sender is allowed, and the log has refused', async () => {
    const { check } = upstashLimiter(
      'emails',
      { url: upstash.url, token: 'wrong' },
      { masterKey: 'k', log, timeoutMs: PATIENT_MS },
    )
    expect(await check(KEY)).toEqual({ allowed: true })
    expect(logged).toEqual([{ event: 'upstash.failed', facts: { limit: 'emails', code: 'refused' } }])
  })

  test('it is asked only once', async () => {
    upstash.fault = 'error'
    await limiter('signatures').check(KEY)
    expect(upstash.received).toHaveLength(1)
  })

  test('an invalid response refuses nobody later either', async () => {
    const { check } = limiter('signatures')
    upstash.fault = 'refused-nonsense'
    await check(KEY)
    upstash.fault = null
    expect(await check(KEY)).toEqual({ allowed: true })
  })
})

describe('the Upstash limit in the edge Worker', () => {
  const SLUG = 'limited'
  const state = temporaryDirectory()
  let instance: Instance
  /** What was logged of Upstash since the last look. */
  let seen = 0
  const failures = (): unknown[] =>
    instance.logs.slice(seen).flatMap(({ event, facts }) => (event === 'upstash.failed' ? [facts] : []))

  beforeAll(async () => {
    instance = await startInstance({
      vars: { UPSTASH_REDIS_REST_URL: upstash.url, UPSTASH_REDIS_REST_TOKEN: upstash.token },
      stateDirectory: state.path,
      limits: { UPSTASH_TIMEOUT_MS: PATIENT_WORKER_MS },
    })
    await instance.startPetition({ slug: SLUG, confirmation: 'none' })
  })
  afterAll(async () => {
    await instance?.dispose()
    state.remove()
  })

  let signer = 0
  const signFrom = (ip: string): Promise<Response> =>
    instance.sign(SLUG, { name: 'Ada Example', email: `signer${++signer}@example.org` }, ip)

  test('refuses a network beyond its limit with the time to wait, and no other network', async () => {
    const responses: Response[] = []
    // Two more than its share: Workers have their own clock, and a window may end in between.
    for (let n = 0; n < UPSTASH_SIGNATURES_PER_WINDOW + 2; n++) responses.push(await signFrom(`2001:db8:1:1::${n + 1}`))
    const share = responses.slice(0, UPSTASH_SIGNATURES_PER_WINDOW)
    expect(share.map(({ status }) => status)).toEqual(share.map(() => 202))
    const last = responses.at(-1)
    expect(last?.status).toBe(429)
    const seconds = Number(last?.headers.get('retry-after'))
    expect(seconds).toBeGreaterThanOrEqual(1)
    expect(seconds).toBeLessThanOrEqual(UPSTASH_WINDOW_SECONDS)
    expect((await signFrom('2001:db8:1:2::1')).status).toBe(202)
    expect(upstash.received.join()).not.toMatch(/2001:db8|example\.org/)
    expect(failures()).toEqual([])
  })

  test('allows many requests at once from many networks', async () => {
    const responses = await Promise.all(Array.from({ length: 60 }, (_, n) => signFrom(`198.51.100.${n}`)))
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([202]))
    expect(upstash.received.length).toBeGreaterThanOrEqual(60)
  })

  test.each<[Fault, string]>([
    ['slow', 'timeout'],
    ['error', 'refused'],
    ['wrong-number', 'nonsense'],
  ])('(%s) lets signatures pass, and the log has the failure', async (fault, code) => {
    seen = instance.logs.length
    upstash.fault = fault
    expect((await signFrom('192.0.2.77')).status).toBe(202)
    await expect.poll(failures).toEqual([{ level: 'warn', limit: 'signatures', code }])
  })

  test('(down) lets signatures pass, up to the limit of the binding', async () => {
    seen = instance.logs.length
    await upstash.stop()
    const statuses: number[] = []
    for (let n = 0; n < 25; n++) statuses.push((await signFrom('192.0.2.78')).status)
    expect(statuses[0]).toBe(202)
    // Ten in a minute, which may end in between.
    expect(statuses).toContain(429)
    await expect.poll(failures).toContainEqual({ level: 'warn', limit: 'signatures', code: 'unreachable' })
  })
})
