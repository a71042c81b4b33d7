/** Pace, forecast and shares: the numbers of the overview, which add up. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { about, type PaceOf, paceOf } from '../../src/console/overview/pace.ts'
import { sharesOf } from '../../src/console/overview/shares.ts'
import { byDay, type HourTally } from '../../src/console/overview/slots.ts'
import { DAY_MS } from '../../src/limits.ts'

const NOW = Date.parse('2026-11-26T12:40Z')
const DAY = Date.parse('2026-11-26T00:00Z')

/** Signatures at noon of days, the last of which is today's. */
function petition(perDay: readonly number[], over: Partial<PaceOf> = {}): PaceOf {
  const openedAt = DAY - (perDay.length - 1) * DAY_MS
  const rows = perDay.map((n, index): HourTally => ({
    key: `${new Date(openedAt + index * DAY_MS).toISOString().slice(0, 10)}T12Z`,
    n,
  }))
  return {
    days: byDay(rows, { from: openedAt, to: NOW }, 'UTC'),
    now: NOW,
    openedAt,
    closesAt: NOW + 5.5 * DAY_MS,
    count: perDay.reduce((sum, n) => sum + n, 0),
    goal: 10_000,
    ...over,
  }
}

describe('the pace of a petition', () => {
  test('is that of the last seven whole days, and says what the goal needs', () => {
    const days = [...Array<number>(16).fill(410), 1_124, 219, 172, 161, 233, 246, 214, 225, 65]
    const pace = paceOf(petition(days, { count: 8_412 }))
    expect(pace).toMatchObject({ today: 65, perDay: 210, best: { date: '2026-11-18', n: 1_124 }, goalAt: null })
    expect(pace.needed).toEqual({ perDay: 289, more: 79 })
    expect(pace.forecast).toBe(9_570)
  })

  test('is not known on the first day, nor while the day of its opening is all that has passed', () => {
    for (const days of [[5], [40, 5]]) {
      const openedAt = DAY - (days.length - 1) * DAY_MS + 3_600_000
      expect(paceOf(petition(days, { openedAt }))).toMatchObject({
        perDay: null,
        forecast: null,
        needed: { more: null },
      })
    }
    expect(paceOf(petition([40, 5]))).toMatchObject({ perDay: 40, today: 5 })
    expect(paceOf(petition([40, 60, 5]))).toMatchObject({ perDay: 50, best: { n: 60 } })
  })

  test('of a petition that no one has signed is 0', () => {
    const pace = paceOf(petition([0, 0, 0]))
    expect(pace).toMatchObject({ today: 0, perDay: 0, best: null, forecast: 0 })
    expect(pace.needed?.perDay).toBe(Math.ceil(10_000 / 5.5))
  })

  test('is never less than 0, and no forecast is below the count', () => {
    const days = [500, ...Array<number>(7).fill(-3), 0]
    expect(paceOf(petition(days, { count: 479 }))).toMatchObject({ perDay: 0, forecast: 479 })
    expect(paceOf(petition([0, 0, 1, 0, 0, 0, 0, 0, 0], { count: 123_456 })).forecast).toBe(123_456)
  })

  test('needs nothing where the goal is reached, where there is none, and after the deadline', () => {
    for (const over of [{ goal: 100 }, { goal: null }, { closesAt: NOW }, { closesAt: NOW - 1 }, { closesAt: null }]) {
      expect(paceOf(petition([10, 100, 5], over)).needed).toBe(null)
    }
    expect(paceOf(petition([10, 100, 5], { closesAt: NOW - 1 })).forecast).toBe(null)
  })

  test('on the last day needs what is missing, and no multiple of it', () => {
    const pace = paceOf(petition([10, 100, 5], { goal: 200, closesAt: NOW + 3_600_000 }))
    expect(pace.needed).toEqual({ perDay: 85, more: 30 })
  })

  test('without a deadline says when the goal is reached, unless that is years away', () => {
    const open = { closesAt: null, goal: 1_000 }
    expect(paceOf(petition([100, 100, 0], open)).goalAt).toBe(NOW + 8 * DAY_MS)
    expect(paceOf(petition([1, 0, 0], open)).goalAt).toBe(null)
    expect(paceOf(petition([0, 0, 0], open)).goalAt).toBe(null)
  })

  test('rounds what is said to be about', () => {
    expect([9_567, 12, 1_234_567, 0].map(about)).toEqual([9_570, 12, 1_230_000, 0])
  })
})

describe('shares', () => {
  const key = fc.oneof(fc.constant(''), fc.stringMatching(/^[A-Z]{2}$/))
  const tallies = fc.uniqueArray(fc.record({ key, n: fc.integer({ min: -5, max: 10_000 }) }), {
    selector: ({ key }) => key,
    maxLength: 60,
  })

  test('add up to the total, whatever it is', () => {
    fc.assert(
      fc.property(tallies, fc.nat(8), fc.nat(600_000), (rows, max, total) => {
        const { top, none, others } = sharesOf(rows, { max, total })
        expect(top.reduce((sum, { n }) => sum + n, 0) + (none ?? 0) + (others?.n ?? 0)).toBe(total)
        expect(top.length).toBeLessThanOrEqual(max + 1)
        expect(top.map(({ n }) => n)).toEqual(top.map(({ n }) => n).toSorted((a, b) => b - a))
        const known = rows.filter(({ key, n }) => key !== '' && n !== 0)
        expect(top.length + (others?.keys ?? 0)).toBe(known.length)
      }),
    )
  })

  const of = (...rows: [string, number][]) => rows.map(([key, n]) => ({ key, n }))

  test('name the largest, and sum up the others', () => {
    const rows = of(['IE', 1_102], ['GB', 5_214], ['', 12], ['NO', 611], ['DE', 402], ['FR', 3])
    expect(sharesOf(rows, { max: 2, total: 7_344 })).toEqual({
      top: of(['GB', 5_214], ['IE', 1_102]),
      none: 12,
      others: { keys: 3, n: 1_016 },
    })
  })

  test('name the only other', () => {
    expect(sharesOf(of(['GB', 3], ['IE', 2], ['NO', 1]), { max: 2, total: 6 })).toEqual({
      top: of(['GB', 3], ['IE', 2], ['NO', 1]),
      none: null,
      others: null,
    })
  })

  test('of nothing are nothing', () => {
    expect(sharesOf([], { max: 5, total: 0 })).toEqual({ top: [], none: null, others: null })
    expect(sharesOf(of(['GB', 0]), { max: 5, total: 0 })).toEqual({ top: [], none: null, others: null })
  })

  test('have what was counted after they were read with the others', () => {
    expect(sharesOf(of(['GB', 3]), { max: 5, total: 4 }).others).toEqual({ keys: 0, n: 1 })
  })
})
