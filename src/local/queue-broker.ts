/**
 * A broker of queues for one machine, in the place of Cloudflare's: the Workers' queue bindings send to it over HTTP, as workerd does
 * (src/workerd/api/queue.c++), and it hands batches to their consumers. A message is on the disk before its sender hears of it, and
 * leaves it after its consumer has settled it. As on Cloudflare a message is delivered at least once, in any order.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http'

import {
  QUEUE_BATCH_MAX_BYTES,
  QUEUE_DELAY_MAX_SECONDS,
  QUEUE_DELIVERY_TIMEOUT_MS,
  QUEUE_MESSAGE_MAX_BYTES,
  QUEUE_SEND_BATCH_MAX_MESSAGES,
} from '../limits.ts'
import { withDeadline } from '../platform/deadline.ts'
import { type Added, type Backlog, type Held, QueueFile, type Settled } from './queue-file.ts'

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

export interface BrokerOptions {
  /** Where the messages are stored. */
  file: string
  consumers: readonly Consumer[]
  /** Throws when the consumer cannot be reached. */
  deliver: (queue: string, messages: readonly Delivered[]) => Promise<Result>
  /** In milliseconds. */
  now?: () => number
  onError?: (error: unknown) => void
}

export interface Broker {
  /** `127.0.0.1:port`. */
  address: string
  /** Puts a message on a queue, as a Worker would. */
  send: (queue: string, body: unknown) => Promise<void>
  backlog: (queue: string) => Backlog
  /** Whether nothing is stored in any queue. */
  isEmpty: () => boolean
  /** Begins to deliver. */
  begin: () => void
  /** Forgets the deliveries under way, after the end of the runtime that had them: they are made again. */
  abandon: () => void
  close: () => Promise<void>
}

/** The header with which each binding names its queue. */
export const QUEUE_HEADER = 'x-queue'
const LOOPBACK = '127.0.0.1'
/** The clock may have been set meanwhile. */
const CLOCK_POLL_MS = 1_000

/** Resolves when messages can be sent. */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { file, consumers, now = Date.now, onError = console.error } = options
  const stored = new QueueFile(file)
  const writer = groupedWriter(stored)
  const lanes = new Map(
    consumers.map((consumer) => [consumer.queue, new Lane(consumer, { ...options, now, onError, stored, writer })]),
  )
  const wake = (queue: string): void => lanes.get(queue)?.wake()
  writer.onWritten = (queues) => queues.forEach(wake)

  const server = createServer((request, response) => {
    void respond(request, { stored, writer, now })
      .catch((error: unknown) => {
        onError(error)
        return { status: 500, body: { error: String(error) } }
      })
      .then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      )
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, LOOPBACK, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The broker has no port.')
  return {
    address: `${LOOPBACK}:${address.port}`,
    send: (queue, body) => {
      const at = now()
      const bytes = new TextEncoder().encode(JSON.stringify(body))
      return writer.write([{ queue, contentType: 'json', body: bytes, sentAt: at, dueAt: at }], [])
    },
    backlog: (queue) => stored.backlog(queue),
    isEmpty: () => consumers.every(({ queue }) => stored.backlog(queue).count === 0),
    begin: () => lanes.forEach((lane) => lane.begin()),
    abandon: () => lanes.forEach((lane) => lane.abandon()),
    async close() {
      lanes.forEach((lane) => lane.stop())
      await ended(server)
      await writer.idle()
      stored.close()
    },
  }
}

const ended = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

interface Writer {
  write: (added: readonly Added[], settled: readonly Settled[]) => Promise<void>
  idle: () => Promise<unknown>
  onWritten: (queues: ReadonlySet<string>) => void
}

/** Whatever is to be written at the same time reaches the disk in one commit: a commit takes milliseconds, however much it has. */
function groupedWriter(stored: QueueFile): Writer {
  let added: Added[] = []
  let settled: Settled[] = []
  let next: Promise<void> | null = null
  const flush = (): void => {
    next = null
    const [addedNow, settledNow] = [added, settled]
    ;[added, settled] = [[], []]
    stored.write(addedNow, settledNow)
    writer.onWritten(new Set([...addedNow.map(({ queue }) => queue), ...settledNow.flatMap(queuesOf)]))
  }
  const writer: Writer = {
    write(more, others) {
      added.push(...more)
      settled.push(...others)
      next ??= new Promise((resolve) => setImmediate(resolve)).then(flush)
      return next
    },
    idle: () => next ?? Promise.resolve(),
    onWritten: () => undefined,
  }
  return writer
}

