/** Every page, as a visitor sees it: it requests no other host, is accessible, and fits a small screen. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { NO_CHROMIUM, watch } from './browser.ts'
import { EVERY_FONT } from './fonts.ts'
import { useSite } from './site.ts'
import { objections, overflows } from './sound.ts'

const EVERY_PATH = [
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
  '/en/p/demo/links',
  '/ar/p/demo/links',
  '/en/p/demo/links-sent',
  '/ar/p/demo/links-sent',
  '/en/p/demo/print',
  '/ar/p/demo/print',
  '/ar/p/demo/poster?partner=a-partner-with-a-long-code',
  '/en/p/demo/embed',
  '/ar/p/demo/embed',
  '/en/p/demo/count',
  '/ar/p/won/count',
  '/en/p/demo/report',
  '/ar/p/demo/report',
  '/de/p/demo/report/sent',
  '/en/privacy',
  '/ar/privacy',
  '/uz/terms',
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
  ...EVERY_PATH.map((path) => ({ name: path, path, atPartner: false })),
  ...PARTNER_PATHS.map((path) => ({ name: `a partner's ${path}`, path, atPartner: true })),
]
const [FONT, ...OTHER_FONTS] = EVERY_FONT
/** An embed is a part of the page that frames it, where a second main or h1 would be one too many. */
const RULES_OF_WHOLE_PAGES = ['landmark-one-main', 'page-has-heading-one', 'region']

describe.skipIf(NO_CHROMIUM)('every page', () => {
  const site = useSite()

  describe.each(PAGES)('$name', ({ path, atPartner }) => {
    let context: BrowserContext
    let page: Page
    let complaints: readonly string[]
    beforeAll(async () => {
      const { origin, partnerOrigin } = site.started()
      context = await site.browserWith(FONT).newContext({ locale: 'en-GB' })
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

    test(`does not scroll sideways in ${FONT}`, async () => {
      expect(await overflows(page)).toEqual([])
    })

    test.for(OTHER_FONTS)('does not scroll sideways in %s', async (font) => {
      const same = await site.browserWith(font).newPage({ locale: 'en-GB' })
      onTestFinished(() => same.close())
      await same.goto(page.url(), { waitUntil: 'networkidle' })
      expect(await overflows(same)).toEqual([])
    })
  })
})
