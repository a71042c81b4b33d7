/**
 * Takes the images of the README and of `docs/screenshots` from a running `npm start`:
 * `node test/browser/screenshots.ts http://localhost:8787`, with the STATE_DIR that it has; names after the URL are the images to take, all without
 * one. The petitions in them, and the people who have signed, are made up and added first. Another run adds only the signatures whose forms and emails are shown. Arabic and Chinese need fonts: Debian's
 * fonts-noto-core and fonts-noto-cjk.
 */
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Browser, BrowserContextOptions } from 'playwright-core'

import { launch } from './browser.ts'
import { BOAT, COAST, preparePetitions } from './screenshots/petitions.ts'
import { asCampaigner, CROSSING, ofDraft, openContacts, openGroup, prepareConsole } from './screenshots/console.ts'
import * as steps from './screenshots/steps.ts'

const TARGET = join(import.meta.dirname, '../../docs/screenshots')
const IMAGE_MAX_BYTES = 250_000

const [base = 'http://localhost:8787', ...names] = process.argv.slice(2)
const partner = new URL(base)
partner.port = String(Number(partner.port) + 1)

const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }
/** Beside the menu of the console. */
const smallDesktop: BrowserContextOptions = { viewport: { width: 1024, height: 760 } }
/** The partners are seen, and what both decisions about a group would do. */
const tallSmallDesktop: BrowserContextOptions = { viewport: { width: 1024, height: 1000 } }
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } }
/** The whole form is seen. */
const tallDesktop: BrowserContextOptions = { viewport: { width: 1280, height: 960 } }
const darkDesktop: BrowserContextOptions = { ...desktop, colorScheme: 'dark' }
const darkPhone: BrowserContextOptions = { ...phone, colorScheme: 'dark' }
/** The chart is seen. */
const longDesktop: BrowserContextOptions = { viewport: { width: 1280, height: 1340 } }
const noScript: BrowserContextOptions = { ...phone, javaScriptEnabled: false }
/** A4 at 96 pixels to the inch. */
const paper: BrowserContextOptions = { viewport: { width: 794, height: 1123 } }
const counters: BrowserContextOptions = { viewport: { width: 1280, height: 620 } }
const preview: BrowserContextOptions = { viewport: { width: 1200, height: 630 } }

/** Name, caption, URL below the origin, context and what is done first. */
type Image = readonly [string, string, string, BrowserContextOptions, steps.Step?]

const coast = (locale: string, path = ''): string => `/${locale}/p/${COAST}${path}`
const boat = (locale: string, path = ''): string => `/${locale}/p/${BOAT}${path}`

/** A page of the console for the petition. */
const inConsole = (path: string, step?: steps.Step): steps.Step =>
  asCampaigner(`${base}/console/p/${CROSSING}${path}`, step)

