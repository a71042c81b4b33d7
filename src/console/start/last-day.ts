/** The end of a last day in its time zone, as a deadline. */
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

/** The last day that `endOfDay` gives `closesAt` for. */
export function lastDayOf(closesAt: number, timeZone: string): string {
  const { year, month, day } = wallClock(closesAt - 1, timeZone)
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
