/** The whole way of a signature, and the live count on another site, in each browser. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { writeKeyFile } from '../../src/cli/keygen/key-file.ts'
import { en as console } from '../../src/i18n/en/console.ts'
import { en } from '../../src/i18n/en/site.ts'
import { partnersOf, startPetition } from '../support/campaign.ts'
import { newHardKey } from '../support/hard-key.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { makeOwner, seedContacts, signerOf } from '../support/seed-contacts.ts'
import { confirmByEmail, emailTo, linkIn, readCount, sign } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { BROWSERS, type HostBrowser, type HostPage } from './browsers/browser.ts'
import { COUNT, HAS_FORM, signing, THANKS } from './embedded.ts'

/** On the sample partner page: the iframe as we give it, and as WordPress makes it. */
const FRAMES = {
  'our sandbox': 'iframe[sandbox~="allow-popups"]',
  'WordPress’s sandbox': 'iframe[sandbox="allow-scripts"]',
}
const { form: words, links } = en
const { contacts, petitions, start: begin } = console
const PASSPHRASE = 'ferry lantern harbour mill otter plum'
const ROWS = 5
const PANEL_TEXT = `document.querySelector('#contacts').innerText`

const state = temporaryDirectory()
let started: Started
beforeAll(async () => {
  started = await start({ port: await freePortPair(), stateDir: state.path })
})
afterAll(async () => {
  await started?.stop()
  state.remove()
})

