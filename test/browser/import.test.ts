/**
 * An earlier list, imported in the browser of an owner: tested, added, interrupted and continued, in several encodings, and in words where
 * something is wrong. What the page sends is recorded: names are encrypted, and nothing goes to anybody else.
 */
import { readFileSync } from 'node:fs'

import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import type { Locale } from '../../schema/locales.ts'
import { consoleWords } from '../../src/i18n/console-catalogue.ts'
import { fromHex } from '../../src/crypto/bytes.ts'
import { open } from '../../src/crypto/hpke.ts'
import { newCampaignKey } from '../../src/key-file/keys.ts'
import { startPetition } from '../support/campaign.ts'
import { earlierList } from '../support/earlier-list.ts'
import { makeOwner, openDatabase } from '../support/seed-contacts.ts'
import { follow, NO_CHROMIUM, watch } from './browser.ts'
import { Campaigner } from './campaigner.ts'
import { guestsFrom } from './guests.ts'
import { kindsOf, record } from './record.ts'
import { useSite } from './site.ts'
import { objections, overflows } from './sound.ts'

const PHONE = { width: 390, height: 844 }
const ROWS = 2_000
const SOME = ['en', 'de', 'ru', 'ar'] as const

describe.skipIf(NO_CHROMIUM)('an earlier list', () => {
  const site = useSite()
  let serial = 0

  const newGuest = guestsFrom('203.0.113', () => site.browserWith('DejaVu Sans'), { viewport: PHONE })

  /** An owner of a new petition, on the page that imports a list. */
  async function owner(
    { locale = 'en', fields = {} }: { locale?: Locale; fields?: Record<string, unknown> } = {},
    options: BrowserContextOptions = {},
  ) {
    const { origin } = site.started()
    const slug = `list-${serial++}`
    const key = await newCampaignKey()
    await startPetition(origin, slug, { publicKeys: [key.publicKey], title: 'Keep the night ferry', ...fields })
    const context = await newGuest({ locale, ...options })
    const complaints = await watch(context, [origin])
    const one = new Campaigner(await context.newPage(), origin, locale)
    const email = `owner-${slug}@example.org`
    await one.signIn(email)
    makeOwner(site.directory, slug)
    const path = `/console/p/${slug}/paper/import`
    await one.page.goto(origin + path)
    return { page: one.page, context, words: consoleWords(locale).paper, complaints, slug, key, path, origin, email }
  }

  const countOf = async (slug: string): Promise<unknown> =>
    (await (await fetch(`${site.started().origin}/api/petitions/${slug}/count`)).json()).parts

  test('is tested and added, and only what is needed is sent', async () => {
    const { page, words, complaints, slug, key, path } = await owner()
    const list = earlierList(ROWS)
    const sent = record(page)
    await choose(page, list.text)
    expect(await columnsOf(page)).toEqual({
      name: 'Full name',
      email: 'E-mail',
      country: 'Country',
      date: 'Signed on',
      consent: 'Newsletter',
    })
    await page.locator('[data-act=test]').click()
    await page.locator('[data-part=result]').waitFor()
    const added = ROWS - list.bad - list.twice
    expect(await sumOf(page)).toEqual({
      rows: '2,000',
      here: '0',
      twice: `− ${list.twice}`,
      unreadable: `− ${list.bad}`,
      added: added.toLocaleString('en'),
    })
    // Line numbers as a spreadsheet has them.
    expect(await page.locator('[data-part=bad] th').first().innerText()).toBe('Row 9')
    expect(await page.locator('[data-part=bad] td').first().innerText()).toBe(words.problems['not-an-email'])
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-act=save]').click()])
    const saved = readFileSync(await download.path(), 'utf8').split('\r\n')
    expect(saved[0]).toBe('\uFEFFRow,Problem,Full name,E-mail,Country,Signed on,Newsletter')
    expect(saved).toHaveLength(list.bad + 2)
    expect(saved[1]).toContain(`9,${words.problems['not-an-email']},"Signer 7, called ""Number 7"""`)
    expect(await countOf(slug)).toEqual({ proven: 0, claimed: 0 })

    // What is missing is said at its field.
    await page.locator('[data-act=add]').click()
    await page.locator('#lawful-error').waitFor()
    expect(await page.locator('#source-error').isVisible()).toBe(true)
    await fill(page)
    await Promise.all([page.waitForURL('**/paper?done=imported**'), page.locator('[data-act=add]').click()])
    expect(await page.locator('main').innerText()).toContain(words.imported(added))
    expect(await countOf(slug)).toEqual({ proven: 0, claimed: added })

    // Nothing but this origin, and of a signer the email address alone is readable.
    const id = /[\da-f]{8}-[\da-f-]{27}/.exec(sent().find(({ what }) => what.endsWith('/begin'))?.what ?? '')?.[0] ?? ''
    expect(kindsOf(sent())).toEqual(
      [
        'GET /console-import-worker.js',
        `GET ${path.replace('/import', '')}`,
        `GET ${await page.locator('link[rel=stylesheet]').getAttribute('href')}`,
        `POST ${path}/${id}/begin`,
        `POST ${path}/${id}/finish`,
        `POST ${path}/${id}/result`,
        `POST ${path}/${id}/rows`,
        `POST ${path}/${id}/test`,
        `POST ${path}/tests`,
      ].toSorted(),
    )
    const rows = sent().filter(({ what }) => what.endsWith('/rows'))
    expect(rows.length).toBe(Math.ceil(added / 250))
    expect(sent().filter(({ text }) => /Signer \d|Number \d/.test(text))).toEqual([])
    expect(Object.keys(JSON.parse(rows[0]?.body ?? '{}').rows[0]).toSorted()).toEqual([
      'contact',
      'country',
      'email',
      'id',
      'signedAt',
    ])
    const tests = sent().filter(({ what }) => what.endsWith('/test'))
    expect(tests.map(({ body }) => Object.keys(JSON.parse(body)))).toEqual(tests.map(() => ['from', 'to', 'emails']))
    const stored = importedOf(site.directory, slug)
    expect(stored).toHaveLength(added)
    const [first] = stored
    const contact = await open(fromHex(first?.contact ?? ''), [key.privateKey], {
      purpose: 'contact',
      petition: slug,
      id: first?.id ?? '',
    })
    expect(JSON.parse(contact)).toMatchObject({
      name: expect.stringMatching(/^Signer \d+, called "Number \d+"$/),
      email: expect.stringMatching(/^earlier\.\d+@example\.org$/),
    })
    expect(complaints).toEqual([])
  })

  test('continues where it was after the connection was lost, and after the page was closed', async () => {
    const { page, words, slug } = await owner()
    const list = earlierList(900)
    const added = 900 - list.bad - list.twice
    await choose(page, list.text)
    await page.locator('[data-act=test]').click()
    await page.locator('[data-part=result]').waitFor()
    await fill(page)
    let asked = 0
    // The second batch arrives, and its response is lost; the next ones do not arrive.
    await page.route('**/rows', async (route) => {
      asked++
      if (asked === 2) await route.fetch()
      return asked > 1 && asked < 7 ? route.abort('connectionreset') : route.continue()
    })
    await page.clock.install()
    await page.locator('[data-act=add]').click()
    await expect
      .poll(async () => {
        await page.clock.runFor(5_000)
        return page.locator('[data-part=state]').innerText()
      })
      .toBe(words.failed.replace('{done}', '257').replace('{total}', '900'))
    asked = 100
    let more = 0
    await page.route('**/rows', async (route) => {
      more++
      return more > 1 ? route.abort('connectionreset') : route.continue()
    })
    await page.locator('[data-act=go]').click()
    await expect
      .poll(async () => {
        await page.clock.runFor(5_000)
        return page.locator('[data-part=state]').innerText()
      })
      .toContain('900')
    const half = importedOf(site.directory, slug).length
    expect(half).toBeLessThan(added)
    await page.unrouteAll()
    page.on('dialog', (dialog) => void dialog.accept())
    await page.goto(page.url().replace(/\/import$/, ''))
    await follow(page.getByRole('link', { name: words.seeImport('Assembly') }))
    expect(await page.locator('main').innerText()).toContain(words.importState(half, 900))
    // Another file.
    await choose(page, earlierList(20).text)
    await page.locator('[data-act=test]').click()
    await expect.poll(() => page.locator('#file-error').innerText()).toBe(words.otherFile)
    await choose(page, list.text)
    await Promise.all([page.waitForURL('**/paper?done=imported**'), page.locator('[data-act=test]').click()])
    expect(await countOf(slug)).toEqual({ proven: 0, claimed: added })
    expect(new Set(importedOf(site.directory, slug).map(({ signer }) => signer)).size).toBe(added)
  })

  test.for<[name: string, file: Buffer, cells: string[]]>([
    ['UTF-8 with a mark', Buffer.from('\uFEFFИмя,Почта\nЁлка,a@example.org\n'), ['Ёлка', 'a@example.org']],
    ['UTF-16', Buffer.from('\uFEFFИмя;Почта\nЁлка;a@example.org\n', 'utf16le'), ['Ёлка', 'a@example.org']],
    ['UTF-16 without a mark', Buffer.from('Name\tE-mail\nAnna\ta@example.org\n', 'utf16le'), ['Anna', 'a@example.org']],
    [
      'UTF-16, big-endian',
      Buffer.from('\uFEFFName;E-mail\nÅse;a@example.org\n', 'utf16le').swap16(),
      ['Åse', 'a@example.org'],
    ],
    [
      'windows-1252',
      Buffer.from('Name;E-mail\r\nJosé Groß;a@example.org\r\n', 'latin1'),
      ['José Groß', 'a@example.org'],
    ],
    [
      'windows-1251',
      // Имя;Почта, Иван
      Buffer.from([
        200,
        236,
        255,
        59,
        207,
        238,
        247,
        242,
        224,
        10,
        200,
        226,
        224,
        237,
        59,
        ...Buffer.from('a@example.org\n'),
      ]),
      ['Иван', 'a@example.org'],
    ],
    ['tabs and no header', Buffer.from('Anna\ta@example.org\nBo\tb@example.org'), ['Anna', 'a@example.org']],
    [
      'line breaks of old systems and in quotes',
      Buffer.from('Name,E-mail\r"An\r\nna",a@example.org\r'),
      ['An\nna', 'a@example.org'],
    ],
  ])('in %s is read as it was written', async ([, file, cells]) => {
    const { page } = await owner()
    await choose(page, file)
    const shown = await page.locator('[data-part=sample] tbody tr').first().locator('td').allTextContents()
    expect(shown).toEqual(cells)
    expect(await page.locator('#column-email').inputValue()).toBe('1')
  })

  test('of few people does not say who is known, and people of an earlier import are not counted again', async () => {
    const { page, words, slug } = await owner()
    await choose(page, earlierList(10).text)
    await page.locator('[data-act=test]').click()
    await page.locator('[data-part=few]').waitFor()
    expect(await page.locator('[data-part=few]').innerText()).toBe(words.few)
    expect(await sumOf(page)).toEqual({ rows: '10', twice: '0', unreadable: '− 1' })
    await fill(page)
    await Promise.all([page.waitForURL('**/paper?done=imported**'), page.locator('[data-act=add]').click()])
    expect(await countOf(slug)).toEqual({ proven: 0, claimed: 9 })
    await page.goto(page.url().replace(/\?.*/, '/import'))
    const list = earlierList(60)
    await choose(page, list.text)
    await page.locator('[data-act=test]').click()
    await page.locator('[data-part=result]').waitFor()
    expect(await sumOf(page)).toMatchObject({ rows: '60', here: '− 9' })
  })

  test('of a petition that is deleted meanwhile is not tried again, and the page says that it is gone', async () => {
    const { page, words, slug } = await owner()
    await choose(page, earlierList(30).text)
    const db = openDatabase(site.directory)
    db.prepare('UPDATE petitions SET deleted_at = 1 WHERE slug = ?').run(slug)
    db.close()
    await page.locator('[data-act=test]').click()
    await expect.poll(() => page.locator('[data-part=state]').innerText()).toBe(words.gone)
    expect(await page.locator('[data-act=go]').isVisible()).toBe(false)
  })

  test('that is none is refused in words', async () => {
    const { page, words } = await owner()
    const error = () => page.locator('#file-error').textContent()
    await page.locator('#file').setInputFiles(csv('Name,E-mail\n'))
    await expect.poll(error).toBe(words.noRows)
    await page.locator('#file').setInputFiles(csv(`Name,E-mail\n"Anna,${'a@example.org\n'.repeat(100)}`))
    await expect.poll(error).toBe(words.notCsv)
    await page.locator('#file').setInputFiles(csv(`Name,E-mail\n${'A,a@example.org\n'.repeat(200_001)}`))
    await expect.poll(error).toBe(words.tooLarge)
    await choose(page, 'Who,Where\nAnna,Oslo\n')
    await page.locator('[data-act=test]').click()
    await expect.poll(() => page.locator('#column-email-error').innerText()).toBe(words.noEmailColumn)
  })

  test('that strangers wrote is text', async () => {
    const { page, complaints } = await owner()
    const hostile = '<img src=x onerror=alert(1)>'
    await choose(page, `<b>Name</b>,E-mail\n${hostile},nobody\n=1+1,b@example.org\n`)
    await page.locator('#column-name').selectOption('0')
    await page.locator('[data-act=test]').click()
    await page.locator('[data-part=result]').waitFor()
    expect(await page.locator('[data-part=bad]').innerText()).toContain(hostile)
    expect(await page.locator('#import img, #import b').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('needs a script, and the page says so', async () => {
    const { page, words } = await owner({}, { javaScriptEnabled: false })
    expect(await page.locator('noscript').innerText()).toContain(words.needsScript)
    expect(await page.locator('#import').isVisible()).toBe(false)
  })

  test.for(SOME)('has pages that axe objects to nothing of and that fit every window in %s', async (locale) => {
    const { page, words } = await owner({ locale })
    const found: string[] = []
    const look = async (name: string): Promise<void> => {
      for (const problem of [...(await objections(page)), ...(await overflows(page))]) found.push(`${name}: ${problem}`)
      await page.setViewportSize(PHONE)
    }
    await look('empty')
    await choose(page, earlierList(150).text)
    await look('chosen')
    await page.locator('[data-act=test]').click()
    await page.locator('[data-part=result]').waitFor()
    await look('tested')
    await page.locator('[data-act=add]').click()
    await look('with mistakes')
    await fill(page)
    const { promise: looked, resolve } = Promise.withResolvers<void>()
    await page.route('**/rows', async (route) => {
      await looked
      await route.continue()
    })
    await page.locator('[data-act=add]').click()
    await page.locator('[data-part=working]').waitFor()
    await look('adding')
    resolve()
    await page.waitForURL('**/paper?done=imported**')
    await look('added')
    await follow(page.getByRole('link', { name: words.seeImport('Assembly') }))
    await look('the import')
    await follow(page.getByRole('link', { name: words.undo }))
    await look('undo')
    expect(found).toEqual([])
  })
})

const csv = (content: string | Buffer) => ({ name: 'assembly.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })

async function choose(page: Page, content: string | Buffer): Promise<void> {
  await page.locator('#file').setInputFiles(csv(content))
  await page.locator('[data-part=columns]').waitFor()
  await page.locator('#import:not([aria-busy])').waitFor()
}

async function fill(page: Page): Promise<void> {
  await page.locator('#source').fill('Assembly')
  await page.locator('#lawful').check()
}

const columnsOf = async (page: Page): Promise<Record<string, string>> =>
  page
    .locator('[data-column]')
    .evaluateAll((all) =>
      Object.fromEntries(
        all.map((it) =>
          it instanceof HTMLSelectElement ? [it.dataset['column'] ?? '', it.selectedOptions[0]?.text ?? ''] : ['', ''],
        ),
      ),
    )

/** The lines that are shown. */
async function sumOf(page: Page): Promise<Record<string, string>> {
  const lines: Record<string, string> = {}
  for (const line of await page.locator('[data-line]').all()) {
    if (await line.isVisible())
      lines[(await line.getAttribute('data-line')) ?? ''] = await line.locator('td').innerText()
  }
  return lines
}

function importedOf(stateDirectory: string, slug: string): { id: string; signer: string; contact: string }[] {
  const db = openDatabase(stateDirectory)
  const rows = db
    .prepare(
      `SELECT id, hex(signer) AS signer, hex(contact) AS contact FROM imported
       WHERE petition_id = (SELECT id FROM petitions WHERE slug = ?) ORDER BY id`,
    )
    .all(slug)
  db.close()
  return rows.map(({ id, signer, contact }) => ({ id: String(id), signer: String(signer), contact: String(contact) }))
}
