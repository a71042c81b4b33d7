/** An SMTP server on loopback that records its emails, and refuses or stalls where a test says so. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

import { type HeaderValue, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

import { portOf } from './ports.ts'

const LOGIN = { username: 'petitions', password: 'pass:word/ü' }
/** The login that the server accepts, as it stands in a URL. */
export const SMTP_USERINFO = `${LOGIN.username}:${encodeURIComponent(LOGIN.password)}`

export interface RecordingSmtpServer {
  port: number
  /** In the order of their arrival. */
  emails: { to: string[]; from: string; email: ParsedMail; raw: string }[]
  /** How often each recipient was offered. */
  offered: Map<string, number>
  connections: () => number
  close: () => Promise<void>
}

/** What the server does the nth time that a recipient is offered: refuse, never reply, close the connection, or accept. */
export type Recipient = (times: number) => Error | 'hang' | 'hang-up' | null

/** `recipients` are by local part; every other one is accepted. */
export async function startSmtpServer(
  recipients: Record<string, Recipient> = {},
  { port = 0, ...options }: SMTPServerOptions & { port?: number } = {},
): Promise<RecordingSmtpServer> {
  const emails: RecordingSmtpServer['emails'] = []
  const offered = new Map<string, number>()
  let connections = 0
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onConnect(_, done) {
      connections++
      done()
    },
    onAuth({ username, password }, _, done) {
      if (username === LOGIN.username && password === LOGIN.password) done(null, { user: username })
      else done(Object.assign(new Error('wrong login'), { responseCode: 535 }))
    },
    onRcptTo({ address }, _, done) {
      const times = (offered.get(address) ?? 0) + 1
      offered.set(address, times)
      const reply = recipients[address.split('@')[0] ?? '']?.(times) ?? null
      if (reply === 'hang') return
      if (reply === 'hang-up') for (const socket of sockets) socket.destroy()
      else done(reply)
    },
    onData(stream, session, accept) {
      const { mailFrom, rcptTo } = session.envelope
      const from = mailFrom === false ? '' : mailFrom.address
      const to = rcptTo.map(({ address }) => address)
      const record = async (): Promise<null> => {
        const raw = await buffer(stream)
        emails.push({ to, from, email: await simpleParser(raw), raw: raw.toString() })
        return null
      }
      record().then(accept, accept)
    },
    ...options,
  })
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('error', () => {
    // Connections that a test breaks off.
  })
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: portOf(server.server),
    emails,
    offered,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

/** A refusal that quotes the recipient, as those of real servers do. */
export const refusal = (responseCode: number, recipient: string): Error =>
  Object.assign(new Error(`<${recipient}>: no such mailbox, ${recipient}`), { responseCode })

export const header = (email: ParsedMail, name: string): HeaderValue | undefined => email.headers.get(name)
/** A header as it was sent, with its folded lines. */
export const linesOf = (email: ParsedMail, name: string): string | undefined =>
  email.headerLines.find(({ key }) => key === name)?.line
