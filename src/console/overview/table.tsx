/** What the chart shows, for those who do not see it, and for those who want the numbers. */
import type { Locale } from '../../../schema/locales.ts'
import type { Mark } from './geometry.ts'
import { nameOf } from './labels.ts'
import type { Slot } from './slots.ts'
import type { ChartWords } from './words.ts'

interface Props {
  slots: readonly Slot[]
  marks: readonly Mark[]
  words: ChartWords
  locale: Locale
  caption: string
}

/** On a phone each row is a card: its style takes the roles away, so they are written out. */
export function SlotTable({ slots, marks, words, locale, caption }: Props) {
  const heads = [words.unit[slots[0]?.unit ?? 'day'], words.signed, words.count, words.events]
  const [, signed, count, events] = heads
  return (
    <table class="table cards" role="table">
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {heads.map((head, index) => (
            <th scope="col" role="columnheader" class={index === 1 || index === 2 ? 'n' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {slots.map((slot) => (
          <tr role="row">
            <th scope="row" role="rowheader">
              {nameOf(slot, words, locale)}
            </th>
            <td role="cell" class="n" data-label={signed}>
              {words.number(slot.n)}
            </td>
            <td role="cell" class="n" data-label={count}>
              {words.number(slot.count)}
            </td>
            <td role="cell" data-label={events}>
              {marks
                .filter(({ at }) => slot.start <= at && at < slot.end)
                .map((mark) => (
                  <Event {...{ mark, words }} />
                ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Event = ({ mark, words }: { mark: Mark; words: ChartWords }) => (
  <div>{mark.kind === 'milestone' ? words.reached(mark.threshold) : <bdi>{words.updated(mark.title)}</bdi>}</div>
)
