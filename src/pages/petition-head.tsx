/** The head of a petition's page, for crawlers, link previews, feed readers and other sites. */
import { raw } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import type { StarterKind } from '../../schema/petition.ts'
import { petitionUrl } from '../http/urls.ts'
import { oembedLinks } from '../embeds/oembed.ts'
import { OG_IMAGE_HEIGHT_PX, OG_IMAGE_WIDTH_PX } from '../limits.ts'

/** The Open Graph protocol's locales are of the form language_TERRITORY (https://ogp.me/#optional); Arabic has one for all. */
const OG_LOCALES: Record<Locale, string> = {
  en: 'en_GB',
  ru: 'ru_RU',
  uz: 'uz_UZ',
  uk: 'uk_UA',
  es: 'es_ES',
  fr: 'fr_FR',
  de: 'de_DE',
  ar: 'ar_AR',
  tr: 'tr_TR',
  zh: 'zh_CN',
}

export interface PetitionHeadProps {
  locale: Locale
  /** Scheme and host. */
  origin: string
  slug: string
  title: string
  summary: string
  /** The alt text of the preview's image. */
  imageAlt: string
  starter: string
  starterKind: StarterKind
  /** BCP 47, of the petition's own texts. */
  language: string
  count: number
  /** The partner code in the URL, credited when that URL is embedded. */
  partner: string | null
}

export function PetitionHead(props: PetitionHeadProps) {
  const { locale, origin, slug, title, summary, imageAlt, partner } = props
  const url = petitionUrl(origin, slug, null, locale)
  const oembed = oembedLinks(origin, petitionUrl(origin, slug, partner, locale))
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Undersigned" />
      <meta property="og:locale" content={OG_LOCALES[locale]} />
      <meta property="og:url" content={url} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={summary} />
      <meta property="og:image" content={`${origin}/og/${locale}/${slug}.png`} />
      <meta property="og:image:width" content={String(OG_IMAGE_WIDTH_PX)} />
      <meta property="og:image:height" content={String(OG_IMAGE_HEIGHT_PX)} />
      <meta property="og:image:alt" content={imageAlt} />
      <meta name="twitter:card" content="summary_large_image" />
      <link rel="alternate" type="application/json+oembed" href={oembed.json} title={title} />
      <link rel="alternate" type="text/xml+oembed" href={oembed.xml} title={title} />
      <link rel="alternate" type="application/atom+xml" href={`${url}/feed.atom`} title={title} />
      {/* Data, which no Content-Security-Policy has to allow: it is never run. */}
      <script type="application/ld+json">{raw(structuredData(url, props))}</script>
    </>
  )
}

/** JSON-LD by schema.org, which has no type for petitions: a page, and how many have endorsed what it says. */
function structuredData(url: string, props: PetitionHeadProps): string {
  const { origin, locale, slug, title, summary, starter, starterKind, language, count } = props
  const data = {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    url,
    name: title,
    description: summary,
    inLanguage: language,
    image: `${origin}/og/${locale}/${slug}.png`,
    creator: { '@type': starterKind === 'person' ? 'Person' : 'Organization', name: starter },
    interactionStatistic: {
      '@type': 'InteractionCounter',
      interactionType: 'https://schema.org/EndorseAction',
      userInteractionCount: count,
    },
  }
  // So that no text ends the element (HTML §4.12.1.3).
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
}
