/**
 * One email over SMTP (RFC 5321), a connection for each: TLS from the start on `smtps:`, STARTTLS (RFC 3207) on `smtp:`,
 * and in the clear only to this machine, so that nobody on the way reads who is written to. A time-out ends the
 * connection; nothing of what the server says is kept but its numbers.
 *
 * Weakness: when the connection breaks after the last line of the email, the server may have taken it all the same. It
 * is sent again then, with the same Message-ID.
 */
import { DeadlineError, withDeadline } from '../platform/deadline.ts'
import { toBase64 } from '../crypto/bytes.ts'
import { EMAIL_TIMEOUT_MS, SMTP_REPLY_MAX_BYTES } from '../limits.ts'
import type { Email, EmailSender, SendResult } from './sender.ts'
import { mimeMessage } from './mime.ts'

/** `connect` of `cloudflare:sockets`. */
export type Connect = (address: SocketAddress, options: SocketOptions) => Socket

interface Server {
  address: SocketAddress
  tls: 'from-the-start' | 'after-greeting'
  /** This machine: there is no way on which it could be overheard. */
  loopback: boolean
  login: { user: string; password: string } | null
}

const DEFAULT_PORTS = { 'smtps:': 465, 'smtp:': 587 } as const
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `url` is of smtps: or smtp:. Throws when its user or password is not percent-encoded as it should be. */
export function smtpSender({ url, from }: { url: string; from: string }, connect: Connect): EmailSender {
  const server = serverOf(new URL(url))
  return { send: (email) => sendOver(server, from, email, connect) }
}

function serverOf({ protocol, hostname, port, username, password }: URL): Server {
  const secure = protocol === 'smtps:'
  return {
    address: { hostname, port: port === '' ? DEFAULT_PORTS[secure ? 'smtps:' : 'smtp:'] : Number(port) },
    tls: secure ? 'from-the-start' : 'after-greeting',
    loopback: LOOPBACK.has(hostname),
    login: username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
  }
}

/** The server said no. 5xx is for good and 4xx for now (RFC 5321 §4.2.1). */
class SmtpRefusal extends Error {
  override name = 'SmtpRefusal'
  readonly step: Step
  readonly reply: number
  constructor(step: Step, reply: number) {
    super(`${step} was answered ${reply}`)
    this.step = step
    this.reply = reply
  }
}

/** It cannot be spoken with: the code is ours. */
class SmtpTrouble extends Error {
  override name = 'SmtpTrouble'
  readonly code: string
  readonly permanent: boolean
  constructor(code: string, permanent = false) {
    super(code)
    this.code = code
    this.permanent = permanent
  }
}

type Step = 'connect' | 'ehlo' | 'starttls' | 'auth' | 'from' | 'recipient' | 'data' | 'email'

/** Steps that are about this email. At the others a 5xx is the operator's trouble: it is mended, and the email goes. */
const ABOUT_THIS_EMAIL: ReadonlySet<Step> = new Set(['recipient', 'data', 'email'])
/** RFC 4954 §6: log in first, or otherwise. */
const LOGIN_REPLIES: ReadonlySet<number> = new Set([530, 534, 535, 538])

async function sendOver(server: Server, from: string, email: Email, connect: Connect): Promise<SendResult> {
  let line: Line | null = null
  try {
    line = new Line(connect, server)
    await withDeadline(converse(line, server, from, email), EMAIL_TIMEOUT_MS)
    return { sent: true }
  } catch (error) {
    return { sent: false, ...judge(error) }
  } finally {
    line?.hangUp()
  }
}

function judge(error: unknown): { permanent: boolean; code: string } {
  if (error instanceof SmtpRefusal) {
    const permanent = error.reply >= 500 && ABOUT_THIS_EMAIL.has(error.step) && !LOGIN_REPLIES.has(error.reply)
    return { permanent, code: `smtp-${error.reply}` }
  }
  if (error instanceof SmtpTrouble) return { permanent: error.permanent, code: error.code }
  return { permanent: false, code: error instanceof DeadlineError ? 'timeout' : 'connection' }
}

