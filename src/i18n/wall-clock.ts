/** What clocks show in a time zone, by `Intl`. Apart from the words, so that a Worker can have it without a catalogue. */
import { ZONE_FORMATS_MAX_ENTRIES } from '../limits.ts'

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
  const parts = zoneFormat('en-GB', timeZone).formatToParts(ms)
  const numberOf = (type: string): number => Number(parts.find((part) => part.type === type)?.value)
  return {
    year: numberOf('year'),
    month: numberOf('month'),
    day: numberOf('day'),
    hour: numberOf('hour'),
    minute: numberOf('minute'),
  }
}

/** Making one takes about a millisecond, and a page would need several. Campaigns choose the zones, so there are few. */
const formats = new Map<string, Intl.DateTimeFormat>()

export function zoneFormat(tag: string, timeZone: string): Intl.DateTimeFormat {
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
