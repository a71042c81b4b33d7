/**
 * Takes the images of the README and of `docs/screenshots` from a running `npm start`:
 * `node test/browser/screenshots.ts http://localhost:8787`. People who do not exist sign the demo petition first, and one
 * petition is started and ended in victory: a page without signatures shows little. Another run adds none. Arabic and Chinese
 * want fonts: Debian's fonts-noto-core and fonts-wqy-zenhei.
 */
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'

import { en } from '../../src/i18n/en/site.ts'
import { winPetition } from '../support/campaign.ts'
import { confirmByEmail, linkIn, emailTo, readCount, sign } from '../support/signer.ts'
import { until } from '../support/until.ts'
import { launch } from './browser.ts'

const TARGET = join(import.meta.dirname, '../../docs/screenshots')
const IMAGE_MAX_BYTES = 200_000
const DESKTOP = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }
const OG = { width: 1200, height: 630 }
const COUNTERS = { width: 1280, height: 620 }

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

interface Image {
  name: string
  caption: string
  url: string | URL
  options: BrowserContextOptions
  prepare?: (page: Page) => Promise<void>
}

const desktop: BrowserContextOptions = { viewport: DESKTOP }
const phone: BrowserContextOptions = { viewport: PHONE }
const dark: BrowserContextOptions = { ...phone, colorScheme: 'dark' }
const noScript: BrowserContextOptions = { ...phone, javaScriptEnabled: false }
const EMAIL = 'ada.lind@example.org'

const IMAGES: Image[] = [
  { name: 'home-desktop', caption: 'The front page', url: `${base}/?lang=en`, options: desktop },
  { name: 'petition-en-desktop', caption: 'A petition', url: `${base}/en/p/demo`, options: desktop },
  { name: 'petition-en-phone', caption: 'On a phone', url: `${base}/en/p/demo`, options: phone },
  { name: 'petition-en-dark-phone', caption: 'Dark mode', url: `${base}/en/p/demo`, options: dark },
  { name: 'petition-ar-phone', caption: 'Right-to-left (Arabic)', url: `${base}/ar/p/demo`, options: phone },
  {
    name: 'languages-phone',
    caption: 'Ten languages',
    url: `${base}/en/p/demo`,
    options: phone,
    prepare: openLanguages,
  },
  { name: 'form-phone', caption: 'The form', url: `${base}/en/p/demo`, options: phone, prepare: openForm },
  {
    name: 'errors-phone',
    caption: 'Form errors',
    url: `${base}/en/p/demo`,
    options: phone,
    prepare: signWithMistakes,
  },
  {
    name: 'no-script-phone',
    caption: 'Without JavaScript',
    url: `${base}/en/p/demo`,
    options: noScript,
    prepare: openForm,
  },
  { name: 'thanks-phone', caption: 'Signed', url: `${base}/en/p/demo`, options: phone, prepare: signDemo },
  {
    name: 'email-desktop',
    caption: 'The email',
    url: `${base}/dev/inbox?to=${EMAIL}`,
    options: desktop,
    prepare: openEmail,
  },
  {
    name: 'confirm-phone',
    caption: 'Confirm page',
    url: base,
    options: phone,
    prepare: (page) => openLink(page, 'confirm'),
  },
  {
    name: 'withdraw-phone',
    caption: 'Withdraw',
    url: base,
    options: phone,
    prepare: (page) => openLink(page, 'withdraw'),
  },
  { name: 'petition-ru-closed-desktop', caption: 'Closed', url: `${base}/ru/p/ali-feruz`, options: desktop },
  { name: 'petition-ru-closed-phone', caption: 'Closed, on a phone', url: `${base}/ru/p/ali-feruz`, options: phone },
  { name: 'petition-en-won-desktop', caption: 'Victory', url: `${base}/en/p/won`, options: desktop },
  { name: 'petition-ar-won-phone', caption: 'Victory, in Arabic', url: `${base}/ar/p/won`, options: dark },
  { name: 'updates-phone', caption: 'Updates', url: `${base}/en/p/won/updates`, options: phone },
  { name: 'not-found-phone', caption: 'Petition not found', url: `${base}/en/p/nowhere`, options: phone },
  {
    name: 'embed-page-desktop',
    caption: 'Embed page',
    url: `${base}/en/p/demo/embed?partner=gazette`,
    options: desktop,
  },
  { name: 'embed-page-phone', caption: 'Embed page, on a phone', url: `${base}/ru/p/demo/embed`, options: phone },
  { name: 'partner-desktop', caption: 'Partner site', url: partner, options: desktop },
  {
    name: 'partner-phone',
    caption: 'Partner site, on a phone',
    url: partner,
    options: phone,
    prepare: showEmbeds,
  },
  {
    name: 'counters-desktop',
    caption: 'Counter variants',
    url: partner,
    options: { viewport: COUNTERS },
    prepare: showCounters,
  },
  {
    name: 'og-image-en',
    caption: 'Social media image',
    url: `${base}/og/en/demo.png`,
    options: { viewport: OG },
  },
  {
    name: 'og-image-ar',
    caption: 'Social media image, in Arabic',
    url: `${base}/og/ar/won.png`,
    options: { viewport: OG },
  },
]

