/** A list of shares with a bar for each: a table, whose bars say nothing that its numbers do not. */
import type { Direction } from './geometry.ts'
import type { Shares } from './shares.ts'
import type { SharesWords } from './words.ts'

interface Props {
  caption: string
  shares: Shares
  /** The name of a key. */
  nameOf: (key: string) => string
  /** What is said of those without a key: “No partner”. */
  none: string
  direction: Direction
  words: SharesWords
}

export function BarList({ caption, shares: { top, none: without, others }, nameOf, none, direction, words }: Props) {
  const rows = [
    ...top.map(({ key, n }) => ({ name: nameOf(key), n })),
    ...(without === null ? [] : [{ name: none, n: without }]),
    ...(others === null ? [] : [{ name: others.keys > 0 ? words.others(others.keys) : words.rest, n: others.n }]),
  ]
  const most = Math.max(1, ...rows.map(({ n }) => n))
  return (
    <table class="bars">
      <caption>{caption}</caption>
      <tbody>
        {rows.map(({ name, n }) => (
          <tr>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td>
              <BarOf percent={(100 * Math.max(0, n)) / most} {...{ direction }} />
            </td>
            <td>{words.number(n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function BarOf({ percent, direction }: { percent: number; direction: Direction }) {
  const width = `${percent.toFixed(1)}%`
  const x = direction === 'rtl' ? `${(100 - percent).toFixed(1)}%` : '0%'
  return (
    <svg class="bar" width="100%" height="10" aria-hidden="true">
      <rect class="rest" width="100%" height="10" />
      <rect {...{ x, width }} height="10" />
    </svg>
  )
}
