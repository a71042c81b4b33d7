/** Signing to inbox over a real mail server: both Workers in workerd, real queues, real sockets on loopback. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type HeaderValue, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { passingVars } from '../../src/cli/dev-vars.ts'
import type { RunningWorkers, WorkerLog } from '../../src/cli/harness.ts'
import { generateKeyPair } from '../../src/sealing/keys.ts'

const stateDirectory = mkdtempSync(join(tmpdir(), 'undersigned-mail-'))
afterAll(() => rmSync(stateDirectory, { recursive: true }))

/** A certificate for localhost that the Workers trust, where openssl is there to make one. */
const certificate = makeCertificate(stateDirectory)
// Miniflare reads it when it is loaded.
if (certificate !== null) process.env['NODE_EXTRA_CA_CERTS'] = certificate.file
const { startWorkers } = await import('../../src/cli/harness.ts')

const SOON = { timeout: 60_000, interval: 100 }
const TITLE = 'Свободу журналисту «Али» & его коллегам — письмо, у которого очень длинное название'

interface MailServer {
  port: number
  /** In the order that they came. */
  mails: { to: string[]; from: string; mail: ParsedMail }[]
  /** How often each address was asked for. */
  asked: Map<string, number>
  connections: () => number
  close: () => Promise<void>
}

/** What a server does with a local part; it takes every other mail. */
type Recipient = (times: number) => Error | 'hang' | 'hang-up' | null