await signDemoByMany()
if ((await fetch(`${base}/p/won`, { redirect: 'manual' })).status === 404) await winPetition(base, 'won')
await mkdir(TARGET, { recursive: true })
const browser = await launch(null)
try {
  for (const image of IMAGES) await take(browser, image)
} finally {
  await browser.close()
}
await writeFile(join(TARGET, 'README.md'), gallery())

async function take(browser: Browser, { name, url, options, prepare }: Image): Promise<void> {
  const context = await browser.newContext({ deviceScaleFactor: 1, colorScheme: 'light', locale: 'en-GB', ...options })
  const page = await context.newPage()
  await page.goto(String(url), { waitUntil: 'networkidle' })
  await prepare?.(page)
  const path = join(TARGET, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  await context.close()
  const { size } = await stat(path)
  if (size > IMAGE_MAX_BYTES) throw new Error(`${path} has ${size} bytes, more than ${IMAGE_MAX_BYTES}`)
  console.log(`${path}  ${Math.round(size / 1000)} kB`)
}

/** The page that shows them all. */
function gallery(): string {
  const figures = IMAGES.map(({ name, caption }) => `## ${caption}\n\n![${caption}](${name}.png)\n`)
  return `# Screenshots\n\nTaken by \`node test/browser/screenshots.ts\` from a running \`npm start\`.\n\n${figures.join('\n')}`
}

/** Signs for many people, and waits until the count and the page show it. */
async function signDemoByMany(): Promise<void> {
  if ((await readCount(base, 'demo')).count >= SIGNERS.length) return
  for (const [index, [name, comment]] of SIGNERS.entries()) {
    const person = {
      name,
      email: `image-${index}@example.org`,
      showName: 'full',
      ...(comment && { comment }),
    } as const
    const response = await sign(base, 'demo', person, `192.0.2.${100 + index}`)
    if (response.status !== 202) throw new Error(`a signature got the response ${response.status}`)
    await confirmByEmail(base, person.email)
  }
  const isShown = async (): Promise<boolean> => {
    const { count } = await readCount(base, 'demo')
    const page = await (await fetch(`${base}/en/p/demo`)).text()
    return count >= SIGNERS.length && page.includes(`data-count="${count}"`) && page.includes('class="signers')
  }
  if (await until(isShown, (shown) => shown, COUNTED_TIMEOUT_MS)) return
  throw new Error(`the page does not show ${SIGNERS.length} signatures after ${COUNTED_TIMEOUT_MS / 1000} s`)
}

async function openLanguages(page: Page): Promise<void> {
  await page.locator('.languages summary').click()
}

function openForm(page: Page): Promise<void> {
  return toTop(page, '.sign')
}

async function signWithMistakes(page: Page): Promise<void> {
  await page.getByLabel(en.form.email, { exact: true }).fill('ada.lind@example')
  await page.getByRole('button', { name: en.form.submit, exact: true }).click()
  await page.locator('.error').filter({ hasText: /./ }).first().waitFor()
  await openForm(page)
}

/** Some of what its attributes make of it. The partner's page lends its origin. */
async function showCounters(page: Page): Promise<void> {
  await page.locator('main').evaluate((main) => {
    const counters = [
      'petition="demo" theme="light" lang="en"',
      'petition="won" theme="light" lang="fr"',
      'petition="ali-feruz" theme="light" lang="de"',
      'petition="demo" theme="dark" lang="ar" goal="5000"',
      'petition="demo" theme="dark" lang="ru" size="small"',
      'petition="demo" theme="dark" lang="zh" sign-link="none" goal="none"',
    ]
    main.style.gridTemplateColumns = 'repeat(3, 1fr)'
    main.innerHTML = counters.map((attributes) => `<petition-counter ${attributes}></petition-counter>`).join('')
  })
  await countersShown(page)
}

async function showEmbeds(page: Page): Promise<void> {
  await toTop(page, 'aside')
  for (const frame of page.frames()) await countersShown(frame)
}

/** Those in sight have their number. */
async function countersShown(page: Page | Frame): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('petition-counter')].every(({ shadowRoot }) =>
      /\d/.test(shadowRoot?.querySelector('b')?.textContent ?? ''),
    ),
  )
}

async function signDemo(page: Page): Promise<void> {
  await page.getByLabel(en.form.name, { exact: true }).fill('Ada Lind')
  await page.getByLabel(en.form.email, { exact: true }).fill(EMAIL)
  await page.getByRole('button', { name: en.form.submit, exact: true }).click()
  await page.getByRole('heading', { name: en.form.thanksConfirm }).waitFor()
  await toTop(page, '.sign')
}

async function openEmail(page: Page): Promise<void> {
  await emailTo(base, EMAIL)
  await page.reload({ waitUntil: 'networkidle' })
  await page.locator('main a').first().click()
  await page.locator('iframe').waitFor()
}

async function openLink(page: Page, purpose: 'confirm' | 'withdraw'): Promise<void> {
  await page.goto(linkIn((await emailTo(base, EMAIL)).text, purpose))
}

function toTop(page: Page, selector: string): Promise<void> {
  return page.locator(selector).evaluate((element) => element.scrollIntoView({ block: 'start' }))
}
