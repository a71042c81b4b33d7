/** What is done on a page before its image is taken. */
import type { Frame, Page } from 'playwright-core'

import type { Locale } from '../../../schema/locales.ts'
import { en } from '../../../src/i18n/en/site.ts'
import { confirmByEmail, emailTo, linkIn, sign } from '../../support/signer.ts'
import { BOAT } from './petitions.ts'

export type Step = (page: Page) => Promise<void>

const SIGNER = 'ada.lind@example.org'

const steps: Record<Locale, number> = { en: 0, ru: 0, uz: 0, uk: 0, es: 0, fr: 0, de: 0, ar: 0, tr: 0, zh: 0 }

export const inboxOfSigner = (base: string): string => `${base}/dev/inbox?to=${SIGNER}`

export const openLanguages: Step = (page) => page.locator('.languages summary').click()

export const openForm: Step = (page) => toTop(page, '.sign')

export const toPreview: Step = (page) => toTop(page, '#look')

export const openChoices: Step = async (page) => {
  await page.locator('.sign summary').first().click()
  await openForm(page)
}

export const signWithMistakes: Step = async (page) => {
  await page.locator('#email').fill('ada.lind@example')
  await submit(page)
  await page.locator('.error').filter({ hasText: /./ }).first().waitFor()
  await openForm(page)
}

/** With an email address of its own each time: a second signature would not be a new one. */
export const signWithScript: Step = async (page) => {
  await fillIn(page, SIGNER)
  await submit(page)
  await page.getByRole('heading', { name: en.form.thanksConfirm }).waitFor()
}

export const signUnconfirmed: Step = async (page) => {
  await fillIn(page, `image-${Date.now()}@example.org`)
  await submit(page)
  await page.locator('.joined').waitFor()
  await toTop(page, '.thanks')
}

export const signWithoutScript: Step = async (page) => {
  await fillIn(page, `image-${Date.now()}@example.org`)
  await submit(page)
  await page.waitForURL(/\/thanks/)
}

export const openEmail =
  (base: string): Step =>
  async (page) => {
    await emailTo(base, SIGNER)
    await page.reload({ waitUntil: 'networkidle' })
    await page.locator('main a').first().click()
    await page.locator('iframe').waitFor()
  }

/** The link in the newest email to the signer. */
export const openLink =
  (base: string, purpose: 'confirm' | 'withdraw'): Step =>
  async (page) => {
    await page.goto(linkIn((await emailTo(base, SIGNER)).text, purpose))
  }

/** Presses the first button of the page that a link of the email opens. */
export const followLink =
  (base: string, purpose: 'confirm' | 'withdraw'): Step =>
  async (page) => {
    await openLink(base, purpose)(page)
    await press(page)
  }

/** The page of a link in the email to somebody who signs in this language, and what its first button leads to. */
export const openLinkIn =
  (base: string, locale: Locale, purpose: 'confirm' | 'withdraw', pressed: boolean): Step =>
  async (page) => {
    const email = `image-${locale}-${steps[locale]++}-${Date.now()}@example.org`
    await sign(base, BOAT, { name: 'Ada Lind', email, locale }, `2001:db8:f:${steps[locale]}::1`)
    if (purpose === 'withdraw') await confirmByEmail(base, email)
    await page.goto(linkIn((await emailTo(base, email)).text, purpose))
    if (pressed) await press(page)
  }

export const sendReport: Step = async (page) => {
  await page.locator('[name=ground]').last().check()
  await page.locator('#details').fill('The date in the second paragraph is wrong.')
  // A form that is sent at once is taken for a robot's.
  await page.waitForTimeout(REPORT_PAUSE_MS)
  await page.locator('#report button').click()
  await page.waitForURL(/\/report\/sent/)
}
const REPORT_PAUSE_MS = 4_000

/** With the margins of a printer, which an image of the page does not have. */
export const asPrinted: Step = async (page) => {
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => (document.body.style.padding = '12mm'))
}

/** Some of what its attributes make of it. The partner's page lends its origin. */
export const showCounters: Step = async (page) => {
  await page.locator('main').evaluate((main) => {
    const counters = [
      'petition="coast" theme="light" lang="en"',
      'petition="won" theme="light" lang="fr"',
      'petition="library" theme="light" lang="de"',
      'petition="coast" theme="dark" lang="ar" goal="60000"',
      'petition="night-bus" theme="dark" lang="ru" size="small"',
      'petition="coast" theme="dark" lang="zh" sign-link="none" goal="none"',
    ]
    main.style.gridTemplateColumns = 'repeat(3, 1fr)'
    main.innerHTML = counters.map((attributes) => `<petition-counter ${attributes}></petition-counter>`).join('')
  })
  await countersShown(page)
}

export const showPreview: Step = async (page) => {
  await toTop(page, '.sample')
  await countersShown(page)
  await page.evaluate(() => scrollTo(0, 0))
}

/** Those in sight have their number, or say that nobody has signed. */
async function countersShown(page: Page | Frame): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('petition-counter')].every(
      ({ shadowRoot }) => (shadowRoot?.querySelector('#link')?.textContent ?? '') !== '',
    ),
  )
}

async function fillIn(page: Page, email: string): Promise<void> {
  await page.locator('#name').fill('Ada Lind')
  await page.locator('#email').fill(email)
}

const submit: Step = (page) => page.locator('.sign button[type=submit]').click()

async function press(page: Page): Promise<void> {
  await page.locator('main form button').first().click()
  await page.locator('main form').waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
}

function toTop(page: Page, selector: string): Promise<void> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => element.scrollIntoView({ block: 'start' }))
}
