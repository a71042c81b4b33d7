/** Names of countries and languages, from `Intl` except for Uzbek (see format.ts). */
import type { Locale } from '../../schema/locales.ts'
import { COUNTRIES_IN_UZBEK, LANGUAGES_IN_UZBEK } from './uz/names.ts'

/** Names by ISO 3166-1 alpha-2 code; the code itself if there is none. Takes some µs to create: reuse it. */
export function countryNames(locale: Locale): (code: string) => string {
  if (locale === 'uz') return (code) => COUNTRIES_IN_UZBEK.get(code) ?? code
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return (code) => names.of(code) ?? code
}

/** The name of a language by its BCP 47 tag; the tag itself if there is none. */
export function languageName(tag: string, locale: Locale): string {
  if (locale === 'uz') return LANGUAGES_IN_UZBEK.get(new Intl.Locale(tag).language) ?? tag
  return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
}
