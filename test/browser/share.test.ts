/** Sharing in a browser: the device's own way where there is one, copying everywhere, links without any script. */
import { build } from 'esbuild'
import { join } from 'node:path'
import { html } from 'hono/html'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { en } from '../../src/i18n/en/site.ts'
import { Share } from '../../src/pages/share.tsx'
import { launch, NO_CHROMIUM } from './browser.ts'

const { share: words } = en
const URL_OF_PETITION = 'https://petitions.example.org/en/p/demo'
const TITLE = 'Keep the "night" boat'
/** Only there may a script write to the clipboard without https. */
const PAGE = 'http://localhost/'

describe.skipIf(NO_CHROMIUM)('sharing', () => {
  let browser: Browser
  let script: string
  beforeAll(async () => {
    const bundle = await build({
      stdin: {
        contents: `import { enableShare } from './share.ts'; enableShare(document)`,
        resolveDir: join(import.meta.dirname, '../../src/browser/share'),
      },
      bundle: true,
      format: 'esm',
      write: false,
    })
    script = bundle.outputFiles[0]?.text ?? ''
    browser = await launch()
  })
  afterAll(() => browser?.close())

  /** A page with nothing but the part for sharing. `prepare` runs before its script. */
  async function open(prepare: () => void = () => undefined, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options })
    onTestFinished(() => context.close())
    const markup: string =
      await html`${Share({ open: true, words: en, slug: 'demo', url: URL_OF_PETITION, title: TITLE })}`
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
      url: URL_OF_PETITION,
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
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(URL_OF_PETITION)
    const button = page.getByRole('button', { name: words.copied })
    expect(await button.evaluate((it) => it === document.activeElement)).toBe(true)
  })

  test('needs no script for its links', async () => {
    const page = await open(undefined, { javaScriptEnabled: false })
    expect(await page.getByRole('button').count()).toBe(0)
    for (const name of ['WhatsApp', 'Telegram', 'X', 'Facebook', 'Bluesky', words.email]) {
      const link = page.getByRole('link', { name: words.by(name), exact: true })
      expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow')
      expect(await link.getAttribute('href')).toContain(encodeURIComponent(URL_OF_PETITION))
    }
  })
})
