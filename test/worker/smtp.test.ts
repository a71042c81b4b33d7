/** The session with an SMTP server, and what is sent before and after TLS. */
import { describe, expect, test } from 'vitest'

import type { Email } from '../../src/email/sender.ts'
import { smtpSender } from '../../src/email/smtp.ts'
import type { Connect } from '../../src/email/smtp-line.ts'

const EMAIL: Email = {
  to: 'ann@example.org',
  subject: 'S',
  text: 'One\n.two\n..three\n.',
  html: '<p>.four</p>',
  headers: {},
}

/** A server that replies to each line by its beginning; `TLS` is recorded when the connection is encrypted. */
function server(replies: Record<string, string> = {}) {
  const heard: string[] = []
  const options: SocketOptions[] = []
  let closed = 0
  const socket = (greeting: string | null): Socket => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const voice = writable.getWriter()
    const say = (text: string): Promise<void> => voice.write(new TextEncoder().encode(text))
    if (greeting !== null) void say(greeting)
    let unfinished = ''
    let inEmail = false
    const ears = new WritableStream<Uint8Array>({
      async write(bytes) {
        unfinished += new TextDecoder().decode(bytes)
        const lines = unfinished.split('\r\n')
        unfinished = lines.pop() ?? ''
        for (const line of lines) {
          heard.push(line)
          if (inEmail && line !== '.') continue
          inEmail = line === 'DATA'
          const known = Object.entries(replies).find(([start]) => line.startsWith(start))
          const reply = known?.[1] ?? (inEmail ? '354 go on\r\n' : '250 fine\r\n')
          // Nobody may be listening any more.
          void say(reply).catch(() => null)
        }
      },
    })
    return {
      readable,
      writable: ears,
      opened: Promise.resolve({}),
      closed: Promise.resolve(),
      upgraded: false,
      secureTransport: 'off',
      close: async () => void closed++,
      startTls() {
        heard.push('TLS')
        return socket(null)
      },
    }
  }
  const connect: Connect = (_, option) => {
    options.push(option)
    return socket(replies['connect'] ?? '220 mx.example.org\r\n')
  }
  return { heard, options, connect, closed: () => closed }
}

const send = (url: string, { connect }: ReturnType<typeof server>, email = EMAIL) =>
  smtpSender({ url, from: 'petitions@petitions.test' }, connect).send(email)

const LOGIN = 'smtp://user:pa%40ss@mail.example.org'
const OFFERS = '250-mx.example.org\r\n250-SMTPUTF8\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n'
const SAFE = { EHLO: OFFERS, STARTTLS: '220 go\r\n', AUTH: '235 welcome\r\n' }

