/** The number on the petition's page after a signature, with responses that a test orders. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { launch, NO_CHROMIUM, stopClock } from './browser.ts'
import { shareScript } from './share-script.ts'

const PAGE = 'http://localhost/'

const pageWith = (count: number, second: number, script = ''): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><body>
  <section class="progress" data-as-of="2026-11-01T12:00:0${second}.000Z"><strong data-count="${count}">${count}</strong></section>${script}`

describe.skipIf(NO_CHROMIUM)('the number after a signature', () => {
  let browser: Browser
  let script: string
  beforeAll(async () => {
    script = await shareScript(
      `import { showRisenCount } from './progress.ts'; window.risen = [showRisenCount(), showRisenCount()]`,
    )
    browser = await launch()
  })
  afterAll(() => browser?.close())

  test('promise 6: is not replaced by an older one of a second form, though that has risen too', async () => {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    // Both polls have begun with 100; the second response is of a slower isolate.
    const responses = [pageWith(102, 5), pageWith(101, 3), pageWith(103, 7)]
    const first = pageWith(100, 1, '<script type="module" src="/s.js"></script>')
    let loads = 0
    const { promise: isShown, resolve: showSecond } = Promise.withResolvers<void>()
    await context.route('**/*', async (route) => {
      if (route.request().url() === `${PAGE}s.js`) {
        return route.fulfill({ contentType: 'text/javascript', body: script })
      }
      const load = loads++
      // The second response arrives when the first is shown.
      if (load === 2) await isShown
      return route.fulfill({ contentType: 'text/html', body: load === 0 ? first : (responses[load - 1] ?? '') })
    })
    const page = await context.newPage()
    await stopClock(page)
    await page.addInitScript(() => {
      const shown: (string | null)[] = []
      Reflect.set(window, 'shown', shown)
      new MutationObserver(() => {
        const number = document.querySelector('strong')?.textContent ?? null
        if (number !== shown.at(-1)) shown.push(number)
      }).observe(document, { childList: true, subtree: true })
    })
    await page.goto(PAGE)
    await page.waitForFunction(() => Reflect.has(window, 'risen'))
    const asked = async (times: number, ms: number): Promise<void> => {
      await page.clock.runFor(ms)
      await expect.poll(() => loads).toBe(1 + times)
    }
    await asked(2, 3_100)
    await expect.poll(() => page.locator('strong').textContent()).toBe('102')
    showSecond()
    await expect
      .poll(async () => {
        await page.clock.runFor(1_000)
        return loads
      })
      .toBe(4)
    await expect.poll(() => page.locator('strong').textContent()).toBe('103')
    expect(await page.evaluate(() => Reflect.get(window, 'shown'))).toEqual(['100', '102', '103'])
  })
})
