/** An email as the bytes that SMTP carries: RFC 5322 with MIME (RFC 2045 to 2047), both bodies as alternatives. */
import type { Email } from './sender.ts'

export interface Envelope {
  from: string
  date: Date
  /** Random, so that no body holds it. */
  boundary: string
}

const LINE_MAX_CHARS = 998
const BASE64_LINE_CHARS = 76
/** An encoded word of so many bytes fits, with its ends, into the 76 characters that RFC 2047 §2 leaves a line. */
const ENCODED_WORD_BYTES = 39
const CRLF = '\r\n'

export function mimeMessage(email: Email, { from, date, boundary }: Envelope): string {
  const headers = {
    From: from,
    To: email.to,
    Subject: encodedHeader(email.subject),
    Date: date.toUTCString().replace('GMT', '+0000'),
    ...email.headers,
    'MIME-Version': '1.0',
    'Content-Type': `multipart/alternative; boundary="${boundary}"`,
  }
  return [
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    ...partOf('plain', email.text, boundary),
    // The last is the one that programs prefer (RFC 2046 §5.1.4).
    ...partOf('html', email.html, boundary),
    `--${boundary}--`,
    '',
  ].join(CRLF)
}

function partOf(subtype: 'plain' | 'html', body: string, boundary: string): string[] {
  const lines = body.split(/\r\n|\r|\n/)
  // Filters dislike base64 where it is not needed.
  const plain = isAscii(body) && lines.every(({ length }) => length <= LINE_MAX_CHARS)
  return [
    `--${boundary}`,
    `Content-Type: text/${subtype}; charset=utf-8`,
    `Content-Transfer-Encoding: ${plain ? '7bit' : 'base64'}`,
    '',
    ...(plain ? lines : (base64(new TextEncoder().encode(lines.join(CRLF))).match(BASE64_LINES) ?? [])),
  ]
}

const BASE64_LINES = new RegExp(`.{1,${BASE64_LINE_CHARS}}`, 'g')

/** RFC 2047 §4.1, cut between characters and folded. */
export function encodedHeader(text: string): string {
  if (/^[\x20-\x7E]*$/.test(text) && !text.includes('=?')) return text
  const words: Uint8Array[] = []
  let word = ''
  for (const char of text) {
    if (bytesOf(word + char).length > ENCODED_WORD_BYTES) {
      words.push(bytesOf(word))
      word = ''
    }
    word += char
  }
  words.push(bytesOf(word))
  return words.map((bytes) => `=?utf-8?B?${base64(bytes)}?=`).join(`${CRLF} `)
}

/** Printable, with line breaks. */
const isAscii = (text: string): boolean => /^[\t\r\n\x20-\x7E]*$/.test(text)

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
