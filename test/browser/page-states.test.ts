/** Pages at other letter sizes, on paper, with errors shown and after signing: as accessible as at first, and as light. */
import { describe, expect, onTestFinished, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { emailTo, linkIn, sign } from '../support/signer.ts'
import { follow, NO_CHROMIUM, watch } from './browser.ts'
import { EVERY_FONT } from './fonts.ts'
import { useSite } from './site.ts'
import { objections, overflows } from './sound.ts'
import { weightOf } from './weight.ts'

const LOCALES_AND_FONTS = (['en', 'ru', 'ar'] as const).flatMap((locale) =>
  EVERY_FONT.map((font) => [locale, font] as const),
)

describe.skipIf(NO_CHROMIUM)('pages in other states', () => {
  const site = useSite()

  test.for(
    ['/?lang=ru', '/en/p/won', '/de/p/demo', '/ar/p/demo', '/de/p/demo/embed'].flatMap((path) =>
      EVERY_FONT.map((font) => [path, font] as const),
    ),
  )('%s fits its window with letters of twice the size in %s', async ([path, font]) => {
    const page = await site.browserWith(font).newPage()
    onTestFinished(() => page.close())
    await page.goto(site.started().origin + path)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    expect(await overflows(page)).toEqual([])
  })

  test.for(EVERY_FONT)('the petition is printed in %s with its text and count, and without controls', async (font) => {
    const page = await site.browserWith(font).newPage()
    onTestFinished(() => page.close())
    await page.goto(`${site.started().origin}/en/p/won`)
    await page.emulateMedia({ media: 'print' })
    for (const shown of ['h1', '.prose', '.progress .count']) {
      await page.locator(shown).first().waitFor({ state: 'visible' })
    }
    expect(await page.locator('button:visible, input:visible, select:visible, textarea:visible').count()).toBe(0)
    expect(await overflows(page)).toEqual([])
    await page.goto(`${site.started().origin}/en/p/demo`)
    expect(await page.locator('button:visible, input:visible, select:visible, textarea:visible').count()).toBe(0)
  })

  test.for(LOCALES)('the petition in %s weighs at most 30 kB with its scripts', async (locale) => {
    expect(await weightOf(`${site.started().origin}/${locale}/p/demo`)).toBeLessThanOrEqual(30_000)
  })

  test.for(LOCALES_AND_FONTS)(
    'the inbox, its email and the pages behind its links in %s are accessible in %s',
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
      expect(
        (await sign(site.started().origin, 'demo', person, `203.0.113.${LOCALES.indexOf(locale) + 1}`)).status,
      ).toBe(202)
      const { text } = await emailTo(site.started().origin, email)
      const context = await site.browserWith(font).newContext({ viewport: { width: 320, height: 640 } })
      onTestFinished(() => context.close())
      const complaints = await watch(context, [site.started().origin])
      const page = await context.newPage()
      const expectSound = async (): Promise<void> => {
        expect(await objections(page, [])).toEqual([])
        expect(await overflows(page)).toEqual([])
      }
      await page.goto(`${site.started().origin}/dev/inbox`)
      await expectSound()
      await page.goto(linkIn(text, 'confirm'))
      // So that nobody confirms what another person signed with their email address.
      expect(await page.locator('main').innerText()).toContain(links.shownAs('Ebba <b>Nyqvist</b>'))
      await expectSound()
      await follow(page.getByRole('button', { name: links.confirm.button }))
      await page.getByRole('heading', { name: links.confirm.done }).waitFor()
      await expectSound()
      await page.goto(linkIn(text, 'withdraw'))
      await expectSound()
      await follow(page.getByRole('button', { name: links.withdraw.button }))
      await page.getByRole('heading', { name: links.withdraw.done }).waitFor()
      await expectSound()
      expect(complaints).toEqual([])
    },
  )

  test.for(LOCALES_AND_FONTS)(
    'the form in %s with errors shown, and its thanks, are accessible in %s',
    async ([locale, font]) => {
      const { form } = catalogue(locale)
      // Each from an address of its own, which has a limit of signatures.
      const address = `198.51.100.${LOCALES.indexOf(locale) * EVERY_FONT.length + EVERY_FONT.indexOf(font) + 1}`
      const context = await site.browserWith(font).newContext({ extraHTTPHeaders: { 'cf-connecting-ip': address } })
      onTestFinished(() => context.close())
      const page = await context.newPage()
      await page.goto(`${site.started().origin}/${locale}/p/demo`)
      const submit = page.getByRole('button', { name: form.submit, exact: true })

      await page.getByLabel(form.email, { exact: true }).fill('nobody')
      for (const summary of await page.locator('.sign summary').all()) await summary.click()
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
