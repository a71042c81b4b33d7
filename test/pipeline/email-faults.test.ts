/** SMTP servers that are down, close connections or have no trusted certificate; and a process that stops while it sends. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

import type { SMTPServerOptions } from 'smtp-server'
import { describe, expect, test } from 'vitest'

import { portOf } from '../support/ports.ts'
import { SMTP_USERINFO, startSmtpServer } from '../support/smtp-server.ts'
import {
  certificate,
  expectNoAddressIn,
  lastRow,
  restart,
  retryDueEmails,
  sign,
  startEmailInstance,
} from './email-instance.ts'

describe('an SMTP server that', () => {
  const expectMended = async (broken: { port: number; close: () => Promise<void> }, error: string): Promise<void> => {
    const workers = await startEmailInstance({ SMTP_URL: `smtp://127.0.0.1:${broken.port}` })
    try {
      await sign(workers, 'patient')
      await expect.poll(() => lastRow(workers)).toEqual({ state: 'pending', error, deleted: 0 })
      await broken.close()
      const server = await startSmtpServer({}, { port: broken.port, authOptional: true })
      await retryDueEmails(workers)
      await expect.poll(() => lastRow(workers)).toEqual({ state: 'sent', error: null, deleted: 1 })
      expect(server.emails.map(({ to }) => to)).toEqual([['patient@signers.example.org']])
      expectNoAddressIn(workers)
      await server.close()
    } finally {
      await workers.dispose()
    }
  }

  test('is down loses no email', async () => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const port = portOf(probe)
    probe.close()
    await expectMended({ port, close: async () => {} }, 'connection')
  })

  test('closes the connection after its greeting loses no email, and does not keep the Worker busy', async () => {
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

  test('speaks another protocol loses no email', async () => {
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

test('a process that stops while it sends loses no email, and an email sent twice has one Message-ID', async () => {
  const many = Array.from({ length: 40 }, (_, n) => `signer${n}`)
  const server = await startSmtpServer({}, { authOptional: true })
  const first = await startEmailInstance({ SMTP_URL: `smtp://127.0.0.1:${server.port}`, EMAIL_SENDER: 'invalid' })
  await Promise.all(many.map((local) => sign(first, local)))
  const stored = () => first.db.prepare('SELECT count(*) AS n FROM emails').first('n')
  await expect.poll(stored).toBe(many.length)
  // The setting is corrected, and the process stops while it sends.
  await first.dispose()
  const second = await restart({ ...first, vars: { ...first.vars, EMAIL_SENDER: 'smtp' } })
  await retryDueEmails(second)
  await expect.poll(() => server.emails.length, { interval: 1 }).toBeGreaterThan(0)
  await second.dispose()

  const third = await restart(second)
  try {
    await retryDueEmails(third)
    const unsent = () => third.db.prepare(`SELECT count(*) AS n FROM emails WHERE state <> 'sent'`).first('n')
    await expect.poll(unsent).toBe(0)
    // What was sent and not noted comes twice, under one Message-ID.
    const ids = new Map(server.emails.map(({ to, email }) => [email.messageId, to.join()]))
    expect([...ids.values()].toSorted()).toEqual(many.map((local) => `${local}@signers.example.org`).toSorted())
    for (const instance of [first, second, third]) expectNoAddressIn(instance)
  } finally {
    await third.dispose()
    await server.close()
  }
})

describe('SMTP over TLS', () => {
  /** The outcome of one email, and how often the server received the login. */
  async function outcome(url: string, options: SMTPServerOptions) {
    let logins = 0
    const server = await startSmtpServer(
      {},
      {
        disabledCommands: [],
        allowInsecureAuth: false,
        ...options,
        onAuth({ username = '' }, _, done) {
          logins++
          done(null, { user: username })
        },
      },
    )
    const workers = await startEmailInstance({ SMTP_URL: url.replace('PORT', String(server.port)) })
    try {
      await sign(workers, 'tess')
      await expect
        .poll(async () => (await lastRow(workers))?.state === 'sent' || (await lastRow(workers))?.error)
        .toBeTruthy()
      return { ...(await lastRow(workers)), emails: server.emails.length, logins }
    } finally {
      await workers.dispose()
      await server.close()
    }
  }
  const SENT = { state: 'sent', error: null, deleted: 1, emails: 1, logins: 1 }

  test.skipIf(certificate === null)('delivers with implicit TLS', async () => {
    expect(await outcome(`smtps://${SMTP_USERINFO}@localhost:PORT`, { ...certificate, secure: true })).toEqual(SENT)
  })

  test.skipIf(certificate === null)('delivers with STARTTLS', async () => {
    expect(await outcome(`smtp://${SMTP_USERINFO}@localhost:PORT`, { ...certificate })).toEqual(SENT)
  })

  test.each([
    ['smtps', true],
    ['smtp', false],
  ])('sends nothing over %s to a server with an untrusted certificate', async (protocol, secure) => {
    const result = await outcome(`${protocol}://${SMTP_USERINFO}@localhost:PORT`, { secure })
    expect(result).toEqual({ state: 'pending', error: 'connection', deleted: 0, emails: 0, logins: 0 })
  })
})
