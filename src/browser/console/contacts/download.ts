/**
 * Reads the locked rows of a petition, one response after the other. After an interruption it continues after the last row that it has:
 * a few times by itself, then when `read` is called again. These are the only requests that the page makes, and they say no more than
 * which row is the last.
 */
import { concat } from '../../../crypto/bytes.ts'
import { readLast } from './lines.ts'

/** Why it does not continue by itself. */
export type Why = 'cut' | 'signed-out' | 'forbidden' | 'too-many'

export class Interrupted extends Error {
  override name = 'Interrupted'
  readonly why: Why
  constructor(why: Why) {
    super(why)
    this.why = why
  }
}

/** What may pass by itself. */
class Cut extends Error {
  override name = 'Cut'
}

/** Of what a worker opens at once: about two hundred rows. */
const PIECE_BYTES = 128 * 1024
/** Before each retry. Every row received resets their number. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000] as const
const LINE_BREAK = 10

export class Download {
  readonly #path: string
  readonly #all: boolean
  readonly #onRetry: () => void
  #cursor: string | null = null
  /** The entry of the audit log that this is. */
  #reading: string | null = null

  /** `all`: also signatures that do not count yet. */
  constructor(path: string, { all, onRetry }: { all: boolean; onRetry: () => void }) {
    this.#path = path
    this.#all = all
    this.#onRetry = onRetry
  }

  /** Whole lines of rows, in the order of ids. Throws an Interrupted, after which it can be called again. */
  async *read(signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    let failed = 0
    for (;;) {
      const before = this.#cursor
      try {
        if (yield* this.#response(signal)) return
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof Cut)) throw error
        if (this.#cursor !== before) failed = 0
        const delayMs = RETRY_DELAYS_MS[failed++]
        if (delayMs === undefined) throw new Interrupted('cut')
        this.#onRetry()
        await wait(delayMs, signal)
      }
    }
  }

  /** Returns whether it was the last one. */
  async *#response(signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>, boolean> {
    const response = await this.#ask(signal)
    this.#reading = response.headers.get('undersigned-reading') ?? this.#reading
    const reader = response.body?.getReader()
    if (reader === undefined) throw new Cut()
    let parts: Uint8Array[] = []
    let size = 0
    let rows = 0
    let isEnded = false
    try {
      while (!isEnded) {
        // What came before the connection was lost is used.
        const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
        if (value !== undefined) {
          parts.push(value)
          size += value.length
          if (size < PIECE_BYTES) continue
        }
        const bytes = concat(parts)
        const length = bytes.lastIndexOf(LINE_BREAK) + 1
        parts = [bytes.subarray(length)]
        size = bytes.length - length
        const lastLine = length === 0 ? 0 : bytes.lastIndexOf(LINE_BREAK, length - 2) + 1
        const last = length === 0 ? null : readLast(new TextDecoder().decode(bytes.subarray(lastLine, length)))
        if (length > 0 && last === null) throw new Cut()
        isEnded = last !== null && 'end' in last
        const piece = bytes.slice(0, isEnded ? lastLine : length)
        rows += linesIn(piece)
        if (last !== null) {
          if ('id' in last) this.#cursor = last.id
          else if (last.rows !== rows) throw new Cut()
          else this.#cursor = last.cursor ?? this.#cursor
        }
        if (piece.length > 0) yield piece
        if (last !== null && 'end' in last) return last.cursor === null
        if (done) throw new Cut()
      }
      throw new Cut()
    } finally {
      // A response that nobody reads to its end would continue to arrive.
      reader.cancel().catch(() => undefined)
    }
  }

  async #ask(signal: AbortSignal): Promise<Response> {
    const body = new URLSearchParams({
      ...(this.#cursor === null ? {} : { cursor: this.#cursor }),
      ...(this.#reading === null ? {} : { reading: this.#reading }),
      ...(this.#all ? { all: 'yes' } : {}),
    })
    let response: Response
    try {
      response = await fetch(this.#path, { method: 'POST', body, signal, redirect: 'manual', cache: 'no-store' })
    } catch {
      throw new Cut()
    }
    if (response.ok) return response
    switch (response.status) {
      case 401:
        throw new Interrupted('signed-out')
      case 429:
        throw new Interrupted('too-many')
      case 403:
      case 404:
      // A redirect that is not followed: the petition was deleted.
      case 0:
        throw new Interrupted('forbidden')
      default:
        throw new Cut()
    }
  }
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(LINE_BREAK); at !== -1; at = bytes.indexOf(LINE_BREAK, at + 1)) lines++
  return lines
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
