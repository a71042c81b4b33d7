/** A partner's page, on an origin of its own: three ways to show the live count, and it moves by itself. */
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { en } from '../../src/i18n/en.ts'
import {
  confirmByMail,
  freePortPair,
  readCount,
  sign,
  start,
  type Started,
  temporaryDirectory,
} from '../started/started.ts'
import { launch, NO_CHROMIUM, watch } from './browser.ts'

/** The count may be as old as the caches of an edge together. */
const COUNTED = { timeout: 30_000, interval: 200 }
/** From then on it takes one poll: ten seconds, with their jitter twelve. */
const POLLED = { timeout: 14_000, interval: 200 }
const OPEN_TIMEOUT_MS = 10_000
const { form: words } = en

describe.skipIf(NO_CHROMIUM)("a partner's page", () => {
  const state = temporaryDirectory()
  let started: Started
  let browser: Browser
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    ;[started, browser] = await Promise.all([start({ port: await freePortPair(), stateDir: state.path }), launch()])
    context = await browser.newContext()
    context.setDefaultTimeout(OPEN_TIMEOUT_MS)
    page = await context.newPage()
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), started?.stop()])
    state.remove()
  })

  test('shows the count in the element, in the iframe and in the badge, and moves without a reload', async () => {
    const complaints = await watch(context, [started.origin, started.partnerOrigin])
    let reads = 0
    page.on('request', (request) => {
      if (isRead(request)) reads++
    })
    await page.goto(started.partnerOrigin)
    const documents: string[] = []
    page.on('framenavigated', (frame) => documents.push(frame.url()))

    await expect.poll(() => shown(element()), POLLED).toBe('0 signatures')
    await expect.poll(() => shown(framed()), POLLED).toBe('0 signatures')
    // The reads are the flood: one for each counter, not one for each attribute.
    expect.soft(reads).toBe(2)
    const badge = page.locator('img')
    expect(await badge.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true)
    const badgeUrl = (await badge.getAttribute('src')) ?? ''
    expect(await (await fetch(badgeUrl)).text()).toContain('>0</text>')

    const link = element().getByRole('link', { name: 'Sign' })
    await link.focus()
    for (const name of ['First', 'Second']) {
      const person = { name, email: `${name.toLowerCase()}@example.org` }
      expect((await sign(started.origin, 'demo', person, '192.0.2.1')).status).toBe(202)
      await confirmByMail(started.origin, person.email)
    }
    await expect.poll(async () => (await readCount(started.origin, 'demo')).count, COUNTED).toBe(2)
    // The very next poll tells it, not the one after: no cache of the browser stands in between.
    const poll = await page.waitForRequest(isRead, POLLED)
    expect(await (await poll.response())?.json()).toMatchObject({ count: 2 })
    await expect.poll(() => shown(element()), POLLED).toBe('2 signatures')
    await expect.poll(() => shown(framed()), POLLED).toBe('2 signatures')
    expect(await (await fetch(badgeUrl)).text()).toContain('>2</text>')
    // A keyboard user who is on the link stays there when the number moves.
    expect.soft(await link.evaluate((anchor) => anchor.matches(':focus'))).toBe(true)
    expect(documents).toEqual([])
    expect(complaints).toEqual([])
  })

  test.for(['element', 'iframe'])('leads from the %s to a petition that can be signed', async (embed) => {
    const opened = context.waitForEvent('page')
    await (embed === 'element' ? element() : framed()).getByRole('link', { name: 'Sign' }).click()
    const tab = await opened
    onTestFinished(() => tab.close())
    await tab.waitForURL(`${started.origin}/en/p/demo`)
    // A sandbox that goes with the new tab would leave the form dead.
    await tab.getByLabel(words.name, { exact: true }).fill('From elsewhere')
    await tab.getByLabel(words.email, { exact: true }).fill(`${embed}@example.org`)
    await tab.getByRole('button', { name: words.submit }).click()
    const thanks = tab.getByRole('heading', { name: words.thanksConfirm })
    await thanks.waitFor()
    expect(await thanks.isVisible()).toBe(true)
  })

  const element = (): Locator => page.locator('petition-counter')
  const framed = (): Locator => page.frameLocator('iframe').locator('petition-counter')
})

const isRead = (request: Request): boolean => request.url().endsWith('/count')

/** The line with the number, as it is read aloud. */
const shown = async (counter: Locator): Promise<string> =>
  ((await counter.locator('span').first().textContent()) ?? '').replaceAll(/\s+/g, ' ')
