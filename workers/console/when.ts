/** Times as people say them. */
import { dayIn, momentIn } from '../../src/i18n/time.ts'
import { wallClock } from '../../src/i18n/wall-clock.ts'
import { DAY_MS, MINUTE_MS } from '../../src/limits.ts'
import type { RouteContext } from './context.ts'
import { wordsOf } from './respond.tsx'

const pad = (n: number): string => String(n).padStart(2, '0')

/** “today, 12:31”, “yesterday, 18:04”, or the day. Times are in UTC unless the petition has a zone. */
export const whenOf = (c: RouteContext, ms: number, timeZone = 'UTC', now = Date.now()): string =>
  recent(c, ms, timeZone, now) ?? dayIn(ms, timeZone, c.var.locale)

/** As `whenOf`, but of an earlier day the time as well, with its zone. */
export const momentOf = (c: RouteContext, ms: number, timeZone = 'UTC', now = Date.now()): string =>
  recent(c, ms, timeZone, now) ?? momentIn(ms, timeZone, c.var.locale)

/** Null before yesterday. */
function recent(c: RouteContext, ms: number, timeZone: string, now: number): string | null {
  const { frame } = wordsOf(c)
  if (Math.abs(now - ms) < MINUTE_MS) return frame.now
  const { hour, minute } = wallClock(ms, timeZone)
  const time = `${pad(hour)}:${pad(minute)}`
  const days = dayNumber(now, timeZone) - dayNumber(ms, timeZone)
  if (days === 0) return frame.today(time)
  return days === 1 ? frame.yesterday(time) : null
}

/** “12:40”. */
export function timeOf(ms: number, timeZone = 'UTC'): string {
  const { hour, minute } = wallClock(ms, timeZone)
  return `${pad(hour)}:${pad(minute)}`
}

/** `2026-11-24`, where the petition is. */
export function todayOf(timeZone: string, now = Date.now()): string {
  const { year, month, day } = wallClock(now, timeZone)
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

function dayNumber(ms: number, timeZone: string): number {
  const { year, month, day } = wallClock(ms, timeZone)
  return Date.UTC(year, month - 1, day) / DAY_MS
}
