/** What queue bindings ask over HTTP, as workerd does (src/workerd/api/queue.c++): to take messages, and how many there are. */
import type { IncomingMessage } from 'node:http'

import {
  QUEUE_BATCH_MAX_BYTES,
  QUEUE_DELAY_MAX_SECONDS,
  QUEUE_MESSAGE_MAX_BYTES,
  QUEUE_SEND_BATCH_MAX_MESSAGES,
} from '../limits.ts'
import type { QueueFile } from './queue-file.ts'
import type { Writer } from './queue-writer.ts'

/** The header with which each binding names its queue. */
export const QUEUE_HEADER = 'x-queue'

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

export async function respond(request: IncomingMessage, { stored, writer, now }: Endpoint): Promise<Response> {
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
