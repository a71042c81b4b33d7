/** Chromium for the tests: where it is, how it is started, and a record of what a page must not do. */
import { existsSync } from 'node:fs'

import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'

import { type Font, fontEnvironment } from './fonts.ts'

/** The first is Chromium without anything around its pages: in half the processor time. */
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const CHROMIUM = process.env['CHROMIUM'] ?? INSTALLED.find((file) => existsSync(file)) ?? '/usr/bin/chromium'

/** Without a browser its suites are skipped, and say so. */
export const NO_CHROMIUM = !existsSync(CHROMIUM)
if (NO_CHROMIUM) console.warn(`Skipped: there is no Chromium at ${CHROMIUM}. Install it, or name another in CHROMIUM.`)

/** The time-out of everything that a test waits for in a page. */
const PATIENCE_MS = 120_000

/** With fonts of the tests' own; with those of the machine for `null`. */
export async function launch(font: Font | null = 'Noto Sans'): Promise<Browser> {
  const browser = await chromium.launch({
    timeout: PATIENCE_MS,
    executablePath: CHROMIUM,
    ...(font === null ? {} : { env: { ...process.env, ...fontEnvironment(font) } }),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      // Where there is none, imitating one takes a tenth more time.
      '--disable-gpu',
      // Whatever a page asks for, nothing leaves this machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  })
  // Playwright's own time-out is 30 s, and can only be set for each context.
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => {
    const context = await newContext(options)
    context.setDefaultTimeout(PATIENCE_MS)
    return context
  }
  return browser
}

/**
 * Presses a button or a link that leads to another page, and ends when that page has loaded. A press alone ends before: what is
 * looked at then is the page before, the one after, or one that is just being replaced.
 */
export async function follow(target: Locator): Promise<void> {
  await Promise.all([target.page().waitForEvent('load'), target.click()])
}

/** Any moment will do; at 0 no clock that is alive stands. */
const NOON = new Date('2026-11-01T12:00:00Z')
const MINUTE_MS = 60_000

/**
 * Stops the clock of a page that is not yet loaded: its time passes only as a test moves it, so that no time limit of the page
 * ends what a busy machine is slow to do.
 */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.install({ time: NOON })
  // It runs until then, and cannot be stopped at a moment that is over.
  await page.clock.pauseAt(NOON.getTime() + MINUTE_MS)
}

/**
 * A list that grows by whatever a page must not do: request another origin than these, write errors to the console, throw
 * uncaught errors, violate a Content-Security-Policy.
 */
export async function watch(context: BrowserContext, origins: readonly string[]): Promise<readonly string[]> {
  const complaints: string[] = []
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:' && !origins.includes(origin)) complaints.push(`asked ${request.url()}`)
  })
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    // Chromium logs an expected 404 of the page itself as an error.
    const { url } = message.location()
    if (url === message.page()?.url() && message.text().includes('status of 404')) return
    complaints.push(`console: ${message.text()} (${url})`)
  })
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`))
  await context.exposeBinding('noteViolation', (_, violation: string) => complaints.push(violation))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const note: unknown = Reflect.get(window, 'noteViolation')
      if (typeof note === 'function') note(`policy: ${violatedDirective} refused ${blockedURI} ${sample}`)
    })
  })
  return complaints
}
