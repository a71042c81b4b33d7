/** Chromium, by Playwright. */
import { launch } from '../../browser/browser.ts'
import type { HostBrowser } from './browser.ts'
import { WINDOW } from './window.ts'

export async function launchChromium(): Promise<HostBrowser> {
  const browser = await launch()
  return {
    async open(url) {
      const context = await browser.newContext({ viewport: WINDOW })
      const page = await context.newPage()
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
        click: (selector) => page.locator(selector).click(),
        close: () => context.close(),
      }
    },
    close: () => browser.close(),
  }
}
