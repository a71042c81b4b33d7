/** The console in the images: a campaigner, her petition and her draft. */
import type { Browser, BrowserContext } from 'playwright-core'

import { en } from '../../../src/i18n/en/console.ts'
import { publishUpdate } from '../../support/campaign.ts'
import { temporaryDirectory } from '../../support/temporary-directory.ts'
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

type Cookies = Parameters<BrowserContext['addCookies']>[0]
let cookies: Cookies = []
let draft = ''

/** Signs in, and starts the petition and the draft unless they are there. */
export async function prepareConsole(base: string, browser: Browser): Promise<void> {
  const isMissing = (await fetch(`${base}/p/${CROSSING}`, { redirect: 'manual' })).status === 404
  const directory = temporaryDirectory()
  const context = await browser.newContext({ locale: 'en-GB', acceptDownloads: true })
  try {
    const campaigner = new Campaigner(await context.newPage(), base, 'en')
    const { page } = campaigner
    await campaigner.signIn(ADDRESS)
    if (isMissing) {
      await campaigner.write(STORIES.en)
      await campaigner.finish(directory.path)
      await liveOn(campaigner)
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
    directory.remove()
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
  giveItAPast(CROSSING)
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
