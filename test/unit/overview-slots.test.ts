/** Signatures by hour, day, week, month and year: whatever the time zone, none is lost and none counted twice. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { byDay, byHour, type HourTally, type Slot, type Span, together } from '../../src/console/overview/slots.ts'
import { CHART_MAX_SLOTS, DAY_MS } from '../../src/limits.ts'

const HOUR_MS = 3_600_000
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Tashkent',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Marquesas',
]

const at = (time: string): number => Date.parse(time)
const keyOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 13)}Z`
const sumOf = (rows: readonly { n: number }[]): number => rows.reduce((sum, { n }) => sum + n, 0)
const hoursIn = ({ start, end }: Slot): number => (end - start) / HOUR_MS
const spanOf = (from: string, to: string): Span => ({ from: at(from), to: at(to) })
const one = (time: string, n = 1): HourTally => ({ key: keyOf(at(time)), n })

/** The date that a clock shows, by another way than that of the code. */
const dateIn = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  return (ms: number): string => format.format(ms)
}

const moment = fc.integer({ min: at('2016-01-01T00:00Z'), max: at('2036-01-01T00:00Z') })
const tallies = (from: number, hours: number) =>
  fc.array(
    fc.record({
      key: fc.integer({ min: 0, max: hours }).map((hour) => keyOf(from + hour * HOUR_MS)),
      n: fc.integer({ min: -20, max: 5_000 }),
    }),
    { maxLength: 60 },
  )
const petition = fc.tuple(moment, fc.integer({ min: 0, max: 24 * 800 })).chain(([from, hours]) =>
  fc.record({
    rows: tallies(from, hours),
    span: fc.constant({ from, to: from + hours * HOUR_MS }),
    timeZone: fc.constantFrom(...ZONES),
  }),
)

/** The slots that do not begin where the one before ended, or have not the count of all before: there should be none. */
function wrong(slots: readonly Slot[]): Slot[] {
  let [count, end] = [0, slots[0]?.start]
  return slots.filter((slot) => {
    const right = slot.start === end && slot.end > slot.start && slot.count === count + slot.n
    count = slot.count
    end = slot.end
    return !right
  })
}

function expectWhole(slots: readonly Slot[], rows: readonly HourTally[]): void {
  expect([sumOf(slots), wrong(slots)]).toEqual([sumOf(rows), []])
}

