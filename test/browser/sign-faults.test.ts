/**
 * Whatever goes wrong while someone signs ends in thanks, in an error that says what to do, or in a countdown that a button
 * ends. The time of the page is virtual, and nothing that was typed is lost.
 */
import { join } from 'node:path'

import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { catalogue } from '../../src/i18n/catalogue.ts'
import { COUNTDOWN_MAX_SECONDS } from '../../src/limits.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { launch, NO_CHROMIUM, stopClock } from './browser.ts'

const ASSETS = join(import.meta.dirname, '../../dist/assets')
const { form: words, problem } = catalogue('en')

/** Virtual. From the click to the first that is said of a fault, and to the last. */
const FIRST_WORD_MAX_SECONDS = 150
const LAST_WORD_MAX_SECONDS = 1_800

const OFTEN = { interval: 10 }

const CHALLENGE = '**/challenge'
const SIGNATURES = '**/signatures'

type Told = 'thanks' | 'countdown' | 'error'

interface Fault {
  fault: string
  to: string
  answer: (route: Route) => Promise<void>
  first: Told
  /** What the first that is said may be; empty where every sentence of its kind will do. */
  says: readonly string[]
}

const HTML = { contentType: 'text/html', body: '<h1>Not your server</h1>' }
const problemBody = (status: number) => ({
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: 'A title', detail: 'A detail.', status }),
})
const hang = (): Promise<void> => new Promise(() => {})
const waits = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => words.retrying(from + at))

const both = (name: string, answer: Fault['answer'], first: Told, says: readonly string[] = []): Fault[] => [
  { fault: `${name} to the challenge`, to: CHALLENGE, answer, first, says },
  { fault: `${name} to the signature`, to: SIGNATURES, answer, first, says },
]

const FAULTS: Fault[] = [
  ...both('no response', hang, 'countdown', waits(14, 23)),
  ...both('a 500 of a proxy', (route) => route.fulfill({ status: 500, ...HTML }), 'countdown'),
  ...both('a 500 of the server', (route) => route.fulfill({ status: 500, ...problemBody(500) }), 'countdown'),
  ...both('a 404 of a proxy', (route) => route.fulfill({ status: 404, ...HTML }), 'countdown'),
  ...both('a 404 of the server', (route) => route.fulfill({ status: 404, ...problemBody(404) }), 'error', [
    'A title\nA detail.',
  ]),
  ...both('a 200 in HTML', (route) => route.fulfill({ status: 200, ...HTML }), 'countdown'),
  ...both('a 202 in HTML', (route) => route.fulfill({ status: 202, ...HTML }), 'countdown'),
  ...both(
    'JSON cut short',
    (route) => route.fulfill({ contentType: 'application/json', body: '{"parame' }),
    'countdown',
  ),
  ...both('JSON of something else', (route) => route.fulfill({ json: ['parameters'] }), 'countdown'),
  ...both('null', (route) => route.fulfill({ json: null }), 'countdown'),
  ...both('a reset connection', (route) => route.abort('connectionreset'), 'countdown', waits(4, 8)),
  ...[5, 60, 120].map((seconds) => after('503', seconds, 'countdown', waits(seconds - 1, seconds * 1.5 + 2))),
  ...[5, 60].map((seconds) => after('429', seconds, 'countdown', waits(seconds - 1, seconds * 1.5 + 2))),
  after('503', 3_600, 'error', [words.busy(60)]),
  after('503', 86_400, 'error', [words.busy(60)]),
  after('429', 600, 'error', [words.busy(10)]),
  after('503', 'Thu, 26 Nov 2026 10:01:00 GMT', 'countdown', waits(59, 92)),
  after('503', 'Thu, 26 Nov 2026 11:00:00 GMT', 'error', [words.busy(60)]),
  after('503', 'Thu, 26 Nov 2020 10:00:00 GMT', 'countdown', waits(4, 8)),
  after('503', 'soon', 'countdown', waits(4, 8)),
  after('503', '-1', 'countdown', waits(4, 8)),
  {
    fault: "the server's own 429 for a long time",
    to: SIGNATURES,
    answer: (route) =>
      route.fulfill({
        status: 429,
        headers: { 'retry-after': '417' },
        contentType: 'application/problem+json',
        body: JSON.stringify({ title: problem.title['too-many-requests'], detail: problem.tooManyRequests(417) }),
      }),
    first: 'error',
    says: [`${problem.title['too-many-requests']}\n${problem.tooManyRequests(417)}`],
  },
]

