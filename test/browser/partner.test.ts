/** A partner's page, on an origin of its own: ways to show the live count, and it moves by itself. */
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { en } from '../../src/i18n/en/site.ts'
import { partnersOf } from '../support/campaign.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { confirmByEmail, readCount, sign } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { launch, NO_CHROMIUM, watch } from './browser.ts'

/** What is out of sight does not ask. */
const ALL_IN_SIGHT = { width: 1280, height: 1600 }
const { form: words } = en

describe.skipIf(NO_CHROMIUM)('a partner page', () => {
  const state = temporaryDirectory()
  let started: Started
  let browser: Browser
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    ;[started, browser] = await Promise.all([start({ port: await freePortPair(), stateDir: state.path }), launch()])
    context = await browser.newContext({ viewport: ALL_IN_SIGHT })
    page = await context.newPage()
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), started?.stop()])
    state.remove()
  })

  test('shows the count in counters, iframes and the badge, and updates it without a reload', async () => {
    const complaints = await watch(context, [started.origin, started.partnerOrigin])
    let reads = 0
    page.on('request', (request) => {
      if (isRead(request)) reads++
    })
    await page.goto(started.partnerOrigin)
    const documents: string[] = []
    page.on('framenavigated', (frame) => documents.push(frame.url()))
    const strict = await context.newPage()
    onTestFinished(() => strict.close())
    const policy = (await strict.goto(`${started.partnerOrigin}/strict`))?.headers()['content-security-policy']
    expect(policy).toBe(`default-src 'none'; script-src ${started.origin}; connect-src ${started.origin}`)
    const counters = (): Locator[] => [...Object.values(EMBEDS).map((embed) => embed(page)), EMBEDS.element(strict)]
    const allShown = (): Promise<string[]> => Promise.all(counters().map(shown))

    await page.bringToFront()
    const [first, firstInRussian] = ['Be the first to sign', 'Ваша подпись может стать первой']
    await expect.poll(allShown).toEqual([first, firstInRussian, first, first, first])
    // The reads are the flood: one for each counter, not one for each attribute.
    expect.soft(reads).toBe(4)
    const badge = page.locator('img')
    expect(await badge.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true)
    const badgeUrl = (await badge.getAttribute('src')) ?? ''
    expect(await (await fetch(badgeUrl)).text()).toContain('>0</text>')

    const link = EMBEDS.element(page).getByRole('link', { name: 'Sign' })
    await link.focus()
    for (const name of ['First', 'Second']) {
      const person = { name, email: `${name.toLowerCase()}@example.org` }
      expect((await sign(started.origin, 'demo', person, '192.0.2.1')).status).toBe(202)
      await confirmByEmail(started.origin, person.email)
    }
    await expect.poll(async () => (await readCount(started.origin, 'demo')).count).toBe(2)
    // The next poll has it, not the one after: the browser caches nothing in between.
    const poll = await page.waitForRequest(isRead)
    expect(await (await poll.response())?.json()).toMatchObject({ count: 2 })
    await expect.poll(allShown).toEqual(['2 signatures', '2 подписи', '2 signatures', '2 signatures', '2 signatures'])
    expect(await (await fetch(badgeUrl)).text()).toContain('>2</text>')
    // A keyboard user who is on the link stays there when the number moves.
    expect.soft(await link.evaluate((anchor) => anchor.matches(':focus'))).toBe(true)
    expect(documents).toEqual([])
    expect(complaints).toEqual([])
  })

  test('fits each iframe to its content', async () => {
    for (const frame of await page.locator('iframe').elementHandles()) {
      const inside = await frame.contentFrame()
      const fits = async (): Promise<boolean | undefined> => {
        const height = Number(await frame.getAttribute('height'))
        return inside?.evaluate((given) => Math.ceil(document.body.getBoundingClientRect().height) === given, height)
      }
      await expect.poll(fits).toBe(true)
      expect(Number(await frame.getAttribute('height'))).toBeGreaterThan(100)
    }
  })

  test.for(['element', 'frame', 'wordPress'] as const)(
    'leads from the %s to a petition that can be signed',
    async (embed) => {
      const opened = context.waitForEvent('page')
      await EMBEDS[embed](page).getByRole('link', { name: 'Sign' }).click()
      const tab = await opened
      onTestFinished(() => tab.close())
      await tab.waitForURL(`${started.origin}/en/p/demo${embed === 'frame' ? '?source=gazette' : ''}`)
      // A sandbox that goes with the new tab would leave the form dead.
      await tab.getByLabel(words.name, { exact: true }).fill('From elsewhere')
      await tab.getByLabel(words.email, { exact: true }).fill(`${embed}@example.org`)
      await tab.getByRole('button', { name: words.submit }).click()
      const thanks = tab.getByRole('heading', { name: words.thanksConfirm })
      await thanks.waitFor()
      expect(await thanks.isVisible()).toBe(true)
    },
  )

  test('is credited with the signatures that come through it', async () => {
    await confirmByEmail(started.origin, 'frame@example.org')
    await expect
      .poll(() => partnersOf(started.origin, 'demo'))
      .toMatchObject({ partners: [{ partner: 'gazette', count: 1 }] })
  })
})

/** Every counter of the page, in its order. */
const EMBEDS = {
  element: (page: Page): Locator => page.locator('petition-counter').first(),
  elementSetUp: (page: Page): Locator => page.locator('petition-counter').nth(1),
  frame: (page: Page): Locator => page.frameLocator('iframe >> nth=0').locator('petition-counter'),
  wordPress: (page: Page): Locator => page.frameLocator('iframe[sandbox="allow-scripts"]').locator('petition-counter'),
}

const isRead = (request: Request): boolean => request.url().endsWith('/count')

/** The line with the number. */
const shown = async (counter: Locator): Promise<string> =>
  (await counter.locator('[part=number], [part=noun]').allTextContents()).join('').trim()
