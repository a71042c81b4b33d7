/**
 * A petition from nothing to its end, on a phone: its campaigner starts it, shares it, watches it, reviews a flood, hides a reason, posts an update, opens
 * the contacts, prints the list to hand over and declares victory. Every number on the way is compared with what was signed.
 */
import { readFileSync } from 'node:fs'

import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { catalogue } from '../../src/i18n/catalogue.ts'
import { parseKeyFile } from '../../src/key-file/format.ts'
import { openKeyFile } from '../../src/key-file/protect.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { confirmByEmail, emailTo, linkIn, type Person, readCount, sign } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { follow, launch, NO_CHROMIUM, watch } from './browser.ts'
import { Campaigner } from './campaigner.ts'
import { dose } from './dose.ts'
import { STORIES } from './stories.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const CLICKS_TO_START_MAX = 20
const CLICKS_MAX = 70

const PARTNER = 'radio'
/** From one network within an hour; those beyond are held, and with them those before. */
const FLOOD_RULE = 3
const FLOOD = 5
const ON_PAPER = 12
const NEWS = 'Lantern FM 98.4'

describe.skipIf(NO_CHROMIUM)('the console', () => {
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

  test.for(dose(['en', 'ru', 'ar'] as const, ['ar']))(
    'leads from nothing to a petition that was handed over, in %s',
    async (locale) => {
      const { origin } = started
      const story = STORIES[locale]
      const { slug } = story
      const { number, petition: site } = catalogue(locale)
      const context = await browser.newContext({ ...PHONE, locale, acceptDownloads: true })
      const complaints = await watch(context, [origin])
      const page = await context.newPage()
      const sent = noteRequests(page)
      const campaigner = new Campaigner(page, origin, locale)
      const { words } = campaigner
      const said = (text: string): Promise<void> => page.locator('.notice').filter({ hasText: text }).first().waitFor()

      await campaigner.signIn(`starter-${locale}@example.org`)
      await campaigner.write(story)
      const key = await campaigner.finish(state.path)
      expect(campaigner.clicks).toBeLessThanOrEqual(CLICKS_TO_START_MAX)

      // She expects a flood, and gives a radio station a link of its own.
      await campaigner.open('settings')
      await page.locator('#networkPerHour').fill(String(FLOOD_RULE))
      await campaigner.press(words.account.save, page.locator('form', { has: page.locator('#networkPerHour') }))
      await said(words.settings.saved)
      await campaigner.open('share')
      await page.locator('#code').fill(PARTNER)
      await page.locator('#name').fill('Radio Lantern')
      await campaigner.press(words.share.addButton)
      await said(words.share.added)
      const link = await page.locator('#to-sign').inputValue()

      const address = (name: string): string => `${name}-${locale}@example.org`
      const first = { name: story.signer, email: address('first'), comment: 'Spam, spam, spam.' }
      await signByForm(context, link, { locale, person: first, origin })
      const others: [person: Person, ip: string][] = [
        [{ name: 'Second', email: address('second'), partner: PARTNER, updates: true }, '198.51.100.1'],
        [{ name: 'Third', email: address('third'), updates: true }, '203.0.113.1'],
        [{ name: 'Late', email: address('late') }, '192.0.2.1'],
      ]
      for (const [person, ip] of others) {
        expect((await sign(origin, slug, { ...person, locale }, ip)).status).toBe(202)
      }
      await Promise.all([address('second'), address('third')].map((email) => confirmByEmail(origin, email)))
      for (let n = 0; n < FLOOD; n++) {
        const fake = { name: `Fake ${n}`, email: `fake-${n}-${locale}@example.net`, locale }
        expect((await sign(origin, slug, fake, '2001:db8:f100:d::1')).status).toBe(202)
      }

      await campaigner.open('overview')
      const todos = page.locator('.todo')
      await reloadedUntil(page, page.url(), async () => [
        await page.locator('.stat.big strong').innerText(),
        (await todos.innerText()).includes(words.overview.held(FLOOD)),
      ]).toEqual([number(3), true])
      expect(await barsOf(page, words.overview.byPartner)).toEqual([
        ['Radio Lantern', number(2)],
        [words.overview.noPartner, number(1)],
      ])
      expect(await barsOf(page, words.overview.byLanguage)).toMatchObject([[expect.any(String), number(3)]])
      await campaigner.open('share')
      expect(await page.locator('main').innerText()).toContain(words.share.without(1, 3))

      // Removed, then undone, then let in: they get their emails now.
      const { review, frame } = words
      await campaigner.open('review')
      expect(await page.locator('main .stat').innerText()).toContain(frame.signatures(FLOOD))
      await campaigner.go(page.getByRole('link', { name: review.check }))
      const decision = await page.locator('main').innerText()
      for (const sentence of [review.letInTitle(FLOOD), review.getsEmail(FLOOD), review.stays(3)]) {
        expect(decision).toContain(sentence)
      }
      await campaigner.tick('[name=confirm]')
      await campaigner.press(review.remove(FLOOD))
      await said(review.done.removed(FLOOD))
      await campaigner.press(words.signers.undo)
      await said(review.done.undone(FLOOD))
      await campaigner.go(page.getByRole('link', { name: review.check }))
      await campaigner.press(review.letIn(FLOOD))
      await said(review.done.released(FLOOD))
      expect(await page.locator('main').innerText()).toContain(review.none)

      await campaigner.open('signers')
      const row = page.getByRole('row').filter({ hasText: story.signer })
      await campaigner.go(row.getByRole('link', { name: words.signers.hide }))
      await campaigner.tick('[name=hide][value=reason]', '[name=why][value=spam]')
      await campaigner.press(words.signers.hideButton)
      await said(words.signers.done.reason)

      await campaigner.open('updates')
      await page.locator('[name=title]').fill(NEWS)
      await page.locator('[name=body]').fill(story.body)
      await campaigner.press(words.updates.publish)
      await said(words.updates.published)

      await campaigner.open('paper')
      await page.locator('[name=n]').fill(String(ON_PAPER))
      await page.locator('[name=collectedOn]').fill('2026-01-31')
      await campaigner.tick('[name=kind][value=paper]', '[name=counted]')
      await page.locator('[name=source]').fill(story.starter)
      await campaigner.press(words.paper.addButton)
      await said(words.paper.added(ON_PAPER))
      expect(await page.locator('main .stat').innerText()).toBe(words.paper.of(ON_PAPER, ON_PAPER + 3))
      await campaigner.open('overview')
      expect(await page.locator('.stat.big strong').innerText()).toBe(number(ON_PAPER + 3))
      expect(await page.locator('main').innerText()).toContain(words.overview.parts(3, ON_PAPER))

      await campaigner.open('contacts')
      await campaigner.unlock(key)
      expect(await openedOf(page)).toEqual({ counted: number(3), agreed: number(2), rows: number(3) })
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        campaigner.press(words.contacts.save, page.locator('[data-part=choices]')),
      ])
      const letters = readFileSync(await download.path(), 'utf8')
        .split('\r\n')
        .slice(1, -1)
      expect(letters.map((line) => line.split(',')[0] ?? '').toSorted()).toEqual([address('second'), address('third')])
      await campaigner.press(words.contacts.list.prepare)
      const [list] = await Promise.all([
        context.waitForEvent('page'),
        page.locator('[data-part=documents] a').first().tap(),
      ])
      await list.locator('tbody tr').nth(2).waitFor({ state: 'attached' })
      expect((await list.locator('tbody th').allInnerTexts()).toSorted()).toEqual(
        [story.signer, 'Second', 'Third'].toSorted(),
      )

      await campaigner.open('settings')
      await campaigner.go(page.getByRole('link', { name: words.ending.victory }))
      const so = await page.locator('main').innerText()
      for (const sentence of [
        words.ending.stays(ON_PAPER + 3),
        words.ending.waiting(1 + FLOOD),
        words.ending.saysVictory,
      ]) {
        expect(so).toContain(sentence)
      }
      await page.locator('[name=outcome]').fill(`**${story.starter}**`)
      await campaigner.press(words.ending.preview)
      await page.locator('.prose strong').filter({ hasText: story.starter }).waitFor()
      await campaigner.press(words.ending.victory)
      await said(words.ending.declared)
      // At once, or as soon as what readers have been shown for some seconds is shown no more.
      await reloadedUntil(page, `${origin}/${locale}/p/${slug}`, async () => {
        const text = await page.locator('main').innerText()
        return [site.victory, number(ON_PAPER + 3), story.starter, NEWS, story.signer, first.comment].filter((it) =>
          text.includes(it),
        )
      }).toEqual([site.victory, number(ON_PAPER + 3), story.starter, NEWS, story.signer])
      expect((await fetch(`${origin}/api/petitions/${slug}/challenge`)).status).toBe(409)

      // Who had signed before can still confirm; the contacts stay for their time.
      await confirmByEmail(origin, address('late'))
      await expect.poll(async () => (await readCount(origin, slug)).count).toBe(ON_PAPER + 4)
      await page.goto(`${origin}/console/p/${slug}`)
      await campaigner.open('contacts')
      await campaigner.unlock(key)
      expect((await openedOf(page)).rows).toBe(number(4))

      console.log(`${locale}: ${campaigner.clicks} presses from signing in to the contacts after the end`)
      expect(campaigner.clicks).toBeLessThanOrEqual(CLICKS_MAX)
      // What the file and the passphrase hold has left the browser in no request.
      const secrets = [key.passphrase, ...(await privateKeysOf(key.file, key.passphrase))]
      for (const secret of secrets) expect(sent().filter((text) => text.includes(secret))).toEqual([])
      expect(complaints).toEqual([])
      await context.close()
    },
  )
})