const IMAGES: Readonly<Record<string, readonly Image[]>> = {
  'The home page': [
    ['home-desktop', 'Open petitions', '/?lang=en', desktop],
    ['home-ru-dark-phone', 'On a phone, dark, in Russian', '/?lang=ru', darkPhone],
    ['search-ar-phone', 'A search without results, in Arabic', '/?lang=ar&q=مطار', phone],
  ],
  'A petition': [
    ['petition-en-desktop', 'An open petition', coast('en'), tallDesktop],
    ['petition-en-phone', 'On a phone', coast('en'), phone],
    ['petition-en-dark-phone', 'Dark', coast('en'), darkPhone],
    ['petition-ar-dark-desktop', 'From right to left (Arabic), dark', '/ar/p/maktaba', darkDesktop],
    ['petition-ar-phone', 'On a phone, in Arabic', '/ar/p/maktaba', phone],
    ['petition-ru-desktop', 'In Russian', '/ru/p/night-bus', desktop],
    ['petition-new-phone', 'A new petition, started by an organisation', '/en/p/library', phone],
    ['petition-en-won-desktop', 'Victory', '/en/p/won', desktop],
    ['petition-ar-won-phone', 'Victory, on a phone, dark, in Arabic', '/ar/p/won', darkPhone],
    ['petition-ru-closed-desktop', 'Closed, in Russian', '/ru/p/ali-feruz', desktop],
    ['languages-phone', 'Ten languages', coast('en'), phone, steps.openLanguages],
  ],
  Signing: [
    ['form-phone', 'The form', boat('en'), phone, steps.openForm],
    ['choices-phone', 'Country and display of the name', boat('en'), phone, steps.openChoices],
    ['errors-phone', 'Form errors', boat('en'), phone, steps.signWithMistakes],
    ['errors-ar-dark-phone', 'Form errors, dark, in Arabic', boat('ar'), darkPhone, steps.signWithMistakes],
    ['thanks-phone', 'The email comes first', boat('en'), phone, steps.signWithScript],
    ['thanks-no-script-phone', 'Without JavaScript, in Russian', boat('ru'), noScript, steps.signWithoutScript],
    ['signed-phone', 'Signed without confirmation', '/en/p/trees', phone, steps.signUnconfirmed],
    ['email-desktop', 'The email', steps.inboxOfSigner(''), desktop, steps.openEmail(base)],
    ['confirm-phone', 'Confirm page', '', phone, steps.openLink(base, 'confirm')],
    ['confirmed-phone', 'Confirmed: share the petition', '', phone, steps.followLink(base, 'confirm')],
    ['confirmed-ar-dark-phone', 'Dark, in Arabic', '', darkPhone, steps.openLinkIn(base, 'ar', 'confirm', true)],
    ['confirmed-ru-desktop', 'In Russian', '', desktop, steps.openLinkIn(base, 'ru', 'confirm', true)],
  ],
  'Withdrawing and lost links': [
    ['withdraw-phone', 'Withdraw page', '', phone, steps.openLink(base, 'withdraw')],
    ['withdraw-ru-dark-desktop', 'In Russian, dark', '', darkDesktop, steps.openLinkIn(base, 'ru', 'withdraw', false)],
    ['withdrawn-ar-phone', 'Withdrawn, in Arabic', '', phone, steps.openLinkIn(base, 'ar', 'withdraw', true)],
    ['links-phone', 'Lost links', boat('en', '/links'), phone],
    ['links-sent-ar-dark-phone', 'Links sent, dark, in Arabic', boat('ar', '/links-sent'), darkPhone],
  ],
  Trust: [
    ['count-desktop', 'How the count is kept', coast('en', '/count'), desktop],
    ['report-phone', 'Report a petition', boat('en', '/report'), phone],
    ['report-sent-ru-phone', 'Report sent, in Russian', boat('ru', '/report'), phone, steps.sendReport],
    ['privacy-ru-phone', 'Privacy, in Russian', '/ru/privacy', phone],
    ['terms-ar-dark-phone', 'Terms, dark, in Arabic', '/ar/terms', darkPhone],
    ['not-found-phone', 'Petition not found', '/en/p/nowhere', phone],
  ],
  'On paper': [
    ['print-sheet', 'A sheet for signatures on paper', coast('en', '/print'), paper, steps.asPrinted],
    ['print-poster', 'A poster, here of a partner', `/en/p/${CROSSING}/poster?partner=choir`, paper, steps.asPrinted],
    ['print-petition', 'The petition, printed', '/ar/p/maktaba', paper, steps.asPrinted],
  ],
  'The console': [
    ['console-overview-desktop', 'How a petition is doing', '', longDesktop, inConsole('')],
    ['console-overview-dark-phone', 'On a phone, dark', '', darkPhone, inConsole('')],
    ['console-sign-in-phone', 'Signing in, without a password', '/console/sign-in?lang=en', phone],
    ['console-sign-in-ar-dark-phone', 'Dark, in Arabic', '/console/sign-in?lang=ar', darkPhone],
    ['console-words-desktop', 'Starting a petition: its text', '', tallDesktop, ofDraft(base, 'text')],
    [
      'console-preview-phone',
      'How it will look, while it is written',
      '',
      phone,
      ofDraft(base, 'text', steps.toPreview),
    ],
    ['console-key-phone', 'Its key, made in the browser', '', phone, ofDraft(base, 'key')],
    ['console-text-phone', 'Changing the text', '', phone, inConsole('/text')],
    ['console-versions-phone', 'Every version, and how many signed it', '', phone, inConsole('/text/versions')],
    ['changes-phone', 'What everybody sees of a change', `/en/p/${CROSSING}/changes`, phone],
    ['console-translations-phone', 'Translations', '', phone, inConsole('/text/translations')],
    ['console-team-desktop', 'Team and access', '', desktop, inConsole('/team')],
    ['console-review-phone', 'Signatures that are held for review', '', phone, inConsole('/review')],
    [
      'console-review-group-desktop',
      'What can be seen of a group',
      '',
      tallSmallDesktop,
      inConsole('/review', openGroup),
    ],
    ['console-signers-phone', 'Names and reasons on the page', '', phone, inConsole('/signers')],
    ['console-updates-phone', 'Updates', '', phone, inConsole('/updates')],
    [
      'console-contacts-desktop',
      'Contacts, opened in the browser',
      '',
      smallDesktop,
      inConsole('/contacts', openContacts),
    ],
    ['console-contacts-phone', 'Before they are opened', '', phone, inConsole('/contacts')],
    ['console-paper-phone', 'Signatures on paper', '', phone, inConsole('/paper')],
    ['console-share-desktop', 'Share and partners', '', tallSmallDesktop, inConsole('/share')],
    ['console-partner-dark-phone', 'Everything for one partner, dark', '', darkPhone, inConsole('/share/choir')],
    ['console-settings-phone', 'Settings', '', phone, inConsole('/settings')],
    ['console-close-phone', 'What happens when it is closed', '', phone, inConsole('/settings/close')],
    ['console-petitions-phone', 'Petitions', '', phone, asCampaigner(`${base}/console`)],
    ['console-account-phone', 'The account', '', phone, asCampaigner(`${base}/console/account`)],
  ],
  'On other sites': [
    ['embed-page-desktop', 'Embed page', coast('en', '/embed?partner=gazette'), desktop, steps.showPreview],
    ['partner-desktop', 'Partner site', partner.href, desktop],
    ['counters-desktop', 'Counter variants', partner.href, counters, steps.showCounters],
    ['og-image-en', 'Social media image', `/og/en/${COAST}.png`, preview],
    ['og-image-ar', 'Social media image, in Arabic', '/og/ar/maktaba.png', preview],
  ],
}