/** A response with Retry-After, as of 10:00 by the server's clock. */
function after(status: string, retry: number | string, first: Told, says: readonly string[]): Fault {
  const headers = { 'retry-after': String(retry), date: 'Thu, 26 Nov 2026 10:00:00 GMT' }
  return {
    fault: `a ${status} with Retry-After: ${retry}`,
    to: SIGNATURES,
    answer: (route) => route.fulfill({ status: Number(status), headers, ...HTML }),
    first,
    says,
  }
}

/** Scripts that take from the page what an old browser, or one over plain HTTP, lacks. */
const LACKING: { lacks: string; script: string }[] = [
  { lacks: 'crypto.subtle', script: `Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })` },
  { lacks: 'AbortSignal.timeout', script: 'delete AbortSignal.timeout' },
  { lacks: 'structuredClone', script: 'delete globalThis.structuredClone' },
  { lacks: 'crypto.randomUUID', script: 'delete Crypto.prototype.randomUUID' },
  {
    lacks: 'the built-ins after ES2022',
    script: `
      for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex']) delete Array.prototype[name]
      for (const name of ['isSubsetOf', 'union', 'intersection', 'difference']) delete Set.prototype[name]
      for (const name of ['groupBy']) { delete Object[name]; delete Map[name] }
      delete Promise.withResolvers; delete Promise.try; delete Array.fromAsync; delete globalThis.Iterator
      delete String.prototype.isWellFormed; delete URL.canParse; delete Uint8Array.fromBase64; delete Uint8Array.prototype.toHex`,
  },
  { lacks: 'CSS.escape', script: 'delete CSS.escape' },
]

