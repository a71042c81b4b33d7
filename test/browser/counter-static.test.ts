/** `<petition-counter>` and a bucket of static counts on a second origin: it reads there, and does without it when anything is wrong. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { launch, NO_CHROMIUM } from './browser.ts'
import { LONG_STEP_MS, number, OFTEN, openCounter, pass } from './counter-clock.ts'
import { type Reply, type StandIn, standIn } from './stand-in.ts'

const MINUTE_MS = 60_000
const START = Date.parse('2026-11-01T12:00:00Z')
const CORS = { 'access-control-allow-origin': '*' }
const PATH = '/counts/first-slug.json'

const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString()
const body = (count: number, asOf: string) => ({
  petition: 'demo',
  count,
  goal: 50_000,
  state: 'open',
  perMinute: 60,
  lastDay: 0,
  asOf,
})

describe.skipIf(NO_CHROMIUM)('a counter with a bucket', () => {
  let api: StandIn
  let browser: Browser
  /** Seconds: each read of either is of a later time, and has another count. */
  let clock: number
  beforeAll(async () => {
    ;[api, browser] = await Promise.all([standIn(), launch()])
  })
  afterAll(() => Promise.all([browser?.close(), api?.close()]))
  beforeEach(() => {
    clock = 0
    api.policy.alsoConnect = api.bucketOrigin
    api.counts.set('demo', { body: () => ({ ...worker(), staticUrl: `${api.bucketOrigin}${PATH}` }) })
    inBucket({ body: stored })
  })
  afterEach(() => {
    api.counts.clear()
    api.bucket.clear()
    api.reads.length = api.bucketReads.length = 0
  })

  const worker = () => body(1_000 + ++clock, at(clock))
  const stored = () => ({ ...body(2_000 + ++clock, at(clock)), petition: 'first-slug' })
  const inBucket = (reply: Reply): void => void api.bucket.set(PATH, { headers: CORS, ...reply })
  const open = (): Promise<Page> => openCounter({ browser, api })
  const shown = async (page: Page): Promise<number> => Number((await number(page))?.replace(',', ''))
  const requests = () => ({ worker: api.reads.length, bucket: api.bucketReads.length })

  test('reads it there once the Worker has named it, and asks the Worker no more', async () => {
    const page = await open()
    expect(requests()).toEqual({ worker: 1, bucket: 0 })
    await page.evaluate(() => {
      document.addEventListener('petition-count', (event) => {
        if (event instanceof CustomEvent) Reflect.set(window, 'last', event.detail)
      })
    })
    await pass(page, 5 * MINUTE_MS, LONG_STEP_MS)
    expect(requests().worker).toBe(1)
    // Every ten seconds, and 20 % less or more.
    expect(requests().bucket).toBeGreaterThanOrEqual(25)
    expect(requests().bucket).toBeLessThanOrEqual(38)
    expect(await shown(page)).toBeGreaterThan(2_000)
    // By the name that the page knows it by.
    expect(await page.evaluate(() => Reflect.get(window, 'last'))).toMatchObject({ petition: 'demo' })
  })

  test('seldom while nothing moves, as it would ask the Worker', async () => {
    inBucket({ body: () => body(1_001, at(++clock)) })
    const page = await open()
    await pass(page, 6 * MINUTE_MS, LONG_STEP_MS)
    expect(requests().worker).toBe(1)
    expect(requests().bucket).toBeLessThanOrEqual(9)
  })

  test.for([
    ['is missing', { status: 404, body: '<h1>Not found</h1>' }],
    ['fails', { status: 503, body: '' }],
    ['answers something else', { body: '<!doctype html>' }],
    ['has a count of which nothing is left', { body: {} }],
    ['has a count that is none', { body: { ...body(1, at(999)), count: '2000' } }],
    ['has a state that there are no words for', { body: { ...body(2_000, at(999)), state: 'paused' } }],
    ['does not allow other sites', { body: body(2_000, at(999)), headers: {} }],
  ] as [string, Reply][])(
    'asks the Worker in the same moment when it %s, and leaves the bucket alone for minutes',
    async ([, reply]) => {
      inBucket(reply)
      const page = await open()
      await pass(page, 4 * MINUTE_MS, LONG_STEP_MS)
      expect(requests().bucket).toBe(1)
      expect(requests().worker).toBeGreaterThanOrEqual(20)
      expect(await shown(page)).toBeGreaterThan(1_015)
      // Later it is tried again.
      inBucket({ body: stored })
      await pass(page, 2 * MINUTE_MS, LONG_STEP_MS)
      expect(requests().bucket).toBeGreaterThan(1)
      expect(await shown(page)).toBeGreaterThan(2_000)
    },
  )

  test('asks the Worker when nothing listens there', async () => {
    api.counts.set('demo', { body: () => ({ ...worker(), staticUrl: 'http://localhost:1/counts/first-slug.json' }) })
    api.policy.alsoConnect = 'http://localhost:1'
    const page = await open()
    await pass(page, MINUTE_MS, LONG_STEP_MS)
    expect(requests().worker).toBeGreaterThanOrEqual(5)
  })

  test('asks the Worker when it does not answer in ten seconds', async () => {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    inBucket({ body: stored, after: late })
    const page = await open()
    await expect
      .poll(async () => {
        await page.clock.runFor(LONG_STEP_MS)
        return requests().worker
      }, OFTEN)
      .toBeGreaterThanOrEqual(5)
    expect(requests().bucket).toBe(1)
    resolve()
  })

  test('asks the Worker where the policy of the page does not allow the bucket', async () => {
    api.policy.alsoConnect = ''
    const page = await open()
    await pass(page, 2 * MINUTE_MS, LONG_STEP_MS)
    expect(requests().bucket).toBe(0)
    expect(requests().worker).toBeGreaterThanOrEqual(10)
    expect(await shown(page)).toBeGreaterThan(1_009)
  })

  test('shows no count that is older than the last, and asks the Worker once the bucket stands still for 90 seconds', async () => {
    clock = 100
    inBucket({ body: body(50, at(3)) })
    const page = await open()
    const first = await shown(page)
    await pass(page, 80_000, LONG_STEP_MS)
    expect([requests().worker, await shown(page)]).toEqual([1, first])
    await pass(page, 2 * MINUTE_MS, LONG_STEP_MS)
    expect(requests().worker).toBeGreaterThan(1)
    expect(await shown(page)).toBeGreaterThan(1_101)
  })
})
