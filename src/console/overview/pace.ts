/** How fast a petition grows, and whether that is enough: from its days, in the order of time. */
import { DAY_MS } from '../../limits.ts'
import type { Slot } from './slots.ts'

const PACE_DAYS = 7
/** A goal that is further away says nothing. */
const GOAL_AHEAD_MAX_DAYS = 5 * 365
const FORECAST_DIGITS = 3

export interface PaceOf {
  /** By day, without a gap. */
  days: readonly Slot[]
  /** Milliseconds since the epoch, as all times. */
  now: number
  openedAt: number
  /** Null if there is no deadline. */
  closesAt: number | null
  /** The public count, with what is claimed. */
  count: number
  goal: number | null
}

export interface Pace {
  /** Signatures of the day that it is, so far. */
  today: number
  /** Average of the last seven whole days, or of those that there are, rounded. Null before the first whole day has passed. */
  perDay: number | null
  /** The day with the most signatures. Null before the first signature. */
  best: Slot | null
  /** What the goal needs: signatures a day until the deadline, and how many more that is than now; less than 0 if fewer. */
  needed: { perDay: number; more: number | null } | null
  /** The count at the deadline if the pace stays: about, with three digits that count. */
  forecast: number | null
  /** When the goal is reached if the pace stays: for a petition without a deadline. */
  goalAt: number | null
}

export function paceOf({ days, now, openedAt, closesAt, count, goal }: PaceOf): Pace {
  const average = averageOf(wholeDays(days, openedAt, now))
  const daysLeft = closesAt === null ? null : (closesAt - now) / DAY_MS
  const ahead = daysLeft !== null && daysLeft > 0 ? daysLeft : null
  const missing = goal === null || goal <= count ? null : goal - count
  const perDay = average === null ? null : Math.round(average)
  // On the last day all of them are needed, not the twentyfold that a rest of an hour would ask for.
  const neededPerDay = missing === null || ahead === null ? null : Math.ceil(missing / Math.max(1, ahead))
  return {
    today: days.findLast(({ start, end }) => start <= now && now < end)?.n ?? 0,
    perDay,
    best: bestOf(days),
    needed:
      neededPerDay === null ? null : { perDay: neededPerDay, more: perDay === null ? null : neededPerDay - perDay },
    // Rounding must not say that signatures go away.
    forecast: average === null || ahead === null ? null : Math.max(count, about(count + average * ahead)),
    goalAt: daysLeft === null && missing !== null ? reachedAt(missing, average, now) : null,
  }
}

/** The last of those that began after it was opened and are over. */
const wholeDays = (days: readonly Slot[], openedAt: number, now: number): Slot[] =>
  days.filter(({ start, end }) => start >= openedAt && end <= now).slice(-PACE_DAYS)

/** Never less than 0: signatures that were withdrawn can outnumber those that came. */
const averageOf = (days: readonly Slot[]): number | null =>
  days.length === 0 ? null : Math.max(0, days.reduce((sum, { n }) => sum + n, 0) / days.length)

/** The first of several. */
function bestOf(days: readonly Slot[]): Slot | null {
  let best: Slot | null = null
  for (const day of days) if (day.n > (best?.n ?? 0)) best = day
  return best
}

function reachedAt(missing: number, average: number | null, now: number): number | null {
  if (average === null || average === 0) return null
  const days = missing / average
  return days > GOAL_AHEAD_MAX_DAYS ? null : now + days * DAY_MS
}

/** `9567` → `9570`. */
export const about = (n: number): number => Number(n.toPrecision(FORECAST_DIGITS))
