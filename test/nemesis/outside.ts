/** What the Workers reach outside of themselves, failing as ordered: an email server, and a campaign's webhook endpoint. */
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

import { portOf } from '../support/ports.ts'
import { linkIn } from '../support/signer.ts'
import type { EmailedLinks } from './load.ts'

export interface Trouble {
  /** The chances of each kind of failure. */
  email: number
  webhook: number
}

/** An email that the server has accepted. `confirmed`: whether the sender was told so. */
export interface ReceivedEmail {
  messageId: string
  to: string
  /** By performance.now(). */
  at: number
  isAcknowledged: boolean
}

export interface EmailServer {
  port: number
  received: ReceivedEmail[]
  close: () => void
}

const EMAIL_FAULTS = [
  'email.refused-for-now',
  'email.hangs-up',
  'email.hangs',
  'email.accepted-without-a-reply',
] as const

export async function startEmailServer(
  trouble: Trouble,
  onFault: (kind: string) => void,
  onEmail: (address: string, links: EmailedLinks) => void,
): Promise<EmailServer> {
  const received: ReceivedEmail[] = []
  const sockets = new Set<Socket>()
  const socketOf = new Map<string, Socket>()
  const faultOrNull = (): (typeof EMAIL_FAULTS)[number] | null => {
    if (Math.random() >= trouble.email) return null
    const kind = EMAIL_FAULTS[Math.floor(Math.random() * EMAIL_FAULTS.length)] ?? EMAIL_FAULTS[0]
    onFault(kind)
    return kind
  }
  const faults = new Map<string, ReturnType<typeof faultOrNull>>()
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    logger: false,
    onRcptTo(_, session, done) {
      const fault = faultOrNull()
      faults.set(session.id, fault)
      if (fault === 'email.refused-for-now') done(Object.assign(new Error('try again later'), { responseCode: 451 }))
      else if (fault === 'email.hangs-up') socketOf.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy()
      else if (fault !== 'email.hangs') done()
    },
    onData(stream, session, done) {
      const isAcknowledged = faults.get(session.id) === null
      const [to = ''] = session.envelope.rcptTo.map(({ address }) => address)
      const record = async (): Promise<void> => {
        const parsed = await simpleParser(await buffer(stream))
        received.push({ messageId: parsed.messageId ?? '', to, at: performance.now(), isAcknowledged })
        if (isAcknowledged) done()
        else socketOf.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy()
        const text = parsed.text ?? ''
        if (/\/confirm\//.test(text))
          onEmail(to, { confirm: linkIn(text, 'confirm'), withdraw: linkIn(text, 'withdraw') })
      }
      record().catch(() => undefined)
    },
  })
  server.server.on('connection', (socket: Socket) => {
    const name = `${socket.remoteAddress?.replace('::ffff:', '')}:${socket.remotePort}`
    sockets.add(socket)
    socketOf.set(name, socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      socketOf.delete(name)
    })
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: portOf(server.server),
    received,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close(() => undefined)
    },
  }
}

/** The event of a milestone whose sender was told that it has arrived. */
export interface ReceivedEvent {
  webhookId: string
  petition: string
  milestone: number
  isSigned: boolean
}

export interface Endpoint {
  url: (slug: string) => string
  /** The secret from the registration of a petition's webhook. */
  trust: (slug: string, secret: string) => void
  received: ReceivedEvent[]
  close: () => void
}

const WEBHOOK_FAULTS = [
  'webhook.500',
  'webhook.hangs',
  'webhook.hangs-up',
  'webhook.received-without-a-response',
] as const

export async function startEndpoint(trouble: Trouble, onFault: (kind: string) => void): Promise<Endpoint> {
  const received: ReceivedEvent[] = []
  const secrets = new Map<string, string>()
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await buffer(request)).toString('utf8')
    if (Math.random() < trouble.webhook) {
      const kind = WEBHOOK_FAULTS[Math.floor(Math.random() * WEBHOOK_FAULTS.length)] ?? WEBHOOK_FAULTS[0]
      onFault(kind)
      if (kind === 'webhook.500') response.writeHead(500).end()
      else if (kind !== 'webhook.hangs') request.socket.destroy()
      return
    }
    const slug = request.url?.slice(1) ?? ''
    const { data }: { data: { milestone?: number } } = JSON.parse(body)
    if (data.milestone !== undefined) {
      received.push({
        webhookId: String(request.headers['webhook-id']),
        petition: slug,
        milestone: data.milestone,
        isSigned: isSigned(request, body, secrets.get(slug) ?? ''),
      })
    }
    response.writeHead(204).end()
  }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: (slug) => `http://127.0.0.1:${portOf(server)}/${slug}`,
    trust: (slug, secret) => void secrets.set(slug, secret),
    received,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** As https://www.standardwebhooks.com, but for the time, which is that of a clock that is moved by hours. */
function isSigned({ headers }: IncomingMessage, body: string, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const [id, timestamp] = [headers['webhook-id'], headers['webhook-timestamp']].map(String)
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return String(headers['webhook-signature']).split(' ').includes(`v1,${signature}`)
}
