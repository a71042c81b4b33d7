/** Days as lists have them: three numbers, and perhaps a time after them, which is left out. */
import { plainDigits } from '../../../../schema/digits.ts'
import type { DateOrder } from '../../../contacts/import-setup.ts'

const DATE = /^(\d{1,4})[-./\s]{1,2}(\d{1,2})[-./\s]{1,2}(\d{1,4})(?:\.?$|[T\s,])/
const YEAR_MIN = 1990
const CENTURY = 2_000

export function partsOfDate(text: string): [number, number, number] | null {
  const found = DATE.exec(plainDigits(text.trim()))
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3])]
}

/** The beginning of the day, UTC, in milliseconds; null for what is no date. A year at the beginning is one, whatever the order. */
export function dateOf(text: string, order: DateOrder): number | null {
  const parts = partsOfDate(text)
  if (parts === null) return null
  const [a, b, c] = parts
  const [year, month, day] = a > 31 || order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b]
  const full = year < 100 ? CENTURY + year : year
  const time = Date.UTC(full, month - 1, day)
  const date = new Date(time)
  const isDay = full >= YEAR_MIN && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay ? time : null
}
