/** Days and times in a time zone, which is named: a page is cached, so it cannot know that of its reader. */
import type { Locale } from '../../schema/locales.ts'
import { catalogue } from './catalogue.ts'
import { numbersLike } from './format.ts'
import { ZONE_FORMATS_MAX_ENTRIES } from '../limits.ts'

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

export interface WallClock {
  year: number
  /** From 1. */
  month: number
  day: number
  hour: number
  minute: number
}

/** What clocks in the time zone show. */
export function wallClock(ms: number, timeZone: string): WallClock {
  const parts = formatOf('en-GB', timeZone).formatToParts(ms)
  const numberOf = (type: string): number => Number(parts.find((part) => part.type === type)?.value)
  return {
    year: numberOf('year'),
    month: numberOf('month'),
    day: numberOf('day'),
    hour: numberOf('hour'),
    minute: numberOf('minute'),
  }
}

const zoneName = (ms: number, timeZone: string, tag: string): string =>
  formatOf(tag, timeZone)
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone

/** Making one takes about a millisecond, and a page would need several. Campaigns choose the zones, so there are few. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(tag: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${tag} ${timeZone}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(tag, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  // A Map iterates its keys in the order in which they were set.
  for (const oldest of formats.keys()) {
    if (formats.size < ZONE_FORMATS_MAX_ENTRIES) break
    formats.delete(oldest)
  }
  formats.set(key, made)
  return made
}

/** British English, as for dates: it knows the names of European zones. */
const tagOf = (locale: Locale): string => (locale === 'en' ? 'en-GB' : numbersLike(locale))

const pad = (n: number): string => String(n).padStart(2, '0')
