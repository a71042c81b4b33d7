/** Cache keys that carry more than a slug or an id: JSON, written and read here. */
import type { List } from '../../schema/listing.ts'
import { isLocale, type Locale } from '../../schema/locales.ts'
import type { PetitionState } from '../../schema/petition.ts'
import { SIGNERS_LOADS_ROWS, SIGNERS_PAGE_MAX_ROWS } from '../../src/limits.ts'
import type { SignersQuery } from '../../src/ledger/signers.ts'

/** For a page of signers: the key of the smallest load that contains the page. */
export const signersKey = (page: SignersQuery): string =>
  JSON.stringify({ ...page, limit: SIGNERS_LOADS_ROWS.find((rows) => rows >= page.limit) ?? SIGNERS_PAGE_MAX_ROWS })
export const parseSignersKey = (key: string): SignersQuery => JSON.parse(key)

/** For a page of a list of petitions. `before`: the last id of the page before, from a signed cursor. */
export const listingKey = (page: ListingQuery): string => JSON.stringify(page)
export const parseListingKey = (key: string): ListingQuery => JSON.parse(key)

interface ListingQuery {
  list: List
  before: number | null
}

/** For the petitions that a search has found: their ids. */
export const foundKey = (ids: readonly number[]): string => ids.join()
export const parseFoundKey = (key: string): number[] => key.split(',').map(Number)

/** For the updates of a petition. `locale`: in which they are read; null as they were written. */
export const updatesKey = ({ petitionId, locale }: UpdatesQuery): string =>
  locale === null ? String(petitionId) : `${petitionId}/${locale}`
export function parseUpdatesKey(key: string): UpdatesQuery {
  const [petitionId, locale = ''] = key.split('/')
  return { petitionId: Number(petitionId), locale: isLocale(locale) ? locale : null }
}

interface UpdatesQuery {
  petitionId: number
  locale: Locale | null
}

/** For a version of a petition's text. */
export const versionKey = (petitionId: number, number: number): string => `${petitionId}/${number}`
export function parseVersionKey(key: string): { petitionId: number; number: number } {
  const [petitionId, number] = key.split('/').map(Number)
  return { petitionId: petitionId ?? 0, number: number ?? 0 }
}

/** For an Open Graph image: everything that it shows except the count, which may be older. */
export const ogImageKey = (image: OgImage): string => JSON.stringify(image)
export const parseOgImageKey = (key: string): OgImage => JSON.parse(key)

interface OgImage {
  slug: string
  locale: Locale
  title: string
  /** BCP 47, of the title. */
  language: string
  state: PetitionState
  goal: number | null
  /** The hash of the petition's own image. */
  image: string | null
}
