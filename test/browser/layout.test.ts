/** Where things are on the petition's page: the form within a screen, in view or one press away, and the page on paper. */
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { startPetition } from '../support/campaign.ts'
import { NO_CHROMIUM } from './browser.ts'
import { EVERY_FONT, type Font } from './fonts.ts'
import { useSite } from './site.ts'

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1280, height: 720 }
const LOCALES_AND_FONTS = LOCALES.flatMap((locale) => EVERY_FONT.map((font) => [locale, font] as const))

describe.skipIf(NO_CHROMIUM)('the petition’s page', () => {
  const site = useSite()
  const open = async (
    path: string,
    viewport: { width: number; height: number },
    { font = 'Noto Sans', scripts = true }: { font?: Font; scripts?: boolean } = {},
  ): Promise<Page> => {
    const page = await site.browserWith(font).newPage({ viewport, javaScriptEnabled: scripts })
    onTestFinished(() => page.close())
    await page.goto(site.started().origin + path, { waitUntil: 'networkidle' })
    return page
  }
  const longPetition = async (slug: string): Promise<void> =>
    startPetition(site.started().origin, slug, { body: 'The boat leaves at half past eleven. '.repeat(150) })

  test.for(LOCALES_AND_FONTS)(
    'has name, email and button on one screen of a phone in %s in %s',
    async ([locale, font]) => {
      const page = await open(`/${locale}/p/demo`, PHONE, { font })
      const from = await page.locator('.sign h2').boundingBox()
      const to = await page.locator('.sign button[type=submit]').boundingBox()
      expect((to?.y ?? Infinity) + (to?.height ?? 0) - (from?.y ?? 0)).toBeLessThanOrEqual(PHONE.height)
    },
  )

  test('has a link to the form on a phone, except where the form is, without a script', async () => {
    await longPetition('long-phone')
    const page = await open('/en/p/long-phone', { width: 390, height: 500 }, { scripts: false })
    /** Whether a press in the middle of the link meets it. */
    const reachable = (): Promise<boolean> =>
      page.locator('.to-form a').evaluate((link) => {
        const { left, top, width, height } = link.getBoundingClientRect()
        return link.contains(document.elementFromPoint(left + width / 2, top + height / 2))
      })
    const scrollTo = (selector: string, block: 'start' | 'end'): Promise<void> =>
      page.locator(selector).evaluate((element, where) => element.scrollIntoView({ block: where }), block)
    for (const [selector, block] of [
      ['h1', 'start'],
      ['.prose', 'end'],
    ] as const) {
      await scrollTo(selector, block)
      expect(await reachable()).toBe(true)
    }
    await page.locator('.to-form a').click()
    expect(await reachable()).toBe(false)
    await scrollTo('.sign button[type=submit]', 'end')
    expect(await reachable()).toBe(false)
    // So that there is a screen below the form.
    await page.locator('.share summary').click()
    await scrollTo('.for-partners', 'end')
    expect(await reachable()).toBe(true)
    await page.locator('.to-form a').click()
    expect(await page.locator('#name').evaluate((field) => field.getBoundingClientRect().top)).toBeLessThan(500)
  })

  test.for(['en', 'ru'] as const)(
    'has its form in view on a low desktop window while one reads in %s',
    async (locale) => {
      await longPetition(`long-${locale}`)
      const page = await open(`/${locale}/p/long-${locale}`, DESKTOP)
      await page.evaluate(() => scrollTo(0, 1_200))
      const box = async (selector: string) => {
        const at = await page.locator(selector).boundingBox()
        return { top: at?.y ?? -1, bottom: (at?.y ?? 0) + (at?.height ?? Infinity) }
      }
      expect((await box('.sign h2')).top).toBeGreaterThanOrEqual(0)
      expect((await box('.sign button[type=submit]')).bottom).toBeLessThanOrEqual(DESKTOP.height)
      // With everything opened it is taller than the window, and scrolls by itself.
      await page.evaluate(() => {
        for (const details of document.querySelectorAll<HTMLDetailsElement>('.sign details')) details.open = true
      })
      const scrolled = await page.evaluate(() => scrollY)
      await page.locator('.sign button[type=submit]').focus()
      expect((await box('.sign button[type=submit]')).bottom).toBeLessThanOrEqual(DESKTOP.height)
      expect(await page.evaluate(() => scrollY)).toBe(scrolled)
    },
  )

  test('has the image before the count on a phone', async () => {
    const page = await open('/en/p/won', PHONE)
    const image = await page.locator('.image').boundingBox()
    const count = await page.locator('.progress').boundingBox()
    expect(image?.y ?? Infinity).toBeLessThan(count?.y ?? 0)
  })

  test('prints its address and its QR code, which is loaded only then', async () => {
    const page = await open('/en/p/demo', DESKTOP)
    const requested: string[] = []
    page.on('request', (request) => void requested.push(new URL(request.url()).pathname))
    expect(await page.locator('.on-paper').isVisible()).toBe(false)
    expect(requested).toEqual([])
    await page.pdf()
    // To print, Chromium loads every lazy image: the code on paper and the one for sharing, whose query differs.
    expect(new Set(requested)).toEqual(new Set(['/qr/demo.svg']))
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.on-paper').innerText()).toContain('/p/demo')
    expect(await page.locator('form, .share, .to-form').filter({ visible: true }).count()).toBe(0)
  })

  test.for(['A4', 'Letter'])('is a sheet of two pages of %s for signatures', async (format) => {
    const page = await open('/en/p/demo/print', DESKTOP)
    const pdf = await page.pdf({ format })
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2)
  })
})
