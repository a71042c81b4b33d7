/** A page with one counter and a clock that the test moves. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'

import { stopClock } from './browser.ts'
import { noteReads, reads } from './reads.ts'
import type { StandIn } from './stand-in.ts'

export const OFTEN = { interval: 10 }
/** Of the page's clock: two frames and more. */
export const STEP_MS = 100
/** Where what happens between two reads does not matter: each step takes a busy machine 10 ms and more. */
export const LONG_STEP_MS = 500

/** A partner's page with a stopped clock and one counter that has read once. */
export async function openCounter(
  { browser, api }: { browser: Browser; api: StandIn },
  attributes = '',
  options: BrowserContextOptions = {},
): Promise<Page> {
  api.pages.set(
    '/',
    `<script type="module" src="${api.origin}/widget.js"></script><link rel="icon" href=""><body><petition-counter petition="demo" ${attributes}></petition-counter>`,
  )
  const context = await browser.newContext({ viewport: { width: 800, height: 600 }, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await stopClock(page)
  await page.addInitScript(noteReads)
  await page.goto(api.partnerOrigin)
  await expect
    .poll(async () => {
      await page.clock.runFor(1)
      return reads(page)
    }, OFTEN)
    .toMatchObject({ times: [expect.any(Number)], waiting: 0 })
  return page
}

/** Moves the clock in steps shorter than the time between two reads, and waits for each response before the next step. */
export async function pass(page: Page, ms: number, stepMs = STEP_MS): Promise<void> {
  for (let passed = 0; passed < ms; passed += stepMs) {
    await page.clock.runFor(stepMs)
    await expect.poll(() => reads(page), OFTEN).toMatchObject({ waiting: 0 })
  }
}

export const number = async (page: Page): Promise<string | null> => page.locator('[part=number]').textContent()
