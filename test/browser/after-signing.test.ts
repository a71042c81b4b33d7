/** The signer's way to its end: sign, read the email, confirm, share, withdraw. In three languages, and without a script. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Locale } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { startPetition } from '../support/campaign.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { emailTo, linkIn, readCount } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { follow, launch, NO_CHROMIUM, watch } from './browser.ts'
import { guestsFrom } from './guests.ts'
import { objections, overflows } from './sound.ts'

const PHONE = { width: 390, height: 844 }

describe.skipIf(NO_CHROMIUM)('after signing', () => {
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

  const newContext = guestsFrom('203.0.113', () => browser, { viewport: PHONE })

  async function sign(page: Page, locale: Locale, slug: string, email: string): Promise<void> {
    const { form } = catalogue(locale)
    await page.goto(`${started.origin}/${locale}/p/${slug}`)
    await page.getByLabel(form.name, { exact: true }).fill('Ada Lind')
    await page.getByLabel(form.email, { exact: true }).fill(email)
    await page.getByRole('button', { name: form.submit, exact: true }).click()
  }

  const countOf = async (slug: string): Promise<number> => (await readCount(started.origin, slug)).count

  /** Opens the link to withdraw that the page shows, and presses its button. */
  async function withdraw(page: Page, locale: Locale): Promise<void> {
    const { links } = catalogue(locale)
    await follow(page.getByRole('link', { name: links.withdraw.button }))
    await follow(page.getByRole('button', { name: links.withdraw.button }))
    await page.getByRole('heading', { name: links.withdraw.done }).waitFor()
  }

  /** The source in the URL that a share link sends. */
  async function sourceIn(page: Page, locale: Locale, service: string): Promise<string | undefined> {
    const { share } = catalogue(locale)
    const href = await page.getByRole('link', { name: share.by(service), exact: true }).getAttribute('href')
    return /[?&]source=([\w-]+)/.exec(decodeURIComponent(href ?? ''))?.[1]
  }

  describe.for(['en', 'ru', 'ar'] as const)('in %s', (locale) => {
    const { form, after, links } = catalogue(locale)

    test.for([true, false])(
      'the email comes first, and then sharing and withdrawing, with a script: %s',
      async (scripted) => {
        const slug = `after-${locale}-${scripted ? 'script' : 'none'}`
        await startPetition(started.origin, slug, { confirmation: 'email' })
        const context = await newContext({ javaScriptEnabled: scripted })
        const complaints = await watch(context, [started.origin])
        const page = await context.newPage()
        const email = `${slug}@example.org`
        await sign(page, locale, slug, email)
        await page.getByRole('heading', { name: form.thanksConfirm }).waitFor()
        expect(await page.getByRole('button', { name: form.submit, exact: true }).isVisible()).toBe(false)
        expect(await page.getByText(after.keepUnconfirmed).isVisible()).toBe(true)
        expect(await page.getByText(after.sendTitle).isVisible()).toBe(false)

        await page.goto(linkIn((await emailTo(started.origin, email)).text, 'confirm'))
        await follow(page.getByRole('button', { name: links.confirm.button }))
        await page.getByRole('heading', { name: links.confirm.done }).waitFor()
        expect(await page.locator('.sign').count()).toBe(0)
        expect(await page.getByText(after.signedWith(0)).isVisible()).toBe(true)
        expect(await page.getByRole('heading', { name: after.sendTitle }).isVisible()).toBe(true)
        expect(await sourceIn(page, locale, 'WhatsApp')).toBe('whatsapp')
        // Anyone who copies the address shares the petition, and not the link to confirm.
        expect(page.url().includes('/confirm/')).toBe(!scripted)
        // Both need a script in the page.
        expect(scripted ? [await objections(page), await overflows(page)] : [[], []]).toEqual([[], []])
        await expect.poll(() => countOf(slug)).toBe(1)
        await withdraw(page, locale)
        await expect.poll(() => countOf(slug)).toBe(0)
        expect(complaints).toEqual([])
      },
    )

    test('where no email is sent, sharing comes at once, and the link to withdraw is on the page', async () => {
      const slug = `at-once-${locale}`
      await startPetition(started.origin, slug)
      const context = await newContext()
      const complaints = await watch(context, [started.origin])
      const page = await context.newPage()
      await sign(page, locale, slug, `${slug}@example.org`)
      await page.getByRole('heading', { name: form.thanks }).waitFor()
      expect(await page.getByText(after.signedWith(0)).isVisible()).toBe(true)
      await page.getByLabel(after.messageLabel).fill('Sign!')
      expect(await sourceIn(page, locale, 'Telegram')).toBe('telegram')
      expect(await page.getByText(after.keepLink).isVisible()).toBe(true)
      expect(await objections(page)).toEqual([])
      expect(await overflows(page)).toEqual([])
      // Nothing on the device says that somebody has signed.
      expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
        0,
        0,
        '',
      ])

      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('.withdraw').isVisible()).toBe(true)
      const printed = await page.locator('.withdraw a').evaluate((link) => getComputedStyle(link, '::after').content)
      expect(printed).toMatch(/\/withdraw\/[\w-]{99}/)
      await page.emulateMedia({ media: 'screen' })

      await expect.poll(() => countOf(slug)).toBe(1)
      await withdraw(page, locale)
      await expect.poll(() => countOf(slug)).toBe(0)
      expect(complaints).toEqual([])
    })
  })

  test('the form sent again for another email keeps the first link, and with another address has a new one', async () => {
    const { form } = catalogue('en')
    const page = await (await newContext()).newPage()
    await sign(page, 'en', 'demo', 'first@example.org')
    const link = page.locator('.withdraw a')
    const urls: (string | null)[] = []
    for (const next of ['again', 'change', null]) {
      await page.getByRole('heading', { name: form.thanksConfirm }).waitFor()
      urls.push(await link.getAttribute('href'))
      expect(await link.count()).toBe(1)
      if (next === 'again') {
        const responded = page.waitForResponse(/\/signatures$/)
        await page.getByRole('button', { name: form.sendAgain }).click()
        await responded
      }
      if (next === 'change') {
        await page.getByRole('button', { name: form.changeEmail }).click()
        await page.getByLabel(form.email, { exact: true }).fill('second@example.org')
        await page.getByRole('button', { name: form.submit, exact: true }).click()
      }
    }
    expect(urls[1]).toBe(urls[0])
    expect(urls[2]).not.toBe(urls[0])
    expect(urls[2]).toMatch(/\/withdraw\/[\w-]{99}/)
  })
})
