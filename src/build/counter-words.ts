/** The words of the counter as src/browser/counter/words.ts reads them: flat. */
import type { Locale } from '../../schema/locales.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { numbersLike } from '../i18n/format.ts'

export function counterWords(locale: Locale): Record<string, string> {
  const { direction, counter } = catalogue(locale)
  const { signed, sign, ...others } = counter
  return {
    lang: locale,
    numbers: numbersLike(locale),
    dir: direction,
    one: signed.other,
    ...signed,
    ...others,
    open: sign,
  }
}
