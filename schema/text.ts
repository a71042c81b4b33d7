/**
 * Text that people enter: NFC, well-formed, and without characters that hide or reorder what is read. Each check has a stable
 * code; the catalogue in `src/i18n` has a sentence for each.
 */
import * as z from 'zod/mini'

import { TEXT_UNITS_MAX_PER_CHAR } from '../src/limits.ts'

/** Codes of everything that can be wrong with a field. */
export const FIELD_ERRORS = [
  'required',
  'not-text',
  'not-a-choice',
  'not-a-number',
  'not-a-list',
  'too-long',
  'hidden-characters',
  'link-in-name',
  'no-letters',
  'not-an-email',
  'not-a-country',
  'not-a-slug',
  'not-a-partner-code',
  'not-a-url',
  'not-a-time',
  'not-a-language',
  'in-the-past',
  'not-a-cursor',
  'not-a-key',
  'no-key',
  'unknown-field',
] as const
export type FieldError = (typeof FIELD_ERRORS)[number]

/** C0, DEL and C1 controls, and the bidirectional embeddings, overrides and isolates (UAX #9). */
const HIDDEN_IN_LINE = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u
/** The same, but a comment may have line breaks. */
const HIDDEN_IN_BLOCK = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/u

const tidyLine = (text: string): string => text.normalize('NFC').trim()
const tidyBlock = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC').trim()

/** Length in code points, which is what a reader would count in most scripts; `length` counts UTF-16 units. */
const codePoints = (text: string): number => Array.from(text).length

/** The first error ends the checks of its field: otherwise zod runs the others, with their patterns, on a text that is refused. */
const said = (code: FieldError) => ({ error: code, abort: true }) as const

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
      z.refine((value) => value.isWellFormed() && !hidden.test(value), said('hidden-characters')),
    ),
  )

/** One line of at most `maxChars` code points. */
export const line = (maxChars: number) => text(maxChars, tidyLine, HIDDEN_IN_LINE)

/** Lines of text, `\n` between them, of at most `maxChars` code points in all. */
export const block = (maxChars: number) => text(maxChars, tidyBlock, HIDDEN_IN_BLOCK)

/** One line that is not empty. */
export const filledLine = (maxChars: number) =>
  line(maxChars).check(z.refine((value) => value !== '', said('required')))

/**
 * A short label before the dot is an initial (`J.de Vries`). Only the end of a label is matched: a pattern for the whole label
 * would be tried from each of its characters.
 */
const LINKS = [
  /:\/\/|(?:^|[^\p{L}\p{N}_])www\./iu,
  /[\p{L}\p{N}-]{3}\.(?:com|net|org|info|biz|ru|io|xyz|top|site|online|shop|club|app|dev|link|click)(?:[^a-z0-9_]|$)/iu,
  /[\p{sc=Latn}\p{N}-]\.\p{L}{2,}\//iu,
]

/** The name of a person: with a letter, digit or emoji, and without a link. */
export const personName = (maxChars: number) =>
  filledLine(maxChars).check(
    z.refine((value) => !LINKS.some((link) => link.test(value)), said('link-in-name')),
    z.refine((value) => value === '' || /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(value), said('no-letters')),
  )
