/** Names of countries and languages, from `Intl` except for Uzbek (see format.ts). */
import type { Locale } from '../../schema/locales.ts'
import { COUNTRIES_IN_UZBEK, LANGUAGES_IN_UZBEK } from './uz/names.ts'

/** Names by ISO 3166-1 alpha-2 code; the code itself if there is none. Takes some µs to create: reuse it. */
export function countryNames(locale: Locale): (code: string) => string {
  if (locale === 'uz') return (code) => COUNTRIES_IN_UZBEK.get(code) ?? code
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return (code) => names.of(code) ?? code
}

/** Compares names of countries by the alphabet of the language. */
export function countryOrder(locale: Locale): (a: string, b: string) => number {
  const { compare } = new Intl.Collator(locale)
  return locale === 'uz' ? (a, b) => compare(uzbekOrder(a), uzbekOrder(b)) : compare
}

/** The Uzbek alphabet ends with five letters of two signs: … Z, Oʻ, Gʻ, Sh, Ch. */
const LAST_UZBEK_LETTERS = new Map(['oʻ', 'gʻ', 'sh', 'ch'].map((letter, index) => [letter, `zzz${index}`]))

const uzbekOrder = (name: string): string =>
  name.toLowerCase().replace(/[og]ʻ|[sc]h/g, (letter) => LAST_UZBEK_LETTERS.get(letter) ?? letter)

/** The name of a language by its BCP 47 tag. Without an Uzbek name, the English one; without any, the tag. */
export function languageName(tag: string, locale: Locale): string {
  const inUzbek = locale === 'uz' ? LANGUAGES_IN_UZBEK.get(new Intl.Locale(tag).language) : undefined
  return inUzbek ?? new Intl.DisplayNames(locale === 'uz' ? 'en' : locale, { type: 'language' }).of(tag) ?? tag
}
