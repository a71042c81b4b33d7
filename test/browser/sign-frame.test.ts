/** The sign form on another site: people sign in it, in a sandbox, without one and without a script, and it fits. */
import { createServer } from 'node:http'

import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { partnersOf, startPetition } from '../support/campaign.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { confirmByEmail, readCount } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { launch, NO_CHROMIUM, watch } from './browser.ts'
import { guestsFrom } from './guests.ts'
import { objections, overflows } from './sound.ts'

const { form: words, share, after, petition } = catalogue('en')
const FRAMES = ['sandboxed', 'plain'] as const
/** A side column, a phone, an article. */
const FRAME_WIDTHS_PX = [240, 320, 600]

describe.skipIf(NO_CHROMIUM)('the sign form on another site', () => {
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

  /** Each has a limit of its own. Not for sandboxed frames: CORS refuses their requests that have one more header. */
  const newGuest = guestsFrom('192.0.2', () => browser)

  async function openPartner(options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ locale: 'en', ...options })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(`${started.partnerOrigin}/sign`)
    return { context, page }
  }

  const fillIn = async (frame: FrameLocator, email: string): Promise<void> => {
    await frame.getByLabel(words.name, { exact: true }).fill('Ada Example')
    await frame.getByLabel(words.email, { exact: true }).fill(email)
  }
  const submit = (frame: FrameLocator): Promise<void> => frame.getByRole('button', { name: words.submit }).click()

  /** Whether the frame is as high as what is in it. */
  const fits = async (page: Page, id: string): Promise<boolean> => {
    const inside = await (await page.locator(`#${id}`).elementHandle())?.contentFrame()
    return (
      (await inside?.evaluate(() => {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement
        const height = Math.ceil(document.body.getBoundingClientRect().height)
        return scrollHeight <= clientHeight && scrollWidth <= clientWidth && height === clientHeight
      })) ?? false
    )
  }

  test('is signed in a sandbox and without one, counts once for the partner, and stores nothing', async () => {
    const context = await browser.newContext({ locale: 'en' })
    onTestFinished(() => context.close())
    const complaints = await watch(context, [started.origin, started.partnerOrigin])
    const page = await context.newPage()
    await page.goto(`${started.partnerOrigin}/sign`)
    const before = (await readCount(started.origin, 'demo')).count
    for (const id of FRAMES) {
      const frame = page.frameLocator(`#${id}`)
      await expect.poll(() => fits(page, id)).toBe(true)
      await fillIn(frame, 'nobody')
      await submit(frame)
      // The server says what is wrong, beside the field, and nothing that was typed is lost.
      await frame.locator('#email-error').waitFor()
      await expect.poll(() => fits(page, id)).toBe(true)
      const email = `${id}@example.org`
      await fillIn(frame, email)
      await submit(frame)
      await frame.getByRole('heading', { name: words.thanksConfirm }).waitFor()
      await frame.getByRole('heading', { name: share.title }).waitFor()
      expect(await frame.getByRole('link', { name: 'WhatsApp' }).getAttribute('href')).toContain('source%3Dgazette')
      expect(await frame.locator('.withdraw a').getAttribute('href')).toMatch(/\/withdraw\/[\w-]{99}/)
      await expect.poll(() => fits(page, id)).toBe(true)
      await confirmByEmail(started.origin, email)
    }
    await expect.poll(async () => (await readCount(started.origin, 'demo')).count).toBe(before + 2)
    expect(await partnersOf(started.origin, 'demo')).toMatchObject({ partners: [{ partner: 'gazette', count: 2 }] })
    expect(await context.cookies()).toEqual([])
    const plain = page.frames().find((frame) => frame.url().includes('theme=dark'))
    expect(await plain?.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ])
    // 422: the form with a mistake.
    expect(complaints.filter((complaint) => !complaint.includes('status of 422'))).toEqual([])
  })

  test.for(FRAMES)('without a script, it is sent and answered in the frame: %s', async (id) => {
    const { page } = await openPartner({ javaScriptEnabled: false })
    const frame = page.frameLocator(`#${id}`)
    const email = `no-script-${id}@example.org`
    await fillIn(frame, email)
    await submit(frame)
    await frame.getByRole('heading', { name: words.thanksConfirm }).waitFor()
    expect(page.url()).toBe(`${started.partnerOrigin}/sign`)
    await confirmByEmail(started.origin, email)
  })

  test('says at once that a signature counts, where no email confirms it, and gives a text to send', async () => {
    await startPetition(started.origin, 'at-once')
    const context = await newGuest({ locale: 'en' })
    const complaints = await watch(context, [started.origin])
    const page = await context.newPage()
    await page.goto(`${started.origin}/embed/at-once/sign?lang=en`)
    const frame = page.locator('body')
    await frame.getByLabel(words.name, { exact: true }).fill('Ada Example')
    await frame.getByLabel(words.email, { exact: true }).fill('at-once@example.org')
    await frame.getByRole('button', { name: words.submit }).click()
    await frame.getByRole('heading', { name: words.thanks }).waitFor()
    await frame.getByLabel(after.messageLabel).waitFor()
    await expect.poll(async () => (await readCount(started.origin, 'at-once')).count).toBe(1)
    expect(complaints).toEqual([])
  })

  test('opens the petition in a tab, with its partner, from a sandbox too', async () => {
    const { context, page } = await openPartner()
    for (const id of FRAMES) {
      const opened = context.waitForEvent('page')
      await page.frameLocator(`#${id}`).getByRole('link', { name: petition.toPetition }).click()
      const tab = await opened
      await expect.poll(() => tab.url()).toBe(`${started.origin}/en/p/demo?source=gazette`)
      await tab.close()
    }
  })

  test('takes nothing from another site’s frame, whatever it sends', async () => {
    // As any site may: a sandboxed frame of its own, with the origin “null”.
    const html = `<iframe sandbox="allow-scripts" srcdoc="<script>
      const said = async (path, init) => {
        try { return (await fetch('${started.origin}' + path, init)).status } catch { return 'not read' }
      };
      (async () => {
        const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
        parent.postMessage([
          await said('/embed/demo/challenge'),
          await said('/embed/demo/sign'),
          await said('/embed/demo/signatures', json),
          await said('/api/petitions/demo/challenge'),
          await said('/api/petitions/demo/signatures', json),
        ], '*')
      })()
    </script>"></iframe>`
    // A server: what Playwright responds with may not ask this machine for anything.
    const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html))
    const site = await new Promise<string>((resolve) => {
      server.listen(0, 'localhost', () => {
        const address = server.address()
        resolve(`http://localhost:${typeof address === 'object' ? address?.port : ''}/`)
      })
    })
    onTestFinished(() => void server.close())
    const attacker = await browser.newContext()
    onTestFinished(() => attacker.close())
    const elsewhere = await attacker.newPage()
    await elsewhere.addInitScript(() => {
      addEventListener('message', ({ data }) => Reflect.set(window, 'said', data))
    })
    await elsewhere.goto(site)
    await expect
      .poll(() => elsewhere.evaluate(() => Reflect.get(window, 'said')))
      .toEqual([403, 'not read', 403, 'not read', 'not read'])
  })

  test.for(LOCALES)('has nothing that axe objects to, and fits a column from 240 px, in %s', async (locale) => {
    const context = await newGuest({ locale })
    const page = await context.newPage()
    const { form } = catalogue(locale)
    const found: string[] = []
    const look = async (): Promise<void> => {
      found.push(...(await objections(page)), ...(await overflows(page, FRAME_WIDTHS_PX)))
    }
    await page.goto(`${started.origin}/embed/demo/sign?lang=${locale}`)
    await look()
    for (const summary of await page.locator('.sign summary').all()) await summary.click()
    await page.getByRole('button', { name: form.submit }).click()
    await page.locator('#name-error').waitFor()
    await look()
    await page.locator('#name').fill('Ada Example')
    await page.locator('#email').fill(`looked-at-${locale}@example.org`)
    await page.locator('button[type=submit]').focus()
    await page.keyboard.press('Enter')
    await page.locator('.thanks').waitFor()
    await look()
    await page.goto(`${started.origin}/embed/demo/thanks?lang=${locale}&theme=dark`)
    await look()
    await page.goto(`${started.origin}/embed/ali-feruz/sign?lang=${locale}&theme=light`)
    await look()
    expect(found).toEqual([])
  })
})