async function converse(line: Line, server: Server, from: string, email: Email): Promise<void> {
  await line.expect('connect', 220)
  const hello = `EHLO ${from.slice(from.lastIndexOf('@') + 1)}`
  let offers = await line.ask('ehlo', hello, 250)
  if (server.tls === 'after-greeting') {
    if (offers.has('STARTTLS')) {
      await line.ask('starttls', 'STARTTLS', 220)
      line.startTls()
      offers = await line.ask('ehlo', hello, 250)
    } else if (!server.loopback) {
      throw new SmtpTrouble('no-tls')
    }
  }
  if (server.login !== null) await logIn(line, server.login, offers.get('AUTH') ?? '')

  // RFC 6531: letters outside ASCII before the @.
  const unicode = !/^[\x20-\x7E]*$/.test(email.to)
  if (unicode && !offers.has('SMTPUTF8')) throw new SmtpTrouble('no-smtputf8', true)
  await line.ask('from', `MAIL FROM:<${from}>${unicode ? ' SMTPUTF8' : ''}`, 250)
  await line.ask('recipient', `RCPT TO:<${email.to}>`, 250, 251)
  await line.ask('data', 'DATA', 354)
  const message = mimeMessage(email, { from, date: new Date(), boundary: `=_${crypto.randomUUID()}` })
  // A line that begins with a dot would end the email (RFC 5321 §4.5.2).
  await line.say(`${message.replace(/^\./gm, '..')}.`)
  await line.expect('email', 250)
  // It is sent; whether the farewell is heard makes no difference.
  await line.say('QUIT').catch(() => null)
}

async function logIn(line: Line, { user, password }: NonNullable<Server['login']>, mechanisms: string): Promise<void> {
  const offered = new Set(mechanisms.toUpperCase().split(' '))
  if (offered.has('PLAIN')) {
    await line.ask('auth', `AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, 235)
  } else if (offered.has('LOGIN')) {
    await line.ask('auth', 'AUTH LOGIN', 334)
    await line.ask('auth', base64(user), 334)
    await line.ask('auth', base64(password), 235)
  } else {
    throw new SmtpTrouble('no-auth')
  }
}

/** Lines out, replies in. */
class Line {
  #socket: Socket
  #reader: ReadableStreamDefaultReader<Uint8Array>
  #writer: WritableStreamDefaultWriter<Uint8Array>
  #heard = ''

  constructor(connect: Connect, { address, tls }: Server) {
    const secureTransport = tls === 'from-the-start' ? 'on' : 'starttls'
    this.#socket = connect(address, { secureTransport, allowHalfOpen: false })
    ;[this.#reader, this.#writer] = this.#open()
  }

  #open(): [ReadableStreamDefaultReader<Uint8Array>, WritableStreamDefaultWriter<Uint8Array>] {
    // What goes wrong shows in reads and writes; nobody waits for these.
    this.#socket.opened.catch(() => null)
    this.#socket.closed.catch(() => null)
    return [this.#socket.readable.getReader(), this.#socket.writable.getWriter()]
  }

  startTls(): void {
    this.#reader.releaseLock()
    this.#writer.releaseLock()
    this.#socket = this.#socket.startTls()
    // What was said in the clear after the reply may be somebody else's (CVE-2011-0411).
    this.#heard = ''
    ;[this.#reader, this.#writer] = this.#open()
  }

  async say(text: string): Promise<void> {
    await this.#writer.write(new TextEncoder().encode(`${text}\r\n`))
  }

  async ask(step: Step, text: string, ...good: number[]): Promise<Map<string, string>> {
    await this.say(text)
    return this.expect(step, ...good)
  }

  /** The lines of a good reply by their first word, as EHLO's are looked at. */
  async expect(step: Step, ...good: number[]): Promise<Map<string, string>> {
    const lines = await this.#reply()
    const code = Number(lines.at(-1)?.slice(0, 3))
    if (!good.includes(code)) throw new SmtpRefusal(step, code)
    return new Map(
      lines.map((line) => {
        const [word = '', ...rest] = line.slice(4).trim().split(' ')
        return [word.toUpperCase(), rest.join(' ')]
      }),
    )
  }

  /** `250-one`, `250-two`, `250 last`. */
  async #reply(): Promise<string[]> {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r?\n)*\d{3}(?: .*)?\r?\n/.exec(this.#heard)
      if (whole !== null) {
        this.#heard = this.#heard.slice(whole[0].length)
        return whole[0].trimEnd().split(/\r?\n/)
      }
      const { done, value } = await this.#reader.read()
      if (done) throw new SmtpTrouble('connection')
      // Only numbers and keywords matter, and those are ASCII.
      this.#heard += new TextDecoder().decode(value)
      if (this.#heard.length > SMTP_REPLY_MAX_BYTES) throw new SmtpTrouble('not-smtp')
    }
  }

  hangUp(): void {
    this.#socket.close().catch(() => null)
  }
}

const base64 = (text: string): string => toBase64(new TextEncoder().encode(text))
