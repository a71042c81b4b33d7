/**
 * Contacts, opened in the browser of an owner: whole, resumed, with keys of several times, and in words where something is wrong. What
 * the page sends is recorded: nothing of the key, the passphrase or a signer is in it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import type { Locale } from '../../schema/locales.ts'
import { writeKeyFile } from '../../src/cli/keygen/key-file.ts'
import { countryNames } from '../../src/i18n/names.ts'
import { type CampaignKey, newCampaignKey } from '../../src/key-file/keys.ts'
import { startPetition } from '../support/campaign.ts'
import { makeOwner, openDatabase, seedContacts, signerOf } from '../support/seed-contacts.ts'
import { NO_CHROMIUM, watch } from './browser.ts'
import { Campaigner } from './campaigner.ts'
import { guestsFrom } from './guests.ts'
import { kindsOf, record } from './record.ts'
import { useSite } from './site.ts'
import { objections, overflows } from './sound.ts'

const PASSPHRASE = 'ferry lantern harbour mill otter plum'
const PHONE = { width: 390, height: 844 }
const ROWS = 2_000
/** Longest words, another script, and from right to left. */
const SOME = ['en', 'de', 'ru', 'ar'] as const

describe.skipIf(NO_CHROMIUM)('contacts in the browser', () => {
  const site = useSite()
  let serial = 0

  const newGuest = guestsFrom('203.0.113', () => site.browserWith('DejaVu Sans'), { viewport: PHONE })

  /** An owner of a new petition, on the page of its contacts, with the file of its key. */
  async function owner(
    { rows, locale = 'en', fields = {} }: { rows: number; locale?: Locale; fields?: Record<string, unknown> },
    options: BrowserContextOptions = {},
  ) {
    const { origin } = site.started()
    const slug = `contacts-${serial++}`
    const key = await newCampaignKey()
    await startPetition(origin, slug, { publicKeys: [key.publicKey], title: 'Keep the night ferry', ...fields })
    await seedContacts(site.directory, { slug, publicKeys: [key.publicKey], rows })
    const context = await newGuest({ locale, ...options })
    const complaints = await watch(context, [origin])
    const one = new Campaigner(await context.newPage(), origin, locale)
    const email = `owner-${slug}@example.org`
    await one.signIn(email)
    makeOwner(site.directory, slug)
    const file = await keyFile(slug, [key])
    const path = `/console/p/${slug}/contacts`
    await one.page.goto(origin + path)
    return { one, page: one.page, words: one.words.contacts, context, complaints, slug, key, file, path, origin, email }
  }

  async function keyFile(name: string, keys: readonly CampaignKey[]): Promise<string> {
    const file = join(site.directory, `${name}-${serial++}.campaign-key.json`)
    await writeKeyFile(file, keys, PASSPHRASE)
    return file
  }

  test('are opened, saved and printed, and nothing of them is sent', async () => {
    const { page, context, words, complaints, file, key, slug, path } = await owner({ rows: ROWS })
    const sent = record(page)
    await unlock(page, file)
    await page.locator('[data-part=opened]').waitFor()
    expect(await numbersOf(page)).toEqual({ counted: '2,000', agreed: '667', rows: '2,000' })

    await page.getByLabel(words.newsletter.column.country).check()
    const letters = (await saved(page, 'newsletter')).split('\r\n')
    expect(letters[0]).toBe('\uFEFFemail,name,country,locale')
    const agreed = Array.from({ length: ROWS }, (_, n) => signerOf(n)).filter(({ updates }) => updates)
    expect(letters.slice(1, -1).map((line) => line.split(',')[0])).toEqual(agreed.map(({ email }) => email))
    const all = (await saved(page, 'everything')).split('\r\n')
    expect(all.length).toBe(ROWS + 2)
    expect(all[0]).toContain('email,country,comment')

    await page.getByLabel(words.list.order).selectOption('country')
    await page.locator('[data-act=list]').click()
    const [view] = await Promise.all([context.waitForEvent('page'), page.locator('[data-part=documents] a').click()])
    await view.locator('section.paper').last().waitFor({ state: 'attached' })
    const list = (await view.locator('body').textContent()) ?? ''
    expect(list).not.toContain('@')
    expect(await view.locator('tbody tr').count()).toBe(ROWS)
    const countries = await view.locator('tbody td:nth-of-type(2)').allTextContents()
    expect([...new Set(countries)]).toEqual(['DE', 'IE', 'NO', 'GB', 'UZ'].map(countryNames('en')))
    // A page on paper for each that the list counts.
    const pages = await view.locator('section.paper').count()
    const pdf = (await view.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(pages)
    expect(await view.locator('section.paper .note').last().textContent()).toContain(`Page ${pages} of ${pages}`)

    await page.locator('[data-part=opened] [data-act=lock]').click()
    await page.locator('[data-part=unlocking]').waitFor()
    await expect.poll(() => view.isClosed()).toBe(true)
    expect(await page.locator('body').innerText()).toContain(words.readings)
    const stored = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
    ])
    expect(stored).toEqual([0, 0, 0, 0])

    const secrets = [
      PASSPHRASE,
      key.privateKey,
      'Signer 0',
      'signer.0@',
      ...(readFileSync(file, 'utf8').match(/[\w-]{60,}/g) ?? []),
    ]
    const everything = sent().map(({ text }) => text)
    for (const secret of secrets) expect(everything.filter((text) => text.includes(secret))).toEqual([])
    expect(kindsOf(sent())).toEqual(
      [
        'GET /console-contacts-worker.js',
        'GET /console-contacts.js',
        `GET ${path}`,
        `POST ${path}/rows`,
        `GET ${await page.locator('link[rel=stylesheet]').getAttribute('href')}`,
      ].toSorted(),
    )
    expect(complaints).toEqual([])
    expect(readingsOf(site.directory, slug)).toBe(1)
  })

  test('could be sent nowhere: the policy of the page and of its workers refuses whatever a script might try', async () => {
    const { page, origin, complaints } = await owner({ rows: 1 })
    const refused = await page.evaluate(async (path) => {
      const tried: Record<string, string> = {}
      const violated: string[] = []
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        violated.push(`${violatedDirective} ${new URL(blockedURI).pathname}`),
      )
      const fails = (attempt: () => Promise<unknown>): Promise<string> =>
        attempt().then(
          () => 'sent',
          () => 'refused',
        )
      tried['fetch'] = await fails(() => fetch(`${path}?name=Ada`))
      tried['other rows'] = await fails(() => fetch(`${path}/rows/more`, { method: 'POST' }))
      // Chromium says true, and sends nothing.
      navigator.sendBeacon('/beacon', 'Ada')
      tried['socket'] = await fails(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`ws://${location.host}/socket`)
            socket.addEventListener('open', resolve)
            socket.addEventListener('error', reject)
          }),
      )
      const load = (element: HTMLImageElement | HTMLScriptElement | HTMLIFrameElement, url: string) =>
        fails(
          () =>
            new Promise((resolve, reject) => {
              element.addEventListener('load', resolve)
              element.addEventListener('error', reject)
              document.addEventListener('securitypolicyviolation', reject, { once: true })
              element.src = url
              document.body.append(element)
            }),
        )
      tried['image'] = await load(document.createElement('img'), '/og.png?Ada')
      tried['script'] = await load(document.createElement('script'), '/share.js?Ada')
      // Browsers load a page of their own in it: what was refused is in `violated`.
      await load(document.createElement('iframe'), '/en?Ada')
      tried['worker'] = await fails(
        () =>
          new Promise((resolve, reject) => {
            const worker = new Worker('/share.js', { type: 'module' })
            worker.addEventListener('message', resolve)
            worker.addEventListener('error', reject)
          }),
      )
      const form = document.createElement('form')
      form.action = '/console?Ada'
      document.body.append(form)
      form.submit()
      await new Promise((resolve) => setTimeout(resolve, 0))
      return { tried, violated: [...new Set(violated)].toSorted() }
    }, new URL(page.url()).pathname)
    expect(refused.tried).toEqual({
      fetch: 'refused',
      'other rows': 'refused',
      socket: 'refused',
      image: 'refused',
      script: 'refused',
      worker: 'refused',
    })
    const path = new URL(page.url()).pathname
    expect(refused.violated).toEqual(
      [
        `connect-src ${path}`,
        `connect-src ${path}/rows/more`,
        'connect-src /beacon',
        'connect-src /socket',
        'img-src /og.png',
        'script-src-elem /share.js',
        'frame-src /en',
        'worker-src /share.js',
      ].toSorted(),
    )
    // Said once the page is idle.
    await expect.poll(() => complaints.filter((complaint) => complaint.includes('form-action'))).not.toEqual([])
    const worker = await fetch(`${origin}/console-contacts-worker.js`)
    expect(worker.headers.get('content-security-policy')).toBe("default-src 'none'")
  })

  test('that are locked to an older key open with its file, too', async () => {
    const { page, words, slug, file, key } = await owner({ rows: 30 })
    const older = await newCampaignKey()
    await seedContacts(site.directory, { slug, publicKeys: [older.publicKey], rows: 20, from: 30 })
    await unlock(page, file)
    await page.locator('[data-part=opened]').waitFor()
    expect(await numbersOf(page)).toEqual({ counted: '30', agreed: '10', rows: '30' })
    const notice = await page.locator('[data-part=unopened]').innerText()
    expect(notice).toBe(filled(words.said.locked, { n: '20', key: older.id }))
    expect(notice).not.toContain(key.id)
    await unlock(page, await keyFile('older', [older]))
    await expect.poll(() => numbersOf(page)).toEqual({ counted: '50', agreed: '17', rows: '50' })
    expect(await page.locator('[data-part=unopened]').innerText()).toBe('')
    // Nothing was downloaded again.
    expect(readingsOf(site.directory, slug)).toBe(1)
  })

  test('say in words what is wrong with a file, and lose nothing that was typed', async () => {
    const { page, words, file, key } = await owner({ rows: 3 })
    const error = (field: 'key-file' | 'passphrase') => page.locator(`#${field}-error`).innerText()
    const name = (path: string): string => path.split('/').at(-1) ?? ''
    await page.locator('[data-act=unlock]').click()
    await expect.poll(() => error('key-file')).toBe(words.said['no-file'])
    await page
      .locator('#key-file')
      .setInputFiles({ name: 'cat.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
    await page.locator('#passphrase').fill('typed')
    await page.locator('[data-act=unlock]').click()
    await expect.poll(() => error('key-file')).toBe(filled(words.said['not-a-key-file'], { file: 'cat.json' }))
    expect(await page.locator('#passphrase').inputValue()).toBe('typed')
    const foreign = await newCampaignKey()
    const other = await keyFile('other', [foreign])
    await unlock(page, other)
    const begin = ({ publicKey }: CampaignKey): string => publicKey.slice(0, 9)
    await expect
      .poll(() => error('key-file'))
      .toBe(filled(words.said['other-key'], { file: name(other), key: begin(foreign), keys: begin(key) }))
    await page.locator('#key-file').setInputFiles(file)
    await page.locator('#passphrase').fill('')
    await page.locator('[data-act=unlock]').click()
    await expect.poll(() => error('passphrase')).toBe(filled(words.said['no-passphrase'], { file: name(file) }))
    await page.locator('#passphrase').fill('another passphrase altogether')
    await page.locator('#passphrase').press('Enter')
    await expect.poll(() => error('passphrase')).toBe(filled(words.said['wrong-passphrase'], { file: name(file) }))
    // An older key, which the petition has no more: pressed again, it is taken.
    await unlock(page, other)
    await expect.poll(() => error('key-file')).toContain(begin(foreign))
    await page.locator('[data-act=unlock]').click()
    await page.locator('[data-part=opened]').waitFor()
    expect(await page.locator('[data-part=unopened]').innerText()).toContain(words.said.none)
    expect(await page.locator('[data-part=choices]').isVisible()).toBe(false)
  })

  test('continue where they were after the connection was lost', async () => {
    const { page, words, file, slug } = await owner({ rows: 1_200 })
    const cursors: (string | null)[] = []
    // The first response ends in the middle of a line, the next ones do not arrive.
    await page.route('**/contacts/rows', async (route) => {
      cursors.push(new URLSearchParams(route.request().postData() ?? '').get('cursor'))
      if (cursors.length === 1) {
        const response = await route.fetch()
        const body = await response.body()
        return route.fulfill({ response, body: body.subarray(0, Math.floor(body.length / 2)) })
      }
      return cursors.length < 7 ? route.abort('connectionreset') : route.continue()
    })
    await page.clock.install()
    await unlock(page, file)
    await expect.poll(() => cursors.length).toBe(2)
    // Whatever it waits for between tries.
    await expect
      .poll(async () => {
        await page.clock.runFor(10_000)
        return page.locator('[data-part=state]').innerText()
      })
      .toBe(words.said.cut)
    const [first, second, ...later] = cursors
    expect(first).toBeNull()
    expect(second).toMatch(/^[\da-f-]{36}$/)
    expect(new Set(later)).toEqual(new Set([second]))
    await page.locator('[data-act=go]').click()
    await page.locator('[data-part=opened]').waitFor()
    expect((await numbersOf(page)).rows).toBe('1,200')
    // Each once, and all of it one reading.
    const emails = (await saved(page, 'everything'))
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[5])
    expect(emails).toEqual(Array.from({ length: 1_200 }, (_, n) => signerOf(n).email))
    expect(readingsOf(site.directory, slug)).toBe(1)
  })

  test('continue when their owner has signed in again elsewhere', async () => {
    const { page, context, words, file, origin, email } = await owner({ rows: 5 })
    await context.clearCookies()
    await unlock(page, file)
    await expect.poll(() => page.locator('[data-part=state]').innerText()).toBe(words.said['signed-out'])
    const elsewhere = new Campaigner(await context.newPage(), origin, 'en')
    await elsewhere.signIn(email)
    await page.bringToFront()
    await page.locator('[data-act=go]').click()
    await page.locator('[data-part=opened]').waitFor()
    expect((await numbersOf(page)).rows).toBe('5')
  })

  test('of a petition that is deleted meanwhile are asked for once', async () => {
    const { page, words, file, slug } = await owner({ rows: 5 })
    const db = openDatabase(site.directory)
    db.prepare('UPDATE petitions SET deleted_at = 1 WHERE slug = ?').run(slug)
    db.close()
    await unlock(page, file)
    await expect.poll(() => page.locator('[data-part=state]').innerText()).toBe(words.said.forbidden)
    expect(await page.locator('[data-act=go]').isVisible()).toBe(false)
  })

  test('that strangers wrote are text, in the list and in the file', async () => {
    const { page, context, complaints, file, slug } = await owner({ rows: 0 })
    const hostile = `<img src=x onerror=alert(1)>"&'`
    await seedContacts(site.directory, { slug, publicKeys: [await publicKeyOf(file)], rows: 1, name: hostile })
    await page.reload()
    await unlock(page, file)
    await page.locator('[data-part=opened]').waitFor()
    await page.locator('[data-act=list]').click()
    const [view] = await Promise.all([context.waitForEvent('page'), page.locator('[data-part=documents] a').click()])
    expect(await view.locator('tbody th').innerText()).toBe(hostile)
    expect(await view.locator('tbody img').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('need a script, and the page says so', async () => {
    const { page, words } = await owner({ rows: 1 }, { javaScriptEnabled: false })
    expect(await page.locator('noscript').innerText()).toContain(words.noScript)
    expect(await page.locator('#contacts').isVisible()).toBe(false)
  })

  test.for(SOME)('have pages that axe objects to nothing of and that fit every window in %s', async (locale) => {
    const { page, context, file } = await owner({ rows: 40, locale, fields: { language: locale } })
    const found: string[] = []
    const look = async (name: string, at = page): Promise<void> => {
      for (const problem of [...(await objections(at)), ...(await overflows(at))]) found.push(`${name}: ${problem}`)
      await at.setViewportSize(PHONE)
    }
    await look('locked')
    await page.locator('[data-act=unlock]').click()
    await page.locator('#key-file-error').waitFor()
    await look('with a mistake')
    const { promise: looked, resolve } = Promise.withResolvers<void>()
    await page.route('**/contacts/rows', async (route) => {
      await looked
      await route.continue()
    })
    await unlock(page, file)
    await page.locator('[data-part=working]').waitFor()
    await look('opening')
    resolve()
    await page.locator('[data-part=opened]').waitFor()
    await look('opened')
    await page.locator('[data-act=list]').click()
    const [view] = await Promise.all([context.waitForEvent('page'), page.locator('[data-part=documents] a').click()])
    await view.waitForLoadState()
    await look('list', view)
    expect(found).toEqual([])
  })
})

async function unlock(page: Page, file: string): Promise<void> {
  await page.locator('#key-file').setInputFiles(file)
  await page.locator('#passphrase').fill(PASSPHRASE)
  await page.locator('[data-act=unlock]').click()
}

async function numbersOf(page: Page) {
  const of = (part: string): Promise<string> => page.locator(`[data-part=${part}]`).innerText()
  return { counted: await of('counted'), agreed: await of('agreed'), rows: await of('rows') }
}

/** The text of a file that a button saves. */
async function saved(page: Page, act: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-act=${act}]`).click()])
  return readFileSync(await download.path(), 'utf8')
}

const filled = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

const publicKeyOf = async (file: string): Promise<string> => JSON.parse(readFileSync(file, 'utf8')).publicKey

/** How many readings of contacts the audit log has. */
function readingsOf(stateDirectory: string, slug: string): number {
  const db = openDatabase(stateDirectory)
  const row = db
    .prepare(
      `SELECT count(*) AS n FROM audit_log
       WHERE act = 'contacts-read' AND petition_id = (SELECT id FROM petitions WHERE slug = ?)`,
    )
    .get(slug)
  db.close()
  return Number(row?.['n'])
}
