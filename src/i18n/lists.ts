/** Several names in one line, as the language has them. */
import type { Locale } from '../../schema/locales.ts'

/** `Intl` in a Worker has no Uzbek (see format.ts), whose lists are as in English. */
export const listed = (names: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(locale === 'uz' ? 'en' : locale, { type: 'unit' }).format(names)
