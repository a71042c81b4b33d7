/**
 * Email addresses: `local@domain` (RFC 5321, with characters outside ASCII as in RFC 6531). Quoted local parts and address
 * literals are refused: in a form they are mistakes. The WHATWG URL parser, which every runtime has, converts the domain to
 * ASCII (UTS #46).
 */
import * as z from 'zod/mini'

import {
  EMAIL_DOMAIN_MAX_CHARS,
  EMAIL_LOCAL_MAX_BYTES,
  EMAIL_MAX_BYTES,
  TEXT_UNITS_MAX_PER_CHAR,
} from '../src/limits.ts'
import { boundedBefore, type FieldError, missingOr } from './text.ts'
import { isWellFormed } from './well-formed.ts'
import { tidiedEmail } from './typed-email.ts'

export interface EmailAddress {
  /** As typed, tidied, NFC. */
  local: string
  /** Lower-case ASCII, punycode where it was not. */
  domain: string
}

const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const DOMAIN_TYPED = /^[\p{L}\p{M}\p{N}-]+(?:[.。．｡][\p{L}\p{M}\p{N}-]+)+$/u
/** RFC 1035 §2.3.1, as RFC 1123 §2.1 has it: letters, digits and inner hyphens. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Octets that SMTP transports, which is what RFC 5321 §4.5.3.1.1 limits. */
const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Null when the text is not an email address. What was pasted along with it is removed first. */
export function parseEmail(text: string): EmailAddress | null {
  if (text.length > EMAIL_MAX_BYTES * TEXT_UNITS_MAX_PER_CHAR) return null
  const typed = tidiedEmail(text)
  if (!isWellFormed(typed) || typed.length > EMAIL_MAX_BYTES) return null
  const at = typed.lastIndexOf('@')
  const local = typed.slice(0, at)
  const domainTyped = typed.slice(at + 1)
  if (at < 1 || bytesOf(local) > EMAIL_LOCAL_MAX_BYTES || !LOCAL.test(local)) return null
  if (!DOMAIN_TYPED.test(domainTyped)) return null
  const url = urlOf(`http://${domainTyped}`)
  // Punycode can be several times longer than the text that was typed.
  if (url === null || url.hostname.length > EMAIL_DOMAIN_MAX_CHARS || !isDomain(url.hostname)) return null
  if (bytesOf(`${local}@${url.hostname}`) > EMAIL_MAX_BYTES) return null
  return { local, domain: url.hostname }
}

/** `URL.parse` is missing in browsers that import lists. */
function urlOf(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/** At least two labels, and a top-level domain of two characters or more that is not a number. */
function isDomain(host: string): boolean {
  const labels = host.split('.')
  const top = labels.at(-1) ?? ''
  return labels.length > 1 && labels.every((label) => LABEL.test(label)) && top.length > 1 && /[a-z]/.test(top)
}

const notAnEmail: FieldError = 'not-an-email'

/** The parsed email address; validation does not pass on the text of the form. */
export const emailAddress = z.pipe(
  z.string({ error: missingOr('not-text') }).check(boundedBefore(EMAIL_MAX_BYTES, notAnEmail)),
  z.transform((text, context) => {
    if (tidiedEmail(text) === '') {
      context.issues.push({ code: 'custom', message: 'required', input: '' })
      return z.NEVER
    }
    const address = parseEmail(text)
    if (address === null) {
      // The input is left out of the issue, so that no log of an issue can contain an email address.
      context.issues.push({ code: 'custom', message: notAnEmail, input: '' })
      return z.NEVER
    }
    return address
  }),
)
