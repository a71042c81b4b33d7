/** For crawlers: what they may read, and where the pages are (https://www.sitemaps.org/protocol.html). */
import { LOCALES } from '../../schema/locales.ts'
import { petitionUrl } from '../http/urls.ts'
import { element, escapeMarkup } from '../markup/element.ts'

const XMLNS = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** RFC 9309. The links in emails are for one person each. */
export const robotsTxt = (origin: string): string =>
  `User-agent: *\nDisallow: /confirm/\nDisallow: /withdraw/\n\nSitemap: ${origin}/sitemap.xml\n`

/** The list of `n` sitemaps, from 1. */
export const sitemapIndex = (origin: string, n: number): string =>
  document(
    'sitemapindex',
    Array.from({ length: n }, (_, index) => located('sitemap', `${origin}/sitemaps/${index + 1}.xml`)),
  )

/** The pages of petitions in each language, which name each other in their heads. The first sitemap has the home page too. */
export function sitemap(origin: string, number: number, slugs: readonly string[]): string {
  const home = number === 1 ? [`${origin}/`, ...LOCALES.map((locale) => `${origin}/?lang=${locale}`)] : []
  const pages = slugs.flatMap((slug) => LOCALES.map((locale) => petitionUrl(origin, slug, null, locale)))
  return document(
    'urlset',
    [...home, ...pages].map((url) => located('url', url)),
  )
}

const located = (name: string, url: string): string => element(name, {}, element('loc', {}, escapeMarkup(url)))

const document = (name: string, children: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${element(name, { xmlns: XMLNS }, `\n${children.join('\n')}\n`)}\n`
