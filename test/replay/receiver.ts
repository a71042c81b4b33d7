/**
 * The campaign's own endpoint: receives webhooks as recommended, with each signature verified over the exact bytes
 * (https://www.standardwebhooks.com). It fails the first delivery of the first event, so that the retry is tested too.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

import { Webhook } from 'standardwebhooks'
import type * as z from 'zod/mini'

import { eventPayload } from '../../schema/webhook.ts'

type EventPayload = z.output<typeof eventPayload>

/** One attempt of one delivery. */
export interface Reception {
  webhookId: string
  /** Null when the body is not an event. */
  event: EventPayload | null
  /** Null when the signature is valid. */
  signatureProblem: string | null
  /** The status of the response. */
  status: number
}

export interface Receiver {
  /** The URL to register. */
  url: string
  receptions: readonly Reception[]
  /** Verifies with the secret from the registration. */
  trust: (secret: string) => void
  close: () => void
}

const SIGNED_HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature']

export async function startReceiver(): Promise<Receiver> {
  const receptions: Reception[] = []
  let webhook: Webhook | null = null
  const server = createServer((request, response) => {
    receive(request, webhook)
      .then((received) => {
        const status = receptions.length === 0 ? 500 : 204
        receptions.push({ ...received, status })
        response.writeHead(status).end()
      })
      .catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the webhook receiver has no port')
  return {
    url: `http://127.0.0.1:${address.port}/undersigned`,
    receptions,
    trust(secret) {
      webhook = new Webhook(secret)
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function receive(request: IncomingMessage, webhook: Webhook | null): Promise<Omit<Reception, 'status'>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const body = Buffer.concat(chunks).toString('utf8')
  const headers = Object.fromEntries(SIGNED_HEADERS.map((name) => [name, String(request.headers[name] ?? '')]))
  return {
    webhookId: headers['webhook-id'] ?? '',
    event: eventOf(body),
    signatureProblem: problemWith(body, headers, webhook),
  }
}

function problemWith(body: string, headers: Record<string, string>, webhook: Webhook | null): string | null {
  if (webhook === null) return 'there is no secret to check it with'
  try {
    webhook.verify(body, headers)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function eventOf(body: string): EventPayload | null {
  try {
    return eventPayload.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}
