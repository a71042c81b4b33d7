/** Days and times in a time zone, as moments: when a petition opens, and the end of its last day. */
import { wallClock } from '../../i18n/wall-clock.ts'
import { MINUTE_MS } from '../../limits.ts'

/**
 * `2026-12-01` in `Europe/Berlin` → the first moment of 2 December there, in milliseconds; null for what is not a date, or
 * not a time zone. Where clocks skip midnight, the first moment after it.
 */
export function endOfDay(date: string, timeZone: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  const asUtc = found === null ? NaN : Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + 1)
  if (!isDate(date) || found === null) return null
  try {
    return startOf(asUtc, timeZone)
  } catch (error) {
    // The runtime has no such time zone.
    if (error instanceof RangeError) return null
    throw error
  }
}

function startOf(asUtc: number, timeZone: string): number {
  // The offset may be another one at the moment that the first guess gives.
  const guess = asUtc - offsetAt(asUtc, timeZone)
  return asUtc - offsetAt(guess, timeZone)
}

/** `2026-02-30` is none. */
function isDate(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date)
}

function offsetAt(ms: number, timeZone: string): number {
  const { year, month, day, hour, minute } = wallClock(ms, timeZone)
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / MINUTE_MS) * MINUTE_MS
}

/**
 * `2026-12-01` and `09:00` in `Europe/Berlin` → that moment, in milliseconds; without a time, the first moment of the day. Null for what is
 * none of these. Where clocks skip it, a moment after it.
 */
export function momentOn(date: string, time: string, timeZone: string): number | null {
  const midnight = endOfDay(date, timeZone) === null ? NaN : Date.parse(`${date}T00:00:00Z`)
  const found = /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(time === '' ? '00:00' : time)
  if (Number.isNaN(midnight) || found === null) return null
  return startOf(midnight + (Number(found[1]) * 60 + Number(found[2])) * MINUTE_MS, timeZone)
}

/** The day of a moment: `2026-12-01`. */
export function dayOf(ms: number, timeZone: string): string {
  const { year, month, day } = wallClock(ms, timeZone)
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

/** The time of a moment: `09:00`. */
export function timeOf(ms: number, timeZone: string): string {
  const { hour, minute } = wallClock(ms, timeZone)
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The last day that `endOfDay` gives `closesAt` for. */
export const lastDayOf = (closesAt: number, timeZone: string): string => dayOf(closesAt - 1, timeZone)
