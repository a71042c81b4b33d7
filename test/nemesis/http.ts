/** Honest requests, from an IP address that nobody else has. */
import { Agent, request as httpRequest } from 'node:http'

const TIMEOUT_MS = 8_000

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
