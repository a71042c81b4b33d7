/** A house with email: both Workers in workerd, real queues, and a real mail server, all on loopback. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type HeaderValue, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, expect } from 'vitest'

import { passingVars } from '../../src/cli/dev-vars.ts'
import type { RunningWorkers, WorkerLog } from '../support/harness.ts'
import { generateKeyPair } from '../../src/crypto/key-pairs.ts'

const stateDirectory = mkdtempSync(join(tmpdir(), 'undersigned-email-'))
afterAll(() => rmSync(stateDirectory, { recursive: true }))

/** A certificate for localhost that the Workers trust, where openssl is there to make one. */
export const certificate = makeCertificate(stateDirectory)
// Miniflare reads it when it is loaded.
if (certificate !== null) process.env['NODE_EXTRA_CA_CERTS'] = certificate.file
const { startWorkers } = await import('../support/harness.ts')

export const SOON = { timeout: 120_000, interval: 100 }
export const TITLE = 'Свободу журналисту «Али» & его коллегам — письмо, у которого очень длинное название'

export interface MailServer {
  port: number
  /** In the order that they came. */
  emails: { to: string[]; from: string; email: ParsedMail }[]
  /** How often each address was asked for. */
  asked: Map<string, number>
  connections: () => number
  close: () => Promise<void>
}

/** What a server does with a local part; it takes every other email. */
export type Recipient = (times: number) => Error | 'hang' | 'hang-up' | null

export async function mailServer(
  recipients: Record<string, Recipient> = {},
  { port = 0, ...options }: SMTPServerOptions & { port?: number } = {},
): Promise<MailServer> {
  const emails: MailServer['emails'] = []
  const asked = new Map<string, number>()
  let connections = 0
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onConnect(_, answer) {
      connections++
      answer()
    },
    onAuth({ username, password }, _, answer) {
      const right = username === 'petitions' && password === 'pass:word/ü'
      if (right) answer(null, { user: username })
      else answer(Object.assign(new Error('who are you'), { responseCode: 535 }))
    },
    onRcptTo({ address }, _, answer) {
      const times = (asked.get(address) ?? 0) + 1
      asked.set(address, times)
      const reply = recipients[address.split('@')[0] ?? '']?.(times) ?? null
      if (reply === 'hang') return
      if (reply === 'hang-up') {
        for (const socket of sockets) socket.destroy()
        return
      }
      answer(reply)
    },
    onData(stream, session, answer) {
      const { mailFrom, rcptTo } = session.envelope
      simpleParser(stream).then((email) => {
        const from = mailFrom === false ? '' : mailFrom.address
        emails.push({ to: rcptTo.map(({ address }) => address), from, email })
        answer()
      }, answer)
    },
    ...options,
  })
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('error', () => {
    // Connections that the test breaks off.
  })
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: portOf(server.server),
    emails,
    asked,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

export const portOf = (server: { address(): AddressInfo | string | null }): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export const says = (responseCode: number, to: string): Error =>
  Object.assign(new Error(`<${to}@signers.example.org>: no`), { responseCode })

export interface House extends RunningWorkers {
  logs: WorkerLog[]
  slug: string
  /** To run it again over the same data. */
  vars: Record<string, string>
  directory: string
}

let houses = 0
/** Both Workers, and a petition that asks for confirmation. */
export async function house(vars: Record<string, string>): Promise<House> {
  const all = {
    ...(await passingVars()),
    BOT_CHECK: 'off',
    PUBLIC_ORIGIN: 'http://petitions.test',
    EMAIL_SENDER: 'smtp',
    EMAIL_FROM: 'petitions@petitions.test',
    ...vars,
  }
  const slug = `emails-${++houses}`
  const made = await open(slug, all, join(stateDirectory, String(houses)))
  const { publicKey } = await generateKeyPair()
  const form = { slug, title: TITLE, addressee: 'A', starter: 'S', body: 'B', publicKeys: [publicKey] }
  const address = new URL('/api/petitions', made.url)
  const response = await post(address, { ...form, confirmation: 'email' }, Reflect.get(all, 'ADMIN_TOKEN'))
  if (response.status !== 201) throw new Error(await response.text())
  return made
}

export async function open(slug: string, vars: Record<string, string>, directory: string): Promise<House> {
  const logs: WorkerLog[] = []
  const workers = await startWorkers({ vars, stateDirectory: directory, onLog: (line) => logs.push(line) })
  return { ...workers, logs, slug, vars, directory }
}

export const post = (url: URL, body: unknown, token?: string, from = '10.0.0.1'): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'cf-connecting-ip': from,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })

let signers = 0
export async function sign({ url, slug }: House, local: string, locale = 'en'): Promise<void> {
  const form = { name: 'Ann Example', email: `${local}@signers.example.org`, locale }
  const response = await post(new URL(`/api/petitions/${slug}/signatures`, url), form, undefined, `10.1.0.${++signers}`)
  if (response.status !== 202) throw new Error(await response.text())
}

interface EmailRow {
  state: string
  error: string | null
  deleted: number
}
/** Of the newest. */
export const lastRow = ({ db }: House): Promise<EmailRow | null> =>
  db
    .prepare(
      'SELECT state, last_error AS error, sealed IS NULL AS deleted FROM emails ORDER BY created_at DESC, id DESC LIMIT 1',
    )
    .first()

/** Lets the time of every waiting email come, and the cron find it. */
export async function later(workers: House): Promise<void> {
  await workers.db.prepare(`UPDATE emails SET next_attempt_at = 1 WHERE state = 'pending'`).run()
  await workers.ringCrons()
}

export const expectNoAddressIn = ({ logs }: House): void =>
  expect(logs.filter(({ text }) => /signers\.example\.org|pass:word/.test(text))).toEqual([])

export const header = (email: ParsedMail, name: string): HeaderValue | undefined => email.headers.get(name)
export const linesOf = (email: ParsedMail, name: string): string | undefined =>
  email.headerLines.find(({ key }) => key === name)?.line

function makeCertificate(directory: string): { key: Buffer; cert: Buffer; file: string } | null {
  const [keyFile, file] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const made = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      ...subject,
      '-keyout',
      keyFile,
      '-out',
      file,
    ],
    { stdio: 'ignore' },
  )
  return made.status === 0 ? { key: readFileSync(keyFile), cert: readFileSync(file), file } : null
}
