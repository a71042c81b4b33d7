/** Cache keys that carry more than a slug or an id: JSON, written and read here. */
import type { Locale } from '../../schema/locales.ts'
import type { PetitionState } from '../../schema/petition.ts'
import { SIGNERS_LOADS_ROWS, SIGNERS_PAGE_MAX_ROWS } from '../../src/limits.ts'
import type { SignersQuery } from '../../src/ledger/signers.ts'

/** For a page of signers: the key of the smallest load that contains the page. */
export const signersKey = (page: SignersQuery): string =>
  JSON.stringify({ ...page, limit: SIGNERS_LOADS_ROWS.find((rows) => rows >= page.limit) ?? SIGNERS_PAGE_MAX_ROWS })
export const parseSignersKey = (key: string): SignersQuery => JSON.parse(key)

/** For an Open Graph image: everything that it shows except the count, which may be older. */
export const ogImageKey = (image: OgImage): string => JSON.stringify(image)
export const parseOgImageKey = (key: string): OgImage => JSON.parse(key)

interface OgImage {
  slug: string
  locale: Locale
  title: string
  state: PetitionState
  goal: number | null
  /** The hash of the petition's own image. */
  image: string | null
}