async function mailServer(
  recipients: Record<string, Recipient> = {},
  { port = 0, ...options }: SMTPServerOptions & { port?: number } = {},
): Promise<MailServer> {
  const mails: MailServer['mails'] = []
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
      simpleParser(stream).then((mail) => {
        const from = mailFrom === false ? '' : mailFrom.address
        mails.push({ to: rcptTo.map(({ address }) => address), from, mail })
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
    mails,
    asked,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

const portOf = (server: { address(): AddressInfo | string | null }): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const says = (responseCode: number, to: string): Error =>
  Object.assign(new Error(`<${to}@signers.example.org>: no`), { responseCode })

interface House extends RunningWorkers {
  logs: WorkerLog[]
  slug: string
  /** To run it again over the same data. */
  vars: Record<string, string>
  directory: string
}

let houses = 0
/** Both Workers, and a petition that asks for confirmation. */
async function house(vars: Record<string, string>): Promise<House> {
  const all = {
    ...(await passingVars()),
    BOT_CHECK: 'off',
    PUBLIC_ORIGIN: 'http://petitions.test',
    MAIL: 'smtp',
    MAIL_FROM: 'petitions@petitions.test',
    ...vars,
  }
  const slug = `mails-${++houses}`
  const made = await open(slug, all, join(stateDirectory, String(houses)))
  const { publicKey } = await generateKeyPair()
  const form = { slug, title: TITLE, addressee: 'A', starter: 'S', body: 'B', publicKeys: [publicKey] }
  const address = new URL('/api/petitions', made.url)
  const response = await post(address, { ...form, confirmation: 'email' }, Reflect.get(all, 'ADMIN_TOKEN'))
  if (response.status !== 201) throw new Error(await response.text())
  return made
}

async function open(slug: string, vars: Record<string, string>, directory: string): Promise<House> {
  const logs: WorkerLog[] = []
  const workers = await startWorkers({ vars, stateDirectory: directory, onLog: (line) => logs.push(line) })
  return { ...workers, logs, slug, vars, directory }
}

const post = (url: URL, body: unknown, token?: string, from = '10.0.0.1'): Promise<Response> =>
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
async function sign({ url, slug }: House, local: string, locale = 'en'): Promise<void> {
  const form = { name: 'Ann Example', email: `${local}@signers.example.org`, locale }
  const response = await post(new URL(`/api/petitions/${slug}/signatures`, url), form, undefined, `10.1.0.${++signers}`)
  if (response.status !== 202) throw new Error(await response.text())
}

interface MailRow {
  state: string
  error: string | null
  erased: number
}
/** Of the newest. */
const lastRow = ({ db }: House): Promise<MailRow | null> =>
  db
    .prepare(
      'SELECT state, last_error AS error, sealed IS NULL AS erased FROM mails ORDER BY created_at DESC, id DESC LIMIT 1',
    )
    .first()

/** Lets the time of every waiting mail come, and the cron find it. */
async function later(workers: House): Promise<void> {
  await workers.db.prepare(`UPDATE mails SET next_attempt_at = 1 WHERE state = 'pending'`).run()
  await workers.ringCrons()
}

const expectNoAddressIn = ({ logs }: House): void =>
  expect(logs.filter(({ text }) => /signers\.example\.org|pass:word/.test(text))).toEqual([])

const header = (mail: ParsedMail, name: string): HeaderValue | undefined => mail.headers.get(name)
const linesOf = (mail: ParsedMail, name: string): string | undefined =>
  mail.headerLines.find(({ key }) => key === name)?.line

describe('a mail server', () => {
  let server: MailServer
  let workers: House
  beforeAll(async () => {
    server = await mailServer({
      unknown: () => says(550, 'unknown'),
      greylisted: (times) => (times === 1 ? says(451, 'greylisted') : null),
      slow: (times) => (times === 1 ? 'hang' : null),
      broken: (times) => (times === 1 ? 'hang-up' : null),
    })
    workers = await house({
      SMTP_URL: `smtp://petitions:${encodeURIComponent('pass:word/ü')}@127.0.0.1:${server.port}`,
    })
  })
  afterAll(async () => {
    await workers?.dispose()
    await server?.close()
  })
  const mailsTo = (local: string) => server.mails.filter(({ to }) => to.includes(`${local}@signers.example.org`))

  test('gets a mail that any program reads, and its link makes the signature count', async () => {
    await sign(workers, 'ann', 'ru')
    await expect.poll(() => mailsTo('ann').length, SOON).toBe(1)
    const [received] = mailsTo('ann')
    if (received === undefined) throw new Error('no mail')
    const { mail, from, to } = received
    expect({ from, to }).toEqual({ from: 'petitions@petitions.test', to: ['ann@signers.example.org'] })
    expect(mail.subject).toBe(`Подтвердите свою подпись: ${TITLE}`)
    expect(mail.text).toContain(TITLE)
    expect(mail.text).toContain('Подпись будет учтена, как только вы её подтвердите.')
    expect(mail.html).toContain('Свободу журналисту «Али» &amp; его коллегам')
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@petitions\.test>$/)
    expect(mail.date?.getTime()).toBeGreaterThan(Date.now() - 3_600_000)
    expect(header(mail, 'auto-submitted')).toBe('auto-generated')
    expect(header(mail, 'content-language')).toBe('ru')
    // Each line of it fits into what RFC 2047 leaves.
    for (const line of linesOf(mail, 'subject')?.split('\r\n') ?? []) expect(line.length).toBeLessThanOrEqual(76)
    const withdraw = /http\S+\/withdraw\/\S+/.exec(mail.text ?? '')?.[0]
    expect(linesOf(mail, 'list-unsubscribe')).toBe(`List-Unsubscribe: <${withdraw}>`)

    await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'sent', error: null, erased: 1 })
    const confirm = new URL(/http\S+\/confirm\/\S+/.exec(mail.text ?? '')?.[0] ?? '')
    const response = await fetch(new URL(confirm.pathname, workers.url), { method: 'POST' })
    expect(response.ok).toBe(true)
    const counted = () => workers.db.prepare('SELECT n FROM counters').first('n')
    await expect.poll(counted, SOON).toBe(1)
  })

  test('that refuses an address for good is not asked again', async () => {
    await sign(workers, 'unknown')
    await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'failed', error: 'smtp-550', erased: 1 })
    await later(workers)
    await sign(workers, 'after-unknown')
    await expect.poll(() => mailsTo('after-unknown').length, SOON).toBe(1)
    expect(server.asked.get('unknown@signers.example.org')).toBe(1)
  })

  test.each([
    ['says later', 'greylisted', 'smtp-451'],
    ['hangs up', 'broken', 'connection'],
    ['does not answer', 'slow', 'timeout'],
  ])('that %s gets the mail later, once', async (_, local, error) => {
    await sign(workers, local)
    await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'pending', error, erased: 0 })
    expect(mailsTo(local)).toEqual([])
    await later(workers)
    await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'sent', error: null, erased: 1 })
    await later(workers)
    await sign(workers, `after-${local}`)
    await expect.poll(() => mailsTo(`after-${local}`).length, SOON).toBe(1)
    expect(mailsTo(local)).toHaveLength(1)
  })

  test('is not asked twice for the many of a flood', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `flood${n}`)
    await Promise.all(many.map((local) => sign(workers, local)))
    await expect.poll(() => server.mails.filter(({ to }) => to[0]?.startsWith('flood')).length, SOON).toBe(many.length)
    for (const local of many) expect(server.asked.get(`${local}@signers.example.org`)).toBe(1)
  })

  test('has left no address and no password in any line of the log', () => {
    expect(workers.logs.filter(({ event }) => event === 'mails.tried').length).toBeGreaterThan(0)
    expectNoAddressIn(workers)
  })
})

