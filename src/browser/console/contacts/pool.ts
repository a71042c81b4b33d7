/** Workers, as many as the processor has threads, and eight at most. */
import type { Keys } from '../../../contacts/open.ts'
import type { FromWorker, ListPart, Opened, Result, Task, ToWorker } from './messages.ts'

const WORKERS_MAX = 8
/** Pieces that wait for each worker: it never waits for the connection, and no more is in memory. */
const AHEAD_PER_WORKER = 2

interface Member {
  worker: Worker
  waiting: Map<number, { resolve: (result: Result) => void; reject: (error: Error) => void }>
}

export class Pool {
  readonly #members: readonly Member[]
  #id = 0

  constructor(path: string) {
    const size = Math.min(navigator.hardwareConcurrency || 2, WORKERS_MAX)
    this.#members = Array.from({ length: size }, () => newMember(path))
  }

  /** How many tasks may be under way. */
  get room(): number {
    return AHEAD_PER_WORKER * this.#members.length
  }

  /** For all tasks after this. */
  use(keys: Keys): void {
    for (const { worker } of this.#members) send(worker, { keys })
  }

  /** `bytes` are the worker's from now on. Rejects when the worker fails, as all tasks do. */
  async open(bytes: Uint8Array<ArrayBuffer>): Promise<Opened> {
    const result = await this.#do({ kind: 'open', bytes }, [bytes.buffer])
    if (result.kind !== 'open') throw new TypeError(result.kind)
    return result.opened
  }

  async csv(task: Omit<Extract<Task, { kind: 'csv' }>, 'kind'>): Promise<Blob> {
    const result = await this.#do({ kind: 'csv', ...task })
    if (result.kind !== 'csv') throw new TypeError(result.kind)
    return result.file
  }

  async list(task: Omit<Extract<Task, { kind: 'list' }>, 'kind'>): Promise<ListPart[]> {
    const result = await this.#do({ kind: 'list', ...task })
    if (result.kind !== 'list') throw new TypeError(result.kind)
    return result.parts
  }

  /** Ends the workers, with all that they have. */
  close(): void {
    for (const { worker } of this.#members) worker.terminate()
  }

  /** By the worker with the fewest tasks. */
  #do(task: Task, transfer: Transferable[] = []): Promise<Result> {
    const id = this.#id++
    const { worker, waiting } = this.#members.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a))
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      send(worker, { id, task }, transfer)
    })
  }
}

function newMember(path: string): Member {
  const worker = new Worker(path, { type: 'module' })
  const waiting: Member['waiting'] = new Map()
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    waiting.get(data.id)?.resolve(data.result)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    for (const { reject } of waiting.values()) reject(new Error(event.message))
    waiting.clear()
  })
  return { worker, waiting }
}

const send = (worker: Worker, message: ToWorker, transfer: Transferable[] = []): void =>
  // The rule is for windows: a worker has no origin of its own.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  worker.postMessage(message, transfer)
