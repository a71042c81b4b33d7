/** Updates and the image as markup. */
import { html } from 'hono/html'
import { describe, expect, test } from 'vitest'

import type { Locale } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { Image } from '../../src/pages/image.tsx'
import { Updates } from '../../src/pages/updates.tsx'

const ID = '01980000-0000-7000-8000-000000000001'
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `' onload=alert(1) '`,
  '&lt;b&gt;',
  ']]>',
]

/** hono's strings are objects of their own. */
const markupOf = async (element: ReturnType<typeof Updates>): Promise<string> => (await html`${element}`).toString()

const updatesHtml = (title: string, body: string, locale: Locale = 'en'): Promise<string> =>
  markupOf(
    Updates({
      words: catalogue(locale),
      updates: [{ id: ID, title, body, publishedAt: Date.UTC(2026, 10, 24, 12), language: null }],
      language: 'ar',
      feed: '/en/p/ferry/feed.atom',
      report: '/en/p/ferry/report',
      ways: [],
    }),
  )

/** The names of elements and attributes, each once. */
const names = (markup: string): string[] => {
  const tags = markup.match(/<(?:"[^"]*"|[^">])*>/g) ?? []
  return [...new Set(tags.flatMap((tag) => tag.replace(/="[^"]*"/g, '').match(/[\w-]+/g) ?? []))].toSorted()
}

describe('updates', () => {
  test('are articles with a title, a date and a body in the petition’s language', async () => {
    const markup = await updatesHtml('It sails', '**Soon**')
    expect(markup).toContain('<h2>Updates</h2>')
    expect(markup).toContain(`<article id="update-${ID}"><h3 lang="ar" dir="auto">It sails</h3>`)
    expect(markup).toContain('<time datetime="2026-11-24T12:00:00.000Z">24 November 2026</time>')
    expect(markup).toContain('<strong>Soon</strong>')
    expect(markup).toContain('<a href="/en/p/ferry/feed.atom" type="application/atom+xml">')
    expect(await updatesHtml('It sails', '**Soon**', 'ru')).toContain('24 ноября 2026')
  })

  test('render nothing when there are none', () => {
    expect(
      Updates({ words: catalogue('en'), updates: [], language: 'en', feed: '/x', report: '/y', ways: [] }),
    ).toBeNull()
  })

  test.each(HOSTILE)('with hostile text show it as text: %s', async (payload) => {
    expect(names(await updatesHtml(payload, payload))).toEqual(names(await updatesHtml('Words', 'Words')))
  })
})

test.each(HOSTILE)('an image has its size, and its alternative text is one attribute: %s', async (payload) => {
  const image = { hash: '0'.repeat(32), type: 'image/png', width: 30, height: 20, alt: payload } as const
  const markup = await markupOf(Image({ slug: 'ferry', image, language: 'en' }))
  expect(markup).toMatch(
    /^<img class="image" src="\/images\/ferry\/0{32}" width="30" height="20" alt="[^"<>]*" lang="en" decoding="async" fetchpriority="high"\/>$/,
  )
})
