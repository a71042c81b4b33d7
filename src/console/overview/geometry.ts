/**
 * Where the parts of a chart are: x in percent of its width, y in pixels. So it is sharp at any width, and its text has one size. From
 * right to left, time runs from the right.
 */
import { scaleBand, scaleLinear } from 'd3-scale'

import { DAY_MS } from '../../limits.ts'
import type { Slot } from './slots.ts'

export type Direction = 'ltr' | 'rtl'

/** A round number of signatures that was reached, or an update that was published. `at` in milliseconds. */
export type Mark = { at: number } & ({ kind: 'milestone'; threshold: number } | { kind: 'update'; title: string })

export const HEIGHT_PX = 220
/** Between them are the bars; labels of milestones are above, those of the time below. */
const TOP_PX = 38
export const BOTTOM_PX = 198
const LABEL_ROWS_PX = [11, 26]
const GRID_LINES = 3
/** With many bars the gaps would be wider than they are. */
const GAP = 0.26
const NARROW_GAP = 0.1
const NARROW_FROM_SLOTS = 45
/** A pace that is needed and far above all bars would make them too low to be read: then it is in the words alone. */
const NEEDED_MAX_TIMES = 4
const PACE_SHOWN_MS = 7 * DAY_MS
/** The chart on a phone of 320 pixels, beside wide numbers, and a letter of its labels. */
const WIDTH_MIN_PX = 170
const LETTER_PX = 7.5

export interface Bar {
  slot: Slot
  x: number
  width: number
  /** Of its middle. */
  middle: number
  y: number
  height: number
  /** Whether it is still going on. */
  soFar: boolean
}

export interface Milestone {
  x: number
  threshold: number
  /** Where its label is, or null if there is no room for it. */
  labelY: number | null
}

export interface Geometry {
  bars: Bar[]
  /** The y of no signatures. */
  zeroY: number
  grid: { y: number; n: number }[]
  /** The line of the pace that the goal needs. */
  needed: { x1: number; x2: number; y: number } | null
  milestones: Milestone[]
  /** The x of slots with an update. */
  updates: number[]
}

export interface GeometryOf {
  /** In order; at least one. */
  slots: readonly Slot[]
  marks: readonly Mark[]
  /** Null if nothing is added any more. */
  now: number | null
  neededPerDay: number | null
  direction: Direction
  /** As its label will be. */
  number: (n: number) => string
}

export function geometryOf({ slots, marks, now, neededPerDay, direction, number }: GeometryOf): Geometry {
  const mirrored = (x: number, width = 0): number => (direction === 'rtl' ? 100 - x - width : x)
  const most = Math.max(1, ...slots.map(({ n }) => n))
  const neededPerSlot = neededOf(slots, neededPerDay, most)
  const yScale = scaleLinear()
    .domain([Math.min(0, ...slots.map(({ n }) => n)), Math.max(most, neededPerSlot ?? 0)])
    .range([BOTTOM_PX, TOP_PX])
    .nice(GRID_LINES)
  const xScale = scaleBand<number>()
    .domain(slots.keys())
    .range([0, 100])
    .paddingInner(slots.length < NARROW_FROM_SLOTS ? GAP : NARROW_GAP)
  const width = xScale.bandwidth()
  const zeroY = yScale(0)
  const bars = slots.map((slot, index): Bar => {
    const [x, y] = [mirrored(xScale(index) ?? 0, width), yScale(slot.n)]
    const soFar = now !== null && slot.start <= now && now < slot.end
    return { slot, x, width, middle: x + width / 2, y: Math.min(y, zeroY), height: Math.abs(y - zeroY), soFar }
  })
  const barAt = (at: number): Bar | undefined => bars.find(({ slot }) => slot.start <= at && at < slot.end)
  return {
    bars,
    zeroY,
    grid: yScale
      .ticks(GRID_LINES)
      .filter((n) => Number.isInteger(n))
      .map((n) => ({ y: yScale(n), n })),
    needed: neededPerSlot === null ? null : neededLine(bars, now ?? 0, yScale(neededPerSlot), mirrored),
    milestones: milestonesOf(marks, barAt, number),
    updates: [...new Set(marks.flatMap((mark) => (mark.kind === 'update' ? (barAt(mark.at)?.middle ?? []) : [])))],
  }
}

/** The pace that is needed in a slot, or null if it has no place in the chart. */
function neededOf(slots: readonly Slot[], perDay: number | null, most: number): number | null {
  const typical = slots.at(-Math.ceil(slots.length / 2))
  if (perDay === null || typical === undefined) return null
  const perSlot = (perDay * (typical.end - typical.start)) / DAY_MS
  return perSlot > NEEDED_MAX_TIMES * most ? null : perSlot
}

/** Over the days that it is compared with. */
function neededLine(bars: readonly Bar[], now: number, y: number, mirrored: (x: number) => number): Geometry['needed'] {
  const from = bars.findIndex(({ slot }) => slot.end > now - PACE_SHOWN_MS)
  return { x1: mirrored((100 * Math.max(0, from)) / bars.length), x2: mirrored(100), y }
}

/** Of several in one slot the highest. The highest has its label first, the others where they do not touch it. */
function milestonesOf(
  marks: readonly Mark[],
  barAt: (at: number) => Bar | undefined,
  number: (n: number) => string,
): Milestone[] {
  const highest = new Map<number, number>()
  for (const mark of marks) {
    const x = barAt(mark.at)?.middle
    if (mark.kind !== 'milestone' || x === undefined) continue
    highest.set(x, Math.max(mark.threshold, highest.get(x) ?? 0))
  }
  const rows = LABEL_ROWS_PX.map((y) => ({ y, labels: Array<{ x: number; half: number }>() }))
  return Array.from(highest, ([x, threshold]) => ({ x, threshold }))
    .toSorted((a, b) => b.threshold - a.threshold)
    .map(({ x, threshold }) => {
      const half = (50 * LETTER_PX * (number(threshold).length + 1)) / WIDTH_MIN_PX
      const row = rows.find(({ labels }) => labels.every((label) => Math.abs(label.x - x) >= label.half + half))
      row?.labels.push({ x, half })
      return { x, threshold, labelY: row?.y ?? null }
    })
}