describe('a mail server that', () => {
  const expectMended = async (broken: { port: number; close: () => Promise<void> }, error: string): Promise<void> => {
    const workers = await house({ SMTP_URL: `smtp://127.0.0.1:${broken.port}` })
    try {
      await sign(workers, 'patient')
      await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'pending', error, erased: 0 })
      await broken.close()
      const server = await mailServer({}, { port: broken.port, authOptional: true })
      await later(workers)
      await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'sent', error: null, erased: 1 })
      expect(server.mails.map(({ to }) => to)).toEqual([['patient@signers.example.org']])
      expectNoAddressIn(workers)
      await server.close()
    } finally {
      await workers.dispose()
    }
  }

  test('is down loses no mail', async () => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const port = portOf(probe)
    probe.close()
    await expectMended({ port, close: async () => {} }, 'connection')
  })

  test('hangs up after its greeting loses no mail, and does not keep the Worker busy', async () => {
    const rude: Server = createServer((socket) => {
      socket.on('error', () => {
        // The other end has gone too.
      })
      socket.end('220 mx.example.org\r\n')
    })
    rude.listen(0, '127.0.0.1')
    await once(rude, 'listening')
    await expectMended({ port: portOf(rude), close: async () => void rude.close() }, 'connection')
  })

  test('speaks something else loses no mail', async () => {
    const web: Server = createServer((socket) => {
      socket.on('error', () => {
        // The other end has gone too.
      })
      socket.write(`HTTP/1.1 400 Bad Request\r\n\r\n${'x'.repeat(20_000)}`)
    })
    web.listen(0, '127.0.0.1')
    await once(web, 'listening')
    await expectMended({ port: portOf(web), close: async () => void web.close() }, 'not-smtp')
  })
})

test('a machine that stops while it sends loses no mail, and one that went twice has one Message-ID', async () => {
  const many = Array.from({ length: 40 }, (_, n) => `signer${n}`)
  const server = await mailServer({}, { authOptional: true })
  const first = await house({ SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL: 'pigeon' })
  await Promise.all(many.map((local) => sign(first, local)))
  const stored = () => first.db.prepare('SELECT count(*) AS n FROM mails').first('n')
  await expect.poll(stored, SOON).toBe(many.length)
  // The setting is mended, and the machine stops among the mails.
  await first.dispose()
  const second = await open(first.slug, { ...first.vars, MAIL: 'smtp' }, first.directory)
  await later(second)
  await expect.poll(() => server.mails.length, { ...SOON, interval: 1 }).toBeGreaterThan(0)
  await second.dispose()

  const third = await open(first.slug, second.vars, first.directory)
  try {
    await later(third)
    const waiting = () => third.db.prepare(`SELECT count(*) AS n FROM mails WHERE state <> 'sent'`).first('n')
    await expect.poll(waiting, SOON).toBe(0)
    // What was sent and not noted comes twice, under one Message-ID.
    const ids = new Map(server.mails.map(({ to, mail }) => [mail.messageId, to.join()]))
    expect([...ids.values()].toSorted()).toEqual(many.map((local) => `${local}@signers.example.org`).toSorted())
    for (const house of [first, second, third]) expectNoAddressIn(house)
  } finally {
    await third.dispose()
    await server.close()
  }
})

describe('over TLS', () => {
  const login = `petitions:${encodeURIComponent('pass:word/ü')}`

  /** What comes of one mail, and whether the server was ever told who we are. */
  async function outcome(url: string, options: SMTPServerOptions) {
    let logins = 0
    const server = await mailServer(
      {},
      {
        disabledCommands: [],
        allowInsecureAuth: false,
        ...options,
        onAuth({ username = '' }, _, answer) {
          logins++
          answer(null, { user: username })
        },
      },
    )
    const workers = await house({ SMTP_URL: url.replace('PORT', String(server.port)) })
    try {
      await sign(workers, 'tess')
      await expect
        .poll(async () => (await lastRow(workers))?.state === 'sent' || (await lastRow(workers))?.error, SOON)
        .toBeTruthy()
      return { ...(await lastRow(workers)), mails: server.mails.length, logins }
    } finally {
      await workers.dispose()
      await server.close()
    }
  }
  const SENT = { state: 'sent', error: null, erased: 1, mails: 1, logins: 1 }

  test.skipIf(certificate === null)('from the start', async () => {
    expect(await outcome(`smtps://${login}@localhost:PORT`, { ...certificate, secure: true })).toEqual(SENT)
  })

  test.skipIf(certificate === null)('from STARTTLS on', async () => {
    expect(await outcome(`smtp://${login}@localhost:PORT`, { ...certificate })).toEqual(SENT)
  })

  test.each([
    ['smtps', true],
    ['smtp', false],
  ])('%s: nothing is told to a server whose certificate nobody vouches for', async (protocol, secure) => {
    const told = await outcome(`${protocol}://${login}@localhost:PORT`, { secure })
    expect(told).toEqual({ state: 'pending', error: 'connection', erased: 0, mails: 0, logins: 0 })
  })
})

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
