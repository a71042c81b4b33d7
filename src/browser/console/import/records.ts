/** Records of a CSV file, a chunk at a time: memory does not grow with the file. */
import Papa from 'papaparse'

import type { Encoding } from '../../../contacts/import-setup.ts'
import { chunksOf } from './encoding.ts'

const DELIMITERS = [',', ';', '\t']
const GUESSED_BYTES = 65_536
const GUESSED_ROWS = 50
/** Of one record. More is a quotation mark that is never closed. */
const RECORD_MAX_CHARS = 1_048_576

export class NotCsv extends Error {
  override name = 'NotCsv'
}

export async function delimiterOf(file: Blob, encoding: Encoding): Promise<string> {
  const text = new TextDecoder(encoding).decode(await file.slice(0, GUESSED_BYTES).arrayBuffer())
  // The last line may be cut off.
  const lines = withLineFeeds(text)
  const whole = text.length < GUESSED_BYTES / 4 ? lines : lines.slice(0, lines.lastIndexOf('\n') + 1)
  const { meta } = Papa.parse(whole.trimEnd(), {
    delimitersToGuess: DELIMITERS,
    newline: '\n',
    preview: GUESSED_ROWS,
  })
  return DELIMITERS.includes(meta.delimiter) ? meta.delimiter : ','
}

export interface Record {
  /** Counted from 1, empty ones too, as a spreadsheet does. */
  row: number
  cells: string[]
}

/** Those that are not empty. Throws a NotCsv. */
export async function* recordsOf(file: Blob, encoding: Encoding, delimiter: string): AsyncGenerator<Record[]> {
  const decoder = new TextDecoder(encoding)
  const parser = new Papa.Parser({ delimiter, newline: '\n' })
  let row = 0
  let text = ''
  const take = (isLast: boolean): Record[] => {
    const parsed = parser.parse(text, 0, !isLast)
    text = isLast ? '' : text.slice(parsed.meta.cursor)
    if (text.length > RECORD_MAX_CHARS || parsed.errors.some(({ code }) => code === 'MissingQuotes')) throw new NotCsv()
    return parsed.data.flatMap((cells) => {
      row++
      return cells.some((cell) => cell.trim() !== '') ? [{ row, cells }] : []
    })
  }
  let held = ''
  for await (const bytes of chunksOf(file)) {
    const decoded = held + decoder.decode(bytes, { stream: true })
    // A line break of two characters may be cut in two.
    held = decoded.endsWith('\r') ? '\r' : ''
    text += withLineFeeds(decoded.slice(0, decoded.length - held.length))
    yield take(false)
  }
  text += withLineFeeds(held + decoder.decode())
  yield take(true)
}

const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n')
