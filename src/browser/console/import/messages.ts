/** What the page that imports a list and its worker say to each other. */
import type { DateOrder, Encoding, ImportColumn, RowProblem } from '../../../contacts/import-setup.ts'

/** Which column is what, by its number; null for one that the file lacks. */
export type Columns = Record<ImportColumn, number | null>

/** A file, looked through once. */
export interface Opened {
  encoding: Encoding
  delimiter: string
  /** The names in its first row, or null if that is a row like the others. */
  header: string[] | null
  /** The first rows. */
  sample: string[][]
  /** Rows that are not empty, without the header. */
  rows: number
  columns: Columns
  dates: DateOrder
}

export interface Bad {
  /** Counted as a spreadsheet does, the header included. */
  row: number
  problem: RowProblem
  cells: string[]
}

export interface SealedRow {
  id: string
  email: string
  country: string | null
  /** In milliseconds. */
  signedAt: number
  /** Base64url. */
  contact: string
}

/** Rows after `from` up to `to`. Of those that can be read, each email address once. */
export interface Part {
  from: number
  to: number
  /** To test them. */
  emails: string[]
  /** To add them. */
  rows: SealedRow[]
  /** Since the beginning of the file. */
  sum: { rows: number; twice: number; unreadable: number }
  /** The first of those that cannot be read. */
  bad: Bad[]
  isLast: boolean
}

export interface Pass {
  file: File
  encoding: Encoding
  delimiter: string
  hasHeader: boolean
  columns: Columns
  dates: DateOrder
  /** Milliseconds: nothing is signed later. */
  now: number
  /** For the file of rows that cannot be read. */
  names: { row: string; problem: string; problems: Readonly<Record<RowProblem, string>> }
  /** Null to test. Rows up to `after` are read, and left out. */
  add: {
    after: number
    /** Of rows without a date, in milliseconds. */
    signedAt: number
    petition: string
    publicKeys: readonly string[]
    /** Of the contacts. */
    locale: string
  } | null
}

export type Task =
  | { kind: 'open'; file: File; encoding: Encoding | null; rowsMax: number; locale: string }
  | { kind: 'begin'; pass: Pass }
  | { kind: 'next' }
  /** A CSV file of the rows that cannot be read. */
  | { kind: 'bad' }

/** Why a file cannot be imported. */
export type FileTrouble = 'no-rows' | 'not-csv' | 'too-large' | 'fault'

export type Answer =
  | { kind: 'open'; opened: Opened }
  | { kind: 'trouble'; why: FileTrouble }
  | { kind: 'begin' }
  | { kind: 'next'; part: Part }
  | { kind: 'bad'; file: Blob }

export interface ToWorker {
  id: number
  task: Task
}
export interface FromWorker {
  id: number
  answer: Answer
}
