/** Honest requests, from an IP address that nobody else has. */
import { Agent, request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const TIMEOUT_MS = 8_000
const TRIES_MAX = 60
const TRY_PAUSE_MS = 500

export interface Answer {
  status: number
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

export interface Asked {
  method: 'GET' | 'POST' | 'PATCH'
  path: string
  body?: unknown
  headers?: Record<string, string>
}

/** Rejects when the response does not come in time, or the connection ends. */
export function ask(url: URL, { method, path, body, headers = {} }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? '' : JSON.stringify(body)
    const outgoing = httpRequest({
      agent,
      host: url.hostname,
      port: url.port,
      method,
      path,
      headers: {
        accept: 'application/json',
        ...(body !== undefined || method === 'POST'
          ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }
          : {}),
        ...headers,
      },
    })
    const timer = setTimeout(() => outgoing.destroy(new Error('no response in time')), TIMEOUT_MS)
    outgoing.once('error', reject)
    outgoing.once('close', () => clearTimeout(timer))
    outgoing.once('response', (incoming) => {
      let text = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (chunk: string) => (text += chunk))
      incoming.once('error', reject)
      incoming.once('aborted', () => reject(new Error('the response was cut off')))
      incoming.once('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }))
    })
    outgoing.end(sent)
  })
}

/**
 * Asks until there is an answer, for what a run cannot do without. Even when nothing fails, a connection that was kept open may end at the
 * moment at which it is used again (https://nodejs.org/api/http.html#requestreusedsocket).
 */
export async function insist(work: () => Promise<Answer>): Promise<Answer> {
  let last: unknown
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    try {
      const answer = await work()
      if (answer.status < 500) return answer
      last = `${answer.status}: ${answer.body}`
    } catch (error) {
      last = error
    }
    await sleep(TRY_PAUSE_MS)
  }
  throw new Error('No answer that helps.', { cause: last })
}
