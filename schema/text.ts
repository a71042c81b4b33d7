/**
 * Text that people enter: NFC, well-formed, and without characters that hide or reorder what is read. What pasting adds is
 * removed first (pasted.ts). Each check has a stable code; the catalogue in `src/i18n` has a sentence for each.
 */
import * as z from 'zod/mini'

import { MARKS_MAX_PER_LETTER, TEXT_UNITS_MAX_PER_CHAR } from '../src/limits.ts'
import { isLink, plainly } from './link-in-name.ts'
import { isWellFormed } from './well-formed.ts'
import { withoutPasted } from './pasted.ts'

/** Codes of everything that can be wrong with a field. */
export const FIELD_ERRORS = [
  'required',
  'not-text',
  'not-a-choice',
  'not-a-number',
  'not-a-list',
  'too-long',
  'hidden-characters',
  'too-many-marks',
  'link-in-name',
  'email-in-name',
  'no-letters',
  'not-an-email',
  'not-a-country',
  'not-a-slug',
  'not-a-partner-code',
  'not-a-url',
  'not-a-time',
  'not-a-time-zone',
  'not-a-language',
  'in-the-past',
  'before-opening',
  'not-a-cursor',
  'not-a-key',
  'no-key',
  'unknown-field',
  'cannot-change',
  'no-such-version',
] as const
export type FieldError = (typeof FIELD_ERRORS)[number]

/** Controls, separators of lines and paragraphs, and the bidirectional embeddings, overrides and isolates (UAX #9). */
const HIDDEN_IN_LINE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u
/** The same, but a comment may have line breaks. */
const HIDDEN_IN_BLOCK = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u

/** More marks on one letter than any language has cover the lines above and below. Format characters do not end a letter. */
const TOO_MANY_MARKS = new RegExp(`[\\p{M}\\p{Cf}]{${MARKS_MAX_PER_LETTER + 1}}`, 'u')

/** The line breaks of other systems and of word processors. */
const LINE_BREAK = /\r\n?|[\v\f\u0085\u2028\u2029]/g

const tidyLine = (text: string): string => withoutPasted(text.replaceAll('\t', ' ').normalize('NFC'))
const tidyBlock = (text: string): string =>
  withoutPasted(text.replaceAll(LINE_BREAK, '\n').replaceAll('\t', '    ').normalize('NFC'))

/** Length in code points, which is what a reader would count in most scripts; `length` counts UTF-16 units. */
const codePoints = (text: string): number => Array.from(text).length

/** The first error ends the checks of its field: otherwise zod runs the others, with their patterns, on a text that is refused. */
const said = (code: FieldError) => ({ error: code, abort: true }) as const

/** For an object that refuses members that it does not know. */
export const UNKNOWN_FIELD = {
  error: (issue: { code: string }) => (issue.code === 'unrecognized_keys' ? 'unknown-field' : undefined),
}

/** A required or missing value gets `required`, any other wrong type `wrongType`. */
export const missingOr =
  (wrongType: FieldError) =>
  (issue: { input?: unknown }): string =>
    issue.input === undefined || issue.input === null ? 'required' : wrongType

/**
 * Refuses text that is longer than `maxChars` code points can be before it is trimmed and normalised, by its length alone and
 * before anything else reads it. Not `z.maxLength`, so that this larger limit is not documented as the length of the field.
 */
export const boundedBefore = (maxChars: number, code: FieldError) =>
  z.refine<string>((raw) => raw.length <= maxChars * TEXT_UNITS_MAX_PER_CHAR, said(code))

const text = (maxChars: number, tidy: (text: string) => string, hidden: RegExp) =>
  z.pipe(
    z.pipe(z.string({ error: missingOr('not-text') }).check(boundedBefore(maxChars, 'too-long')), z.transform(tidy)),
    z.string().check(
      z.refine((value) => codePoints(value) <= maxChars, said('too-long')),
      z.refine((value) => isWellFormed(value) && !hidden.test(value), said('hidden-characters')),
      z.refine((value) => !TOO_MANY_MARKS.test(value), said('too-many-marks')),
    ),
  )

/** One line of at most `maxChars` code points. */
export const line = (maxChars: number) => text(maxChars, tidyLine, HIDDEN_IN_LINE)

/** Lines of text, `\n` between them, of at most `maxChars` code points in all. */
export const block = (maxChars: number) => text(maxChars, tidyBlock, HIDDEN_IN_BLOCK)

/** One line that is not empty. */
export const filledLine = (maxChars: number) =>
  line(maxChars).check(z.refine((value) => value !== '', said('required')))

/** Lines of text that are not empty. */
export const filledBlock = (maxChars: number) =>
  block(maxChars).check(z.refine((value) => value !== '', said('required')))

/** Letters without a shape of their own, among them the fillers of Hangul, make no name. */
const VISIBLE = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{Extended_Pictographic}]/u
/** An email address anywhere in a name: forms get filled in wrongly, and the name may be shown. */
const EMAIL = /[^\s@]@[^\s@.]+\.[^\s@.]/

/** The name of a person: with a letter, digit or emoji, and without a link or an email address. */
export const personName = (maxChars: number) =>
  filledLine(maxChars).check(
    z.refine((value) => !EMAIL.test(plainly(value)), said('email-in-name')),
    z.refine((value) => !isLink(plainly(value)), said('link-in-name')),
    z.refine((value) => value === '' || VISIBLE.test(value), said('no-letters')),
  )