describe.skipIf(NO_CHROMIUM)('signing, when something fails', () => {
  const state = temporaryDirectory()
  let instance: Instance
  let browser: Browser
  let origin: string
  beforeAll(async () => {
    ;[instance, browser] = await Promise.all([
      startInstance({ vars: { BOT_CHECK: 'altcha' }, stateDirectory: state.path }),
      launch(),
    ])
    origin = `http://localhost:${instance.url.port}`
    await instance.startPetition({ slug: 'p' })
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), instance?.dispose()])
    state.remove()
  })

  let visitors = 0
  async function open(script = '', offline = false) {
    const visitor = ++visitors
    const context = await browser.newContext({ extraHTTPHeaders: { 'cf-connecting-ip': `198.51.100.${visitor}` } })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.addInitScript(script)
    await stopClock(page)
    // The harness serves no assets.
    for (const asset of ['sign-form.js', 'share.js', 'icon.svg']) {
      await page.route(`**/${asset}`, (route) => route.fulfill({ path: join(ASSETS, asset) }))
    }
    await page.goto(`${origin}/en/p/p`)
    if (offline) await context.setOffline(true)
    return { context, page, email: `fault-${visitor}@example.org` }
  }

  async function fillIn(page: Page, email: string): Promise<void> {
    await page.getByLabel(words.name, { exact: true }).fill('Patient Person')
    await page.getByLabel(words.email, { exact: true }).fill(email)
  }
  const button = (page: Page) => page.getByRole('button', { name: words.submit, exact: true })
  const countdowns = new Set(waits(1, COUNTDOWN_MAX_SECONDS))

  async function told(page: Page): Promise<Told | null> {
    const { thanks, waits, said } = await page.evaluate(() => ({
      // After signing without a script: a page of its own, with the address of the petition.
      thanks: document.querySelector('.thanks, main[data-address] .withdraw') !== null,
      waits: document.querySelector<HTMLButtonElement>('.sign button')?.disabled === true,
      said: document.querySelector<HTMLElement>('.outcome')?.innerText ?? '',
    }))
    if (thanks) return 'thanks'
    return waits || said === '' || said === words.working ? null : countdowns.has(said) ? 'countdown' : 'error'
  }

  /** What `read` says when a millisecond of the page's time has passed. */
  async function passed<T>(page: Page, read: () => T): Promise<T> {
    await page.clock.runFor(1)
    return read()
  }

  /** What the page tells first, while its time passes by the millisecond: nothing that is under way is timed out. */
  async function soon(page: Page): Promise<Told> {
    let now: Told | null = null
    await expect
      .poll(async () => {
        // The page may be on its way to another.
        now = await passed(page, () => told(page)).catch(() => null)
        return now
      }, OFTEN)
      .not.toBeNull()
    return now ?? 'error'
  }

  /** Lets the page's time pass until it tells one of `ends`. */
  async function until(
    page: Page,
    ends: readonly Told[],
    { withinSeconds = FIRST_WORD_MAX_SECONDS, stepSeconds = 1 } = {},
  ): Promise<Told> {
    for (let passed = 0; passed < withinSeconds; passed += stepSeconds) {
      const now = await told(page)
      if (now !== null && ends.includes(now)) return now
      await page.clock.runFor(stepSeconds * 1_000)
    }
    throw new Error(`after ${withinSeconds} s: ${await page.locator('.outcome').innerText()}`)
  }

  test.for(FAULTS)('$fault', async ({ to, answer, first, says }) => {
    const { page, email } = await open()
    let faults = 0
    await page.route(to, (route) => {
      faults++
      return answer(route)
    })
    await fillIn(page, email)
    await button(page).click()
    await expect.poll(() => passed(page, () => faults), OFTEN).toBeGreaterThan(0)
    expect(answer === hang ? await until(page, ['thanks', 'countdown', 'error']) : await soon(page)).toBe(first)
    const said = await page.locator('.outcome').innerText()
    expect(says.length === 0 ? [said] : says).toContain(said)
    expect(await page.locator('.outcome').isVisible()).toBe(true)

    await until(page, ['thanks', 'error'], { withinSeconds: LAST_WORD_MAX_SECONDS, stepSeconds: 10 })
    expect(await page.locator('.thanks').count()).toBe(0)
    expect(await page.getByLabel(words.name, { exact: true }).inputValue()).toBe('Patient Person')
    expect(await page.getByLabel(words.email, { exact: true }).inputValue()).toBe(email)

    await page.unroute(to)
    await button(page).click()
    expect(await soon(page)).toBe('thanks')
  })

  test('a countdown ends at once when the button is pressed, and counts in seconds until then', async () => {
    const { page, email } = await open()
    await page.route(SIGNATURES, (route) => route.fulfill({ status: 503, headers: { 'retry-after': '120' }, ...HTML }))
    await fillIn(page, email)
    await button(page).click()
    expect(await soon(page)).toBe('countdown')
    const left = async (): Promise<number> => Number(/\d+/u.exec(await page.locator('.outcome').innerText())?.[0])
    const before = await left()
    await page.clock.runFor(30_000)
    expect(before - (await left())).toBe(30)
    expect(await page.locator('.outcome').getAttribute('aria-live')).toBe('off')
    await page.unroute(SIGNATURES)
    await button(page).click()
    // No more than what the response takes: a second of the page's time is not a countdown.
    expect(await soon(page)).toBe('thanks')
  })

  test('a challenge that takes its time is waited for', async () => {
    const { page, email } = await open()
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let asked = false
    await page.route(CHALLENGE, async (route) => {
      asked = true
      await held
      await route.continue()
    })
    await fillIn(page, email)
    await button(page).click()
    await expect.poll(() => passed(page, () => asked), OFTEN).toBe(true)
    await page.clock.runFor(10_000)
    expect(await page.locator('.outcome').innerText()).toBe(words.working)
    release()
    expect(await soon(page)).toBe('thanks')
  })

  test('without a connection it says so, and signs later', async () => {
    const { context, page, email } = await open('', true)
    await fillIn(page, email)
    await button(page).click()
    expect(await soon(page)).toBe('error')
    expect(await page.locator('.outcome').innerText()).toBe(words.offline)
    await context.setOffline(false)
    await button(page).click()
    expect(await soon(page)).toBe('thanks')
  })

  test.for(LACKING)('a browser without $lacks signs', async ({ script }) => {
    const { page, email } = await open(script)
    await fillIn(page, email)
    await button(page).click()
    expect(await soon(page)).toBe('thanks')
  })

  test('a proof that never comes is given up', async () => {
    const { page, email } = await open(`SubtleCrypto.prototype.importKey = () => new Promise(() => {})`)
    const challenge = page.waitForResponse(CHALLENGE)
    await fillIn(page, email)
    await button(page).click()
    await challenge
    expect(await until(page, ['thanks', 'error', 'countdown'])).toBe('countdown')
  })
})
