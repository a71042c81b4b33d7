/** What the page of changes and the page of one version share. */
import type { Locale } from '../../schema/locales.ts'
import type { VersionKind } from '../../schema/version.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { dayIn } from '../i18n/time.ts'
import { iso } from '../iso-time.ts'

export interface ShownVersion {
  number: number
  /** BCP 47. */
  language: string
  translates: number | null
  kind: VersionKind
  why: string | null
  /** In milliseconds. */
  publishedAt: number
  /** How many counted signatures are of it. */
  signatures: number
}

export interface ReadVersion extends ShownVersion {
  title: string
  addressee: string
  /** Markdown. */
  body: string
}

export interface OfPetition {
  locale: Locale
  /** Scheme and host. */
  origin: string
  petition: { slug: string; title: string; language: string; timeZone: string; confirmation: 'none' | 'email' }
}

export function nameOf({ versions }: Catalogue, kind: VersionKind): string {
  switch (kind) {
    case 'first':
      return versions.first
    case 'translation':
      return versions.translation
    case 'correction':
    case 'facts':
    case 'demand':
      return versions.kinds[kind]
  }
}

export function Day({
  locale,
  petition,
  publishedAt,
}: Pick<OfPetition, 'locale' | 'petition'> & { publishedAt: number }) {
  return <time datetime={iso(publishedAt)}>{dayIn(publishedAt, petition.timeZone, locale)}</time>
}

export function BackTo({
  locale,
  slug,
  title,
  language,
}: {
  locale: Locale
  slug: string
  title: string
  language: string
}) {
  return (
    <p class="eyebrow">
      <a href={`/${locale}/p/${slug}`} lang={language} dir="auto">
        {title}
      </a>
    </p>
  )
}
