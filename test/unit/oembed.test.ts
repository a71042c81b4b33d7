/** oEmbed as a function: which URLs are ours, the size of the embed, and what WordPress keeps of it. */
import { describe, expect, test } from 'vitest'

import { oembed, oembedLinks, type OembedSubject, oembedXml, petitionUrlPartsOf } from '../../src/embeds/oembed.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { elementsOf, parseXml } from '../support/xml.ts'

const ORIGIN = 'https://petitions.example.org'
const subject: OembedSubject = {
  origin: ORIGIN,
  slug: 'night-boat',
  locale: 'en',
  partner: null,
  title: 'Keep the "night" boat & its <crew>',
  starter: 'Ada Example',
  language: 'en',
}
const oembedOf = (fields: Partial<OembedSubject> = {}, maxwidth?: string, maxheight?: string) =>
  oembed({ ...subject, ...fields }, { maxwidth, maxheight }, catalogue('en'))

describe('the URL', () => {
  test.each([
    [`${ORIGIN}/p/night-boat`, null, null],
    [`${ORIGIN}/en/p/night-boat`, 'en', null],
    [`${ORIGIN}/ru/p/night-boat/`, 'ru', null],
    [`${ORIGIN}/en/p/night-boat?source=gazette&x=y#sign`, 'en', 'gazette'],
    [`${ORIGIN}/en/p/night-boat?source=<b>`, 'en', null],
    ['http://petitions.example.org/p/night-boat', null, null],
    [`${ORIGIN}:443/p/night-boat`, null, null],
    ['HTTPS://PETITIONS.EXAMPLE.ORG/p/night-boat', null, null],
  ])('%s is a petition of ours', (url, locale, partner) => {
    expect(petitionUrlPartsOf(url, ORIGIN)).toEqual({ slug: 'night-boat', locale, partner })
  })

  test.each([
    '',
    'night-boat',
    '/p/night-boat',
    'javascript:alert(1)',
    'javascript://petitions.example.org/p/night-boat',
    'ftp://petitions.example.org/p/night-boat',
    'https://elsewhere.test/p/night-boat',
    'https://petitions.example.org.elsewhere.test/p/night-boat',
    'https://petitions.example.org@elsewhere.test/p/night-boat',
    `${ORIGIN}:8443/p/night-boat`,
    `${ORIGIN}/xx/p/night-boat`,
    `${ORIGIN}/en/p/night-boat/embed`,
    `${ORIGIN}/en/p/`,
    `${ORIGIN}/en/p/Night-Boat`,
    `${ORIGIN}/p/%3Cscript%3E`,
    `${ORIGIN}/`,
    'https://[',
  ])('"%s" is not a petition of ours', (url) => {
    expect(petitionUrlPartsOf(url, ORIGIN)).toBeNull()
  })
})

describe('the size', () => {
  test.each([
    [undefined, undefined, 480, 220, true],
    ['300', undefined, 300, 220, false],
    [undefined, '100', 480, 100, false],
    ['1', '1', 1, 1, false],
    ['1200', '630', 480, 220, true],
    ['1200', '629', 480, 220, false],
    ['99999', '99999', 480, 220, true],
    // No sizes at all.
    ['0', '-5', 480, 220, true],
    ['12.5', '1e3', 480, 220, true],
    ['wide', '', 480, 220, true],
    ['9'.repeat(400), ' 5', 480, 220, true],
  ])('for maxwidth %s and maxheight %s is %i × %i', (maxwidth, maxheight, width, height, thumbnail) => {
    const made = oembedOf({}, maxwidth, maxheight)
    expect(made).toMatchObject({ width, height })
    expect(made.html).toContain(`width="${width}" height="${height}"`)
    const given = {
      thumbnail_url: made.thumbnail_url,
      thumbnail_width: made.thumbnail_width,
      thumbnail_height: made.thumbnail_height,
    }
    expect(given).toEqual(
      thumbnail
        ? { thumbnail_url: `${ORIGIN}/og/en/night-boat.png`, thumbnail_width: 1200, thumbnail_height: 630 }
        : { thumbnail_url: undefined, thumbnail_width: undefined, thumbnail_height: undefined },
    )
  })
})

test('WordPress keeps the quote and the frame', () => {
  // Its filter, step by step: attributes that are not allowed go, then a quote right before a frame is looked for.
  const allowed = new Set(['href', 'src', 'width', 'height', 'frameborder', 'title'])
  const html = oembedOf().html.replace(/ ([a-z]+)="[^"]*"/g, (whole, name: string) => (allowed.has(name) ? whole : ''))
  const [, quote, frame] = /(<blockquote>.*?<\/blockquote>)?.*(<iframe.*?><\/iframe>)/ms.exec(html) ?? []
  expect(quote).toBe(
    `<blockquote><a href="${ORIGIN}/en/p/night-boat">Keep the &quot;night&quot; boat &amp; its &lt;crew&gt;</a></blockquote>`,
  )
  expect(/ src=(['"])(.*?)\1/.exec(frame ?? '')?.[2]).toBe(`${ORIGIN}/embed/night-boat?lang=en`)
})

test('language and partner of the URL stay; without a language the reader’s browser decides', () => {
  const localised = oembedOf({ locale: 'ru', partner: 'gazette' })
  expect(localised.html).toContain(`href="${ORIGIN}/ru/p/night-boat?source=gazette"`)
  expect(localised.html).toContain(`src="${ORIGIN}/embed/night-boat?lang=ru&amp;partner=gazette"`)
  expect(localised.thumbnail_url).toBe(`${ORIGIN}/og/ru/night-boat.png`)
  const open = oembedOf({ locale: null, language: 'ru' })
  expect(open.html).toContain(`href="${ORIGIN}/p/night-boat"`)
  expect(open.html).toContain(`src="${ORIGIN}/embed/night-boat"`)
  expect(open.thumbnail_url).toBe(`${ORIGIN}/og/ru/night-boat.png`)
})

test('the XML has the same fields as the JSON', () => {
  const made = oembedOf()
  const [root, ...members] = elementsOf(parseXml(oembedXml(made)))
  expect(root?.name).toBe('oembed')
  expect(Object.fromEntries(members.map(({ name, text }) => [name, text]))).toEqual(
    Object.fromEntries(Object.entries(made).map(([name, value]) => [name, String(value)])),
  )
})

test('a page links to its oEmbed endpoints', () => {
  const { json, xml } = oembedLinks(ORIGIN, `${ORIGIN}/en/p/night-boat?source=a&b`)
  expect(new URL(json).searchParams.get('url')).toBe(`${ORIGIN}/en/p/night-boat?source=a&b`)
  expect(new URL(json).searchParams.get('format')).toBe('json')
  expect(new URL(xml).searchParams.get('format')).toBe('xml')
  expect(new URL(xml).pathname).toBe('/oembed')
})
