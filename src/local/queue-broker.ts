/**
 * A broker of queues for one machine, in the place of Cloudflare's: the Workers' queue bindings send to it over HTTP, as workerd does
 * (src/workerd/api/queue.c++), and it hands batches to their consumers. A message is on the disk before its sender hears of it, and
 * leaves it after its consumer has settled it. As on Cloudflare a message is delivered at least once, in any order.
 */
import { createServer, type Server } from 'node:http'

import { respond } from './queue-endpoint.ts'
import { type Backlog, QueueFile } from './queue-file.ts'
import { type Consumer, type Deliver, Lane } from './queue-lane.ts'
import { groupedWriter } from './queue-writer.ts'

export interface BrokerOptions {
  /** Where the messages are stored. */
  file: string
  consumers: readonly Consumer[]
  deliver: Deliver
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
  /** Begins to deliver. */
  begin: () => void
  /** Forgets the deliveries under way, after the end of the runtime that had them: they are made again. */
  abandon: () => void
  close: () => Promise<void>
}

const LOOPBACK = '127.0.0.1'

/** Resolves when messages can be sent. */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { file, consumers, deliver, now = Date.now, onError = console.error } = options
  const stored = new QueueFile(file)
  const writer = groupedWriter(stored)
  const lanes = new Map(
    consumers.map((consumer) => [consumer.queue, new Lane(consumer, { stored, writer, deliver, now, onError })]),
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
