/** What search engines are told: where the pages are, and what they are about. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { SITEMAP_PETITIONS_MAX_ROWS } from '../../src/limits.ts'
import { fetchEdge, ORIGIN, postAsCampaign, startPetition } from './fixtures.ts'

/** By an isolate of its own, whose caches are empty. */
const text = async (path: string): Promise<string> => (await fetchEdge(path, {}, { DB: env.DB })).text()
const locations = (xml: string): string[] => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url)

/** The attributes of the elements that a selector finds in the page. */
async function found(path: string, selector: string, attribute: string): Promise<(string | null)[]> {
  const values: (string | null)[] = []
  await new HTMLRewriter()
    .on(selector, { element: (e) => void values.push(e.getAttribute(attribute)) })
    .transform(await fetchEdge(path))
    .arrayBuffer()
  return values
}

test('robots.txt allows all but the links in emails, and names the sitemap', async () => {
  const response = await fetchEdge('/robots.txt')
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  expect(await response.text()).toBe(
    `User-agent: *\nDisallow: /confirm/\nDisallow: /withdraw/\n\nSitemap: ${ORIGIN}/sitemap.xml\n`,
  )
})

describe('the sitemaps', () => {
  test('have open and ended petitions in each language, and no drafts', async () => {
    const open = await startPetition()
    const closed = await startPetition()
    await postAsCampaign(closed, 'close')
    const draft = await startPetition({ state: 'draft' })
    const [first, ...others] = locations(await text('/sitemap.xml'))
    expect(first).toBe(`${ORIGIN}/sitemaps/1.xml`)
    expect(others).toEqual([])
    const response = await fetchEdge('/sitemaps/1.xml', {}, { DB: env.DB })
    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8')
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=/)
    const urls = locations(await response.text())
    expect(urls).toContain(`${ORIGIN}/`)
    for (const { slug } of [open, closed]) {
      expect(urls.filter((url) => url.endsWith(`/p/${slug}`))).toEqual(
        LOCALES.map((locale) => `${ORIGIN}/${locale}/p/${slug}`),
      )
    }
    expect(urls.filter((url) => url.endsWith(`/p/${draft.slug}`))).toEqual([])
    // Each is a page that says the same of itself.
    const url = urls.find((url) => url.endsWith(`/tr/p/${open.slug}`)) ?? ''
    expect(await found(url.slice(ORIGIN.length), 'link[rel=canonical]', 'href')).toEqual([url])
  })

  test('are as many as the petitions need, each with a bounded number of URLs', async () => {
    const { id } = await startPetition()
    const row = (await env.DB.prepare('SELECT * FROM petitions WHERE id = ?').bind(id).first()) ?? {}
    const far = { ...row, id: 2 * SITEMAP_PETITIONS_MAX_ROWS + 1, slug: 'far-away' }
    await env.DB.prepare(
      `INSERT INTO petitions (${Object.keys(far).join()}) VALUES (${Object.keys(far).fill('?').join()})`,
    )
      .bind(...Object.values(far))
      .run()
    const sitemaps = locations(await text('/sitemap.xml'))
    expect(sitemaps).toEqual([1, 2, 3].map((number) => `${ORIGIN}/sitemaps/${number}.xml`))
    expect(locations(await text('/sitemaps/2.xml'))).toEqual([])
    expect(locations(await text('/sitemaps/3.xml'))).toEqual(LOCALES.map((locale) => `${ORIGIN}/${locale}/p/far-away`))
    expect(SITEMAP_PETITIONS_MAX_ROWS * LOCALES.length).toBeLessThan(50_000)
  })

  test.each(['0', '00001', '2000', '1e3', '-1', 'x'])('do not have the number %s', async (number) => {
    expect((await fetchEdge(`/sitemaps/${number}.xml`)).status).toBe(404)
  })
})

describe('the head', () => {
  test.each([
    ['/', '/'],
    ['/?lang=xx', '/'],
    ['/?lang=ru', '/?lang=ru'],
    ['/?lang=en&utm_source=x', '/?lang=en'],
  ])('of %s has the canonical URL %s', async (path, canonical) => {
    expect(await found(path, 'link[rel=canonical]', 'href')).toEqual([ORIGIN + canonical])
    expect(await found(path, 'link[hreflang=x-default]', 'href')).toEqual([`${ORIGIN}/`])
  })

  test.each(LOCALES)('describes the page in %s, and names its languages once each', async (locale) => {
    const { slug } = await startPetition()
    const { home, embed } = catalogue(locale)
    const escaped = (words: string): string => words.replaceAll("'", '&#39;').replaceAll('"', '&quot;')
    for (const [path, description] of [
      [`/?lang=${locale}`, home.lead],
      [`/${locale}/p/${slug}/embed`, embed.lead],
      [`/${locale}/p/${slug}`, 'Words.'],
    ] as const) {
      const [content = '', ...more] = await found(path, 'meta[name=description]', 'content')
      expect([content, ...more]).toEqual([escaped(description)])
      const languages = await found(path, 'link[hreflang]', 'hreflang')
      expect(languages).toEqual([...LOCALES, 'x-default'])
    }
  })

  test('of a petition has its data, and no text of it ends the element', async () => {
    const title = '</script><script>alert("1")</script> <!-- '
    const { slug } = await startPetition({ title, starter: 'Ada', language: 'uk', claimedCount: 7 })
    const html = await text(`/de/p/${slug}`)
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
    expect(JSON.parse(json)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'WebPage',
      url: `${ORIGIN}/de/p/${slug}`,
      name: title.trim(),
      description: 'Words.',
      inLanguage: 'uk',
      image: `${ORIGIN}/og/de/${slug}.png`,
      creator: { '@type': 'Person', name: 'Ada' },
      interactionStatistic: {
        '@type': 'InteractionCounter',
        interactionType: 'https://schema.org/EndorseAction',
        userInteractionCount: 7,
      },
    })
    expect(html).not.toContain('<script>')
  })
})
