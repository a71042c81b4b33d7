/** `<petition-counter>` in the style sheets of other sites: it looks as on a plain page, and no word of its own is cut. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { launch, NO_CHROMIUM } from './browser.ts'
import { EVERY_FONT } from './fonts.ts'
import { RESETS } from './resets.ts'
import { type StandIn, standIn } from './stand-in.ts'

const OFTEN = { interval: 20 }
const WIDTHS_PX = [120, 180, 240, 320, 480, 600]
const OPEN = {
  petition: 'demo',
  title: 'Keep the night ferry to the islands',
  count: 4312,
  goal: 5000,
  state: 'open',
  perMinute: 0,
  lastDay: 120,
}

describe.skipIf(NO_CHROMIUM)('the counter in other sites’ styles', () => {
  let api: StandIn
  let browser: Browser
  beforeAll(async () => {
    ;[api, browser] = await Promise.all([standIn(), launch()])
  })
  afterAll(() => Promise.all([browser?.close(), api?.close()]))

  /** A page with a counter of each width, language and size, all of which have their count. */
  async function openPage(sizes: readonly string[], answer: object = {}, inBrowser = browser): Promise<Page> {
    api.counts.set('demo', { body: { ...OPEN, ...answer } })
    const boxes = WIDTHS_PX.flatMap((width) =>
      LOCALES.flatMap((lang) =>
        sizes.map(
          (size) =>
            `<div data-box="${width}"><petition-counter petition="demo" lang="${lang}" size="${size}" heading="title"><a href="/">Sign</a></petition-counter></div>`,
        ),
      ),
    )
    api.pages.set(
      '/',
      `<script type="module" src="${api.origin}/widget.js"></script><link rel="icon" href="">
       <body class="wp-singular single"><main class="site-main"><article class="post"><div class="entry-content">${boxes.join('')}</div></article></main>`,
    )
    const page = await inBrowser.newPage({ viewport: { width: 1000, height: 800 } })
    onTestFinished(() => page.close())
    await page.addInitScript(seeAll)
    await page.goto(api.partnerOrigin)
    await page.evaluate(wear, '')
    await expect.poll(() => page.locator('[part=noun]', { hasText: /./ }).count(), OFTEN).toBe(boxes.length)
    return page
  }

  test('looks the same in each of them, in every language, from 120 to 600 pixels', async () => {
    expect(RESETS.length).toBeGreaterThanOrEqual(10)
    const page = await openPage(['medium', 'large'])
    const plain = await page.evaluate(looks)
    expect(plain.length).toBe(8 * 9)
    for (const [name, css] of RESETS) {
      await page.evaluate(wear, css)
      expect([name, ...(await page.evaluate(looks))]).toEqual([name, ...plain])
      expect({ name, tooWide: await page.evaluate(tooWide) }).toEqual({ name, tooWide: [] })
      expect({ name, cut: await page.evaluate(cutWords) }).toEqual({ name, cut: [] })
    }
  })

  test.for(EVERY_FONT)('cuts no word of its own in any width, language, size and state in %s', async (font) => {
    const other = await launch(font)
    onTestFinished(() => other.close())
    for (const answer of [{}, { count: 0 }, { state: 'closed' }, { state: 'victory' }]) {
      const page = await openPage(['small', 'medium', 'large'], answer, other)
      expect({ answer, tooWide: await page.evaluate(tooWide) }).toEqual({ answer, tooWide: [] })
      expect({ answer, cut: await page.evaluate(cutWords) }).toEqual({ answer, cut: [] })
    }
  })

  test.for([
    ['hidden', 'visibility: hidden', 'visibility', 'hidden'],
    ['dark', 'color-scheme: dark', 'color', 'rgb(255, 255, 255)'],
  ] as const)('follows a page that is %s', async ([, css, property, value]) => {
    const page = await openPage(['medium'])
    await page.evaluate(wear, `body { ${css} }`)
    const box = page.locator('[part=box]').first()
    expect(await box.evaluate((box, property) => getComputedStyle(box).getPropertyValue(property), property)).toBe(
      value,
    )
  })

  test('takes the colours, the font and the radius of its custom properties, and the rules of its parts', async () => {
    const page = await openPage(['medium'])
    await page.evaluate(
      wear,
      `* { font: inherit; color: inherit }
       petition-counter { --petition-accent: #010203; --petition-on-accent: #040506; --petition-background: #070809; --petition-text: #0a0b0c; --petition-radius: 3px; --petition-font: serif }
       ::part(number) { letter-spacing: 5px } ::part(open) { text-transform: uppercase } ::part(title) { font-style: italic }`,
    )
    const styles = (part: string, names: string[]): Promise<string[]> =>
      page
        .locator(`[part=${part}]`)
        .first()
        .evaluate((node, names) => names.map((name) => getComputedStyle(node).getPropertyValue(name)), names)
    expect(await styles('box', ['background-color', 'color', 'border-top-left-radius', 'font-family'])).toEqual([
      'rgb(7, 8, 9)',
      'rgb(10, 11, 12)',
      '3px',
      'serif',
    ])
    expect(await styles('open', ['background-color', 'color', 'text-transform'])).toEqual([
      'rgb(1, 2, 3)',
      'rgb(4, 5, 6)',
      'uppercase',
    ])
    expect(await styles('number', ['letter-spacing'])).toEqual(['5px'])
    expect(await styles('title', ['font-style'])).toEqual(['italic'])
  })

  test('keeps a width in a page that fits boxes to their content', async () => {
    const page = await openPage(['medium'])
    for (const css of ['float: inline-start', 'display: inline-block', 'display: table']) {
      await page.evaluate(wear, `[data-box] { width: auto !important; ${css} }`)
      const { width } = (await page.locator('[part=box]').first().boundingBox()) ?? { width: 0 }
      expect({ css, isReadable: width >= 150 }).toEqual({ css, isReadable: true })
    }
  })
})

