/** What a slot is called: in full, and on the axis of a chart. */
import type { Locale } from '../../../schema/locales.ts'
import { shortDates } from '../../i18n/short-dates.ts'
import type { Slot } from './slots.ts'
import type { ChartWords } from './words.ts'

type DateWords = Pick<ChartWords, 'date' | 'hour' | 'week'>

/** `26 November 2026`, `26 November 2026, 14:00`, `Week of 23 November 2026`, `Nov 2026`, `2026`. */
export function nameOf({ unit, date, hour }: Slot, words: DateWords, locale: Locale): string {
  const ms = Date.parse(date)
  switch (unit) {
    case 'hour':
      return words.hour(words.date(ms), timeOf(hour))
    case 'day':
      return words.date(ms)
    case 'week':
      return words.week(words.date(ms))
    case 'month':
      return shortDates(locale).month(ms)
    case 'year':
      return date.slice(0, 4)
  }
}

export interface Tick {
  /** Of the slot. */
  index: number
  text: string
  /** There is no room for it on a phone. */
  minor: boolean
}

/** As many as a wide chart has room for; a phone has room for every second one. */
const TICKS_MAX = 6
/** Fewer if a label is longer than `26 Nov`, and fewer still if it is longer than `26 нояб.`, as `нояб. 2026 г.` is. */
const FEWER_TICKS = [
  { longerThanChars: 10, max: 3 },
  { longerThanChars: 7, max: 4 },
]
const HOURS_BETWEEN_TICKS = [1, 2, 3, 6, 12, 24]

/** Of hours, those of which clocks show a round number; of others, every so many, so that the last one has a label. */
export function ticksOf(slots: readonly Slot[], locale: Locale): Tick[] {
  const short = shortDates(locale)
  const text = ({ unit, date, hour }: Slot): string => {
    if (unit === 'year') return date.slice(0, 4)
    if (unit === 'month') return short.month(Date.parse(date))
    return unit === 'hour' && hour !== 0 ? timeOf(hour) : short.day(Date.parse(date))
  }
  const all = slots.map((slot, index) => ({ index, hour: slot.hour, text: text(slot) }))
  if (slots[0]?.unit === 'hour') return hoursShown(all)
  const longest = Math.max(...all.map(({ text }) => text.length))
  const max = FEWER_TICKS.find(({ longerThanChars }) => longest > longerThanChars)?.max ?? TICKS_MAX
  const step = Math.ceil(slots.length / max)
  const fromLast = (index: number): number => (slots.length - 1 - index) / step
  return all
    .filter(({ index }) => Number.isInteger(fromLast(index)))
    .map(({ index, text }) => ({ index, text, minor: fromLast(index) % 2 === 1 }))
}

function hoursShown(all: readonly { index: number; hour: number; text: string }[]): Tick[] {
  for (const step of HOURS_BETWEEN_TICKS) {
    const shown = all.filter(({ hour }) => hour % step === 0)
    if (shown.length <= TICKS_MAX)
      return shown.map(({ index, hour, text }) => ({ index, text, minor: hour % (2 * step) !== 0 }))
  }
  return []
}

const timeOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