describe('the SMTP session', () => {
  test('logs in and names the recipient only over TLS', async () => {
    const to = server(SAFE)
    expect(await send(LOGIN, to)).toEqual({ sent: true })
    expect(to.heard.slice(0, 8)).toEqual([
      'EHLO petitions.test',
      'STARTTLS',
      'TLS',
      'EHLO petitions.test',
      `AUTH PLAIN ${btoa('\0user\0pa@ss')}`,
      'MAIL FROM:<petitions@petitions.test>',
      'RCPT TO:<ann@example.org>',
      'DATA',
    ])
    expect(to.heard.at(-1)).toBe('QUIT')
    expect(to.closed()).toBe(1)
  })

  test('promise 3: an email ends when its connection is closed, so that the next one is not one too many', async () => {
    const to = server(SAFE)
    let closed = false
    const slowly: Connect = (address, option) => {
      const socket = to.connect(address, option)
      const begin = socket.startTls.bind(socket)
      const startTls = (): Socket => {
        const secure = begin()
        secure.close = async () => {
          await new Promise((resolve) => setTimeout(resolve, 20))
          closed = true
        }
        return secure
      }
      return Object.assign(socket, { startTls })
    }
    expect(await send(LOGIN, { ...to, connect: slowly })).toEqual({ sent: true })
    expect(closed).toBe(true)
  })

  test('is encrypted from the start with smtps', async () => {
    const to = server({
      EHLO: '250 AUTH LOGIN\r\n',
      'AUTH LOGIN': '334 VXNlcm5hbWU6\r\n',
      [btoa('user')]: '334 UGFzc3dvcmQ6\r\n',
      [btoa('pw')]: '235 ok\r\n',
    })
    expect(await send('smtps://user:pw@mail.example.org', to)).toEqual({ sent: true })
    expect(to.options).toEqual([{ secureTransport: 'on', allowHalfOpen: false }])
    expect(to.heard.slice(1, 4)).toEqual(['AUTH LOGIN', btoa('user'), btoa('pw')])
  })

  test('ends when STARTTLS is missing from the capabilities', async () => {
    const to = server({ EHLO: '250 AUTH PLAIN\r\n' })
    expect(await send(LOGIN, to)).toEqual({ sent: false, permanent: false, code: 'no-tls' })
    expect(to.heard).toEqual(['EHLO petitions.test'])
    expect(to.closed()).toBe(1)
  })

  test('ignores what was sent before TLS', async () => {
    const to = server({
      ...SAFE,
      STARTTLS: '220 go\r\n250 AUTH PLAIN\r\n235 in\r\n250 ok\r\n250 ok\r\n354 go\r\n250 sent\r\n',
      RCPT: '550 no\r\n',
    })
    expect(await send(LOGIN, to)).toEqual({ sent: false, permanent: true, code: 'smtp-550' })
  })

  test('escapes lines that begin with dots', async () => {
    const to = server({ EHLO: '250 fine\r\n' })
    await send('smtp://localhost', to)
    const body = to.heard.slice(to.heard.indexOf('DATA') + 1, to.heard.lastIndexOf('.'))
    expect(body.filter((line) => line.startsWith('.'))).toEqual(['..two', '...three', '..'])
    expect(to.heard.filter((line) => line === '.')).toHaveLength(1)
  })

  test('uses SMTPUTF8 where the server supports it, and fails where it does not', async () => {
    const email = { ...EMAIL, to: 'аня@example.org' }
    const knowing = server({ EHLO: '250-mx\r\n250 SMTPUTF8\r\n' })
    expect(await send('smtp://localhost', knowing, email)).toEqual({ sent: true })
    expect(knowing.heard).toContain('MAIL FROM:<petitions@petitions.test> SMTPUTF8')
    expect(knowing.heard).toContain('RCPT TO:<аня@example.org>')
    expect(await send('smtp://localhost', server(), email)).toEqual({
      sent: false,
      permanent: true,
      code: 'no-smtputf8',
    })
  })

  test.each([
    ['the greeting', { connect: '554 go away\r\n' }, 'smtp-554', false],
    ['EHLO', { EHLO: '502 what\r\n' }, 'smtp-502', false],
    ['STARTTLS', { EHLO: OFFERS, STARTTLS: '454 no\r\n' }, 'smtp-454', false],
    ['the login', { ...SAFE, AUTH: '535 who\r\n' }, 'smtp-535', false],
    ['every login', { ...SAFE, EHLO: '250-STARTTLS\r\n250 AUTH GSSAPI\r\n' }, 'no-auth', false],
    ['the sender', { ...SAFE, MAIL: '553 not yours\r\n' }, 'smtp-553', false],
    ['the recipient for now', { ...SAFE, RCPT: '450-busy\r\n450 later\r\n' }, 'smtp-450', false],
    ['the recipient until login', { ...SAFE, RCPT: '530 log in\r\n' }, 'smtp-530', false],
    ['the recipient for good', { ...SAFE, RCPT: '550 no such ann@example.org\r\n' }, 'smtp-550', true],
    ['the email for now', { ...SAFE, '.': '452 full\r\n' }, 'smtp-452', false],
    ['the email for good', { ...SAFE, '.': '554 spam\r\n' }, 'smtp-554', true],
    ['SMTP', { connect: `${'x'.repeat(20_000)}\r\n` }, 'not-smtp', false],
  ])('with a server that refuses %s', async (_, replies, code, permanent) => {
    const to = server(replies)
    expect(await send(LOGIN, to)).toEqual({ sent: false, permanent, code })
    expect(to.closed()).toBe(1)
  })

  test('reports a server that cannot be reached', async () => {
    const connect = (): Socket => {
      throw new Error('connect ECONNREFUSED')
    }
    const sent = smtpSender({ url: LOGIN, from: 'petitions@petitions.test' }, connect).send(EMAIL)
    expect(await sent).toEqual({ sent: false, permanent: false, code: 'connection' })
  })
})
