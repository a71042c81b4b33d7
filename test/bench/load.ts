/**
 * The load of the bench: requests over keep-alive sockets, each answered before the next one of its socket is sent. It writes and reads
 * HTTP/1.1 itself (RFC 9112), as far as Workers answer it: a client that took more time than the Worker would measure itself.
 */
import { connect, type Socket } from 'node:net'

export interface Asked {
  /** With the query. */
  path: string
  headers?: Record<string, string>
  /** JSON, to be sent with POST. */
  body?: string
}

export interface Load {
  url: URL
  requests: number
  sockets: number
  /** The nth request, from 0. */
  asked: (n: number) => Asked
  /** Any other status ends the load with an error. */
  status: number
}

/** Resolves to its duration in seconds when the last request is answered. */
export async function load({ url, requests, sockets, asked, status }: Load): Promise<number> {
  const connections = await Promise.all(Array.from({ length: Math.min(sockets, requests) }, () => open(url)))
  const begun = performance.now()
  let next = 0
  const lane = async (connection: Connection): Promise<void> => {
    while (next < requests) {
      const one = asked(next++)
      const got = await connection.exchange(textOf(url, one))
      if (got.status !== status) throw new Error(`${one.path}: ${got.status} instead of ${status}: ${got.body}`)
    }
  }
  try {
    await Promise.all(connections.map(lane))
    return (performance.now() - begun) / 1000
  } finally {
    for (const connection of connections) connection.close()
  }
}

/** workerd closes a connection on which nothing was asked for five seconds. */
const IDLE_MAX_MS = 2_000

/** For requests that begin at their own time: as many sockets as are needed at once. */
export function openPool(url: URL) {
  const idle: { connection: Connection; since: number }[] = []
  const idleOne = (): Connection | undefined => {
    for (let one = idle.pop(); one !== undefined; one = idle.pop()) {
      if (performance.now() - one.since < IDLE_MAX_MS) return one.connection
      one.connection.close()
    }
    return undefined
  }
  return {
    async exchange(asked: Asked): Promise<Answer> {
      const connection = idleOne() ?? (await open(url))
      const answer = await connection.exchange(textOf(url, asked))
      idle.push({ connection, since: performance.now() })
      return answer
    },
    /** When every request was answered. */
    close: () => idle.forEach(({ connection }) => connection.close()),
  }
}

const textOf = (url: URL, { path, headers = {}, body }: Asked): string =>
  `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\nhost: ${url.host}\r\naccept-language: en\r\n` +
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('') +
  (body === undefined
    ? '\r\n'
    : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)

interface Answer {
  status: number
  body: string
}

interface Connection {
  exchange: (text: string) => Promise<Answer>
  close: () => void
}

function open(url: URL): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(connectionOf(socket)))
  })
}

function connectionOf(socket: Socket): Connection {
  let waiting: PromiseWithResolvers<Answer> | undefined
  let held: Buffer = Buffer.alloc(0)
  const fail = (error: Error): void => waiting?.reject(error)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The connection was closed.')))
  socket.on('data', (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const answer = answerOf(held)
    if (answer === null) return
    held = Buffer.alloc(0)
    waiting?.resolve(answer)
  })
  return {
    exchange(text) {
      waiting = Promise.withResolvers()
      socket.write(text)
      return waiting.promise
    },
    close: () => socket.destroy(),
  }
}

const NO_BODY = new Set([204, 304])
const LAST_CHUNK = '0\r\n\r\n'

/** Null while it is not complete. The body of a chunked answer is left with its chunks' lengths in it. */
function answerOf(bytes: Buffer): Answer | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  if (NO_BODY.has(status)) return { status, body: '' }
  const body = bytes.subarray(end + 4)
  const length = /^content-length: (\d+)/im.exec(head)?.[1]
  const isWhole = length === undefined ? body.subarray(-5).toString() === LAST_CHUNK : body.length >= Number(length)
  return isWhole ? { status, body: body.toString() } : null
}
