/** Days and times in a time zone, which is named: a page is cached, so it cannot know that of its reader. */
import type { Locale } from '../../schema/locales.ts'
import { catalogue } from './catalogue.ts'
import { numbersLike } from './format.ts'
import { wallClock, zoneFormat } from './wall-clock.ts'

/** The day of a time in milliseconds: `1 December 2026`. `timeZone`: a name in the IANA database. */
export function dayIn(ms: number, timeZone: string, locale: Locale): string {
  const { year, month, day } = wallClock(ms, timeZone)
  return catalogue(locale).date(Date.UTC(year, month - 1, day))
}

/** The minute of a time in milliseconds, and its zone: `1 December 2026, 23:59 CET`. */
export function momentIn(ms: number, timeZone: string, locale: Locale): string {
  const day = dayIn(ms, timeZone, locale)
  const { hour, minute } = wallClock(ms, timeZone)
  const time = `${pad(hour)}:${pad(minute)}`
  // `Intl` in a Worker has no Uzbek (see format.ts): `GMT+5` is the same in it.
  const zone = zoneName(ms, timeZone, locale === 'uz' ? 'en-GB' : tagOf(locale))
  if (locale === 'zh') return `${day} ${time}（${zone}）`
  return `${day}${locale === 'ar' ? '،' : ','} ${time} ${zone}`
}

const zoneName = (ms: number, timeZone: string, tag: string): string =>
  zoneFormat(tag, timeZone)
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone

/** British English, as for dates: it knows the names of European zones. */
const tagOf = (locale: Locale): string => (locale === 'en' ? 'en-GB' : numbersLike(locale))

const pad = (n: number): string => String(n).padStart(2, '0')
