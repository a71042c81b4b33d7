/** Chromium, by Playwright. */
import { join } from 'node:path'

import { launch } from '../../browser/browser.ts'
import { temporaryDirectory } from '../../support/temporary-directory.ts'
import type { HostBrowser } from './browser.ts'
import { WINDOW } from './window.ts'

export async function launchChromium(): Promise<HostBrowser> {
  const browser = await launch()
  const downloads = temporaryDirectory()
  return {
    downloads: downloads.path,
    async open(url) {
      const context = await browser.newContext({ viewport: WINDOW })
      const page = await context.newPage()
      page.on('download', (file) => void file.saveAs(join(downloads.path, file.suggestedFilename())))
      await page.goto(url)
      return {
        goTo: async (url) => void (await page.goto(url)),
        async read(expression, selector) {
          if (selector === undefined) return page.evaluate(expression)
          const frame = await (await page.waitForSelector(selector, { state: 'attached' })).contentFrame()
          if (frame === null) throw new Error(`${selector} is no iframe`)
          return frame.evaluate(expression)
        },
        type: (selector, text) => page.locator(selector).pressSequentially(text),
        choose: (selector, file) => page.locator(selector).setInputFiles(file),
        click: (selector) => page.locator(selector).click(),
        close: () => context.close(),
      }
    },
    async close() {
      await browser.close()
      downloads.remove()
    },
  }
}
