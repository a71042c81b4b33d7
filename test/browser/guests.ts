/** Visitors, each with an IP address of their own (RFC 5737), so that no limit is shared. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { onTestFinished } from 'vitest'

/** `network`: the first three numbers of the addresses. The context is closed when its test ends. */
export function guestsFrom(
  network: string,
  browser: () => Browser,
  defaults: BrowserContextOptions = {},
): (options?: BrowserContextOptions) => Promise<BrowserContext> {
  let guests = 0
  return async (options = {}) => {
    const extraHTTPHeaders = { 'cf-connecting-ip': `${network}.${++guests}` }
    const context = await browser().newContext({ ...defaults, ...options, extraHTTPHeaders })
    onTestFinished(() => context.close())
    return context
  }
}
