/**
 * Goes through the file once, to test its rows or to add them: a part is sent while the worker makes the next one. After an interruption
 * it continues with the part that was not taken.
 */
import type { ImportState } from '../../../contacts/import-setup.ts'
import type { Part, Pass } from './messages.ts'
import type { Reader } from './reader.ts'
import { ask, Interrupted } from './requests.ts'

export class Run {
  readonly #reader: Reader
  readonly #pass: Pass
  readonly #url: string
  readonly #onProgress: (done: number) => void
  /** The part that is to be sent, if it was made, and the one after it. */
  readonly #parts: Part[] = []
  #ahead: Promise<Part> | null = null
  #isBegun = false
  #isDone = false
  state: ImportState = { reached: 0, added: 0, counted: 0, finished: false, undone: false }
  /** The last one that was taken. */
  part: Part | null = null

  /** `url`: where parts go. */
  constructor(reader: Reader, pass: Pass, url: string, onProgress: (done: number) => void) {
    this.#reader = reader
    this.#pass = pass
    this.#url = url
    this.#onProgress = onProgress
  }

  /** Throws an Interrupted, after which it can be called again. */
  async go(signal: AbortSignal): Promise<void> {
    if (!this.#isBegun) await this.#reader.begin(this.#pass)
    this.#isBegun = true
    while (!this.#isDone) {
      // Kept after an interruption, as is the one after it.
      const [part = await this.#reader.next()] = this.#parts
      this.#parts[0] = part
      const ahead = part.isLast ? null : (this.#ahead ??= this.#reader.next())
      // It is awaited once the part is taken.
      ahead?.catch(() => null)
      await this.#send(part, signal)
      this.part = part
      this.#isDone = part.isLast
      this.#parts.length = 0
      this.#ahead = null
      if (ahead !== null) this.#parts[0] = await ahead
    }
  }

  async #send(part: Part, signal: AbortSignal): Promise<void> {
    const { from, to, emails, rows } = part
    // The last rows of the file may all have been taken before.
    if (from >= to) return
    const body = this.#pass.add === null ? { from, to, emails } : { from, to, rows }
    this.state = stateIn(await ask(this.#url, body, signal))
    if (this.state.undone) throw new Interrupted('gone')
    // Another tab may be further.
    if (this.state.reached < to) throw new Interrupted('fault')
    this.#onProgress(Math.max(to, this.state.reached))
  }
}

export const objectIn = (said: unknown): object => (typeof said === 'object' && said !== null ? said : {})

export function stateIn(said: unknown): ImportState {
  const { reached, added, counted, finished, undone }: Record<string, unknown> = { ...objectIn(said) }
  if (typeof reached !== 'number' || typeof added !== 'number' || typeof counted !== 'number')
    throw new Interrupted('fault')
  return { reached, added, counted, finished: finished === true, undone: undone === true }
}
