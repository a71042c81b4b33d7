/** Days and months as the axis of a chart has them. Times are in milliseconds, in UTC. */
import type { Locale } from '../../schema/locales.ts'
import { numbersLike } from './format.ts'
import { MONTHS } from './uz/months.ts'

export interface ShortDates {
  /** `26 Nov` */
  day: (ms: number) => string
  /** `Nov 2026` */
  month: (ms: number) => string
}

const LETTERS_OF_UZBEK_MONTH = 3

/** Making the formats takes about a millisecond, and a chart needs them for each label. */
const made = new Map<Locale, ShortDates>()

export function shortDates(locale: Locale): ShortDates {
  const dates = made.get(locale) ?? make(locale)
  made.set(locale, dates)
  return dates
}

function make(locale: Locale): ShortDates {
  if (locale === 'uz') {
    const month = (ms: number): string => (MONTHS[new Date(ms).getUTCMonth()] ?? '').slice(0, LETTERS_OF_UZBEK_MONTH)
    return {
      day: (ms) => `${new Date(ms).getUTCDate()}-${month(ms)}`,
      month: (ms) => `${month(ms)} ${new Date(ms).getUTCFullYear()}`,
    }
  }
  const tag = locale === 'en' ? 'en-GB' : numbersLike(locale)
  const days = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(tag, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  return { day: (ms) => days.format(ms), month: (ms) => months.format(ms) }
}
