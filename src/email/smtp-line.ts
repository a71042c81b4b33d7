/** A connection to an SMTP server: lines out, replies in, and the two errors. */
import { SMTP_CLOSE_TIMEOUT_MS, SMTP_REPLY_MAX_BYTES } from '../limits.ts'
import { withDeadline } from '../platform/deadline.ts'

/** `connect` of `cloudflare:sockets`. */
export type Connect = (address: SocketAddress, options: SocketOptions) => Socket

export interface Server {
  address: SocketAddress
  tls: 'from-the-start' | 'after-greeting'
  /** This machine: the connection does not leave it. */
  loopback: boolean
  login: { user: string; password: string } | null
}

/** A reply that is not the expected one. 5xx is permanent and 4xx temporary (RFC 5321 §4.2.1). */
export class SmtpRefusal extends Error {
  override name = 'SmtpRefusal'
  readonly step: Step
  readonly reply: number
  constructor(step: Step, reply: number) {
    super(`reply to ${step}: ${reply}`)
    this.step = step
    this.reply = reply
  }
}

/** Another reason why the email cannot be sent, with a code of our own. */
export class SmtpTrouble extends Error {
  override name = 'SmtpTrouble'
  readonly code: string
  readonly permanent: boolean
  constructor(code: string, permanent = false) {
    super(code)
    this.code = code
    this.permanent = permanent
  }
}

export type Step = 'connect' | 'ehlo' | 'starttls' | 'auth' | 'from' | 'recipient' | 'data' | 'email'

export class Line {
  #socket: Socket
  #reader: ReadableStreamDefaultReader<Uint8Array>
  #writer: WritableStreamDefaultWriter<Uint8Array>
  #received = ''

  constructor(connect: Connect, { address, tls }: Server) {
    const secureTransport = tls === 'from-the-start' ? 'on' : 'starttls'
    this.#socket = connect(address, { secureTransport, allowHalfOpen: false })
    ;[this.#reader, this.#writer] = this.#open()
  }

  #open(): [ReadableStreamDefaultReader<Uint8Array>, WritableStreamDefaultWriter<Uint8Array>] {
    // Errors show in reads and writes; nothing waits for these two promises.
    this.#socket.opened.catch(() => null)
    this.#socket.closed.catch(() => null)
    return [this.#socket.readable.getReader(), this.#socket.writable.getWriter()]
  }

  startTls(): void {
    this.#reader.releaseLock()
    this.#writer.releaseLock()
    this.#socket = this.#socket.startTls()
    // Text that came unencrypted after the reply may have been injected (CVE-2011-0411).
    this.#received = ''
    ;[this.#reader, this.#writer] = this.#open()
  }

  async say(text: string): Promise<void> {
    await this.#writer.write(new TextEncoder().encode(`${text}\r\n`))
  }

  async ask(step: Step, text: string, ...good: number[]): Promise<Map<string, string>> {
    await this.say(text)
    return this.expect(step, ...good)
  }

  /** The lines of an expected reply by their first word: those of EHLO are its extensions. */
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
      const whole = /^(?:\d{3}-.*\r?\n)*\d{3}(?: .*)?\r?\n/.exec(this.#received)
      if (whole !== null) {
        this.#received = this.#received.slice(whole[0].length)
        return whole[0].trimEnd().split(/\r?\n/)
      }
      const { done, value } = await this.#reader.read()
      if (done) throw new SmtpTrouble('connection')
      // Only numbers and keywords are read, and those are ASCII.
      this.#received += new TextDecoder().decode(value)
      if (this.#received.length > SMTP_REPLY_MAX_BYTES) throw new SmtpTrouble('not-smtp')
    }
  }

  /** Resolves when the connection is closed, so that the next one is not one too many. */
  async hangUp(): Promise<void> {
    await withDeadline(this.#socket.close(), SMTP_CLOSE_TIMEOUT_MS).catch(() => null)
  }
}
