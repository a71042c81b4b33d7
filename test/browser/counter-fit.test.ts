/** `<petition-counter>` with every number, in every size and language: it stays within its box. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { launch, NO_CHROMIUM } from './browser.ts'
import { EVERY_FONT } from './fonts.ts'
import { type StandIn, standIn } from './stand-in.ts'

const OFTEN = { interval: 20 }
const OPEN = {
  petition: 'demo',
  title: 'Keep the night ferry',
  count: 4312,
  goal: 5000,
  state: 'open',
  perMinute: 0,
  lastDay: 120,
}

describe.skipIf(NO_CHROMIUM)('the box of the counter', () => {
  let api: StandIn
  beforeAll(async () => {
    api = await standIn()
  })
  afterAll(() => api?.close())

  const counter = (attributes: string): string =>
    `<petition-counter petition="demo" ${attributes}><a href="/elsewhere">Sign the petition</a></petition-counter>`

  /** A page with these, each of which has its count. What is out of sight does not ask. */
  async function show(browser: Browser, boxes: readonly string[]): Promise<Page> {
    api.pages.set(
      '/',
      `<script type="module" src="${api.origin}/widget.js"></script><link rel="icon" href=""><body>${boxes.join('<hr>')}`,
    )
    const page = await browser.newPage({ viewport: { width: 320, height: 20_000 } })
    onTestFinished(() => page.close())
    await page.goto(api.partnerOrigin)
    await expect.poll(() => page.locator('[part=number]', { hasText: /./ }).count(), OFTEN).toBe(boxes.length)
    return page
  }

  test.for(EVERY_FONT)('stays within its box with every number, size and language in %s', async (font) => {
    const other = await launch(font)
    onTestFinished(() => other.close())
    for (const count of [7, 4_312, 1_234_567, 1_234_567_890]) {
      api.counts.set('demo', { body: { ...OPEN, count, goal: 2 * count, lastDay: count } })
      const counters = LOCALES.flatMap((locale) =>
        ['size="small"', '', 'size="large"', 'style="font-size: 200%"'].map((attributes) =>
          counter(`lang="${locale}" ${attributes}`),
        ),
      )
      const page = await show(other, counters)
      expect({ count, tooWide: await page.evaluate(tooWide) }).toEqual({ count, tooWide: [] })
    }
  })

  test('breaks no word of its button in 180 pixels, in any language or size', async () => {
    const other = await launch('Noto Sans')
    onTestFinished(() => other.close())
    for (const state of ['open', 'closed', 'victory']) {
      api.counts.set('demo', { body: { ...OPEN, state } })
      const counters = LOCALES.flatMap((locale) =>
        ['small', 'medium', 'large'].map((size) => counter(`lang="${locale}" size="${size}"`)),
      )
      const boxes = counters.map((markup) => `<div style="width: 180px">${markup}</div>`)
      const page = await show(other, boxes)
      expect({ state, broken: await page.evaluate(brokenWords) }).toEqual({ state, broken: [] })
    }
  })
})

/** In the page: the buttons whose longest word does not fit on one line of theirs. */
function brokenWords(): string[] {
  return [...document.querySelectorAll('petition-counter')].flatMap((element) => {
    const link = element.shadowRoot?.querySelector('a')
    if (!link) return ['no button']
    const room = link.clientWidth
    // As wide as its longest word.
    link.style.width = 'min-content'
    link.style.overflowWrap = 'normal'
    const needed = link.offsetWidth
    return needed > room
      ? [`${element.getAttribute('lang')} ${element.getAttribute('size')}: ${needed} of ${room} px`]
      : []
  })
}

/** In the page: which counters, or the page, are wider than what they have. */
function tooWide(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const boxes = [...document.querySelectorAll('petition-counter')].filter((element) => {
    const box = element.shadowRoot?.querySelector('[part=box]')
    return !box || box.scrollWidth > box.clientWidth
  })
  return [
    ...(scrollWidth > clientWidth ? [`the page: ${scrollWidth} of ${clientWidth} px`] : []),
    ...boxes.map((element) => `${element.getAttributeNames().join(' ')} in ${element.getAttribute('lang')}`),
  ]
}
