/** The petitions in the images, and the people who have signed them. None of them exists. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Browser } from 'playwright-core'

import { putImage, startPetition, winPetition } from '../../support/campaign.ts'
import { type Person, readCount, sign } from '../../support/signer.ts'
import { until } from '../../support/until.ts'

/** With tens of thousands of signatures, which count at once. */
export const COAST = 'coast'
/** Its signatures are confirmed by email. */
export const BOAT = 'hospital-boat'

const COUNTED_TIMEOUT_MS = 120_000
const DAY_MS = 86_400_000
const SIGNED_LATELY = 240
/** How many sign at the same time. */
const SIGNING = 8

const NAMED = [
  ['Ebba Nyqvist', ''],
  ['Tomasz Wilk', ''],
  ['Rania Haddad', 'My brother fishes at night.'],
  ['Ана Петрова', 'За огни на берегу.'],
  ['Kofi Mensah', ''],
  ['Henrik Aas', 'A satellite has never rowed out to anyone.'],
  ['Mei Tanaka', ''],
  ['Leyla Demir', 'My grandmother kept the light at Cold Point.'],
  ['Ivo Kral', ''],
  ['Nadia Roux', 'I sail here with my children.'],
] as const

/** Starts what is missing. Another run adds nothing. */
export async function preparePetitions(base: string, browser: Browser): Promise<void> {
  if (await isMissing(base, 'won')) await winPetition(base, 'won')
  for (const { slug, ...fields } of PETITIONS) {
    if (await isMissing(base, slug)) await startPetition(base, slug, fields)
  }
  if (await isMissing(base, BOAT)) {
    await startPetition(base, BOAT, BOAT_FIELDS)
    await putImage(base, BOAT, await drawing(browser, '130 210 640 320'), 'A ferry with lit windows at dusk')
  }
  if (await isMissing(base, COAST)) {
    await startPetition(base, COAST, COAST_FIELDS)
    await putImage(base, COAST, await drawing(browser, '0 0 1200 600'), 'A lighthouse shines on a ferry at dusk')
  }
  if ((await readCount(base, COAST)).lastDay < SIGNED_LATELY) await signByMany(base)
}

const BOAT_FIELDS = {
  title: 'Run the hospital boat at night',
  addressee: 'The health board of the Lantern Islands',
  starter: 'Henrik Aas',
  confirmation: 'email',
  claimedCount: 12_480,
  body: 'Anyone who falls ill on the islands after seven waits for the morning. The boat is there, and its crew lives on the quay.\n\n## What we ask for\n\n- A crew on call every night.\n- A telephone number that is answered.',
}

const COAST_FIELDS = {
  title: 'Keep the lights burning along the Lantern coast',
  addressee: 'The Lantern Coast Port Authority',
  starter: 'Marit Osei',
  claimedCount: 46_512,
  // Midnight, which is shown as the last minute of the day before.
  closesAt: `${new Date(Date.now() + 6 * DAY_MS).toISOString().slice(0, 10)}T00:00:00Z`,
  // All signers have email addresses in one domain.
  reviewRules: { emailDomainPerHour: 20_000 },
  body: `Eleven lighthouses stand between Cold Point and Upper Lanternmouth. The port authority wants to switch off nine of them in March, because ships have satellites.

Fishing boats of eight metres have no second receiver. Rowers, sailors and the night ferry find the harbour mouth by its light, as they have for a hundred and sixty years.

## What we ask for

- Keep all eleven lights burning, every night of the year.
- Publish the costs, light by light.
- Hear the harbours before anything is switched off.`,
}

const PETITIONS = [
  {
    slug: 'library',
    title: 'Open the library on Sundays',
    addressee: 'The council of Lower Lanternmouth',
    starter: 'Friends of the Library',
    starterKind: 'organisation',
    body: 'Our library is closed on the only day on which everyone has time.\n\n- Open it on Sundays, from eleven to five.\n- Bring back the reading hour for children.',
  },
  {
    slug: 'trees',
    title: 'Plant forty trees along Harbour Street',
    addressee: 'The city of Upper Lanternmouth',
    starter: 'Shade Now',
    starterKind: 'organisation',
    claimedCount: 812,
    body: 'There is no shade on Harbour Street. In July the asphalt had 52 degrees.\n\n- Plant forty trees before next summer.\n- Water them.',
  },
  {
    slug: 'night-bus',
    language: 'ru',
    title: 'Верните ночной автобус в Заречье',
    addressee: 'Администрация города Фонарска',
    starter: 'Вера Лучина',
    claimedCount: 8_917,
    body: 'Последний автобус уходит в Заречье в девять вечера. Вечерняя смена заканчивается в одиннадцать.\n\n## Чего мы хотим\n\n- Вернуть рейс в 23:30 каждый день.\n- Повесить расписание на всех остановках.',
  },
  {
    slug: 'maktaba',
    language: 'ar',
    title: 'افتحوا المكتبة العامة أيام الجمعة',
    addressee: 'مجلس مدينة المنارة',
    starter: 'ليلى حداد',
    confirmation: 'email',
    claimedCount: 3_204,
    body: 'المكتبة العامة مغلقة في اليوم الوحيد الذي يجد فيه الجميع وقتًا للقراءة.\n\n## مطالبنا\n\n- فتح المكتبة كل يوم جمعة من العاشرة صباحًا حتى الخامسة مساءً.\n- إعادة ساعة القراءة للأطفال.',
  },
] as const

async function isMissing(base: string, slug: string): Promise<boolean> {
  return (await fetch(`${base}/p/${slug}`, { redirect: 'manual' })).status === 404
}

/** A part of the drawing, given as an SVG `viewBox`, as a PNG. */
async function drawing(browser: Browser, part: string): Promise<Uint8Array> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 600 } })
  const svg = readFileSync(join(import.meta.dirname, 'coast.svg'), 'utf8').replace('0 0 1200 600', part)
  await page.setContent(`<style>svg { display: block }</style>${svg}`)
  const png = await page.locator('svg').screenshot()
  await page.close()
  return png
}

/** Those who show their names sign last, so that they are the newest. Returns when the page shows them. */
async function signByMany(base: string): Promise<void> {
  const unnamed = Array.from({ length: SIGNED_LATELY - NAMED.length }, (_, index) => index)
  for (let from = 0; from < unnamed.length; from += SIGNING) {
    await Promise.all(unnamed.slice(from, from + SIGNING).map((index) => signOnce(base, index, { name: 'Ann Onym' })))
  }
  for (const [index, [name, comment]] of NAMED.entries()) {
    await signOnce(base, unnamed.length + index, { name, showName: 'full', ...(comment && { comment }) })
  }
  const isShown = async (): Promise<boolean> => {
    const { count, lastDay } = await readCount(base, COAST)
    const page = await (await fetch(`${base}/en/p/${COAST}`)).text()
    return lastDay >= SIGNED_LATELY && page.includes(`data-count="${count}"`) && page.includes('class="signers')
  }
  if (await until(isShown, (shown) => shown, COUNTED_TIMEOUT_MS)) return
  throw new Error(`the page does not show ${SIGNED_LATELY} signatures after ${COUNTED_TIMEOUT_MS / 1000} s`)
}

/** From an IP address of its own (RFC 3849), so that no limit is shared. */
async function signOnce(base: string, index: number, person: Omit<Person, 'email'>): Promise<void> {
  const ip = `2001:db8:${(index + 1).toString(16)}::1`
  const response = await sign(base, COAST, { ...person, email: `image-${index}@example.org` }, ip)
  if (response.status !== 202) throw new Error(`a signature got the response ${response.status}`)
}
