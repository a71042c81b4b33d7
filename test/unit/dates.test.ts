/** The dates on a petition's page, and on its card. */
import { html } from 'hono/html'
import { describe, expect, test } from 'vitest'

import { catalogue } from '../../src/i18n/catalogue.ts'
import { wallClock } from '../../src/i18n/wall-clock.ts'
import { DAY_MS, DAYS_LEFT_SHOWN_MAX, ZONE_FORMATS_MAX_ENTRIES } from '../../src/limits.ts'
import { Dates, daysLeft } from '../../src/pages/dates.tsx'

const shown = async (of: Partial<Parameters<typeof Dates>[0]>): Promise<string> => {
  const dates = Dates({ locale: 'en', state: 'open', openedAt: null, closesAt: null, timeZone: 'UTC', now: 0, ...of })
  return (await html`${dates}`).toString()
}

describe('the deadline', () => {
  test('at midnight is said to be in the last minute of the day before', async () => {
    const closesAt = Date.parse('2026-12-02T00:00:00+01:00')
    expect(await shown({ closesAt, timeZone: 'Europe/Berlin' })).toContain('1 December 2026, 23:59 CET')
    expect(await shown({ closesAt })).toContain('1 December 2026, 23:00 UTC')
  })

  test('has the offset of its own day, not of today', async () => {
    const now = Date.parse('2027-03-20T12:00:00Z')
    const shownAt = (closesAt: string) => shown({ closesAt: Date.parse(closesAt), timeZone: 'Europe/Berlin', now })
    expect(await shownAt('2027-03-27T12:00:00Z')).toContain('13:00 CET')
    expect(await shownAt('2027-03-28T12:00:00Z')).toContain('14:00 CEST')
  })

  test('is not shown once the petition has ended, and its start still is', async () => {
    const ended = await shown({ state: 'closed', closesAt: 1, openedAt: 0 })
    expect(ended).toContain('1 January 1970')
    expect(ended).not.toContain('Sign until')
  })
})

describe('the days that are left', () => {
  const CLOSES = Date.parse('2026-12-08T22:59:00Z')
  const left = (now: string, timeZone = 'Europe/Berlin') => daysLeft(catalogue('en'), CLOSES, timeZone, Date.parse(now))

  test.each([
    ['2026-11-30T22:59:00Z', null],
    ['2026-11-30T23:00:00Z', '7 days left'],
    ['2026-12-03T12:00:00Z', '5 days left'],
    ['2026-12-07T22:59:00Z', '1 day left'],
    ['2026-12-07T23:00:00Z', 'Last day to sign'],
    ['2026-12-08T22:58:59Z', 'Last day to sign'],
    ['2026-12-08T22:59:00Z', null],
  ])('at %s are those of the calendar in the time zone: %s', (now, words) => {
    expect(left(now)).toBe(words)
  })

  test('of a petition without a deadline are not said', () => {
    expect(daysLeft(catalogue('en'), null, 'UTC', 0)).toBeNull()
    expect(daysLeft(catalogue('en'), (DAYS_LEFT_SHOWN_MAX + 1) * DAY_MS + 60_000, 'UTC', 0)).toBeNull()
  })
})

test('more time zones than formats are stored keep their own clocks', () => {
  const zones = Intl.supportedValuesOf('timeZone').slice(0, 2 * ZONE_FORMATS_MAX_ENTRIES)
  expect(zones).toHaveLength(2 * ZONE_FORMATS_MAX_ENTRIES)
  const read = () => zones.map((zone) => wallClock(0, zone).hour)
  expect(read()).toEqual(read())
  expect(new Set(read()).size).toBeGreaterThan(1)
})

test('the clock of a time zone has its own day, in summer and in winter', () => {
  const at = (time: string, timeZone: string) => wallClock(Date.parse(time), timeZone)
  expect(at('2026-12-31T23:30:00Z', 'Asia/Tashkent')).toEqual({ year: 2027, month: 1, day: 1, hour: 4, minute: 30 })
  expect(at('2026-07-01T00:00:00Z', 'America/New_York')).toEqual({ year: 2026, month: 6, day: 30, hour: 20, minute: 0 })
  expect(at('2026-07-01T00:00:00Z', 'UTC')).toEqual({ year: 2026, month: 7, day: 1, hour: 0, minute: 0 })
})
