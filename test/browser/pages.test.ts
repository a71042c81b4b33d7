/** Every page, as a visitor sees it: it requests no other host, is accessible, and fits a small screen. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { winPetition } from '../support/campaign.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { linkIn, emailTo, sign } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { weightOf } from './weight.ts'
import { launch, NO_CHROMIUM, watch } from './browser.ts'
import { EVERY_FONT, type Font } from './fonts.ts'
import { objections, overflows } from './sound.ts'

const PATHS = [
  '/?lang=en',
  '/?lang=ar',
  '/en/p/demo',
  '/ru/p/demo',
  '/ar/p/demo',
  '/en/p/ali-feruz',
  '/ru/p/ali-feruz',
  '/ar/p/ali-feruz',
  '/en/p/won',
  '/ar/p/won',
  '/en/p/won/updates',
  '/ar/p/won/updates',
  '/en/p/demo/thanks',
  '/ar/p/demo/thanks',
  '/en/p/demo/embed',
  '/ar/p/demo/embed',
  '/docs',
  '/embed/demo?lang=en',
  '/embed/demo?lang=ar',
  '/embed/won?lang=ru&theme=dark',
  '/embed/there-is-none?lang=ar',
  '/en/p/there-is-none',
  '/ar/p/there-is-none',
]
/** Of the partner server. */
const PARTNER_PATHS = ['/', '/strict']
const PAGES = [
  ...PATHS.map((path) => ({ name: path, path, atPartner: false })),
  ...PARTNER_PATHS.map((path) => ({ name: `a partner's ${path}`, path, atPartner: true })),
]
const LOCALES_AND_FONTS = (['en', 'ru', 'ar'] as const).flatMap((locale) =>
  EVERY_FONT.map((font) => [locale, font] as const),
)
/** An embed is a part of the page that frames it, where a second main or h1 would be one too many. */
const RULES_OF_WHOLE_PAGES = ['landmark-one-main', 'page-has-heading-one', 'region']

describe.skipIf(NO_CHROMIUM)('every page', () => {
  const state = temporaryDirectory()
  let started: Started
  let browser: Browser
  let wide: Browser
  beforeAll(async () => {
    ;[started, browser, wide] = await Promise.all([
      start({ port: await freePortPair(), stateDir: state.path }),
      launch('Noto Sans'),
      launch('DejaVu Sans'),
    ])
    await winPetition(started.origin, 'won')
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), wide?.close(), started?.stop()])
    state.remove()
  })
  const browserWith = (font: Font): Browser => (font === 'DejaVu Sans' ? wide : browser)

  describe.each(PAGES)('$name', ({ path, atPartner }) => {
    let context: BrowserContext
    let page: Page
    let complaints: readonly string[]
    beforeAll(async () => {
      const { origin, partnerOrigin } = started
      context = await browser.newContext({ locale: 'en-GB' })
      complaints = await watch(context, atPartner ? [origin, partnerOrigin] : [origin])
      page = await context.newPage()
      await page.goto((atPartner ? partnerOrigin : origin) + path, { waitUntil: 'networkidle' })
    })
    afterAll(() => context?.close())

    test('asks no other host, and nothing in it fails', async () => {
      expect(complaints).toEqual([])
    })

    test('has nothing that axe objects to, in light and in dark', async () => {
      expect(await objections(page, path.startsWith('/embed/') ? RULES_OF_WHOLE_PAGES : [])).toEqual([])
    })

    test('does not scroll sideways in Noto Sans', async () => {
      expect(await overflows(page)).toEqual([])
    })

    test('does not scroll sideways in DejaVu Sans', async () => {
      const same = await wide.newPage({ locale: 'en-GB' })
      onTestFinished(() => same.close())
      await same.goto(page.url(), { waitUntil: 'networkidle' })
      expect(await overflows(same)).toEqual([])
    })
  })

  test.for(
    ['/?lang=ru', '/en/p/won', '/de/p/demo', '/ar/p/demo', '/de/p/demo/embed'].flatMap((path) =>
      EVERY_FONT.map((font) => [path, font] as const),
    ),
  )('%s bears letters of twice the size in %s', async ([path, font]) => {
    const page = await browserWith(font).newPage()
    onTestFinished(() => page.close())
    await page.goto(started.origin + path)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    expect(await overflows(page)).toEqual([])
  })

  test.for(EVERY_FONT)(
    'the petition is printed in %s with its words and count, and without what paper cannot do',
    async (font) => {
      const page = await browserWith(font).newPage()
      onTestFinished(() => page.close())
      await page.goto(`${started.origin}/en/p/won`)
      await page.emulateMedia({ media: 'print' })
      for (const shown of ['h1', '.prose', '.progress .count']) {
        await page.locator(shown).first().waitFor({ state: 'visible' })
      }
      expect(await page.locator('button:visible, input:visible, select:visible, textarea:visible').count()).toBe(0)
      expect(await overflows(page)).toEqual([])
      await page.goto(`${started.origin}/en/p/demo`)
      expect(await page.locator('button:visible, input:visible, select:visible, textarea:visible').count()).toBe(0)
    },
  )

  test.for(LOCALES)('the petition in %s weighs at most 30 kB with its scripts', async (locale) => {
    expect(await weightOf(`${started.origin}/${locale}/p/demo`)).toBeLessThanOrEqual(30_000)
  })

  test.for(LOCALES_AND_FONTS)(
    'the inbox, its email and the pages behind its links in %s are as sound in %s',
    async ([locale, font]) => {
      const { links } = catalogue(locale)
      const email = `email-${locale}-${EVERY_FONT.indexOf(font)}@example.org`
      const person = {
        name: 'Ebba <b>Nyqvist</b>',
        email,
        comment: 'For the late shift.',
        showName: 'full',
        locale,
      } as const
      expect((await sign(started.origin, 'demo', person, `203.0.113.${LOCALES.indexOf(locale) + 1}`)).status).toBe(202)
      const { text } = await emailTo(started.origin, email)
      const context = await browserWith(font).newContext({ viewport: { width: 320, height: 640 } })
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
      // So that nobody confirms what another person signed with their email address.
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

  test.for(LOCALES_AND_FONTS)(
    'the form in %s with errors shown, and its thanks, are as sound in %s',
    async ([locale, font]) => {
      const { form } = catalogue(locale)
      const context = await browserWith(font).newContext()
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
      await page.getByLabel(form.email, { exact: true }).fill(`ada-${locale}-${EVERY_FONT.indexOf(font)}@example.org`)
      await submit.click()
      await page.getByRole('heading', { name: form.thanksConfirm }).waitFor()
      expect.soft(await objections(page)).toEqual([])
      expect.soft(await overflows(page)).toEqual([])
    },
  )
})
