/** What countries and languages are called in a language: `Intl` knows, but for Uzbek (see format.ts). */
import type { Locale } from '../../schema/locales.ts'
import { COUNTRIES_IN_UZBEK, LANGUAGES_IN_UZBEK } from './uz/names.ts'

/** Names by ISO 3166-1 alpha-2 code; a code that has none stands for itself. Costs some µs to make: keep it. */
export function countryNames(locale: Locale): (code: string) => string {
  if (locale === 'uz') return (code) => COUNTRIES_IN_UZBEK.get(code) ?? code
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return (code) => names.of(code) ?? code
}

/** Of a language by its BCP 47 tag; one that has no name is called by its tag. */
export function languageName(tag: string, locale: Locale): string {
  if (locale === 'uz') return LANGUAGES_IN_UZBEK.get(new Intl.Locale(tag).language) ?? tag
  return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
}
