/** Signatures over time: an SVG that the server draws, what its signs mean, and the same as a table. */
import type { Locale } from '../../../schema/locales.ts'
import { type Direction, geometryOf, HEIGHT_PX, type Mark } from './geometry.ts'
import { nameOf, ticksOf } from './labels.ts'
import { Legend } from './legend.tsx'
import { BarShape, Grid, MilestoneShape, NeededLine, Ticks, UpdateShape } from './shapes.tsx'
import type { Slot } from './slots.ts'
import { SlotTable } from './table.tsx'
import type { ChartWords } from './words.ts'

export interface ChartProps {
  /** Unique in the page. */
  id: string
  /** In order; at least one. `together` of slots.ts keeps them few. */
  slots: readonly Slot[]
  marks: readonly Mark[]
  /** Milliseconds since the epoch. Null if nothing is added any more. */
  now: number | null
  /** What the goal needs, from `paceOf`. */
  needed: { perDay: number; goal: number } | null
  locale: Locale
  direction: Direction
  words: ChartWords
}

/** A longer number has a wider place beside the chart. */
const NARROW_NUMBER_MAX_CHARS = 5

export function Chart({ id, slots, marks, now, needed, locale, direction, words }: ChartProps) {
  const { number } = words
  const geometry = geometryOf({ slots, marks, now, neededPerDay: needed?.perDay ?? null, direction, number })
  const unit = slots[0]?.unit ?? 'day'
  const wide = geometry.grid.some(({ n }) => number(n).length > NARROW_NUMBER_MAX_CHARS)
  return (
    <>
      <svg
        class={wide ? 'chart pace wide' : 'chart pace'}
        width="100%"
        height={HEIGHT_PX}
        direction={direction}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{titleOf(slots, words, locale)}</title>
        <desc id={`${id}-desc`}>{descriptionOf(slots, marks, words, locale)}</desc>
        <Grid {...{ geometry, direction, number }} />
        {geometry.bars.map((bar) => (
          <BarShape {...{ bar }} title={`${nameOf(bar.slot, words, locale)}: ${number(bar.slot.n)}`} />
        ))}
        <Ticks ticks={ticksOf(slots, locale)} {...{ geometry, direction }} />
        {geometry.needed !== null && <NeededLine {...geometry.needed} />}
        {geometry.milestones.map((milestone) => (
          <MilestoneShape {...{ milestone, direction, number }} />
        ))}
        {geometry.updates.map((x) => (
          <UpdateShape {...{ x }} />
        ))}
      </svg>
      <Legend {...{ geometry, needed, words }} />
      <details class="more">
        <summary>{words.asTable}</summary>
        <SlotTable {...{ slots, marks, words, locale }} caption={words.by[unit]} />
      </details>
    </>
  )
}

function titleOf(slots: readonly Slot[], words: ChartWords, locale: Locale): string {
  const [first, last] = [slots[0], slots.at(-1)]
  if (first === undefined || last === undefined) return ''
  return words.from(words.by[first.unit], nameOf(first, words, locale), nameOf(last, words, locale))
}

function descriptionOf(slots: readonly Slot[], marks: readonly Mark[], words: ChartWords, locale: Locale): string {
  const most = slots.reduce<Slot | undefined>(
    (most, slot) => (slot.n > (most?.n ?? -Infinity) ? slot : most),
    undefined,
  )
  if (most === undefined) return ''
  const reached = marks.flatMap((mark) => {
    const slot = slots.find(({ start, end }) => start <= mark.at && mark.at < end)
    if (mark.kind !== 'milestone' || slot === undefined) return []
    return [words.milestoneAt(mark.threshold, nameOf(slot, words, locale))]
  })
  const range = words.between(Math.min(...slots.map(({ n }) => n)), most.n, nameOf(most, words, locale))
  return reached.length === 0 ? range : `${range} ${words.milestones(reached)}`
}
