/**
 * How fast the petition's page shows itself on a slow phone, from a running `npm start`:
 * `node test/browser/vitals.ts http://localhost:8787`. Chromium's own throttling plays the line: slow 4G as Lighthouse has
 * it (1.6 Mbit/s, 150 ms a round trip), slow 3G (400 kbit/s, 400 ms), and a processor slowed down four times.
 */
import type { Browser } from 'playwright-core'

import { weightOf } from './weight.ts'
import { launch } from './browser.ts'

const LINES = {
  'slow 4G': { latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 },
  'slow 3G': { latency: 400, downloadThroughput: (400 * 1024) / 8, uploadThroughput: (400 * 1024) / 8 },
}
const PROCESSOR_SLOWED = 4
const RUNS = 5
/** After the load: what comes later is not the largest any more. */
const SETTLED_MS = 500

const [base = 'http://localhost:8787'] = process.argv.slice(2)
const browser = await launch()
try {
  for (const path of ['/en/p/demo', '/ru/p/ali-feruz']) {
    console.log(`${path}  ${await weightOf(base + path)} bytes (brotli) with its scripts`)
    for (const [name, line] of Object.entries(LINES)) {
      const paints: number[] = []
      for (let run = 0; run < RUNS; run++) paints.push(await largestPaint(browser, base + path, line))
      paints.sort((a, b) => a - b)
      console.log(
        `  ${name}: largest paint after ${paints[Math.floor(RUNS / 2)]} ms (median of ${RUNS}; ${paints.join(', ')})`,
      )
    }
  }
} finally {
  await browser.close()
}

async function largestPaint(browser: Browser, url: string, line: (typeof LINES)['slow 4G']): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', { offline: false, ...line })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: PROCESSOR_SLOWED })
  await page.goto(url, { waitUntil: 'load' })
  const paint = await page.evaluate(
    (settledMs) =>
      new Promise<number>((resolve) => {
        let last = 0
        new PerformanceObserver((list) => {
          for (const { startTime } of list.getEntries()) last = startTime
        }).observe({ type: 'largest-contentful-paint', buffered: true })
        setTimeout(() => resolve(last), settledMs)
      }),
    SETTLED_MS,
  )
  await context.close()
  return Math.round(paint)
}
