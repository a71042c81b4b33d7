/** The console in the images: a campaigner, her petition and her draft. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Browser, BrowserContext } from 'playwright-core'

import { stateDirectory } from '../../../src/cli/state.ts'
import { en } from '../../../src/i18n/en/console.ts'
import { publishUpdate } from '../../support/campaign.ts'
import { seedContacts } from '../../support/seed-contacts.ts'
import { confirmByEmail, type Person, sign } from '../../support/signer.ts'
import { Campaigner } from '../campaigner.ts'
import { STORIES } from '../stories.ts'
import { giveItAPast } from './past.ts'
import type { Step } from './steps.ts'

export const CROSSING = STORIES.en.slug

const ADDRESS = 'marit.osei@example.org'
const MEMBER = 'noor.halloran@example.org'
const LIBRARY = {
  title: 'Open the library on Sundays',
  addressee: 'The council of Lower Lanternmouth',
  starter: 'Friends of the Library',
  body: 'Our library is closed on the only day on which everyone has time.\n\n- Open it on Sundays, from eleven to five.\n- Bring back the reading hour for children.',
  slug: 'open-on-sundays',
}

const DAY_MS = 86_400_000
const PARTNERS = [
  ['lantern-gazette', 'The Lantern Gazette'],
  ['school-board', 'School board of Mill Lane'],
  ['choir', 'Choir of Saint Brannoc'],
] as const
const SIGNERS = [
  ['Tomasz Wilk'],
  ['Amara Diallo', 'My daughter waits four minutes for a gap, every morning.'],
  ['Jonas Brandt', 'I drive the school bus. I see it twice a day.'],
  ['Priya Nair'],
  ['Elif Aydın', 'Two of my pupils were nearly hit in October.'],
  ['Sean Murphy', 'Ask Councillor Payne, 12 Quay Street, why she said no.'],
  ['Lucía Ortega'],
  ['Henrik Aas', 'A raised crossing costs less than one accident.'],
] as const
const FLOOD = ['Max Speed', 'Turbo Tim', 'Max Speed', 'Fast Fred', 'Max Speed', 'Rita Racer', 'Turbo Tim', 'Max Speed']
/** The file of the key, and its passphrase. */
const KEY = 'key.json'

type Cookies = Parameters<BrowserContext['addCookies']>[0]
let cookies: Cookies = []
let draft = ''

/** Signs in, and starts the petition and the draft unless they are there. */
export async function prepareConsole(base: string, browser: Browser): Promise<void> {
  const isMissing = (await fetch(`${base}/p/${CROSSING}`, { redirect: 'manual' })).status === 404
  const directory = join(stateDirectory(), 'screenshots')
  mkdirSync(directory, { recursive: true })
  const context = await browser.newContext({ locale: 'en-GB', acceptDownloads: true })
  try {
    const campaigner = new Campaigner(await context.newPage(), base, 'en')
    const { page } = campaigner
    await campaigner.signIn(ADDRESS)
    if (isMissing) {
      await campaigner.write(STORIES.en)
      const key = await campaigner.finish(directory)
      writeFileSync(join(directory, KEY), JSON.stringify(key))
      await liveOn(campaigner)
      const rows = giveItAPast(CROSSING)
      const { publicKey } = JSON.parse(readFileSync(key.file, 'utf8'))
      await seedContacts(stateDirectory(), { slug: CROSSING, publicKeys: [publicKey], rows, isCounted: true })
      await page.goto(`${base}/console`)
      await campaigner.write(LIBRARY)
      await campaigner.press(en.start.words.continue)
      await page.locator('#make-key').waitFor()
    }
    await page.goto(`${base}/console`)
    draft = (await page.locator('main a[href*="/console/new/"]').first().getAttribute('href')) ?? ''
    cookies = await context.cookies()
  } finally {
    await context.close()
  }
}

