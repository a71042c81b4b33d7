/** The chart: everything is inside of it, at any size and in both directions, and its table says the same. */
import * as fc from 'fast-check'
import { html } from 'hono/html'
import { describe, expect, test } from 'vitest'

import { BarList } from '../../src/console/overview/bars.tsx'
import { Chart, type ChartProps } from '../../src/console/overview/chart.tsx'
import { BOTTOM_PX, HEIGHT_PX, type Mark } from '../../src/console/overview/geometry.ts'
import { sharesOf } from '../../src/console/overview/shares.ts'
import { byDay, byHour, type HourTally, type Slot, together } from '../../src/console/overview/slots.ts'
import { OVERVIEW_STYLES } from '../../src/console/overview/styles.ts'
import type { ChartWords } from '../../src/console/overview/words.ts'
import { type Locale, LOCALES } from '../../schema/locales.ts'
import { CHART_MAX_HOURS, CHART_MAX_SLOTS, DAY_MS } from '../../src/limits.ts'
import { parseXml, type XmlElement } from '../support/xml.ts'

const HOUR_MS = 3_600_000
const NOW = Date.parse('2026-11-26T12:40Z')

const units = <T>(of: (unit: string) => T) => ({
  hour: of('hour'),
  day: of('day'),
  week: of('week'),
  month: of('month'),
  year: of('year'),
})
const number = (n: number): string => n.toLocaleString('en')
const words: ChartWords = {
  number,
  date: (ms) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(ms),
  by: units((unit) => `Signatures by ${unit}`),
  from: (by, first, last) => `${by}, ${first} to ${last}`,
  between: (least, most, when) => `Between ${number(least)} and ${number(most)}, most on ${when}.`,
  milestones: (list) => `Milestones: ${list.join(', ')}.`,
  milestoneAt: (threshold, when) => `${number(threshold)} on ${when}`,
  unit: units((unit) => unit),
  hour: (day, time) => `${day}, ${time}`,
  week: (day) => `Week of ${day}`,
  signed: 'Signed',
  count: 'Count',
  events: 'Events',
  reached: (threshold) => `${number(threshold)} reached`,
  updated: (title) => `Update: ${title}`,
  milestone: 'milestone reached',
  update: 'update published',
  soFar: 'so far',
  needed: (perDay, goal) => `${number(perDay)} a day, needed for ${number(goal)}`,
  asTable: 'The same as a table',
}

const keyOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 13)}Z`
const daysOf = (perDay: readonly number[]): Slot[] => {
  const from = NOW - (perDay.length - 1) * DAY_MS
  return byDay(
    perDay.map((n, at): HourTally => ({ key: keyOf(from + at * DAY_MS), n })),
    { from, to: NOW },
    'UTC',
  )
}

async function draw(slots: readonly Slot[], over: Partial<ChartProps> = {}): Promise<string> {
  const props: ChartProps = {
    id: 'pace',
    slots,
    marks: [],
    now: NOW,
    needed: null,
    locale: 'en',
    direction: 'ltr',
    words,
    ...over,
  }
  return (await html`${Chart(props)}`).toString()
}

const within = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(within)]
const chartOf = (markup: string): XmlElement[] => {
  const svg = within(parseXml(`<div>${markup}</div>`)).find(({ attributes }) => attributes['class']?.includes('pace'))
  if (svg === undefined) throw new Error('no chart')
  return within(svg)
}
const ofClass = (elements: readonly XmlElement[], name: string): XmlElement[] =>
  elements.filter(({ attributes }) => attributes['class'] === name)
const percent = (text: string | undefined): number => Number(/^(-?[\d.]+)%$/.exec(text ?? '')?.[1])
const barsOf = (elements: readonly XmlElement[]): { x: number; width: number; y: number; height: number }[] =>
  elements
    .filter(({ name, attributes }) => name === 'rect' && ['b', 'today'].includes(attributes['class'] ?? ''))
    .map(({ attributes: { x, width, y, height } }) => ({
      x: percent(x),
      width: percent(width),
      y: Number(y),
      height: Number(height),
    }))

const anyMark = (from: number, to: number): fc.Arbitrary<Mark> =>
  fc
    .record({ at: fc.integer({ min: from, max: to }), n: fc.nat(10_000_000), update: fc.boolean() })
    .map(({ at, n, update }): Mark =>
      update ? { at, kind: 'update', title: `<b> & "${n}"` } : { at, kind: 'milestone', threshold: n },
    )
const anyChart = fc.integer({ min: 0, max: 4_000 }).chain((days) => {
  const from = NOW - days * DAY_MS
  return fc.record({
    rows: fc.array(
      fc.record({
        key: fc.integer({ min: from, max: NOW }).map(keyOf),
        n: fc.oneof(fc.integer({ min: -30, max: 300 }), fc.nat(2_000_000)),
      }),
      { maxLength: 50 },
    ),
    from: fc.constant(from),
    hours: fc.boolean(),
    marks: fc.array(anyMark(from - DAY_MS, NOW), { maxLength: 30 }),
    needed: fc.option(fc.nat(1_000_000).map((perDay) => ({ perDay, goal: 1_000_000 }))),
    now: fc.option(fc.constant(NOW)),
    locale: fc.constantFrom(...LOCALES),
  })
})

describe('any chart', () => {
  test('is well-formed, has no style, and leaves nothing out of its frame, in both directions', async () => {
    await fc.assert(
      fc.asyncProperty(anyChart, async ({ rows, from, hours, ...over }) => {
        const span = { from, to: NOW }
        const slots = hours
          ? byHour(rows, span, 'Asia/Kolkata', CHART_MAX_HOURS)
          : together(byDay(rows, span, 'Europe/Berlin'), CHART_MAX_SLOTS)
        const [ltr, rtl] = await Promise.all([
          draw(slots, { ...over, direction: 'ltr' }),
          draw(slots, { ...over, direction: 'rtl' }),
        ])
        for (const markup of [ltr, rtl]) {
          expect(markup).not.toMatch(/style=|NaN|undefined|Infinity|viewBox/)
          const elements = chartOf(markup)
          const bars = barsOf(elements)
          expect(bars).toHaveLength(slots.length)
          const out = bars.filter(
            ({ x, width, y, height }) =>
              !(x > -0.01 && x + width < 100.02 && y >= 0 && height >= 0 && y + height <= BOTTOM_PX + 0.11),
          )
          const texts = elements.filter(({ name }) => name === 'text')
          const cutOff = texts.filter(
            ({ attributes: { x, y } }) => !(percent(x) >= 0 && percent(x) <= 100 && Number(y) < HEIGHT_PX),
          )
          expect([out, cutOff]).toEqual([[], []])
        }
        const starts = barsOf(chartOf(ltr)).map(({ x }) => x)
        const moved = barsOf(chartOf(rtl)).map(({ x, width }, at) => Math.abs(100 - x - width - (starts[at] ?? NaN)))
        expect(Math.max(...moved)).toBeLessThan(0.03)
      }),
      { numRuns: 30 },
    )
  })

  test('has bars as high as their numbers, below the axis where more left than came', async () => {
    const elements = chartOf(await draw(daysOf([100, 50, 0, -25])))
    const [most, half, none, less] = barsOf(elements)
    const zero = Number(ofClass(elements, 'axis').at(0)?.attributes['y1'])
    expect(half?.height).toBeCloseTo((most?.height ?? 0) / 2, 0)
    expect(none?.height).toBe(0)
    expect([(most?.y ?? 0) + (most?.height ?? 0), less?.y]).toEqual([expect.closeTo(zero, 0), expect.closeTo(zero, 0)])
    expect(less?.height).toBeCloseTo((most?.height ?? 0) / 4, 0)
  })
})

describe('a chart', () => {
  test('has a title, a description and a table that say what it shows', async () => {
    const marks: Mark[] = [
      { at: NOW - DAY_MS, kind: 'milestone', threshold: 1_000 },
      { at: NOW, kind: 'update', title: 'The <minister> answers' },
    ]
    const markup = await draw(daysOf([212, 1_124, 65]), { marks })
    const elements = chartOf(markup)
    const textOf = (name: string) => elements.find((element) => element.name === name)?.text
    expect(textOf('title')).toBe('Signatures by day, 24 November 2026 to 26 November 2026')
    expect(textOf('desc')).toBe(
      'Between 65 and 1,124, most on 25 November 2026. Milestones: 1,000 on 25 November 2026.',
    )
    const rows = within(parseXml(`<div>${markup}</div>`)).filter(({ name }) => name === 'tr')
    expect(rows.map(({ children }) => children.map(({ text }) => text))).toEqual([
      ['day', 'Signed', 'Count', 'Events'],
      ['24 November 2026', '212', '212', ''],
      ['25 November 2026', '1,124', '1,336', '1,000 reached'],
      ['26 November 2026', '65', '1,401', 'Update: The <minister> answers'],
    ])
  })

  test('marks the day that is not over, unless it is closed', async () => {
    expect(ofClass(chartOf(await draw(daysOf([5, 5, 5]))), 'today')).toHaveLength(1)
    expect(ofClass(chartOf(await draw(daysOf([5, 5, 5]), { now: null })), 'today')).toHaveLength(0)
  })

  test('has the line of the pace that is needed over the last seven days, for each kind of slot', async () => {
    const needed = { perDay: 48, goal: 10_000 }
    const y = (elements: readonly XmlElement[]) => Number(ofClass(elements, 'need')[0]?.attributes['y1'])
    const days = chartOf(await draw(daysOf(Array(28).fill(48)), { needed }))
    expect(y(days)).toBeCloseTo(barsOf(days)[0]?.y ?? 0, 0)
    expect(percent(ofClass(days, 'need')[0]?.attributes['x1'])).toBeCloseTo((100 * 20) / 28, 1)
    const rows = Array.from({ length: 48 }, (_, hour): HourTally => ({ key: keyOf(NOW - hour * HOUR_MS), n: 2 }))
    const hours = chartOf(await draw(byHour(rows, { from: NOW, to: NOW }, 'UTC', 72), { needed }))
    expect(y(hours)).toBeCloseTo(barsOf(hours)[0]?.y ?? 0, 0)
    // Far above all bars it would flatten them.
    const flat = chartOf(await draw(daysOf([5, 5, 5]), { needed: { perDay: 5_000, goal: 10_000 } }))
    expect(ofClass(flat, 'need')).toHaveLength(0)
  })

  test('has one milestone a day, and labels that do not touch', async () => {
    const marks = [100, 500, 1_000, 2_500, 5_000].map((threshold, at): Mark => ({
      at: NOW - (at < 2 ? 20 : 20 - at) * DAY_MS,
      kind: 'milestone',
      threshold,
    }))
    const elements = chartOf(await draw(daysOf(Array(30).fill(9)), { marks }))
    expect(ofClass(elements, 'm')).toHaveLength(4)
    const labels = ofClass(elements, 'ml').map(({ text, attributes: { x, y } }) => ({ text, x: percent(x), y }))
    expect(labels.map(({ text }) => text)).toContain('5,000')
    const touching = labels.flatMap((a) => labels.filter((b) => a !== b && a.y === b.y && Math.abs(a.x - b.x) < 15))
    expect(touching).toEqual([])
  })

  test('has a few labels of the time, the last one for the last day; of hours, round ones; on a phone, half of them', async () => {
    const ticks = async (slots: readonly Slot[], locale: Locale = 'en') =>
      chartOf(await draw(slots, { locale }))
        .filter(({ name, attributes }) => name === 'text' && attributes['y'] === '215')
        .map(({ text, attributes }) => (attributes['class'] === 'minor' ? `(${text})` : text))
    expect(await ticks(daysOf([1]))).toEqual(['26 Nov'])
    expect(await ticks(daysOf(Array(26).fill(1)))).toEqual([
      '(1 Nov)',
      '6 Nov',
      '(11 Nov)',
      '16 Nov',
      '(21 Nov)',
      '26 Nov',
    ])
    expect(await ticks(daysOf(Array(26).fill(1)), 'ru')).toEqual(['(5 нояб.)', '12 нояб.', '(19 нояб.)', '26 нояб.'])
    const hours = (n: number) => byHour([], { from: NOW - (n - 1) * HOUR_MS, to: NOW }, 'UTC', 72)
    expect(await ticks(hours(72))).toEqual(['24 Nov', '(12:00)', '25 Nov', '(12:00)', '26 Nov', '(12:00)'])
    expect(await ticks(hours(5))).toEqual(['08:00', '(09:00)', '10:00', '(11:00)', '12:00'])
  })

  test('has a rule for each of its classes', async () => {
    const marks: Mark[] = [
      { at: NOW, kind: 'milestone', threshold: 1_000 },
      { at: NOW, kind: 'update', title: 'x' },
    ]
    const markup = await draw(daysOf(Array(20).fill(90_000)), { marks, needed: { perDay: 90_000, goal: 1_000_000 } })
    const classes = within(parseXml(`<div>${markup}</div>`)).flatMap(
      ({ attributes }) => attributes['class']?.split(' ') ?? [],
    )
    /** Of the console's own sheet. */
    const elsewhere = ['more', 'table', 'cards', 'visually-hidden', 'n']
    const without = new Set(classes.filter((name) => !new RegExp(`\\.${name}\\b`).test(OVERVIEW_STYLES)))
    expect([...without].toSorted()).toEqual(elsewhere.toSorted())
  })

  test('of one day without a signature is drawn, too', async () => {
    const [bar] = barsOf(chartOf(await draw(daysOf([0]))))
    expect(bar).toMatchObject({ x: 13, width: 74, height: 0 })
  })
})

describe('a list of shares', () => {
  const list = async (direction: 'ltr' | 'rtl', total: number) =>
    within(
      parseXml(
        (
          await html`${BarList({
            caption: 'By country',
            shares: sharesOf(
              [
                { key: 'GB', n: 400 },
                { key: 'IE', n: 100 },
                { key: '', n: 7 },
                { key: 'NO', n: 2 },
                { key: 'DE', n: 1 },
              ],
              { max: 2, total },
            ),
            nameOf: (key) => `<${key}>`,
            none: 'Not known',
            direction,
            words: { number, others: (keys) => `${keys} others`, rest: 'Others' },
          })}`
        ).toString(),
      ),
    )
  const rowsOf = (elements: readonly XmlElement[]) =>
    elements.filter(({ name }) => name === 'tr').map(({ children }) => [children[0]?.text, children[2]?.text])

  test('names what it sums up, and adds up', async () => {
    expect(rowsOf(await list('ltr', 510))).toEqual([
      ['<GB>', '400'],
      ['<IE>', '100'],
      ['Not known', '7'],
      ['2 others', '3'],
    ])
  })

  test('begins its bars where lines begin', async () => {
    const bars = async (direction: 'ltr' | 'rtl') =>
      (await list(direction, 510))
        .filter(({ name, attributes }) => name === 'rect' && attributes['class'] === undefined)
        .map(({ attributes: { x, width } }) => [percent(x), percent(width)])
    expect((await bars('ltr')).slice(0, 2)).toEqual([
      [0, 100],
      [0, 25],
    ])
    expect((await bars('rtl')).slice(0, 2)).toEqual([
      [0, 100],
      [75, 25],
    ])
  })
})
