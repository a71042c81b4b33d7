/** Opens the contacts of a batch of rows and formats them as text. Pure, except for the cryptography. */
import type { ContactRow } from '../../../schema/contact.ts'
import { csvRecord } from '../../contacts/csv.ts'
import { COLUMNS, type Fields } from '../../contacts/fields.ts'
import { type Keys, openRow, type Unopened } from '../../contacts/open.ts'
import { nodeSuite } from './node-suite.ts'

export const FORMATS = ['csv', 'jsonl'] as const
export type Format = (typeof FORMATS)[number]

export interface Opening extends Keys {
  format: Format
}

export interface Opened {
  text: string
  rows: number
  /** Included in `rows`: those without a contact. */
  empty: number
  unopened: Unopened[]
}

/** The first line of a file; JSON Lines has none. */
export const headerOf = (format: Format): string => (format === 'csv' ? csvRecord(COLUMNS) : '')

export async function openRows(rows: readonly ContactRow[], opening: Opening): Promise<Opened> {
  const opened: Opened = { text: '', rows: 0, empty: 0, unopened: [] }
  for (const row of rows) {
    const result = await openRow(row, opening, nodeSuite)
    if ('why' in result) {
      opened.unopened.push(result)
      continue
    }
    opened.rows++
    if (result.isEmpty) opened.empty++
    opened.text += formatRow(result.fields, opening.format)
  }
  return opened
}

const formatRow = (fields: Fields, format: Format): string =>
  format === 'csv' ? csvRecord(COLUMNS.map((name) => fields[name])) : `${JSON.stringify(fields)}\n`