/** A second version, a translation, an invitation, two updates, and weeks of signatures. */
async function liveOn(campaigner: Campaigner): Promise<void> {
  const { page, origin } = campaigner
  const petition = `${origin}/console/p/${CROSSING}`
  await page.goto(`${petition}/text`)
  await changeWords(page)
  await campaigner.press(en.text.publish(2))
  await page.goto(`${petition}/text/translations/de`)
  await page.locator('[name=title]').fill('Baut einen sicheren Übergang an der Mill-Lane-Schule')
  await page.locator('[name=body]').fill('Jeden Morgen gehen dreihundert Kinder über die Mill Lane.')
  await campaigner.press(en.text.translations.publish)
  await page.goto(`${petition}/team`)
  await page.locator('#email').fill(MEMBER)
  await campaigner.press(en.team.inviteButton)
  await publishUpdate(origin, CROSSING, {
    title: 'The school supports us',
    body: 'Its board voted **for** the crossing.',
  })
  await publishUpdate(origin, CROSSING, { title: 'The Gazette wrote about us', body: 'Read it on Friday.' })
  await page.goto(`${petition}/settings`)
  await page.locator('#networkPerHour').fill('5')
  await campaigner.press(en.account.save, page.locator('form', { has: page.locator('#networkPerHour') }))
  for (const [code, name] of PARTNERS) {
    await page.goto(`${petition}/share`)
    await page.locator('#code').fill(code)
    await page.locator('#name').fill(name)
    await campaigner.press(en.share.addButton)
  }
  await page.goto(`${petition}/paper`)
  await page.locator('[name=n]').fill('412')
  await page.locator('[name=collectedOn]').fill(new Date(Date.now() - 9 * DAY_MS).toISOString().slice(0, 10))
  await page.locator('[name=source]').fill('Market day in Lower Lanternmouth')
  await page.locator('[name=note]').fill('19 sheets, counted by Noor and Marit. In the school office.')
  await campaigner.tick('[name=kind][value=paper]', '[name=counted]')
  await campaigner.press(en.paper.addButton)
  for (const [n, [name, comment]] of SIGNERS.entries()) {
    const person: Person = { name, email: `signer-${n}@example.org`, showName: 'full', ...(comment && { comment }) }
    await sign(origin, CROSSING, person, `2001:db8:${(n + 1).toString(16)}::1`)
    await confirmByEmail(origin, person.email)
  }
  for (const n of FLOOD.keys()) {
    const person: Person = { name: FLOOD[n] ?? '', email: `flood-${n}@example.net`, showName: 'full' }
    await sign(origin, CROSSING, person, '2001:db8:f10d::1')
  }
}

/** Opens a page of the console as the campaigner. */
export const asCampaigner =
  (url: string, step?: Step): Step =>
  async (page) => {
    await page.context().addCookies(cookies)
    await page.goto(url, { waitUntil: 'networkidle' })
    await step?.(page)
  }

/** A page of the draft. */
export const ofDraft =
  (base: string, place: 'text' | 'key' | 'publish', step?: Step): Step =>
  (page) =>
    asCampaigner(`${base}${draft.replace(/\/[a-z]+$/, `/${place}`)}`, step)(page)

export const changeWords: Step = async (page) => {
  await page.locator('[name=title]').fill('Build a raised crossing at Mill Lane School')
  await page
    .locator('[name=body]')
    .fill(
      'Every morning **three hundred and forty** children cross Mill Lane.\n\nWe ask the council for a **raised crossing**, before the winter.',
    )
  await page.locator('[name=kind][value=facts]').check()
  await page.locator('[name=why]').fill('The school has counted again, and the council named a date.')
  await page.getByRole('button', { name: en.text.compare }).click()
  await page.getByRole('button', { name: en.text.publish(2) }).waitFor()
}

/** On the page of the contacts. */
export const openContacts: Step = async (page) => {
  const path = join(stateDirectory(), 'screenshots', KEY)
  const { file, passphrase }: { file: string; passphrase: string } = JSON.parse(readFileSync(path, 'utf8'))
  await page.locator('#key-file').setInputFiles(file)
  await page.locator('#passphrase').fill(passphrase)
  await page.locator('[data-act=unlock]').click()
  await page.locator('[data-part=opened]').waitFor()
}

/** On the page of what is held. */
export const openGroup: Step = async (page) => {
  await page.locator('main section.card .acts a').first().click()
  await page.waitForURL(/\/review\/./)
}
