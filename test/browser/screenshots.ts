/**
 * Takes the pictures of the README from a running `npm start`: `node test/browser/screenshots.ts http://localhost:8787`.
 * People who do not exist sign the demo petition first: a page that nobody has signed shows little. Run again, it adds
 * nobody, since each of them counts once.
 */
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { Browser, Page } from 'playwright-core'

import { en } from '../../src/i18n/en.ts'
import { confirmByMail, linkIn, mailTo, readCount, sign } from '../started/started.ts'
import { launch } from './browser.ts'

const TARGET = join(import.meta.dirname, '../../docs/screenshots')
const PICTURE_MAX_BYTES = 200_000
const DESKTOP = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }

const COUNTED_POLL_MS = 300
const COUNTED_TIMEOUT_MS = 60_000
const SIGNERS = [
  ['Ebba Nyqvist', 'I run the night shift at the cannery.'],
  ['Tomasz Wilk', ''],
  ['Rania Haddad', 'My mother is in the hospital on the mainland.'],
  ['Ана Петрова', 'За ночную лодку.'],
  ['Kofi Mensah', ''],
  ['Júlia Prates', ''],
  ['Henrik Aas', 'Hear the islands first.'],
  ['Mei Tanaka', ''],
  ['Owen Price', ''],
  ['Leyla Demir', 'Seven is in the afternoon.'],
  ['Ivo Kral', ''],
  ['Nadia Roux', 'I would have to give up the evening classes.'],
] as const

const [base = 'http://localhost:8787'] = process.argv.slice(2)
const partner = new URL(base)
partner.port = String(Number(partner.port) + 1)

const PICTURES: {
  name: string
  url: string | URL
  viewport: typeof DESKTOP
  prepare?: (page: Page) => Promise<void>
}[] = [
  { name: 'petition-en-desktop', url: `${base}/en/p/demo`, viewport: DESKTOP },
  { name: 'petition-ru-closed-desktop', url: `${base}/ru/p/ali-feruz`, viewport: DESKTOP },
  { name: 'petition-en-phone', url: `${base}/en/p/demo`, viewport: PHONE },
  { name: 'petition-ru-closed-phone', url: `${base}/ru/p/ali-feruz`, viewport: PHONE },
  { name: 'partner-desktop', url: partner, viewport: DESKTOP },
  { name: 'partner-phone', url: partner, viewport: PHONE, prepare: showEmbeds },
  { name: 'thanks-phone', url: `${base}/en/p/demo`, viewport: PHONE, prepare: signDemo },
  { name: 'mail-desktop', url: `${base}/dev/inbox?to=ada.lind@example.org`, viewport: DESKTOP, prepare: openMail },
  { name: 'confirm-phone', url: `${base}/en/p/demo`, viewport: PHONE, prepare: (page) => openLink(page, 'confirm') },
  { name: 'withdraw-phone', url: `${base}/en/p/demo`, viewport: PHONE, prepare: (page) => openLink(page, 'withdraw') },
]

await signDemoByMany()
await mkdir(TARGET, { recursive: true })
const browser = await launch()
try {
  for (const picture of PICTURES) await take(browser, picture)
} finally {
  await browser.close()
}

async function take(browser: Browser, { name, url, viewport, prepare }: (typeof PICTURES)[number]): Promise<void> {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1, colorScheme: 'light', locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(String(url), { waitUntil: 'networkidle' })
  await prepare?.(page)
  const path = join(TARGET, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  await context.close()
  const { size } = await stat(path)
  if (size > PICTURE_MAX_BYTES) throw new Error(`${path} has ${size} bytes, more than ${PICTURE_MAX_BYTES}`)
  console.log(`${path}  ${Math.round(size / 1000)} kB`)
}

/** Signs, and waits until the count and the page show it. */
async function signDemoByMany(): Promise<void> {
  for (const [index, [name, comment]] of SIGNERS.entries()) {
    const person = {
      name,
      email: `picture-${index}@example.org`,
      showName: 'full',
      ...(comment && { comment }),
    } as const
    const response = await sign(base, 'demo', person, `192.0.2.${100 + index}`)
    if (response.status !== 202) throw new Error(`a signature was answered with ${response.status}`)
    await confirmByMail(base, person.email)
  }
  const deadline = Date.now() + COUNTED_TIMEOUT_MS
  while (Date.now() < deadline) {
    const { count } = await readCount(base, 'demo')
    const page = await (await fetch(`${base}/en/p/demo`)).text()
    if (count >= SIGNERS.length && page.includes(`data-count="${count}"`) && page.includes('class="signers')) return
    await new Promise((resolve) => setTimeout(resolve, COUNTED_POLL_MS))
  }
  throw new Error(`the page does not show ${SIGNERS.length} signatures after ${COUNTED_TIMEOUT_MS / 1000} s`)
}

/** A frame that was out of sight paints after it has come into sight. */
async function showEmbeds(page: Page): Promise<void> {
  await toTop(page, 'aside')
  const number = page.frameLocator('iframe').locator('petition-counter b')
  await number.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))))
}

async function signDemo(page: Page): Promise<void> {
  await page.getByLabel(en.form.name, { exact: true }).fill('Ada Lind')
  await page.getByLabel(en.form.email, { exact: true }).fill('ada.lind@example.org')
  await page.getByRole('button', { name: en.form.submit, exact: true }).click()
  await page.getByRole('heading', { name: en.form.thanksConfirm }).waitFor()
  await toTop(page, '.sign')
}

async function openMail(page: Page): Promise<void> {
  await mailTo(base, 'ada.lind@example.org')
  await page.reload({ waitUntil: 'networkidle' })
  await page.locator('main a').first().click()
  await page.locator('iframe').waitFor()
}

async function openLink(page: Page, purpose: 'confirm' | 'withdraw'): Promise<void> {
  await page.goto(linkIn((await mailTo(base, 'ada.lind@example.org')).text, purpose))
}

function toTop(page: Page, selector: string): Promise<void> {
  return page.locator(selector).evaluate((element) => element.scrollIntoView({ block: 'start' }))
}
