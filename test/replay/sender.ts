/**
 * Sends signatures over HTTP, many in parallel and each from an IP address of its own. Like the page's form it tries again
 * after a 503 or a broken connection; the ledger counts these once.
 */
import { Agent, request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { type Reply, type Replies, judge, noReplies } from './responses.ts'
import type { SigningRequest, Submission } from './submission.ts'

export interface Sender {
  responses: Replies
  /** Retries after a 503 or a broken connection. */
  retried: () => number
  /** Resolves when every submission has its response. */
  sendAll: (submissions: Iterator<Submission>, admit: () => Promise<void>) => Promise<void>
  /** One request; from the given IP address, or else from one that nobody else has. */
  send: (request: SigningRequest, address?: string) => Promise<Reply>
  close: () => void
}

const CONCURRENCY = 48
const RESPONSE_TIMEOUT_MS = 30_000
const TRIES_MAX = 5
const RETRY_DEFAULT_SECONDS = 1

export function createSender(url: URL): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY })
  const responses = noReplies()
  let senders = 0
  let retried = 0

  const send: Sender['send'] = async (request, address = addressOf(senders++)) => {
    for (let tries = 1; ; tries++) {
      try {
        const response = await post(request, address, url, agent)
        if (response.status !== 503 || tries === TRIES_MAX) return response
        await sleep((response.retryAfterSeconds ?? RETRY_DEFAULT_SECONDS) * 1000)
      } catch (error) {
        if (tries === TRIES_MAX) throw error
      }
      retried++
    }
  }

  return {
    responses,
    retried: () => retried,
    send,
    async sendAll(submissions, admit) {
      const lane = async (): Promise<void> => {
        for (let next = submissions.next(); next.done !== true; next = submissions.next()) {
          await admit()
          const { value } = next
          judge(responses, value, await send(value.request, value.kind === 'invalid' ? undefined : value.address))
        }
      }
      await Promise.all(Array.from({ length: CONCURRENCY }, lane))
    },
    close: () => agent.destroy(),
  }
}

function post(
  { slug, contentType, body, chunked }: SigningRequest,
  address: string,
  url: URL,
  agent: Agent,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      agent,
      host: url.hostname,
      port: url.port,
      method: 'POST',
      path: `/api/petitions/${slug}/signatures`,
      timeout: RESPONSE_TIMEOUT_MS,
      headers: {
        accept: 'application/json',
        'accept-language': 'en',
        'cf-connecting-ip': address,
        ...(contentType === null ? {} : { 'content-type': contentType }),
        ...(chunked === true ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.byteLength }),
      },
    })
    outgoing.once('timeout', () => outgoing.destroy(new Error(`no response within ${RESPONSE_TIMEOUT_MS / 1000} s`)))
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => {
      const { statusCode = 0, headers } = incoming
      const retryAfter = headers['retry-after']
      let text = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (chunk: string) => (text += chunk))
      incoming.once('error', reject)
      incoming.once('end', () =>
        resolve({
          status: statusCode,
          contentType: headers['content-type'] ?? '',
          retryAfterSeconds: retryAfter === undefined ? null : Number(retryAfter),
          body: text,
        }),
      )
    })
    outgoing.end(body)
  })
}

/** Sender number `n`: alternately an IPv4 address (RFC 1918) and an IPv6 /48 (RFC 3849) that no other sender has. */
const addressOf = (n: number): string =>
  n % 2 === 0
    ? `10.${(n >>> 16) & 0xff}.${(n >>> 8) & 0xff}.${n & 0xff}`
    : `2001:db8:${(n & 0xffff).toString(16)}:${(n >>> 16).toString(16)}::1`
