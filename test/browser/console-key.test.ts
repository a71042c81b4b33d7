/** The key of a petition, made in a browser: the file that is saved opens, and nothing but the public key is sent. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { passphrasesFrom } from '../../src/cli/passphrase.ts'
import { readKeyFile, writeKeyFile } from '../../src/cli/keygen/key-file.ts'
import { newCampaignKey } from '../../src/key-file/keys.ts'
import { KEY_FILE_MAX_BYTES } from '../../src/limits.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { launch, NO_CHROMIUM, watch } from './browser.ts'

/** A secure context, as WebCrypto needs one. */
const ORIGIN = 'http://localhost'
const OWN = 'ferry lantern 1962 harbour'
const WORDS = {
  'not-a-key-file': 'Not a key file.',
  'wrong-passphrase': 'Wrong passphrase.',
  corrupt: 'Damaged.',
  'other-key': 'Another key.',
  'no-file': 'Choose a file.',
  unsupported: 'This browser cannot.',
  ownShort: 'Too short.',
  checked: 'It works.',
  notChecked: 'Not checked yet.',
  saveAgain: 'Save it again',
}

const markup = (kind: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Key</title>
<form method="post" action="/sent">
  <div id="make-key" data-slug="mill-lane" data-kind="${kind}" data-words='${JSON.stringify(WORDS)}' hidden>
    <output class="passphrase"></output>
    <button type="button" data-act="words">Different words</button>
    <label>Own <input id="own-passphrase" name="own"></label>
    <button type="button" data-act="save">Save the key file</button>
    <label>File <input type="file" id="key-file" name="file"></label>
    <label>Passphrase <input id="check-passphrase"></label>
    <button type="button" data-act="check">Check the key</button>
    <p role="status" data-part="state"></p>
  </div>
  <input type="hidden" name="checked" value="">
  <label>Public keys <textarea name="publicKeys"></textarea></label>
  <button>Continue</button>
</form><script type="module" src="/key.js"></script>`

/** As strict as that of the console: a script that asked for anything would be refused, and that is a complaint. */
const POLICY = "default-src 'none'; script-src 'self'; form-action 'self'"

describe.skipIf(NO_CHROMIUM)('a key', () => {
  const directory = temporaryDirectory()
  afterAll(() => directory.remove())
  let serial = 0
  const newPath = (): string => join(directory.path, `${++serial}.json`)

  let browser: Browser
  let script: string
  beforeAll(async () => {
    const entry = join(import.meta.dirname, '../../src/browser/console/console-key.ts')
    const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false })
    script = outputFiles[0]?.text ?? ''
    browser = await launch(null)
  })
  afterAll(() => browser?.close())

  interface Opened {
    page: Page
    complaints: readonly string[]
    /** Every request: its path, and what was sent with it. */
    requests: string[]
  }

  async function open({
    kind = 'words',
    prepare = () => {},
  }: { kind?: string; prepare?: () => void } = {}): Promise<Opened> {
    const context = await browser.newContext({ acceptDownloads: true })
    onTestFinished(() => context.close())
    const complaints = await watch(context, [ORIGIN])
    const requests: string[] = []
    context.on('request', (request) => {
      const { pathname, protocol } = new URL(request.url())
      if (protocol !== 'blob:') requests.push(`${request.method()} ${pathname} ${request.postData() ?? ''}`.trim())
    })
    await context.route('**/*', (route) =>
      new URL(route.request().url()).pathname === '/key.js'
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({
            contentType: 'text/html',
            body: markup(kind),
            headers: { 'content-security-policy': POLICY },
          }),
    )
    const page = await context.newPage()
    await page.addInitScript(prepare)
    await page.goto(`${ORIGIN}/key`)
    await page.locator('#make-key').waitFor()
    return { page, complaints, requests }
  }

  const stateOf = (page: Page) => page.locator('[data-part=state]').textContent()
  const field = (page: Page, name: string) => page.locator(`[name=${name}]`).inputValue()

  async function save(page: Page): Promise<{ path: string; name: string }> {
    const downloading = page.waitForEvent('download')
    await page.locator('[data-act=save]').click()
    const download = await downloading
    const path = newPath()
    await download.saveAs(path)
    return { path, name: download.suggestedFilename() }
  }

  async function check(page: Page, path: string, passphrase: string, says: string): Promise<void> {
    await page.locator('#key-file').setInputFiles(path)
    await page.locator('#check-passphrase').fill(passphrase)
    await page.getByRole('button', { name: 'Check the key' }).click()
    await expect.poll(() => stateOf(page)).toBe(says)
  }

  test('goes into a file that opens here and on the command line; the form has its public half alone', async () => {
    const { page, complaints, requests } = await open()
    const passphrase = (await page.locator('.passphrase').textContent()) ?? ''
    expect(passphrase).toMatch(/^[a-z]+(?: [a-z]+){5}$/)
    const { path, name } = await save(page)
    expect(name).toBe('mill-lane.campaign-key.json')
    expect(await field(page, 'checked')).toBe('')

    await check(page, path, passphrase.slice(1), WORDS['wrong-passphrase'])
    expect(await page.locator('#check-passphrase').evaluate((it) => it === document.activeElement)).toBe(true)
    expect(await field(page, 'publicKeys')).toBe('')
    await check(page, path, ` ${passphrase.toUpperCase()} `, WORDS.checked)

    const [key] = await readKeyFile(path, passphrasesFrom({ CAMPAIGN_KEY_PASSPHRASE: passphrase }))
    if (key === undefined) throw new Error('no key')
    expect([await field(page, 'publicKeys'), await field(page, 'checked')]).toEqual([key.publicKey, key.publicKey])
    expect(requests).toEqual(['GET /key', 'GET /key.js'])

    await page.locator('#own-passphrase').evaluate((it) => Object.assign(it, { value: 'left behind' }))
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL('**/sent')
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([
      `POST /sent checked=${key.publicKey}&publicKeys=${key.publicKey}`,
    ])
    for (const request of requests) expect(request).not.toContain(key.privateKey)
    expect(complaints).toEqual([])
  })

  test('can have a passphrase of its own, if it is long enough, and is saved again when that changes', async () => {
    const { page, complaints } = await open()
    await page.locator('#own-passphrase').fill('too short')
    await page.locator('#own-passphrase').press('Enter')
    await expect.poll(() => stateOf(page)).toBe(WORDS.ownShort)
    await page.locator('#own-passphrase').fill(OWN)
    const first = await save(page)
    await expect.poll(() => page.locator('[data-act=save]').textContent()).toBe(WORDS.saveAgain)
    await check(page, first.path, OWN, WORDS.checked)

    await page.locator('#own-passphrase').fill('')
    await expect.poll(() => page.locator('[data-act=save]').textContent()).toBe('Save the key file')
    expect([await stateOf(page), await field(page, 'checked')]).toEqual([WORDS.notChecked, ''])
    const second = await save(page)
    const { publicKey } = JSON.parse(readFileSync(second.path, 'utf8'))
    expect(JSON.parse(readFileSync(first.path, 'utf8'))).toMatchObject({ publicKey })
    await check(page, second.path, OWN, WORDS['wrong-passphrase'])
    // It is the same key: whichever file is kept, its passphrase opens it.
    await check(page, first.path, OWN, WORDS.checked)
    expect(complaints).toEqual([])
  })

  test('is drawn with digits for those who read another script', async () => {
    const { page } = await open({ kind: 'digits' })
    const first = await page.locator('.passphrase').textContent()
    expect(first).toMatch(/^\d{4}(?: \d{4}){4}$/)
    await page.locator('[data-act=words]').click()
    expect(await page.locator('.passphrase').textContent()).not.toBe(first)
  })

  test('that was made elsewhere is accepted until one was saved here', async () => {
    const [path, key] = [newPath(), await newCampaignKey()]
    await writeKeyFile(path, [key], OWN)
    const { page } = await open()
    await check(page, path, OWN, WORDS.checked)
    expect([await field(page, 'publicKeys'), await field(page, 'checked')]).toEqual([key.publicKey, key.publicKey])
    await save(page)
    await check(page, path, OWN, WORDS['other-key'])
    expect(await field(page, 'checked')).toBe('')
  })

  test('is the first of several, and the form says which one was checked', async () => {
    const [path, key] = [newPath(), await newCampaignKey()]
    await writeKeyFile(path, [key], OWN)
    const { page } = await open()
    await page.locator('textarea').fill('A-second-recipient')
    await check(page, path, OWN, WORDS.checked)
    expect(await field(page, 'publicKeys')).toBe(`${key.publicKey}\nA-second-recipient`)
    expect(await field(page, 'checked')).toBe(key.publicKey)
  })

  test('is asked for by what is wrong: no file, another file, a damaged or hostile one', async () => {
    const { page, complaints } = await open()
    await page.getByRole('button', { name: 'Check the key' }).click()
    await expect.poll(() => stateOf(page)).toBe(WORDS['no-file'])
    const { path } = await save(page)
    const members = JSON.parse(readFileSync(path, 'utf8'))
    const sendFile = async (text: string, says: string): Promise<void> => {
      await page
        .locator('#key-file')
        .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) })
      await page.getByRole('button', { name: 'Check the key' }).click()
      await expect.poll(() => stateOf(page)).toBe(says)
    }
    await sendFile('Dear campaigner', WORDS['not-a-key-file'])
    await sendFile(JSON.stringify({ ...members, iterations: 1e12 }), WORDS.corrupt)
    await sendFile('['.repeat(KEY_FILE_MAX_BYTES + 1), WORDS['not-a-key-file'])
    expect(complaints).toEqual([])
  })

  test('cannot be made in a browser without X25519, which says so', async () => {
    const { page, complaints } = await open({
      prepare: () => {
        const value = () => Promise.reject(new DOMException('', 'NotSupportedError'))
        Object.defineProperty(crypto.subtle, 'generateKey', { value })
      },
    })
    await expect.poll(() => stateOf(page)).toBe(WORDS.unsupported)
    await page.locator('[data-act=save]').click()
    await expect.poll(() => stateOf(page)).toBe(WORDS.unsupported)
    expect(complaints).toEqual([])
  })

  test('is not offered twice by pressing twice', async () => {
    const { page } = await open()
    let downloads = 0
    page.on('download', () => downloads++)
    await page.locator('[data-act=save]').dblclick()
    await expect.poll(() => page.locator('[data-act=save]').textContent()).toBe(WORDS.saveAgain)
    // The browser may report a download after the page has changed: the one of another press is behind all of before.
    await page.locator('[data-act=save]').click()
    await expect.poll(() => downloads).toBeGreaterThan(1)
    expect(downloads).toBe(2)
  })
})
