/** A web address for those who do not want to think about one. */
import { SLUG_MAX_CHARS } from '../../limits.ts'

const SLUG_MIN_CHARS = 4
/** Room for the number that tells two of them apart. */
const SUGGESTED_MAX_CHARS = SLUG_MAX_CHARS - 8

/** From the Latin letters and digits of a title; null where it has too few of them, as in other scripts. */
export function slugOf(title: string): string | null {
  const plain = title
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .replaceAll(/[ıİ]/g, 'i')
    .replaceAll(/\p{M}|[‘’'ʻʼ]/gu, '')
    .toLowerCase()
  const words = plain.match(/[a-z0-9]+/g) ?? []
  const slug = words.reduce(
    (text, word) =>
      text.length + word.length + 1 > SUGGESTED_MAX_CHARS ? text : text === '' ? word : `${text}-${word}`,
    '',
  )
  return slug.length < SLUG_MIN_CHARS ? null : slug
}

/** The next one to try when the one before is taken. `attempt` from 2. */
export const nextSlug = (slug: string, attempt: number): string => `${slug.slice(0, SUGGESTED_MAX_CHARS)}-${attempt}`
