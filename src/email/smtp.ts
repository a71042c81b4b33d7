/**
 * Sends one email over SMTP (RFC 5321), with one connection for each. `smtps:` uses TLS from the start, `smtp:` STARTTLS
 * (RFC 3207). Without encryption only to this machine, so that nobody on the network sees the recipient. Of the server's
 * replies only the numbers are stored.
 *
 * Limitation: when the connection ends after the last line of the email, the server may have accepted it. It is then sent
 * again, with the same Message-ID.
 */
import { DeadlineError, withDeadline } from '../platform/deadline.ts'
import { toBase64 } from '../crypto/bytes.ts'
import { EMAIL_TIMEOUT_MS } from '../limits.ts'
import type { Email, EmailSender, SendResult } from './sender.ts'
import { mimeMessage } from './mime.ts'
import { type Connect, Line, type Server, SmtpRefusal, SmtpTrouble, type Step } from './smtp-line.ts'

const DEFAULT_PORTS = { 'smtps:': 465, 'smtp:': 587 } as const
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `url` begins with smtps: or smtp:. Throws when its user or password is not percent-encoded correctly. */
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

/** Steps that depend on this email. At the others a 5xx is for the operator to fix, and the email is sent afterwards. */
const ABOUT_THIS_EMAIL: ReadonlySet<Step> = new Set(['recipient', 'data', 'email'])
/** Replies that ask for a login, or another one (RFC 4954 §6). */
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
    await line?.hangUp()
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

  // Characters outside ASCII before the @ (RFC 6531).
  const unicode = !/^[\x20-\x7E]*$/.test(email.to)
  if (unicode && !offers.has('SMTPUTF8')) throw new SmtpTrouble('no-smtputf8', true)
  await line.ask('from', `MAIL FROM:<${from}>${unicode ? ' SMTPUTF8' : ''}`, 250)
  await line.ask('recipient', `RCPT TO:<${email.to}>`, 250, 251)
  await line.ask('data', 'DATA', 354)
  const message = mimeMessage(email, { from, date: new Date(), boundary: `=_${crypto.randomUUID()}` })
  // A line with only a dot ends the email, so a dot at the start of a line is doubled (RFC 5321 §4.5.2).
  await line.say(`${message.replace(/^\./gm, '..')}.`)
  await line.expect('email', 250)
  // The email is sent: an error here makes no difference.
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

const base64 = (text: string): string => toBase64(new TextEncoder().encode(text))