const queuesOf = (it: Settled): string[] => [it.message.queue, ...(it.as === 'dead' ? [it.queue] : [])]

/** The deliveries of one queue. */
class Lane {
  readonly #consumer: Consumer
  readonly #with: Required<BrokerOptions> & { stored: QueueFile; writer: Writer }
  /** Messages that are being delivered, by their numbers; another set after each `abandon`. */
  #taken = new Set<number>()
  #running = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #isRunning = false

  constructor(consumer: Consumer, parts: Required<BrokerOptions> & { stored: QueueFile; writer: Writer }) {
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
    clearTimeout(this.#timer)
  }

  abandon(): void {
    this.#taken = new Set()
    this.#running = 0
    this.wake()
  }

  /** Delivers what is due: a full batch at once, and any other when its first message has waited for `maxBatchTimeoutSeconds`. */
  wake(): void {
    if (!this.#isRunning) return
    clearTimeout(this.#timer)
    try {
      this.#deliverDue()
    } catch (error) {
      this.#with.onError(error)
      this.#wakeIn(CLOCK_POLL_MS)
    }
  }

  #wakeIn(ms: number): void {
    this.#timer = setTimeout(() => this.wake(), ms)
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

interface Response {
  status: number
  body: unknown
}
const refused = (status: number, error: string): Response => ({ status, body: { error } })

interface Endpoint {
  stored: QueueFile
  writer: Writer
  now: () => number
}

async function respond(request: IncomingMessage, { stored, writer, now }: Endpoint): Promise<Response> {
  const queue = request.headers[QUEUE_HEADER]
  if (typeof queue !== 'string') return refused(400, `No ${QUEUE_HEADER}: this is the broker of local queues.`)
  const metrics = (): object => {
    const { count, bytes, oldestSentAt } = stored.backlog(queue)
    return { backlogCount: count, backlogBytes: bytes, oldestMessageTimestamp: oldestSentAt ?? 0 }
  }
  if (request.url?.endsWith('/metrics') === true) return { status: 200, body: metrics() }
  const messages = await messagesOf(request)
  const wrong = whatIsWrongWith(messages)
  if (wrong !== null) return wrong
  const sentAt = now()
  await writer.write(
    messages.map(({ contentType, body, delaySeconds }) => ({
      queue,
      contentType,
      body,
      sentAt,
      dueAt: sentAt + delaySeconds * 1000,
    })),
    [],
  )
  return { status: 200, body: { metadata: { metrics: metrics() } } }
}

interface Sent {
  contentType: string
  body: Uint8Array
  delaySeconds: number
}

const CONTENT_TYPES: ReadonlySet<string> = new Set(['json', 'text', 'bytes'])

function whatIsWrongWith(messages: readonly Sent[]): Response | null {
  if (messages.length > QUEUE_SEND_BATCH_MAX_MESSAGES)
    return refused(413, `More than ${QUEUE_SEND_BATCH_MAX_MESSAGES} messages in a batch.`)
  let bytes = 0
  for (const { contentType, body, delaySeconds } of messages) {
    if (!CONTENT_TYPES.has(contentType)) return refused(415, `Messages of type ${contentType} are not supported.`)
    if (body.byteLength > QUEUE_MESSAGE_MAX_BYTES)
      return refused(413, `A message has more than ${QUEUE_MESSAGE_MAX_BYTES} bytes.`)
    if (!(delaySeconds >= 0 && delaySeconds <= QUEUE_DELAY_MAX_SECONDS))
      return refused(400, `The delay ${delaySeconds} is not possible.`)
    bytes += body.byteLength
  }
  return bytes > QUEUE_BATCH_MAX_BYTES ? refused(413, `A batch has more than ${QUEUE_BATCH_MAX_BYTES} bytes.`) : null
}

async function messagesOf(request: IncomingMessage): Promise<Sent[]> {
  const { 'x-msg-delay-secs': delay, 'x-msg-fmt': format } = request.headers
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const delaySeconds = Number(delay ?? 0)
  if (request.url?.endsWith('/batch') !== true) return [{ contentType: String(format ?? 'v8'), body, delaySeconds }]
  const { messages }: { messages: { body: string; contentType?: string; delaySecs?: number }[] } = JSON.parse(
    body.toString(),
  )
  return messages.map((message) => ({
    contentType: message.contentType ?? 'v8',
    body: Buffer.from(message.body, 'base64'),
    delaySeconds: message.delaySecs ?? delaySeconds,
  }))
}
