/** The buttons of the pages: no word of them is broken where there is little room, in any language. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'

import { type Locale, LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { STYLES } from '../../src/pages/styles.ts'
import { launch, NO_CHROMIUM } from './browser.ts'

const ROOM_PX = 180

/** What stands on a button of a page. */
function labels(locale: Locale): string[] {
  const { petition, share, form, links, embed, problem } = catalogue(locale)
  const onPetition = [petition.toForm, petition.toPetition, share.device, share.copyLink, share.copied, form.submit]
  return onPetition.concat(
    links.confirm.button,
    links.withdraw.button,
    embed.apply,
    embed.copy,
    embed.copied,
    problem.home,
  )
}

describe.skipIf(NO_CHROMIUM)('a button', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch('Noto Sans')
  })
  afterAll(() => browser?.close())

  test.for(LOCALES)('has room for each of its words in %s', async (locale) => {
    const page = await browser.newPage()
    const buttons = labels(locale).map((label) => `<p><button class="button">${label}</button>`)
    // As wide as the longest word, when none may be broken.
    const narrowest = `p { width: ${ROOM_PX}px } .button { width: min-content; max-width: none; overflow-wrap: normal }`
    await page.setContent(`<html lang="${locale}"><style>${STYLES}${narrowest}</style>${buttons.join('')}`)
    const widths = await page
      .locator('button')
      .evaluateAll((nodes) => nodes.map((node) => [node.textContent, node.getBoundingClientRect().width] as const))
    expect(widths.filter(([, width]) => width > ROOM_PX)).toEqual([])
    await page.close()
  })
})
