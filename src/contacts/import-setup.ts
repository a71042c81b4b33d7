/** What the page that imports a list gives to its script. */

/** What a column of the file is. */
export const IMPORT_COLUMNS = ['name', 'email', 'country', 'date', 'consent'] as const
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]

/** Labels that browsers know (https://encoding.spec.whatwg.org). */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1251',
  'windows-1254',
  'windows-1256',
] as const
export type Encoding = (typeof ENCODINGS)[number]

export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** Why a row cannot be read. */
export const ROW_PROBLEMS = [
  'no-email',
  'not-an-email',
  'no-name',
  'not-a-name',
  'not-a-country',
  'not-a-date',
  'in-the-future',
  'cut-off',
] as const
export type RowProblem = (typeof ROW_PROBLEMS)[number]

/** Sentences; `{n}`, `{done}`, `{total}`: where a number goes. */
export interface ImportSaid {
  noFile: string
  noRows: string
  notCsv: string
  tooLarge: string
  noEmailColumn: string
  noColumn: string
  testing: string
  adding: string
  stopped: string
  failed: string
  signedOut: string
  tooManyTests: string
  gone: string
  fault: string
  unsupported: string
  few: string
  more: string
  addThem: string
  required: string
  wrongDay: string
  lawfulNeeded: string
  notUrl: string
  otherFile: string
  row: string
  problem: string
  inFile: string
  problems: Readonly<Record<RowProblem, string>>
}

/** What the server says of a test. `here`: null if they are too few to say so. */
export interface ImportResult {
  tested: number
  here: number | null
}

export interface ImportSetup {
  slug: string
  publicKeys: readonly string[]
  /** Of the contacts: the petition's. */
  language: string
  /** Of the page, for names of columns, encodings and countries. */
  locale: string
  /** The path of all requests, without a slash at its end, and the page that shows the result. */
  path: string
  after: string
  worker: string
  said: ImportSaid
  /** With which numbers are written. */
  numbers: string
  /** Where the petition is: `2026-11-24`. */
  today: string
  count: number
  rowsMax: number
  /** An import that was interrupted. */
  resume: { id: string; reached: number; fileRows: number; collectedOn: string } | null
}

/** What the server says of an import, or of a test. */
export interface ImportState {
  reached: number
  added: number
  /** Of those, how many count as the campaign's claim. */
  counted: number
  finished: boolean
  undone: boolean
}
