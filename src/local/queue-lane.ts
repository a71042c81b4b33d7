/** The deliveries of one queue: which messages are handed to the consumer, when, and what becomes of them. */
import { QUEUE_DELIVERY_TIMEOUT_MS } from '../limits.ts'
import { withDeadline } from '../platform/deadline.ts'
import type { Held, QueueFile, Settled } from './queue-file.ts'
import type { Writer } from './queue-writer.ts'

/** As in a wrangler.toml. */
export interface Consumer {
  queue: string
  maxBatchSize: number
  maxBatchTimeoutSeconds: number
  maxRetries: number
  maxConcurrency: number
  retryDelaySeconds: number
  deadLetterQueue: string | null
}

/** As a consumer's `queue` handler gets it. */
export interface Delivered {
  id: string
  timestamp: Date
  body: unknown
  /** This delivery included. */
  attempts: number
}

/** What workerd says of a batch. */
export interface Result {
  outcome: string
  retryBatch: { retry: boolean; delaySeconds?: number }
  ackAll: boolean
  retryMessages: readonly { msgId: string; delaySeconds?: number }[]
  explicitAcks: readonly string[]
}

/** Throws when the consumer cannot be reached. */
export type Deliver = (queue: string, messages: readonly Delivered[]) => Promise<Result>

export interface LaneParts {
  stored: QueueFile
  writer: Writer
  deliver: Deliver
  /** In milliseconds. */
  now: () => number
  onError: (error: unknown) => void
}

/** The clock may have been set meanwhile. */
const CLOCK_POLL_MS = 1_000

export class Lane {
  readonly #consumer: Consumer
  readonly #with: LaneParts
  /** Messages that are being delivered, by their numbers; another set after each `abandon`. */
  #taken = new Set<number>()
  #running = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  /** When the timer wakes it, in milliseconds; null without one. */
  #wakesAt: number | null = null
  #isRunning = false

  constructor(consumer: Consumer, parts: LaneParts) {
    this.#consumer = consumer
    this.#with = parts
  }

  begin(): void {
    this.#isRunning = true
    this.wake()
  }

  stop(): void {
    this.#isRunning = false
    this.#taken = new Set()
    this.#stopTimer()
  }

  abandon(): void {
    this.#taken = new Set()
    this.#running = 0
    this.wake()
  }

  /** Delivers what is due: a full batch at once, and any other when its first message has waited for `maxBatchTimeoutSeconds`. */
  wake(): void {
    if (!this.#isRunning || this.#mayWait()) return
    this.#stopTimer()
    try {
      this.#deliverDue()
    } catch (error) {
      this.#with.onError(error)
      this.#wakeIn(CLOCK_POLL_MS)
    }
  }

  /** Whether too few wait for a full batch, and the timer wakes it in time for them: after most sends nothing has to be read. */
  #mayWait(): boolean {
    const { queue, maxBatchSize, maxBatchTimeoutSeconds } = this.#consumer
    const { stored, now } = this.#with
    const isInTime = this.#wakesAt !== null && this.#wakesAt <= now() + maxBatchTimeoutSeconds * 1000
    return isInTime && stored.count(queue) - this.#taken.size < maxBatchSize
  }

  #wakeIn(ms: number): void {
    this.#wakesAt = this.#with.now() + ms
    this.#timer = setTimeout(() => {
      this.#wakesAt = null
      this.wake()
    }, ms)
  }

  #stopTimer(): void {
    clearTimeout(this.#timer)
    this.#wakesAt = null
  }

  #deliverDue(): void {
    const { queue, maxBatchSize, maxBatchTimeoutSeconds, maxConcurrency } = this.#consumer
    const { stored, now } = this.#with
    while (this.#running < maxConcurrency) {
      const at = now()
      const due = stored
        .due(queue, at, maxBatchSize + this.#taken.size)
        .filter(({ number }) => !this.#taken.has(number))
      const batch = due.slice(0, maxBatchSize)
      const [first] = batch
      const nextAt = first === undefined ? stored.nextDueAt(queue, at) : first.dueAt + maxBatchTimeoutSeconds * 1000
      if (first === undefined || (batch.length < maxBatchSize && (nextAt ?? 0) > at)) {
        if (nextAt !== null) this.#wakeIn(Math.min(nextAt - at, CLOCK_POLL_MS) + 1)
        return
      }
      void this.#deliver(batch)
    }
  }

  async #deliver(batch: readonly Held[]): Promise<void> {
    const { queue } = this.#consumer
    const { deliver, onError } = this.#with
    const taken = this.#taken
    this.#running++
    for (const { number } of batch) taken.add(number)
    let result: Result | null = null
    try {
      result = await withDeadline(deliver(queue, batch.map(deliveredOf)), QUEUE_DELIVERY_TIMEOUT_MS)
    } catch (error) {
      if (taken === this.#taken) onError(error)
    }
    // Abandoned: others have them by now, or will.
    if (taken !== this.#taken) return
    await this.#settle(batch, result)
    if (taken !== this.#taken) return
    for (const { number } of batch) taken.delete(number)
    this.#running--
    this.wake()
  }

  /** Nothing is delivered again at once only because the disk fails. */
  async #settle(batch: readonly Held[], result: Result | null): Promise<void> {
    const { writer, onError } = this.#with
    try {
      await writer.write(
        [],
        batch.map((message) => this.#settled(message, result)),
      )
    } catch (error) {
      onError(error)
      await new Promise((resolve) => setTimeout(resolve, CLOCK_POLL_MS))
    }
  }

  #settled(message: Held, result: Result | null): Settled {
    const { maxRetries, retryDelaySeconds, deadLetterQueue } = this.#consumer
    const again = result?.retryMessages.find(({ msgId }) => msgId === idOf(message))
    if (result?.outcome === 'ok' && !result.retryBatch.retry && again === undefined) return { as: 'done', message }
    const delay = again?.delaySeconds ?? result?.retryBatch.delaySeconds ?? retryDelaySeconds
    const dueAt = this.#with.now() + delay * 1000
    // While no consumer can be reached, no message is to blame. One that nobody wants is kept all the same.
    const isToBlame = result !== null
    if (!isToBlame || message.attempts < maxRetries || deadLetterQueue === null)
      return { as: 'again', message, dueAt, attempts: isToBlame ? 1 : 0 }
    return { as: 'dead', message, queue: deadLetterQueue, dueAt: this.#with.now() }
  }
}

const idOf = ({ number }: Held): string => String(number)

const deliveredOf = (message: Held): Delivered => ({
  id: idOf(message),
  timestamp: new Date(message.sentAt),
  body: bodyOf(message),
  attempts: message.attempts + 1,
})

function bodyOf({ contentType, body }: Held): unknown {
  if (contentType === 'bytes') return body
  const text = new TextDecoder().decode(body)
  return contentType === 'text' ? text : JSON.parse(text)
}
