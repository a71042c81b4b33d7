/**
 * CSV as in RFC 4180, made safe for spreadsheets: names and comments are untrusted, and spreadsheets run a cell that begins
 * like a formula (https://owasp.org/www-community/attacks/CSV_Injection). An apostrophe in front makes it text.
 *
 * Limitation: other programs read the apostrophe as data. They should use JSON Lines, which is exact.
 */

/** Characters that start a formula, full-width forms included, and invisible ones that may precede them. */
const FORMULA = '[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]'
const UNSEEN = '[\\s\\p{Cf}"]*'
/**
 * At the start of a cell, and after a line break, tab or semicolon inside: a spreadsheet set to semicolons ignores the quotes
 * of all cells but the first, and starts a new cell there.
 */
const FORMULA_START = new RegExp(`(?<=^|[;\\t\\r\\n])(?=${UNSEEN}${FORMULA})`, 'gu')
const CONTROL_START = /^(?=[\t\r\n])/

/** The text, with an apostrophe wherever a spreadsheet could start a formula. */
export const neutralised = (text: string): string => text.replace(FORMULA_START, "'").replace(CONTROL_START, "'")

export type Cell = string | number | boolean | null

/** One record with its line break. */
export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(cell: Cell): string {
  const text = typeof cell === 'string' ? neutralised(cell) : String(cell ?? '')
  return /[",;\t\r\n']|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
