/** Firefox as Debian ships it, by Puppeteer over WebDriver BiDi: Playwright drives only a Firefox of its own. */
import { launch } from 'puppeteer-core'

import { temporaryDirectory } from '../../support/temporary-directory.ts'
import { FIREFOX } from '../needs.ts'
import type { HostBrowser } from './browser.ts'
import { WINDOW } from './window.ts'

const PATIENCE_MS = 120_000
/** Nobody listens on it: whatever a page asks for, nothing leaves this machine. Loopback takes no proxy. */
const NO_PROXY = { host: '127.0.0.1', port: 9 }

export async function launchFirefox(): Promise<HostBrowser> {
  const downloads = temporaryDirectory()
  const browser = await launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    timeout: PATIENCE_MS,
    protocolTimeout: PATIENCE_MS,
    defaultViewport: WINDOW,
    extraPrefsFirefox: {
      // In a directory of its own, without asking.
      'browser.download.folderList': 2,
      'browser.download.dir': downloads.path,
      'browser.download.always_ask_before_handling_new_types': false,
      'network.proxy.type': 1,
      'network.proxy.http': NO_PROXY.host,
      'network.proxy.http_port': NO_PROXY.port,
      'network.proxy.ssl': NO_PROXY.host,
      'network.proxy.ssl_port': NO_PROXY.port,
    },
  })
  return {
    downloads: downloads.path,
    async open(url) {
      const context = await browser.createBrowserContext()
      const page = await context.newPage()
      page.setDefaultTimeout(PATIENCE_MS)
      await page.goto(url)
      return {
        goTo: async (url) => void (await page.goto(url)),
        async read(expression, selector) {
          if (selector === undefined) return (await page.evaluate(expression)) as never
          const frame = await (await page.waitForSelector(selector))?.contentFrame()
          if (!frame) throw new Error(`${selector} is no iframe`)
          return (await frame.evaluate(expression)) as never
        },
        type: async (selector, text) => page.type(selector, text),
        async choose(selector, file) {
          const field = await page.waitForSelector(selector)
          await (await field?.toElement('input'))?.uploadFile(file)
        },
        click: async (selector) => page.locator(selector).click(),
        close: () => context.close(),
      }
    },
    async close() {
      await browser.close()
      downloads.remove()
    },
  }
}
