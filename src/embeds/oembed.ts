/**
 * oEmbed 1.0 (https://oembed.com): how a site embeds a petition of which it has only the URL. Of the HTML, WordPress keeps a
 * blockquote without attributes, followed by an iframe (`wp_filter_oembed_result`). It shows the quote until the iframe has
 * sent its height, and hides the iframe if that never happens.
 */
import { isLocale, type Locale } from '../../schema/locales.ts'
import { petitionUrl } from '../http/urls.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import {
  FRAME_HEIGHT_PX,
  FRAME_WIDTH_PX,
  OEMBED_MAX_AGE_SECONDS,
  OG_IMAGE_HEIGHT_PX,
  OG_IMAGE_WIDTH_PX,
} from '../limits.ts'
import { element, escapeMarkup } from '../markup/element.ts'
import { FRAME_SANDBOX } from './frame-options.ts'
import type { EmbedOptions } from './options.ts'
import { partnerCodeOf } from './partner-code.ts'

export interface PetitionUrlParts {
  slug: string
  /** Null when the URL has no language. */
  locale: Locale | null
  partner: string | null
}

/** The petition of the URL of its page; null for every other URL. http and https are equal, because people write either. */
export function petitionUrlPartsOf(url: string, origin: string): PetitionUrlParts | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, pathname, searchParams } = new URL(url)
  if (!/^https?:$/.test(protocol) || host !== new URL(origin).host) return null
  const [, lang, slug] = /^(?:\/([a-z]+))?\/p\/([a-z0-9-]+)\/?$/.exec(pathname) ?? []
  if (slug === undefined || (lang !== undefined && !isLocale(lang))) return null
  return { slug, locale: lang ?? null, partner: partnerCodeOf(searchParams.get('source')) }
}

export interface OembedSubject extends PetitionUrlParts {
  origin: string
  title: string
  starter: string
  /** BCP 47, of the petition's own words. */
  language: string
}

/** In pixels. Anything but a positive integer is ignored, because the specification has no error for it. */
export interface OembedBounds {
  maxwidth: string | undefined
  maxheight: string | undefined
}

export interface OembedResponse {
  version: '1.0'
  type: 'rich'
  title: string
  author_name: string
  provider_name: string
  provider_url: string
  cache_age: number
  html: string
  width: number
  height: number
  thumbnail_url?: string
  thumbnail_width?: number
  thumbnail_height?: number
}

/** The language of the response when the URL has none. */
export const oembedLocale = ({ locale, language }: OembedSubject): Locale =>
  locale ?? (isLocale(language) ? language : 'en')

export function oembed(subject: OembedSubject, bounds: OembedBounds, words: Catalogue): OembedResponse {
  const { origin, slug, locale, partner, title, starter } = subject
  const maxWidth = pixels(bounds.maxwidth)
  const maxHeight = pixels(bounds.maxheight)
  const width = Math.min(FRAME_WIDTH_PX, maxWidth)
  const height = Math.min(FRAME_HEIGHT_PX, maxHeight)
  const quote = element('a', { href: petitionUrl(origin, slug, partner, locale) }, escapeMarkup(title))
  const frame = element('iframe', {
    src: frameUrl(origin, slug, { lang: locale, partner }),
    width,
    height,
    title: words.embed.frameTitle(title),
    frameborder: 0,
    sandbox: FRAME_SANDBOX,
    class: 'wp-embedded-content',
  })
  return {
    version: '1.0',
    type: 'rich',
    title,
    author_name: starter,
    provider_name: 'Undersigned',
    provider_url: origin,
    cache_age: OEMBED_MAX_AGE_SECONDS,
    html: element('blockquote', { class: 'wp-embedded-content' }, quote) + frame,
    width,
    height,
    ...(maxWidth < OG_IMAGE_WIDTH_PX || maxHeight < OG_IMAGE_HEIGHT_PX
      ? {}
      : {
          thumbnail_url: `${origin}/og/${oembedLocale(subject)}/${slug}.png`,
          thumbnail_width: OG_IMAGE_WIDTH_PX,
          thumbnail_height: OG_IMAGE_HEIGHT_PX,
        }),
  }
}

/** The same as XML (oEmbed §2.3.4.2). */
export function oembedXml(response: OembedResponse): string {
  const members = Object.entries(response).map(([name, value]) => element(name, {}, escapeMarkup(String(value))))
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n${element('oembed', {}, members.join(''))}\n`
}

/** The URLs for the `<link rel="alternate">` of a page that can be embedded (oEmbed §4). */
export function oembedLinks(origin: string, pageUrl: string): { json: string; xml: string } {
  const hrefOf = (format: string): string =>
    `${origin}/oembed?${new URLSearchParams({ format, url: pageUrl }).toString()}`
  return { json: hrefOf('json'), xml: hrefOf('xml') }
}

/** The URL of the iframe, with the settings that are not null. */
export function frameUrl(origin: string, slug: string, settings: Record<string, string | null>): string {
  return `${origin}/embed/${slug}${queryOf(settings)}`
}

/** The URL of the iframe with the form. Without a language, the browser's is chosen. */
export const signFrameUrl = (
  origin: string,
  slug: string,
  {
    language = null,
    theme = 'auto',
    partner,
  }: Partial<Pick<EmbedOptions, 'language' | 'theme'>> & Pick<EmbedOptions, 'partner'>,
): string =>
  `${origin}/embed/${slug}/sign${queryOf({ lang: language, theme: theme === 'auto' ? null : theme, partner })}`

function queryOf(settings: Record<string, string | null>): string {
  const given = Object.entries(settings).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  const query = new URLSearchParams(given).toString()
  return query === '' ? '' : `?${query}`
}

const pixels = (text: string | undefined): number =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : Infinity
