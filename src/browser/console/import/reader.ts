/** The worker that reads the file, as the page talks to it. */
import type { Answer, FileTrouble, FromWorker, Opened, Part, Pass, Task, ToWorker } from './messages.ts'

/** The file cannot be imported. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  readonly why: FileTrouble
  constructor(why: FileTrouble) {
    super(why)
    this.why = why
  }
}

export class Reader {
  readonly #worker: Worker
  readonly #waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>()
  #id = 0

  constructor(path: string) {
    this.#worker = new Worker(path, { type: 'module' })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      this.#waiting.get(data.id)?.resolve(data.answer)
      this.#waiting.delete(data.id)
    })
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault()
      for (const { reject } of this.#waiting.values()) reject(new Unreadable('fault'))
      this.#waiting.clear()
    })
  }

  async open(task: Omit<Extract<Task, { kind: 'open' }>, 'kind'>): Promise<Opened> {
    const answer = await this.#do({ kind: 'open', ...task })
    if (answer.kind !== 'open') throw new TypeError(answer.kind)
    return answer.opened
  }

  /** From the first row again. */
  async begin(pass: Pass): Promise<void> {
    await this.#do({ kind: 'begin', pass })
  }

  async next(): Promise<Part> {
    const answer = await this.#do({ kind: 'next' })
    if (answer.kind !== 'next') throw new TypeError(answer.kind)
    return answer.part
  }

  async bad(): Promise<Blob> {
    const answer = await this.#do({ kind: 'bad' })
    if (answer.kind !== 'bad') throw new TypeError(answer.kind)
    return answer.file
  }

  async #do(task: Task): Promise<Answer> {
    const id = this.#id++
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      const message: ToWorker = { id, task }
      // The rule is for windows: a worker has no origin of its own.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      this.#worker.postMessage(message)
    })
    if (answer.kind === 'trouble') throw new Unreadable(answer.why)
    return answer
  }
}
