/** What the page and its workers say to each other. */
import type { Column } from '../../../contacts/fields.ts'
import type { Keys } from '../../../contacts/open.ts'
import type { ListOptions } from './list.ts'

export type Task =
  /** Opens whole lines of an export. The worker has the keys from before. */
  | { kind: 'open'; bytes: Uint8Array<ArrayBuffer> }
  /** One file of opened rows. `agreed`: only of counted signatures whose signers agreed to receive updates. */
  | { kind: 'csv'; chunks: readonly Blob[]; columns: readonly Column[]; agreed: boolean }
  /** Pages to print. */
  | { kind: 'list'; chunks: readonly Blob[]; options: ListOptions }

export interface Opened {
  rows: number
  /** Included in `rows`: those without a contact. */
  empty: number
  /** Included in `rows`: counted, with a contact. */
  counted: number
  /** Counted or imported, with a contact: their signers agreed to receive updates. */
  agreed: number
  /** The opened rows: `Fields` as lines of JSON. */
  chunk: Blob
  /** The lines of rows that are locked to other keys; null when there are none. */
  locked: Blob | null
  /** How many they are, by the ids of these keys. */
  lockedTo: Record<string, number>
  /** Ids of rows that are corrupt, or of another petition. */
  broken: string[]
}

/** A document of HTML, with the numbers of its first and last signature. */
export interface ListPart {
  html: Blob
  from: number
  to: number
}

export type Result =
  | { kind: 'open'; opened: Opened }
  | { kind: 'csv'; file: Blob }
  | { kind: 'list'; parts: ListPart[] }

export type ToWorker = { keys: Keys } | { id: number; task: Task }
export interface FromWorker {
  id: number
  result: Result
}
