/**
 * Opens all rows of a petition: what is downloaded goes to the workers in pieces, and what they have opened is stored in Blobs. It can be
 * stopped and continue, and rows that are locked to another key can be opened when that key is there.
 */
import type { Keys } from '../../../contacts/open.ts'
import { type Download, Interrupted, type Why } from './download.ts'
import type { Opened } from './messages.ts'
import type { Pool } from './pool.ts'

/** Ids that are named; the others are counted. */
const BROKEN_NAMED_MAX = 20

export interface Totals {
  rows: number
  empty: number
  counted: number
  agreed: number
  /** Rows that are locked to other keys, by the ids of these keys. */
  lockedTo: Map<string, number>
  broken: { n: number; ids: string[] }
}

export const lockedIn = ({ lockedTo }: Totals): number => [...lockedTo.values()].reduce((sum, n) => sum + n, 0)
/** Rows that were looked at. */
export const seenIn = (totals: Totals): number => totals.rows + lockedIn(totals) + totals.broken.n

/** `stopped`: by its reader. `fault`: a worker failed, and what it had is lost. */
export type Ended = 'complete' | 'stopped' | 'fault' | Why

export class Opening {
  readonly #download: Download
  readonly #pool: Pool
  readonly #onProgress: (totals: Totals) => void
  #totals = newTotals()
  /** In the order of the pieces. */
  #chunks: Blob[] = []
  #locked: Blob[] = []
  #abort = new AbortController()

  constructor(download: Download, pool: Pool, onProgress: (totals: Totals) => void) {
    this.#download = download
    this.#pool = pool
    this.#onProgress = onProgress
  }

  get totals(): Totals {
    return this.#totals
  }

  get chunks(): readonly Blob[] {
    return this.#chunks
  }

  /** From where it was. */
  async go(keys: Keys): Promise<Ended> {
    this.#abort = new AbortController()
    this.#pool.use(keys)
    return this.#openAll(this.#download.read(this.#abort.signal))
  }

  /** Once more with what was locked to other keys than those that were there. */
  async retry(keys: Keys): Promise<Ended> {
    const locked = this.#locked
    this.#locked = []
    this.#totals.lockedTo = new Map()
    this.#pool.use(keys)
    return this.#openAll(bytesOf(locked))
  }

  /** What is under way is opened first. */
  stop(): void {
    this.#abort.abort()
  }

  async #openAll(pieces: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Ended> {
    const pending = new Set<Promise<void>>()
    let ended: Ended = 'complete'
    try {
      for await (const bytes of pieces) {
        const at = this.#chunks.push(new Blob()) - 1
        const opening: Promise<void> = this.#pool
          .open(bytes)
          .then((opened) => this.#add(at, opened))
          .finally(() => pending.delete(opening))
        pending.add(opening)
        if (pending.size >= this.#pool.room) await Promise.race(pending)
      }
    } catch (error) {
      ended = error instanceof Interrupted ? error.why : this.#abort.signal.aborted ? 'stopped' : 'fault'
    }
    try {
      await Promise.all(pending)
    } catch {
      ended = 'fault'
    }
    return ended
  }

  #add(at: number, { chunk, locked, ...opened }: Opened): void {
    const totals = this.#totals
    this.#chunks[at] = chunk
    if (locked !== null) this.#locked.push(locked)
    for (const name of ['rows', 'empty', 'counted', 'agreed'] as const) totals[name] += opened[name]
    for (const [ids, n] of Object.entries(opened.lockedTo)) {
      totals.lockedTo.set(ids, (totals.lockedTo.get(ids) ?? 0) + n)
    }
    totals.broken.n += opened.broken.length
    totals.broken.ids.push(...opened.broken.slice(0, BROKEN_NAMED_MAX - totals.broken.ids.length))
    this.#onProgress(totals)
  }
}

const newTotals = (): Totals => ({
  rows: 0,
  empty: 0,
  counted: 0,
  agreed: 0,
  lockedTo: new Map(),
  broken: { n: 0, ids: [] },
})

async function* bytesOf(blobs: readonly Blob[]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (const blob of blobs) yield new Uint8Array(await blob.arrayBuffer())
}