/** In the page: what is out of sight would not ask for its count. */
function seeAll(): void {
  Reflect.set(
    window,
    'IntersectionObserver',
    class {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        queueMicrotask(() => tell([{ isIntersecting: true }]))
      }
      observe(): void {}
    },
  )
}

/** In the page: the boxes with their widths, and nothing else but the style sheet of the page. */
function wear(css: string): void {
  const widths = [...document.querySelectorAll<HTMLElement>('[data-box]')].map(({ dataset }) => dataset['box'])
  const sheets = [
    css,
    // A page that overrules everything does not overrule the measure of this test.
    '[data-box] { display: block !important; box-sizing: content-box !important; margin: 0 !important; padding: 0 !important; border: 0 !important; max-width: none !important } petition-counter { margin: 0 !important; max-width: none !important; min-width: 0 !important; display: inline-block !important; width: min(17em, 100%) !important }' +
      [...new Set(widths)].map((width) => `[data-box="${width}"] { width: ${width}px }`).join(''),
  ]
  document.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    return sheet
  })
}

/** In the page: the computed style of every node in counters of some widths and languages: all of them would take minutes. */
function looks(): string[] {
  const chosen = '[data-box="180"] :is([lang=de], [lang=ar]), [data-box="480"] :is([lang=de], [lang=ar])'
  return [...document.querySelectorAll(chosen)].flatMap((element) =>
    [...(element.shadowRoot?.querySelectorAll('[part=box], [part=box] *') ?? [])].map((node) => {
      const style = getComputedStyle(node)
      return [
        `${element.parentElement?.dataset['box']} ${element.getAttribute('lang')} ${node.part.value}`,
        // Custom properties reach in, as the counter's own do. Where it is on the page is the page's, and so is the fraction of a pixel that follows from it.
        ...Array.from(style)
          .filter((name) => !/^(--|inset|top|right|bottom|left)/.test(name))
          .map((name) => `${name}: ${style.getPropertyValue(name).replaceAll(/(\.\d)\d+px/g, '$1px')}`),
      ].join('\n')
    }),
  )
}

/** In the page: which counters are wider than what they have. */
function tooWide(): string[] {
  return [...document.querySelectorAll('petition-counter')].flatMap((element) => {
    const box = element.shadowRoot?.querySelector('[part=box]')
    const room = element.parentElement?.clientWidth ?? 0
    const isTooWide = !box || box.scrollWidth > box.clientWidth || box.getBoundingClientRect().width > room + 0.1
    return isTooWide ? [`${element.getAttribute('lang')} ${element.getAttribute('size')} in ${room} px`] : []
  })
}

/** In the page: the words of nouns, buttons, invitations and numbers that are on two lines. Chinese may break anywhere. */
function cutWords(): string[] {
  return [...document.querySelectorAll('petition-counter:not([lang=zh])')].flatMap((element) =>
    ['b', '[part=noun]', 'a'].flatMap((selector) => {
      const text = element.shadowRoot?.querySelector(selector)?.firstChild
      if (!text) return []
      const words = [...(text.textContent ?? '').matchAll(/[^\s-]+/g)]
      return words.flatMap(({ 0: word, index }) => {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
        const { lang, size } = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
        return lines.size > 1 ? [`${word}: ${lang} ${size} in ${element.parentElement?.dataset['box']}`] : []
      })
    }),
  )
}
