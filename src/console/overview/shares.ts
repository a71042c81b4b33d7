/** How a count divides among countries, languages, partners or versions: the largest shares, and the others in one sum. */

/** Of one dimension of the tallies. */
export interface Tally {
  key: string
  n: number
}

export interface Shares {
  /** The most first. */
  top: Tally[]
  /** What has no key: no partner, no known country. Null if there is nothing of it. */
  none: number | null
  /** The sum of all others, and how many there are. Null if there are none. The sums of all three are `total`. */
  others: { keys: number; n: number } | null
}

/**
 * `total` is what all rows add up to. Where the rows that are given do not, because they were read a moment earlier or were limited,
 * the difference is with the others: the numbers on a page add up.
 */
export function sharesOf(tallies: readonly Tally[], { max, total }: { max: number; total: number }): Shares {
  const known = tallies.filter(({ key, n }) => key !== '' && n !== 0)
  const ranked = known.filter(({ n }) => n > 0).toSorted((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
  // One that would be the only other is shown by its name: it takes no more room.
  const top = ranked.slice(0, known.length === max + 1 ? max + 1 : max)
  const none = sum(tallies.filter(({ key }) => key === ''))
  const rest = total - sum(top) - none
  const keys = known.length - top.length
  return { top, none: none === 0 ? null : none, others: rest === 0 && keys === 0 ? null : { keys, n: rest } }
}

const sum = (tallies: readonly Tally[]): number => tallies.reduce((sum, { n }) => sum + n, 0)
