/** An email as the bytes that SMTP carries: RFC 5322 with MIME (RFC 2045 to 2047), both bodies as alternatives. */
import { toBase64 } from '../crypto/bytes.ts'
import type { Email } from './sender.ts'

export interface Envelope {
  from: string
  date: Date
  /** Random, so that no body contains it. */
  boundary: string
}

const LINE_MAX_CHARS = 998
const BASE64_LINE_CHARS = 76
/** An encoded word of this many bytes fits, with its delimiters, into a line of 76 characters (RFC 2047 §2). */
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
    // Email programs prefer the last part (RFC 2046 §5.1.4).
    ...partOf('html', email.html, boundary),
    `--${boundary}--`,
    '',
  ].join(CRLF)
}

function partOf(subtype: 'plain' | 'html', body: string, boundary: string): string[] {
  const lines = body.split(/\r\n|\r|\n/)
  // Spam filters rate base64 badly where it is not needed.
  const plain = isAscii(body) && lines.every(({ length }) => length <= LINE_MAX_CHARS)
  return [
    `--${boundary}`,
    `Content-Type: text/${subtype}; charset=utf-8`,
    `Content-Transfer-Encoding: ${plain ? '7bit' : 'base64'}`,
    '',
    ...(plain ? lines : (toBase64(bytesOf(lines.join(CRLF))).match(BASE64_LINES) ?? [])),
  ]
}

const BASE64_LINES = new RegExp(`.{1,${BASE64_LINE_CHARS}}`, 'g')

/** RFC 2047 §4.1, split between characters and folded. */
function encodedHeader(text: string): string {
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
  return words.map((bytes) => `=?utf-8?B?${toBase64(bytes)}?=`).join(`${CRLF} `)
}

/** Printable, with line breaks. */
const isAscii = (text: string): boolean => /^[\t\r\n\x20-\x7E]*$/.test(text)

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
