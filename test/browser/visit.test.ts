/**
 * Which requests of a visit reach the Worker, and so cost: exactly those that `npm run cost` counts. Static files cost nothing.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { catalogue } from '../../src/i18n/catalogue.ts'
import { BILLS } from '../cost/bills.ts'
import type { Step } from '../cost/steps.ts'
import { startPetition } from '../support/campaign.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { emailTo, linkIn, readCount } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { follow, launch, NO_CHROMIUM } from './browser.ts'
import { guestsFrom } from './guests.ts'

const ASSETS = new Set(
  readdirSync(join(import.meta.dirname, '../../dist/assets'), { recursive: true }).map((file) => `/${String(file)}`),
)
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 } }
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }
const { form: words, links } = catalogue('en')
/** The script looks again after 3, 7, 15 and 30 seconds. */
const LOOKS_MAX = 4
/**
 * A hundred times as fast, so that whatever would be asked within half a minute is. The longer ones are how long the form waits for a
 * response: a slow machine needs that time.
 */
const FAST_TIMERS =
  'const later = setTimeout; globalThis.setTimeout = (act, ms) => later(act, ms > 15_000 ? ms : ms / 100)'

describe.skipIf(NO_CHROMIUM)('a visit', () => {
  const state = temporaryDirectory()
  let started: Started
  let browser: Browser
  beforeAll(async () => {
    ;[started, browser] = await Promise.all([start({ port: await freePortPair(), stateDir: state.path }), launch()])
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), started?.stop()])
    state.remove()
  })
  const newContext = guestsFrom('203.0.113', () => browser)

  async function open(slug: string, options: BrowserContextOptions) {
    const context = await newContext({ locale: 'en', ...options })
    await context.addInitScript(FAST_TIMERS)
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url())
      if (origin === started.origin && !ASSETS.has(pathname)) asked.push(`${request.method()} ${pathname}`)
    })
    await page.goto(`${started.origin}/en/p/${slug}`)
    return { page, asked }
  }

  async function sign(page: Page, email: string): Promise<void> {
    await page.getByLabel(words.name, { exact: true }).fill('Ada Example')
    await page.getByLabel(words.email, { exact: true }).fill(email)
    await page.getByRole('button', { name: words.submit, exact: true }).click()
    await page.locator('.thanks h2').waitFor()
  }

  /** The requests of the steps of a bill; what Workers do among themselves is none. */
  const requestsOf = (steps: readonly Step[], slug: string, confirm = ''): string[] =>
    steps.flatMap((step) => {
      switch (step) {
        case 'page':
          return [`GET /en/p/${slug}`]
        case 'sign':
        case 'signToConfirm':
          return [`POST /api/petitions/${slug}/signatures`]
        case 'confirm':
          return [`GET ${confirm}`, `POST ${confirm}`]
        default:
          return []
      }
    })

  test('to sign on a phone is two requests, until the count comes into view', async () => {
    await startPetition(started.origin, 'by-phone')
    const { page, asked } = await open('by-phone', PHONE)
    await sign(page, 'by-phone@example.org')
    await expect.poll(async () => (await readCount(started.origin, 'by-phone')).count).toBe(1)
    const needed = requestsOf(BILLS.full.steps, 'by-phone')
    expect(asked).toEqual(needed)
    await page.locator('.progress').scrollIntoViewIfNeeded()
    await page.locator('.progress [data-count="1"]').waitFor()
    expect(new Set(asked.slice(needed.length))).toEqual(new Set(requestsOf(BILLS.look.steps, 'by-phone')))
  })

  test('to sign where the count is in view asks for the page again until it has risen, and no more than that', async () => {
    await startPetition(started.origin, 'in-view')
    const { page, asked } = await open('in-view', DESKTOP)
    await page.locator('.progress').waitFor()
    await sign(page, 'in-view@example.org')
    await expect.poll(async () => (await readCount(started.origin, 'in-view')).count).toBe(1)
    const needed = requestsOf(BILLS.full.steps, 'in-view')
    expect(asked.slice(0, needed.length)).toEqual(needed)
    const looks = asked.slice(needed.length)
    expect(looks.length).toBeLessThanOrEqual(LOOKS_MAX)
    expect(looks.filter((request) => !requestsOf(BILLS.look.steps, 'in-view').includes(request))).toEqual([])
  })

  test('to sign and confirm by email is two requests more', async () => {
    const { page, asked } = await open('demo', DESKTOP)
    await sign(page, 'by-email@example.org')
    const link = linkIn((await emailTo(started.origin, 'by-email@example.org')).text, 'confirm')
    await page.goto(link)
    await follow(page.getByRole('button', { name: links.confirm.button }))
    await page.getByRole('heading', { name: links.confirm.done }).waitFor()
    expect(asked).toEqual(requestsOf(BILLS.toConfirm.steps, 'demo', new URL(link).pathname))
  })
})
