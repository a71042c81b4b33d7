/**
 * Numbers grouped and nouns declined by `Intl`, which knows every language's rules; nothing here does. Uzbek is the
 * exception: workerd and Chromium carry its plural rules alone, say «70,438» and «2026 M08 1», and name countries in
 * English, while Node and Firefox know better. Its numbers are grouped as in Russian, which is how CLDR groups them; its
 * days and names are in uz.ts and uz-names.ts.
 */
import type { Locale } from '../../schema/locales.ts'

/** The forms of a counted noun that a language has (CLDR plural categories); `other` is what all of them have. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

export interface Formatter {
  /** `70438` → `70,438`, `70 438`, … */
  number: (n: number) => string
  /** The form that goes with `n`. */
  plural: (n: number, forms: PluralForms) => string
  /** As `plural`, with the number in the place of `{n}`: Arabic writes one and two as words, without a figure. */
  counted: (n: number, forms: PluralForms) => string
  /** The day of a time in milliseconds, in UTC: `1785542400000` → `1 August 2026`, … */
  date: (ms: number) => string
}

/** The BCP 47 tag by which `Intl` writes a language's numbers alike wherever it runs: of the digits of Arabic, engines disagree. */
export const numbersLike = (locale: Locale): string =>
  locale === 'uz' ? 'ru' : locale === 'ar' ? 'ar-u-nu-latn' : locale

export function formatter(locale: Locale): Formatter {
  const numbers = new Intl.NumberFormat(numbersLike(locale))
  const rules = new Intl.PluralRules(locale)
  // British English puts the day before the month, as most readers of English abroad expect.
  const days = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' })
  const number = (n: number): string => numbers.format(n)
  const plural = (n: number, forms: PluralForms): string => forms[rules.select(n)] ?? forms.other
  return {
    number,
    plural,
    counted: (n, forms) => plural(n, forms).replace('{n}', number(n)),
    date: (ms) => days.format(ms),
  }
}
