/**
 * CSV as RFC 4180 has it, made safe for spreadsheets: names and comments are strangers' words, and a cell that begins like
 * a formula is run as one (https://owasp.org/www-community/attacks/CSV_Injection). An apostrophe in front makes it text.
 *
 * Weakness: the apostrophe stays in the data for readers that are no spreadsheets. Those take JSON lines, which are exact.
 */

/** What a cell may begin with to be taken for a formula, full-width forms too, and what may stand before it unseen. */
const FORMULA = '[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]'
const UNSEEN = '[\\s\\p{Cf}"]*'
/**
 * At the start; and after a line break, tab or semicolon inside, for a spreadsheet set to semicolons does not see the
 * quotes of a cell that is not the first one, and starts a new cell there.
 */
const FORMULA_START = new RegExp(`(?<=^|[;\\t\\r\\n])(?=${UNSEEN}${FORMULA})`, 'gu')
const CONTROL_START = /^(?=[\t\r\n])/

/** The same text, or with apostrophes where a spreadsheet would calculate. */
export const neutralised = (text: string): string => text.replace(FORMULA_START, "'").replace(CONTROL_START, "'")

export type Cell = string | boolean | null

/** One record with its line break. */
export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(cell: Cell): string {
  const text = typeof cell === 'string' ? neutralised(cell) : String(cell ?? '')
  return /[",;\t\r\n']|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
