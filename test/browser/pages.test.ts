/** Every page, as a guest sees it: it talks to nobody else, everyone can use it, and it fits a small screen. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import {
  freePortPair,
  linkIn,
  mailTo,
  sign,
  start,
  type Started,
  temporaryDirectory,
  weightOf,
} from '../started/started.ts'
import { launch, NO_CHROMIUM, watch } from './browser.ts'

const PATHS = [
  '/',
  '/en/p/demo',
  '/ru/p/demo',
  '/en/p/ali-feruz',
  '/ru/p/ali-feruz',
  '/docs',
  '/embed/demo',
  '/en/p/there-is-none',
]
const PARTNER = 'the partner page'
const PAGES = [...PATHS, PARTNER]
const WIDTHS_PX = [320, 390, 1280]
/** An embed is a part of the page that frames it, where a second main or h1 would be one too many. */
const RULES_OF_WHOLE_PAGES = ['landmark-one-main', 'page-has-heading-one', 'region']

describe.skipIf(NO_CHROMIUM)('every page', () => {
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

  describe.each(PAGES)('%s', (path) => {
    let context: BrowserContext
    let page: Page
    let complaints: readonly string[]
    beforeAll(async () => {
      const { origin, partnerOrigin } = started
      context = await browser.newContext({ locale: 'en-GB' })
      complaints = await watch(context, path === PARTNER ? [origin, partnerOrigin] : [origin])
      page = await context.newPage()
      await page.goto(path === PARTNER ? partnerOrigin : origin + path, { waitUntil: 'networkidle' })
    })
    afterAll(() => context?.close())

    test('asks no other host, and nothing in it fails', async () => {
      // Without one a browser asks for /favicon.ico, which a strict policy refuses on the console.
      expect(await page.locator('link[rel="icon"]').count()).toBe(1)
      expect(complaints).toEqual([])
    })

    test('has nothing that axe objects to, in light and in dark', async () => {
      expect(await objections(page, path.startsWith('/embed/') ? RULES_OF_WHOLE_PAGES : [])).toEqual([])
    })

    test('does not scroll sideways', async () => {
      expect(await overflows(page)).toEqual([])
    })
  })

  test.for(LOCALES)('the petition in %s weighs at most 30 kB with its scripts', async (locale) => {
    expect(await weightOf(`${started.origin}/${locale}/p/demo`)).toBeLessThanOrEqual(30_000)
  })

  test.for(['en', 'ru'] as const)(
    'the inbox, its mail and the pages behind its links in %s are as sound',
    async (locale) => {
      const { links } = catalogue(locale)
      const email = `mail-${locale}@example.org`
      const person = {
        name: 'Ebba <b>Nyqvist</b>',
        email,
        comment: 'For the late shift.',
        showName: 'full',
        locale,
      } as const
      expect((await sign(started.origin, 'demo', person, `203.0.113.${LOCALES.indexOf(locale) + 1}`)).status).toBe(202)
      const { text } = await mailTo(started.origin, email)
      const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
      onTestFinished(() => context.close())
      const complaints = await watch(context, [started.origin])
      const page = await context.newPage()
      const expectSound = async (): Promise<void> => {
        expect(await objections(page, [])).toEqual([])
        expect(await overflows(page)).toEqual([])
      }
      await page.goto(`${started.origin}/dev/inbox`)
      await expectSound()
      await page.goto(linkIn(text, 'confirm'))
      // So that nobody confirms what somebody else wrote under their address.
      expect(await page.locator('main').innerText()).toContain(`${links.shownAs} Ebba <b>Nyqvist</b>`)
      await expectSound()
      await page.getByRole('button', { name: links.confirm.button }).click()
      await page.getByRole('heading', { name: links.confirm.done }).waitFor()
      await expectSound()
      await page.goto(linkIn(text, 'withdraw'))
      await expectSound()
      await page.getByRole('button', { name: links.withdraw.button }).click()
      await page.getByRole('heading', { name: links.withdraw.done }).waitFor()
      await expectSound()
      expect(complaints).toEqual([])
    },
  )

  test.for(['en', 'ru'] as const)('the form in %s with errors shown, and its thanks, are as sound', async (locale) => {
    const { form } = catalogue(locale)
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(`${started.origin}/${locale}/p/demo`)
    const submit = page.getByRole('button', { name: form.submit, exact: true })

    await page.getByLabel(form.email, { exact: true }).fill('nobody')
    await page.locator('.sign summary').click()
    await submit.click()
    await page.locator('.error').nth(1).waitFor()
    expect.soft(await objections(page)).toEqual([])
    expect.soft(await overflows(page)).toEqual([])

    await page.getByLabel(form.name, { exact: true }).fill('Ada Lind')
    await page.getByLabel(form.email, { exact: true }).fill(`ada-${locale}@example.org`)
    await submit.click()
    await page.getByRole('heading', { name: form.thanksConfirm }).waitFor()
    expect.soft(await objections(page)).toEqual([])
    expect.soft(await overflows(page)).toEqual([])
  })
})

/** What axe finds, a line each, in both colour schemes. */
async function objections(page: Page, exceptRules: string[] = []): Promise<string[]> {
  const found: string[] = []
  const axe = {
    light: new AxeBuilder({ page }).disableRules(exceptRules),
    // The same markup in other colours.
    dark: new AxeBuilder({ page }).withRules('color-contrast'),
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await axe[colorScheme].analyze()
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary = '' } of nodes) {
        found.push(`${colorScheme}: ${id} at ${target.flat().join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`)
      }
    }
  }
  return found
}

/** The widths at which the page, or a frame in it, is wider than its window, and what sticks out. */
async function overflows(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const width of WIDTHS_PX) {
    await page.setViewportSize({ width, height: 800 })
    for (const frame of page.frames()) {
      const wider = await frame.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        if (scrollWidth <= clientWidth) return null
        const out = [...document.querySelectorAll('body *')].filter(
          (element) => element.getBoundingClientRect().right > clientWidth,
        )
        return `${scrollWidth} px: ${out.map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`).join(', ')}`
      })
      if (wider !== null) found.push(`${frame.url()} at ${width} px is ${wider}`)
    }
  }
  return found
}