describe('for any petition in any time zone', () => {
  test('hours and days, and weeks, months and years of them, follow each other and have all signatures', () => {
    fc.assert(
      fc.property(petition, fc.integer({ min: 1, max: 40 }), ({ rows, span, timeZone }, max) => {
        const days = byDay(rows, span, timeZone)
        expectWhole(byHour(rows, span, timeZone, Infinity), rows)
        expectWhole(days, rows)
        const fewer = together(days, max)
        expectWhole(fewer, rows)
        expect(fewer.length <= max || fewer[0]?.unit === 'year').toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('a day is what clocks show', () => {
    fc.assert(
      fc.property(petition, ({ rows, span, timeZone }) => {
        const shown = dateIn(timeZone)
        const days = byDay(rows, span, timeZone)
        expect(days.map(({ date }) => date)).toEqual([...new Set(days.map(({ date }) => date))].toSorted())
        for (const { date, start, end } of days) {
          expect([shown(start), shown(end - HOUR_MS), shown(end)]).toEqual([
            date,
            date,
            expect.not.stringMatching(date),
          ])
        }
        expect(days.some(({ date }) => date === shown(Math.floor(span.to / HOUR_MS) * HOUR_MS))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('the last hours have the count of all before them', () => {
    fc.assert(
      fc.property(petition, fc.integer({ min: 1, max: 100 }), ({ rows, span, timeZone }, max) => {
        const all = byHour(rows, span, timeZone, Infinity)
        expect(byHour(rows, span, timeZone, max)).toEqual(all.slice(-max))
      }),
      { numRuns: 30 },
    )
  })
})

describe('days on which clocks are changed', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    // At midnight: the day begins at one o'clock.
    ['Africa/Cairo', '2026-04-24', 23],
    ['Asia/Tashkent', '2026-03-29', 24],
  ])('in %s, %s has %i hours', (timeZone, date, hours) => {
    const noon = at(`${date}T12:00Z`)
    const days = byDay([], { from: noon - 3 * DAY_MS, to: noon + 3 * DAY_MS }, timeZone)
    expect(days.map((day) => [day.date, hoursIn(day)])).toContainEqual([date, hours])
    expect(days).toHaveLength(7)
    expect(days.filter((day) => hoursIn(day) !== 24).length).toBe(hours === 24 ? 0 : 1)
  })

  test('an hour that clocks show twice is two hours', () => {
    const span = spanOf('2026-10-24T22:00Z', '2026-10-25T03:00Z')
    const hours = byHour([one('2026-10-25T00:30Z', 3), one('2026-10-25T01:30Z', 4)], span, 'Europe/Berlin', 10)
    expect(hours.map(({ hour, n }) => [hour, n])).toEqual([
      [0, 0],
      [1, 0],
      [2, 3],
      [2, 4],
      [3, 0],
      [4, 0],
    ])
  })
})

describe('a petition', () => {
  test('of one moment has one day, and one hour', () => {
    const span = spanOf('2026-11-26T14:20Z', '2026-11-26T14:20Z')
    expect(byHour([], span, 'UTC', 72)).toMatchObject([{ hour: 14, n: 0, count: 0 }])
    const [day, ...others] = byDay([], span, 'Asia/Tokyo')
    expect([day, others]).toMatchObject([{ date: '2026-11-26', n: 0, count: 0, unit: 'day', hour: 0 }, []])
    expect(day).toMatchObject({ start: at('2026-11-25T15:00Z'), end: at('2026-11-26T15:00Z') })
  })

  test('has the days of its time zone', () => {
    const rows = [one('2026-11-26T22:00Z', 5), one('2026-11-26T23:00Z', 7)]
    const span = spanOf('2026-11-26T20:00Z', '2026-11-27T08:00Z')
    const signed = (timeZone: string) => byDay(rows, span, timeZone).map(({ date, n }) => [date, n])
    expect(signed('UTC')).toEqual([
      ['2026-11-26', 12],
      ['2026-11-27', 0],
    ])
    expect(signed('Europe/Berlin')).toEqual([
      ['2026-11-26', 5],
      ['2026-11-27', 7],
    ])
    expect(signed('Asia/Tashkent')).toEqual([['2026-11-27', 12]])
  })

  test('has room for signatures before it was opened and after now', () => {
    const rows = [one('2026-11-24T01:00Z', 2), one('2026-11-30T01:00Z', -1)]
    const days = byDay(rows, spanOf('2026-11-26T20:00Z', '2026-11-27T08:00Z'), 'UTC')
    expect([days[0]?.date, days.at(-1)?.date, days.at(-1)?.count]).toEqual(['2026-11-24', '2026-11-30', 1])
  })

  test('is shown by day, week, month or year, as many as fit', () => {
    const unitsOf = (to: string) => {
      const days = byDay([], spanOf('2026-11-26T00:00Z', to), 'UTC')
      const slots = together(days, CHART_MAX_SLOTS)
      return [slots[0]?.unit, slots.length]
    }
    expect(unitsOf('2027-03-05T00:00Z')).toEqual(['day', 100])
    expect(unitsOf('2027-03-06T00:00Z')).toEqual(['week', 15])
    expect(unitsOf('2029-11-26T00:00Z')).toEqual(['month', 37])
    expect(unitsOf('2036-11-26T00:00Z')).toEqual(['year', 11])
  })

  test('has weeks from Monday to Sunday', () => {
    // A Thursday.
    const weeks = together(byDay([], spanOf('2026-11-26T00:00Z', '2026-12-09T00:00Z'), 'UTC'), 5)
    expect(weeks.map(({ unit, date, start, end }) => [unit, date, (end - start) / DAY_MS])).toEqual([
      ['week', '2026-11-26', 4],
      ['week', '2026-11-30', 7],
      ['week', '2026-12-07', 3],
    ])
  })

  test('with a key that is not of an hour is a fault', () => {
    expect(() => byDay([{ key: '2026-11-26', n: 1 }], spanOf('2026-11-26T00:00Z', '2026-11-26T00:00Z'), 'UTC')).toThrow(
      'not the key of an hour',
    )
  })
})