const browser = await launch(null)
try {
  await preparePetitions(base, browser)
  await prepareConsole(base, browser)
  await mkdir(TARGET, { recursive: true })
  for (const image of Object.values(IMAGES).flat()) {
    if (names.length === 0 || names.includes(image[0])) await take(browser, image)
  }
} finally {
  await browser.close()
}
await writeFile(join(TARGET, 'README.md'), gallery())

async function take(within: Browser, [name, , url, options, step]: Image): Promise<void> {
  const context = await within.newContext({ deviceScaleFactor: 1, colorScheme: 'light', locale: 'en-GB', ...options })
  const page = await context.newPage()
  await page.goto(new URL(url, base).href, { waitUntil: 'networkidle' })
  await step?.(page)
  const path = join(TARGET, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  await context.close()
  const { size } = await stat(path)
  if (size > IMAGE_MAX_BYTES) throw new Error(`${path} has ${size} bytes, more than ${IMAGE_MAX_BYTES}`)
  console.log(`${path}  ${Math.round(size / 1000)} kB`)
}

/** The page that shows them all. */
function gallery(): string {
  const sections = Object.entries(IMAGES).map(([title, images]) => {
    const figures = images.map(([name, caption]) => `### ${caption}\n\n![${caption}](${name}.png)\n`)
    return `## ${title}\n\n${figures.join('\n')}`
  })
  return `# Screenshots\n\nTaken by \`node test/browser/screenshots.ts\` from a running \`npm start\`.\n\n${sections.join('\n')}`
}
