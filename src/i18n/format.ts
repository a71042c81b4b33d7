/**
 * Numbers and nouns are formatted by `Intl`, which knows the rules of every language. Uzbek is the exception: workerd and
 * Chromium have only its plural rules, write «70,438» and «2026 M08 1», and name countries in English, while Node and Firefox
 * support it. Its numbers are grouped as in Russian, which is how CLDR groups them; its days and names are in uz.ts and
 * uz-names.ts.
 */
import type { Locale } from '../../schema/locales.ts'

/** The plural forms of a noun (CLDR plural categories); every language has `other`. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

export interface Formatter {
  /** `70438` → `70,438`, `70 438`, … */
  number: (n: number) => string
  /** The plural form for `n`. */
  plural: (n: number, forms: PluralForms) => string
  /** As `plural`, with the number in the place of `{n}`: Arabic writes one and two as words, without a figure. */
  counted: (n: number, forms: PluralForms) => string
  /** The day of a time in milliseconds, in UTC: `1785542400000` → `1 August 2026`, … */
  date: (ms: number) => string
}

/** The BCP 47 tag with which `Intl` formats numbers the same everywhere: for Arabic, engines use different digits. */
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

export type Period = 'minutes' | 'hours' | 'days' | 'months'

/** `30` → `30 days` and `30 months`, in the nominative: beside a label, not in a sentence. */
export function periods(locale: Locale): Record<Period, (n: number) => string> {
  if (locale === 'uz') {
    const { number } = formatter(locale)
    const unit = (name: string) => (n: number) => `${number(n)} ${name}`
    return { minutes: unit('daqiqa'), hours: unit('soat'), days: unit('kun'), months: unit('oy') }
  }
  const unit = (name: string) => {
    const units = new Intl.NumberFormat(numbersLike(locale), { style: 'unit', unit: name, unitDisplay: 'long' })
    return (n: number): string => units.format(n)
  }
  return { minutes: unit('minute'), hours: unit('hour'), days: unit('day'), months: unit('month') }
}
