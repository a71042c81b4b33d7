/** Whether a page is accessible: the violations that axe finds, and what does not fit its window. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Frame, Page } from 'playwright-core'

import { dose } from './dose.ts'

/** 320: the smallest phone, and 1280 at a zoom of 400 % (WCAG 2.2, 1.4.10). 640: 1280 at 200 % (1.4.4). */
export const EVERY_WIDTH_PX: readonly number[] = [320, 390, 640, 1280]
const WIDTHS_PX = dose(EVERY_WIDTH_PX, [320, 640])
export const EVERY_SCHEME = ['light', 'dark'] as const
const SCHEMES = dose(EVERY_SCHEME, ['light'])

/** A frame in which no script runs cannot be asked: its page is looked at by itself. */
const SILENT = 'iframe[sandbox=""]'

/** The page, and its frames, which are loaded: lazy ones begin to when they come into view, and replace what would be looked at. */
async function framesOf(page: Page): Promise<Frame[]> {
  const frames = [page.mainFrame()]
  for (const frame of page.frames().slice(1)) {
    const element = await frame.frameElement()
    if (await element.evaluate((iframe, silent) => iframe instanceof Element && iframe.matches(silent), SILENT))
      continue
    await element.scrollIntoViewIfNeeded()
    await frame.waitForURL((url) => url.href !== 'about:blank')
    frames.push(frame)
  }
  return frames
}

/** The violations that axe finds in each colour scheme, a line each. */
export async function objections(page: Page, exceptRules: string[] = [], schemes = SCHEMES): Promise<string[]> {
  const found: string[] = []
  const frames = await framesOf(page)
  // The same checks in half the time, as long as there is no frame to put together.
  const builder = (): AxeBuilder => new AxeBuilder({ page }).exclude(SILENT).setLegacyMode(frames.length === 1)
  const axe = {
    light: builder().disableRules(exceptRules),
    // The same markup in other colours.
    dark: builder().withRules('color-contrast'),
  }
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await axe[colorScheme].analyze()
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary = '' } of nodes) {
        found.push(`${colorScheme}: ${id} at ${target.flat().join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`)
      }
    }
  }
  return found
}

/** The widths at which the page, or a frame in it, is wider than its window, and what sticks out. */
export async function overflows(page: Page, widths = WIDTHS_PX): Promise<string[]> {
  const found: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    for (const frame of await framesOf(page)) {
      const wider = await frame.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        const sticksOut = (element: Element): boolean => {
          const { left, right } = element.getBoundingClientRect()
          return left < 0 || right > clientWidth
        }
        // A page from right to left does not scroll to what sticks out on its right: that is lost.
        const losesWords = (element: Element): boolean =>
          getComputedStyle(element).overflowX === 'visible' &&
          element.scrollWidth > element.clientWidth &&
          element.getBoundingClientRect().left + element.scrollWidth > clientWidth
        const elements = [...document.querySelectorAll('body *')]
        const out = elements.filter(scrollWidth > clientWidth ? sticksOut : losesWords)
        if (scrollWidth <= clientWidth && out.length === 0) return null
        return `${scrollWidth} px: ${out.map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`).join(', ')}`
      })
      if (wider !== null) found.push(`${frame.url()} at ${width} px is ${wider}`)
    }
  }
  return found
}