describe.for(Object.entries(BROWSERS))('in %s', ([name, launch]) => {
  let browser: HostBrowser
  let page: HostPage
  const count = async (): Promise<number> => (await readCount(started.origin, 'demo')).count
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(async () => {
    await page?.close()
    await browser?.close()
  })

  test('a signature counts once it is confirmed by the link in the email', async () => {
    const before = await count()
    const email = `${name.toLowerCase()}@example.org`
    page = await browser.open(`${started.origin}/en/p/demo`)
    await page.type('#name', `Ada ${name}`)
    await page.type('#email', email)
    await page.click('.sign button[type=submit]')
    const thanks = `document.querySelector('.thanks').checkVisibility() && document.querySelector('.thanks h2').textContent`
    await expect.poll(() => page.read(thanks)).toBe(words.thanksConfirm)

    await emailTo(started.origin, email)
    await page.goTo(`${started.origin}/dev/inbox?to=${email}`)
    await page.click('.cards a')
    await expect.poll(() => page.read<string>('location.pathname')).toMatch(/^\/dev\/inbox\/./)
    await page.click('pre a[href*="/confirm/"]')
    await expect.poll(() => heading(page)).toBe(links.confirm.title)
    await page.click('form .button')
    await expect.poll(() => heading(page)).toBe(links.confirm.done)
    await expect.poll(count).toBe(before + 1)
  })

  test('a partner page shows the count in all its embeds, and follows it', async () => {
    const before = await count()
    await page.goTo(started.partnerOrigin)
    // One after the other: WebKit's driver looks into one frame at a time.
    const counts = async (): Promise<Record<string, string>> => {
      const shown: Record<string, string> = { element: await page.read(COUNT) }
      for (const [sandbox, frame] of Object.entries(FRAMES)) shown[sandbox] = await page.read(COUNT, frame)
      return shown
    }
    const allOf = (number: number): Record<string, string> => {
      const text = `${number} signature${number === 1 ? '' : 's'}`
      return Object.fromEntries(['element', ...Object.keys(FRAMES)].map((embed) => [embed, text]))
    }
    await expect.poll(counts).toEqual(allOf(before))
    const person = { name: 'Later', email: `later-${name.toLowerCase()}@example.org` }
    expect((await sign(started.origin, 'demo', person, '192.0.2.1')).status).toBe(202)
    await confirmByEmail(started.origin, person.email)
    await expect.poll(counts).toEqual(allOf(before + 1))
  })

  test('each iframe has the height of what is in it', async () => {
    for (const frame of Object.values(FRAMES)) {
      const heights = async (): Promise<number> => {
        const outside = await page.read<number>(`document.querySelector('${frame}').clientHeight`)
        const inside = await page.read<number>('Math.ceil(document.body.getBoundingClientRect().height)', frame)
        return outside - inside
      }
      await expect.poll(heights).toBe(0)
      expect(await page.read<number>(`document.querySelector('${frame}').clientHeight`)).toBeGreaterThan(100)
    }
  })

  test.each(['sandboxed', 'plain'])(
    'the form on a partner page is signed, %s, and counts for the partner',
    async (id) => {
      const email = `framed-${id}-${name.toLowerCase()}@example.org`
      const frame = `#${id}`
      const [before, credited] = [await count(), await creditedCount()]
      await page.goTo(`${started.partnerOrigin}/sign`)
      await expect.poll(() => page.read<boolean>(HAS_FORM, frame)).toBe(true)
      expect(await page.read<boolean>(signing(`Ada ${name}`, email), frame)).toBe(true)
      await expect.poll(() => page.read(THANKS, frame)).toBe(words.thanksConfirm)
      const heights = async (): Promise<number> =>
        (await page.read<number>(`document.querySelector('${frame}').clientHeight`)) -
        (await page.read<number>('Math.ceil(document.body.getBoundingClientRect().height)', frame))
      await expect.poll(heights).toBe(0)
      await confirmByEmail(started.origin, email)
      await expect.poll(count).toBe(before + 1)
      expect(await creditedCount()).toBe(credited + 1)
    },
  )

  test('a campaigner signs in, and the browser makes a key', async () => {
    await signIn(page, `campaigner-${name.toLowerCase()}@example.org`)
    await page.click('form[action="/console/new"] button')
    await expect.poll(() => heading(page)).toBe(begin.words.title)
    for (const [field, text] of Object.entries({
      title: 'Build a safe crossing at Mill Lane School',
      addressee: 'The council of Lower Lanternmouth',
      starter: 'Parents of Mill Lane',
      body: 'Every morning three hundred children cross Mill Lane.',
      slug: `mill-lane-${name.toLowerCase()}`,
    })) {
      await page.type(`[name=${field}]`, text)
    }
    await page.click('button[value=next]')
    await expect.poll(() => heading(page)).toBe(begin.key.title)
    // Drawn and made by the script: without X25519 it would say so.
    const drawn = `document.querySelector('.passphrase')?.textContent.trim()`
    await expect.poll(() => page.read<string>(drawn)).toMatch(/^[a-z]+(?: [a-z]+){5}$/)
    const said = `document.querySelector('[data-part=state]').textContent`
    expect(await page.read<string>(said)).toBe(begin.key.notChecked)
    await page.click('[data-act=save]')
    await expect
      .poll(() => page.read<string>(`document.querySelector('[data-act=save]').textContent`))
      .toBe(begin.key.saveAgain)
  })

  test('an owner opens contacts with a key file, and saves those who agreed to receive updates', async () => {
    const slug = `contacts-${name.toLowerCase()}`
    const key = await newHardKey()
    await startPetition(started.origin, slug, { publicKeys: [key.publicKey] })
    await seedContacts(state.path, { slug, publicKeys: [key.publicKey], rows: ROWS })
    const file = join(state.path, `${slug}.campaign-key.json`)
    await writeKeyFile(file, [key], PASSPHRASE)
    const owner = await browser.open(`${started.origin}/console/sign-in?lang=en`)
    onTestFinished(() => owner.close())
    await signIn(owner, `owner-${slug}@example.org`)
    makeOwner(state.path, slug)
    await owner.goTo(`${started.origin}/console/p/${slug}/contacts`)
    expect(await heading(owner)).toBe(contacts.title)
    await owner.choose('#key-file', file)
    await owner.type('#passphrase', PASSPHRASE)
    await owner.click('[data-act=unlock]')
    const shown = (part: string): Promise<string> =>
      owner.read(
        `document.querySelector('[data-part=${part}]').checkVisibility() && document.querySelector('[data-part=${part}]').textContent`,
      )
    // A failure shows what the page says instead.
    await expect.poll(async () => (await shown('rows')) || owner.read(PANEL_TEXT)).toBe(String(ROWS))
    const signers = Array.from({ length: ROWS }, (_, n) => signerOf(n))
    const agreed = signers.filter(({ updates }) => updates).map(({ email }) => email)
    expect([await shown('counted'), await shown('agreed')]).toEqual([String(ROWS), String(agreed.length)])
    await owner.click('[data-act=newsletter]')
    await expect.poll(() => shown('message')).toContain(`${slug}-updates-`)
    const saved = (): string[] => {
      const csv = readdirSync(browser.downloads).find((path) => path.startsWith(slug) && path.endsWith('.csv'))
      return csv === undefined ? [] : readFileSync(join(browser.downloads, csv), 'utf8').split('\r\n')
    }
    await expect
      .poll(() =>
        saved()
          .slice(1, -1)
          .map((line) => line.split(',')[0]),
      )
      .toEqual(agreed)
    expect(saved()[0]).toBe('\uFEFFemail,name,locale')
  })
})

async function signIn(page: HostPage, email: string): Promise<void> {
  await page.goTo(`${started.origin}/console/sign-in?lang=en`)
  await page.type('#email', email)
  await page.click('main form button')
  await page.goTo(linkIn((await emailTo(started.origin, email)).text, 'sign-in'))
  await page.click('main form button')
  await expect.poll(() => heading(page)).toBe(petitions.title)
}

/** Of the partner of that page. */
async function creditedCount(): Promise<number> {
  const { partners } = await partnersOf(started.origin, 'demo')
  return partners.find(({ partner }) => partner === 'gazette')?.count ?? 0
}

const heading = (page: HostPage): Promise<string> => page.read(`document.querySelector('h1')?.textContent`)
