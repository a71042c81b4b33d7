/** Where the pages of a petition are. `origin` is a scheme and host, or empty for a path. */
import type { Locale } from '../../schema/locales.ts'

/** The paths of a page in each language, and the one where the reader's own is chosen for them. */
export interface PageUrls {
  of: (locale: Locale) => string
  neutral: string
}

/** The petition's page, without a language so that each reader gets their own, or in one; `partner` is credited. */
export function petitionUrl(
  origin: string,
  slug: string,
  partner: string | null,
  locale: string | null = null,
): string {
  const path = locale === null ? `/p/${slug}` : `/${locale}/p/${slug}`
  return `${origin}${path}${partner === null ? '' : `?source=${encodeURIComponent(partner)}`}`
}

/** The petition's page or, by `rest`, one below it. */
export const petitionPageUrls = (slug: string, rest = ''): PageUrls => ({
  of: (locale) => petitionUrl('', slug, null, locale) + rest,
  neutral: petitionUrl('', slug, null) + rest,
})

/** The id of an update's article. */
export const updateAnchor = (id: string): string => `update-${id}`

/** Where an update is read for as long as it is there, however many follow it. */
export const updateUrl = (origin: string, slug: string, id: string, locale: Locale): string =>
  `${petitionUrl(origin, slug, null, locale)}/updates?from=${id}#${updateAnchor(id)}`

/** What the home page shows: the petitions in a state, or what a search has found; each from a cursor on. */
export interface HomeQuery {
  lang?: Locale | undefined
  state?: string | undefined
  q?: string | undefined
  cursor?: string | null | undefined
}

export function homeUrl({ lang, state, q, cursor }: HomeQuery): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ lang, state, q, cursor })) {
    if (value !== undefined && value !== null) query.set(name, value)
  }
  return query.size === 0 ? '/' : `/?${query.toString()}`
}
