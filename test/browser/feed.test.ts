/** The feed is XML, whatever is written into it: read by a browser's parser, which stops at the first mistake. */
import * as fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Locale, LOCALES } from '../../schema/locales.ts'
import { petitionFeed } from '../../src/feed/petition-feed.ts'
import { launch, NO_CHROMIUM } from './browser.ts'

/** Characters that XML allows, and characters that it does not. */
const words = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...Array.from('&<>"\'\t\n\r]-!?'),
      ']]>',
      '<![CDATA[',
      '<!--',
      '&#0;',
      '&amp;',
      '\u0000',
      '\u000B',
      '\uFFFE',
      '\uD800',
    ),
    fc.constantFrom('\u202E', '\u2066', '\u200B', '\u00A0', '\u0085', '\u2028', '😀', 'ع', 'я'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 30,
})

const feedOf = (title: string, starter: string, body: string, locale: Locale = 'en'): string =>
  petitionFeed(
    locale,
    'http://petitions.test',
    { slug: 'ferry', publicSlug: null, title, starter, language: 'ar', outcome: body, createdAt: 0 },
    [{ id: '01980000-0000-7000-8000-000000000001', title, body, language: null, publishedAt: 1, editedAt: 2 }],
    { milestones: [{ threshold: 100, reachedAt: 3 }], endings: [{ how: 'closed', at: 4 }], changes: [] },
  )

/** What XML leaves of a text. */
const readable = (text: string): string =>
  text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')

describe.skipIf(NO_CHROMIUM)('a feed', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await launch()
    page = await browser.newPage()
  })
  afterAll(() => browser?.close())

  /** Of each document, what it says; or the parser's complaint. */
  const parsed = (documents: readonly string[]) =>
    page.evaluate((documents) => {
      const atom = 'http://www.w3.org/2005/Atom'
      return documents.map((xml) => {
        const read = new DOMParser().parseFromString(xml, 'application/xml')
        const complaint = read.querySelector('parsererror')?.textContent ?? null
        const texts = (name: string) => [...read.getElementsByTagNameNS(atom, name)].map((it) => it.textContent)
        const missing = [...read.getElementsByTagNameNS(atom, 'entry')].flatMap((entry) =>
          ['id', 'title', 'updated', 'content', 'link'].filter(
            (name) => entry.getElementsByTagNameNS(atom, name).length !== 1,
          ),
        )
        const inHtml = texts('content')
          .slice(-1)
          .map((html) => new DOMParser().parseFromString(html ?? '', 'text/html'))
        return {
          complaint,
          root: read.documentElement.namespaceURI === atom ? read.documentElement.localName : null,
          titles: texts('title'),
          author: texts('name'),
          missing,
          scripts: inHtml.filter((html) => html.querySelector('script, img, iframe, style, [onerror]') !== null).length,
        }
      })
    }, documents)

  test('is well-formed with any text, and contains that text', async () => {
    const samples = fc.sample(fc.tuple(words, words, words), { numRuns: 500, seed: 20_261_124 })
    const results = await parsed(samples.map(([title, starter, body]) => feedOf(title, starter, body)))
    for (const [index, [title, starter]] of samples.entries()) {
      expect(results[index]).toMatchObject({ complaint: null, root: 'feed', missing: [], scripts: 0 })
      expect(results[index]?.titles.at(-1)).toBe(readable(title))
      expect(results[index]?.author).toEqual([readable(starter)])
    }
  })

  test('is well-formed in every language', async () => {
    const results = await parsed(LOCALES.map((locale) => feedOf('T', 'S', 'B', locale)))
    expect(results.map(({ complaint }) => complaint)).toEqual(LOCALES.map(() => null))
    expect(new Set(results.map(({ titles }) => titles[0])).size).toBe(LOCALES.length)
  })
})
