/** Sharing in a browser: the device's own way where there is one, copying everywhere, links without any script. */
import { html } from 'hono/html'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { en } from '../../src/i18n/en/site.ts'
import { Share, type ShareProps } from '../../src/pages/share.tsx'
import { launch, NO_CHROMIUM } from './browser.ts'
import { shareScript } from './share-script.ts'

const { share: words, after } = en
const ORIGIN = 'https://petitions.example.org'
const URL_OF_PETITION = `${ORIGIN}/en/p/demo`
const TITLE = 'Keep the "night" boat'
/** Only there may a script write to the clipboard without https. */
const PAGE = 'http://localhost/'

describe.skipIf(NO_CHROMIUM)('sharing', () => {
  let browser: Browser
  let script: string
  beforeAll(async () => {
    script = await shareScript(`import { enableShare } from './share.ts'; enableShare(document)`)
    browser = await launch()
  })
  afterAll(() => browser?.close())

  /** A page with nothing but the part for sharing. `prepare` runs before its script. */
  async function open(
    prepare: () => void = () => undefined,
    options: BrowserContextOptions = {},
    signed: ShareProps['signed'] = 'no',
  ): Promise<Page> {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options })
    onTestFinished(() => context.close())
    const markup: string =
      await html`${Share({ open: true, words: en, locale: 'en', slug: 'demo', origin: ORIGIN, partner: null, title: TITLE, signed })}`
    const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><body>${markup}<script type="module" src="/s.js"></script>`
    await context.route('**/*', (route) =>
      route.request().url() === `${PAGE}s.js`
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body }),
    )
    const page = await context.newPage()
    await page.addInitScript(prepare)
    await page.goto(PAGE)
    return page
  }

  test('uses the share sheet of the device first, with title and URL', async () => {
    const page = await open(() => {
      Object.defineProperty(navigator, 'share', {
        value: (data: ShareData) => {
          Reflect.set(window, 'shared', data)
          // As when the dialog is closed.
          return Promise.reject(new DOMException('', 'AbortError'))
        },
      })
    })
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.getByRole('button', { name: words.device }).click()
    expect(await page.evaluate<unknown>(() => Reflect.get(window, 'shared'))).toEqual({
      title: TITLE,
      url: `${URL_OF_PETITION}?source=share`,
    })
    expect(errors).toEqual([])
  })

  test('hides the share sheet of the device where there is none', async () => {
    const page = await open(() => {
      Object.defineProperty(navigator, 'share', { value: undefined })
    })
    await page.getByRole('button', { name: words.copyLink }).waitFor()
    expect(await page.getByRole('button', { name: words.device }).count()).toBe(0)
  })

  test('copies the link and announces it', async () => {
    const page = await open()
    await page.getByRole('button', { name: words.copyLink }).press('Enter')
    await expect.poll(() => page.getByRole('status').textContent()).toBe(words.copied)
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${URL_OF_PETITION}?source=copy`)
    const button = page.getByRole('button', { name: words.copied })
    expect(await button.evaluate((it) => it === document.activeElement)).toBe(true)
  })

  test('needs no script for its links', async () => {
    const page = await open(undefined, { javaScriptEnabled: false })
    expect(await page.getByRole('button').count()).toBe(0)
    for (const name of ['WhatsApp', 'Telegram', 'X', 'Facebook', 'Bluesky', words.email]) {
      const link = page.getByRole('link', { name: words.by(name), exact: true })
      expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow')
      const way = name === words.email ? 'email' : name.toLowerCase()
      expect(await link.getAttribute('href')).toContain(encodeURIComponent(`${URL_OF_PETITION}?source=${way}`))
    }
  })

  describe('of those who have signed', () => {
    const textOf = async (page: Page, name: string): Promise<string> => {
      const href = await page.getByRole('link', { name: words.by(name), exact: true }).getAttribute('href')
      const { searchParams } = new URL(href ?? '')
      return searchParams.get('text') ?? searchParams.get('body') ?? ''
    }
    const TEXT = 'Sign it & tell: 100%\nit “matters”'

    test('sends a text along in the links without a script, too', async () => {
      const page = await open(undefined, { javaScriptEnabled: false }, 'yes')
      expect(await textOf(page, 'WhatsApp')).toBe(`${after.message(TITLE)} ${URL_OF_PETITION}?source=whatsapp`)
      expect(await page.getByLabel(after.messageLabel).inputValue()).toBe(after.message(TITLE))
    })

    test('sends the text as it was edited: in links, by copying and by the device', async () => {
      const page = await open(
        () => {
          const value = (data: ShareData) => Promise.resolve(void Reflect.set(window, 'shared', data))
          Object.defineProperty(navigator, 'share', { value })
        },
        {},
        'yes',
      )
      await page.getByLabel(after.messageLabel).fill(TEXT)
      const sent = TEXT.replace('\n', '\r\n')
      expect(await textOf(page, 'WhatsApp')).toBe(`${sent} ${URL_OF_PETITION}?source=whatsapp`)
      expect(await textOf(page, 'Telegram')).toBe(sent)
      expect(await textOf(page, 'X')).toBe(sent)
      expect(await textOf(page, 'Bluesky')).toBe(`${sent} ${URL_OF_PETITION}?source=bluesky`)
      expect(await textOf(page, words.email)).toBe(`${sent}\r\n\r\n${URL_OF_PETITION}?source=email`)
      await page.getByRole('button', { name: words.device }).click()
      expect(await page.evaluate<unknown>(() => Reflect.get(window, 'shared'))).toEqual({
        title: TITLE,
        text: TEXT,
        url: `${URL_OF_PETITION}?source=share`,
      })
      await page.getByRole('button', { name: after.copyText }).click()
      await expect.poll(() => page.getByRole('status').textContent()).toBe(after.textCopied)
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${TEXT} ${URL_OF_PETITION}?source=copy`)
    })

    test('cuts what is too long for a post, and never the link', async () => {
      const page = await open(undefined, {}, 'yes')
      const errors: string[] = []
      page.on('pageerror', ({ message }) => errors.push(message))
      await page.getByLabel(after.messageLabel).evaluate(
        (field, text) => {
          if (field instanceof HTMLTextAreaElement) field.value = text
          field.dispatchEvent(new Event('input'))
        },
        `\uD800${'😀'.repeat(400)}`,
      )
      const post = await textOf(page, 'Bluesky')
      expect([...new Intl.Segmenter().segment(post)].length).toBe(300)
      expect(post.endsWith(`😀… ${URL_OF_PETITION}?source=bluesky`)).toBe(true)
      expect(errors).toEqual([])
    })
  })
})
