/** When a petition was opened, and its deadline: in the petition's time zone, which is named, since a page is cached. */
import type { Locale } from '../../schema/locales.ts'
import type { PetitionState } from '../../schema/petition.ts'
import { type Catalogue, catalogue } from '../i18n/catalogue.ts'
import { dayIn, momentIn } from '../i18n/time.ts'
import { wallClock } from '../i18n/wall-clock.ts'
import { iso } from '../iso-time.ts'
import { DAY_MS, DAYS_LEFT_SHOWN_MAX } from '../limits.ts'

export interface DatesProps {
  locale: Locale
  state: PetitionState
  /** Milliseconds since the epoch, as the others; null where it was collected elsewhere. */
  openedAt: number | null
  closesAt: number | null
  /** A name in the IANA database. */
  timeZone: string
  now: number
}

export function Dates({ locale, state, openedAt, closesAt, timeZone, now }: DatesProps) {
  const words = catalogue(locale)
  const left = state === 'open' ? daysLeft(words, closesAt, timeZone, now) : null
  return (
    <>
      {openedAt !== null && (
        <div>
          <dt>{words.petition.opened}</dt>
          <dd>
            <time datetime={iso(openedAt)}>{dayIn(openedAt, timeZone, locale)}</time>
          </dd>
        </div>
      )}
      {state === 'open' && closesAt !== null && (
        <div>
          <dt>{words.petition.signUntil}</dt>
          <dd>
            <time datetime={iso(closesAt)}>{momentIn(lastMinute(closesAt, timeZone), timeZone, locale)}</time>
            {left !== null && <strong class="left">{left}</strong>}
          </dd>
        </div>
      )}
    </>
  )
}

/** “5 days left”, for an open petition whose deadline is near; otherwise null. */
export function daysLeft(words: Catalogue, closesAt: number | null, timeZone: string, now: number): string | null {
  if (closesAt === null || closesAt <= now || closesAt - now > (DAYS_LEFT_SHOWN_MAX + 2) * DAY_MS) return null
  const days = dayNumber(lastMinute(closesAt, timeZone), timeZone) - dayNumber(now, timeZone)
  if (days > DAYS_LEFT_SHOWN_MAX) return null
  return days < 1 ? words.petition.lastDay : words.petition.daysLeft(days)
}

/** A deadline at midnight is said to be in the last minute of the day before: “until 2 May, 00:00” is read as the end of that day. */
function lastMinute(closesAt: number, timeZone: string): number {
  const { hour, minute } = wallClock(closesAt, timeZone)
  return hour === 0 && minute === 0 ? closesAt - 60_000 : closesAt
}

function dayNumber(ms: number, timeZone: string): number {
  const { year, month, day } = wallClock(ms, timeZone)
  return Date.UTC(year, month - 1, day) / DAY_MS
}
