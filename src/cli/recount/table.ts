/** What the recount found, as text for a terminal. */
import type { PetitionRecount } from './ask.ts'

const HEAD = ['what', 'stored', 'counted', 'difference', '']

/** Of one petition: a line, and a table of what differs. */
export function describe({ petition, rows, isCompared, drift, differences }: PetitionRecount): string {
  if (!isCompared)
    return `${petition}: not compared, because more than ${rows - 1} signatures are too many for one statement.`
  const head = `${petition}: ${amount(rows, 'signature')}, ${drift === 0 ? 'nothing differs' : amount(drift, 'difference')}`
  if (drift === 0) return head
  const lines = aligned([HEAD, ...differences.map(cellsOf)]).map((line) => `  ${line}`)
  const more = drift - differences.length
  return [head, ...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n')
}

const NOTHING = '-'

function cellsOf({ what, key, stored, counted, isFixed }: PetitionRecount['differences'][number]): string[] {
  const difference = counted === null ? NOTHING : (stored ?? 0) - counted
  const signed = typeof difference === 'number' && difference > 0 ? `+${difference}` : String(difference)
  // Of a partner, or a country, that was not given.
  const name = what === 'country' || what === 'partner' ? key || '(none)' : key
  return [
    name === '' ? what : `${what} ${name}`,
    stored === null ? NOTHING : String(stored),
    counted === null ? NOTHING : String(counted),
    signed,
    isFixed ? 'fixed' : '',
  ]
}

/** The first column and the last to the left, numbers to the right. */
function aligned(table: readonly string[][]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  return table.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 0 || column === HEAD.length - 1 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd(),
  )
}

/** `1 signature`, `2 signatures`. */
export const amount = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