/** Follows a link, signs by the form with name and reason shown, and confirms by the button that the email leads to. */
async function signByForm(
  context: BrowserContext,
  link: string,
  { locale, person, origin }: { locale: keyof typeof STORIES; person: Person; origin: string },
): Promise<void> {
  const { form } = catalogue(locale)
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel(form.name, { exact: true }).fill(person.name)
  await page.getByLabel(form.email, { exact: true }).fill(person.email)
  for (const more of await page.locator('.sign summary').all()) await more.tap()
  await page.getByLabel(form.showName, { exact: true }).selectOption('full')
  await page.getByLabel(form.comment, { exact: true }).fill(person.comment ?? '')
  await page.getByRole('button', { name: form.submit, exact: true }).tap()
  await page.goto(linkIn((await emailTo(origin, person.email)).text, 'confirm'))
  await follow(page.getByRole('button').first())
  await page.close()
}

/** Like `expect.poll`, on a page that is loaded again before each look. */
const reloadedUntil = <T>(page: Page, url: string, read: () => Promise<T>) =>
  expect.poll(async () => {
    await page.goto(url)
    return read()
  })

/** The rows of a list with bars: name and number. */
async function barsOf(page: Page, caption: string): Promise<string[][]> {
  const rows = await page.locator('table.bars', { hasText: caption }).locator('tr').all()
  return Promise.all(
    rows.map(async (row) => [await row.locator('th').innerText(), await row.locator('td').last().innerText()]),
  )
}

async function openedOf(page: Page) {
  const of = (part: string): Promise<string> => page.locator(`[data-part=${part}]`).innerText()
  return { counted: await of('counted'), agreed: await of('agreed'), rows: await of('rows') }
}

/** The URL, headers and body of every request of a page. */
function noteRequests(page: Page): () => string[] {
  const texts: string[] = []
  page.on('request', (request: Request) => {
    texts.push(`${request.url()}\n${JSON.stringify(request.headers())}\n${request.postData() ?? ''}`)
  })
  return () => texts
}

/** The private keys of a file, as JWKs write them. */
async function privateKeysOf(path: string, passphrase: string): Promise<string[]> {
  const file = await parseKeyFile(readFileSync(path, 'utf8'))
  const keys = typeof file === 'string' ? file : await openKeyFile(file, passphrase)
  if (typeof keys === 'string') throw new Error(keys)
  return keys.map(({ privateKey }) => privateKey)
}
