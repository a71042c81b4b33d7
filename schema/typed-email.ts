/** An email address as people type and paste it, tidied before it is judged. Takes linear time: strangers choose the text. */
import { trimmed } from './pasted.ts'

/** What keyboards write for the characters of an email address: full-width forms, and apostrophes and hyphens of prose. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g
const FULL_WIDTH_OFFSET = 0xfee0
const APOSTROPHES = /[\u2018\u2019\u02BB\u02BC\u2032\u00B4]/g
const HYPHENS = /[\u2010-\u2013\u2212]/g
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

const MAILTO = /^mailto:/i
/** The label of a contact page. */
const LABEL = /^e?-?mail:/i
/** In a list. A space follows, so it begins no local part. */
const BULLET = /^[*•·‣◦—-]\s/
/** What stands around an email address in a sentence or a list. A local part may begin with other punctuation. */
const BEFORE: ReadonlySet<string> = new Set('<([“"„«‹,;:')
const AFTER: ReadonlySet<string> = new Set('>)]}”"“»›.,;:!?…。、，؛،|/')

/** White space is left inside, where it shows that this is not one email address, except around the at sign. */
export function tidiedEmail(text: string): string {
  const plain = text
    .normalize('NFC')
    .replaceAll(FULL_WIDTH, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) - FULL_WIDTH_OFFSET))
    .replaceAll('\uFE6B', '@')
    .replaceAll(APOSTROPHES, "'")
    .replaceAll(HYPHENS, '-')
    .replaceAll(INVISIBLE, '')
  const alone = withoutQuotes(withoutAround(withoutScheme(afterName(withoutAround(plain)))))
  return alone
    .split('@')
    .map((part) => part.trim())
    .join('@')
}

const isSpace = (char: string): boolean => char.trim() === ''
const withoutAround = (text: string): string =>
  trimmed(
    text.trim().replace(BULLET, ''),
    (char) => BEFORE.has(char) || isSpace(char),
    (char) => AFTER.has(char) || isSpace(char),
  )

/** `Ada <ada@example.org` → `ada@example.org`. The closing bracket is gone by now. */
const afterName = (text: string): string => text.slice(text.lastIndexOf('<') + 1)

/** The link of a page, which may name a subject, and has some characters percent-encoded (RFC 6068). */
function withoutScheme(text: string): string {
  if (!MAILTO.test(text)) return text.replace(LABEL, '')
  const [address = ''] = text.replace(MAILTO, '').split('?', 1)
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** One of these may begin an email address; a pair is of quotation marks, or the markup of a chat. */
const PAIRED: ReadonlySet<string> = new Set("'`*_")
const withoutQuotes = (text: string): string =>
  text.length > 1 && PAIRED.has(text.charAt(0)) && text.endsWith(text.charAt(0)) ? text.slice(1, -1) : text
