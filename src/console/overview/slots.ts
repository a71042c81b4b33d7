/**
 * The signatures of a petition by hour, day, week, month or year, from the tallies by hour. Days are those of the petition's time zone:
 * on the two days of the year on which its clocks are changed, they have 23 and 25 hours.
 *
 * Limitation: tallies are by whole hours of UTC. In a time zone that is half an hour or a quarter of one away from them, as in India,
 * the hour during which a day begins belongs to the day before.
 */
import { wallClock } from '../../i18n/wall-clock.ts'
import { DAY_MS, MINUTE_MS } from '../../limits.ts'

const HOUR_MS = 3_600_000
const HOUR_KEY = /^\d{4}-\d\d-\d\dT\d\dZ$/
/** Longer than any day: from any moment of a day, its first and its last hour are nearer than this. */
const DAY_MAX_HOURS = 26

/** Of the dimension `hour`: the key is that of `hourKey` in src/ledger/tallies.ts, as in `2026-11-26T14Z`. */
export interface HourTally {
  key: string
  n: number
}

export type SlotUnit = 'hour' | 'day' | 'week' | 'month' | 'year'

/** A part of the time. Times are in milliseconds since the epoch; `end` is the first that is not in it. */
export interface Slot {
  unit: SlotUnit
  /** The day on which it begins, where the petition is: `2026-11-26`. */
  date: string
  /** The hour of that day at which it begins, from 0 to 23. */
  hour: number
  start: number
  end: number
  /** Signatures that began to count in it, less those that stopped. */
  n: number
  /** All signatures before its end. */
  count: number
}

/** From when to when there are slots, in milliseconds. Tallies outside of it extend it: none is left out. */
export interface Span {
  from: number
  to: number
}

/** A slot for each of the last hours, in order: at most `max`. */
export function byHour(tallies: readonly HourTally[], span: Span, timeZone: string, max: number): Slot[] {
  const { first, last, at } = hoursOf(tallies, span)
  const dayOf = localDays(timeZone)
  const slots: Slot[] = []
  let count = 0
  for (let index = first; index <= last; index++) {
    const [start, n] = [index * HOUR_MS, at(index)]
    count += n
    if (last - index >= max) continue
    const { day, hour } = dayOf(index)
    slots.push({ unit: 'hour', date: dateOf(day), hour, start, end: start + HOUR_MS, n, count })
  }
  return slots
}

/** A slot for each day, in order: all of its hours, those before and after the span too. */
export function byDay(tallies: readonly HourTally[], span: Span, timeZone: string): Slot[] {
  const { first, last, at } = hoursOf(tallies, span)
  const dayOf = localDays(timeZone)
  const [firstDay, lastDay] = [dayOf(first).day, dayOf(last).day]
  const slots: Slot[] = []
  let count = 0
  let current: number | null = null
  for (let index = first - DAY_MAX_HOURS; index <= last + DAY_MAX_HOURS; index++) {
    const { day } = dayOf(index)
    if (day < firstDay || day > lastDay) continue
    const [start, n] = [index * HOUR_MS, at(index)]
    const end = start + HOUR_MS
    count += n
    const slot = slots.at(-1)
    if (slot !== undefined && day === current) Object.assign(slot, { end, n: slot.n + n, count })
    else slots.push({ unit: 'day', date: dateOf(day), hour: 0, start, end, n, count })
    current = day
  }
  return slots
}

/** The days themselves if there are at most `max`; otherwise their weeks, from Monday to Sunday, their months, or their years. */
export function together(days: readonly Slot[], max: number): Slot[] {
  if (days.length <= max) return [...days]
  const [weeks, months, years] = [grouped(days, 'week'), grouped(days, 'month'), grouped(days, 'year')]
  return weeks.length <= max ? weeks : months.length <= max ? months : years
}

const GROUP_OF: Record<'week' | 'month' | 'year', (date: string) => string | number> = {
  // The first day of the epoch was a Thursday.
  week: (date) => Math.floor((Date.parse(date) / DAY_MS + 3) / 7),
  month: (date) => date.slice(0, 7),
  year: (date) => date.slice(0, 4),
}

function grouped(days: readonly Slot[], unit: keyof typeof GROUP_OF): Slot[] {
  const groups = new Map<string | number, Slot>()
  for (const day of days) {
    const key = GROUP_OF[unit](day.date)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { ...day, unit })
    else Object.assign(group, { end: day.end, n: group.n + day.n, count: day.count })
  }
  return [...groups.values()]
}

/** Hours are numbered from the epoch. */
function hoursOf(tallies: readonly HourTally[], { from, to }: Span) {
  const hours = new Map<number, number>()
  let [first, last] = [Math.floor(from / HOUR_MS), Math.floor(Math.max(from, to) / HOUR_MS)]
  for (const { key, n } of tallies) {
    if (!HOUR_KEY.test(key)) throw new TypeError(`not the key of an hour: ${key}`)
    const index = Date.parse(key.replace('Z', ':00Z')) / HOUR_MS
    hours.set(index, (hours.get(index) ?? 0) + n)
    first = Math.min(first, index)
    last = Math.max(last, index)
  }
  return { first, last, at: (index: number): number => hours.get(index) ?? 0 }
}

/**
 * For the number of an hour, the number of the day and the hour that clocks show at its beginning. `Intl` is asked once for each day of
 * UTC, and for each hour only of those on which clocks are changed: ten years have 87,000 hours.
 */
function localDays(timeZone: string): (index: number) => { day: number; hour: number } {
  const offsets = new Map<number, number>()
  const atDay = (day: number): number => {
    const known = offsets.get(day)
    if (known !== undefined) return known
    const offset = offsetAt(day * DAY_MS, timeZone)
    offsets.set(day, offset)
    return offset
  }
  return (index) => {
    const ms = index * HOUR_MS
    const utcDay = Math.floor(ms / DAY_MS)
    const offset = atDay(utcDay) === atDay(utcDay + 1) ? atDay(utcDay) : offsetAt(ms, timeZone)
    const local = ms + offset
    const day = Math.floor(local / DAY_MS)
    return { day, hour: Math.floor((local - day * DAY_MS) / HOUR_MS) }
  }
}

/** What clocks are ahead of UTC, in milliseconds. */
function offsetAt(ms: number, timeZone: string): number {
  const { year, month, day, hour, minute } = wallClock(ms, timeZone)
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / MINUTE_MS) * MINUTE_MS
}

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
