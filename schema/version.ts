/** Versions of what a petition asks its signers to sign: what a campaign sends to change the text, and what the API shows. */
import * as z from 'zod/mini'

import {
  ADDRESSEE_MAX_CHARS,
  PETITION_BODY_MAX_CHARS,
  TITLE_MAX_CHARS,
  VERSION_NUMBER_MAX,
  VERSION_NUMBER_MAX_CHARS,
  WHY_MAX_CHARS,
} from '../src/limits.ts'
import { filledBlock, filledLine, missingOr, UNKNOWN_FIELD } from './text.ts'

/** What a change of the text is: of its words alone, of what it says, or of what it asks for. */
export const CHANGE_KINDS = ['correction', 'facts', 'demand'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

export const VERSION_KINDS = ['first', ...CHANGE_KINDS, 'translation'] as const
export type VersionKind = (typeof VERSION_KINDS)[number]

/** The translation that is shown in a language: its own number, and that of the original that it is of. */
export interface TranslationRef {
  language: string
  number: number
  translates: number
}

/** A member `version` or `of`, as JSON and forms send it: a whole number from 1. */
export const versionNumber = z.pipe(
  z.union([z.number(), z.string().check(z.maxLength(VERSION_NUMBER_MAX_CHARS, { abort: true }), z.regex(/^\d+$/))], {
    error: missingOr('not-a-number'),
  }),
  z.pipe(
    z.transform(Number),
    z
      .int({ error: 'not-a-number' })
      .check(z.gte(1, { error: 'not-a-number' }), z.lte(VERSION_NUMBER_MAX, { error: 'not-a-number' })),
  ),
)

/** Why the words of a petition change that was open already. */
export const changeForm = z.strictObject(
  {
    kind: z.enum(CHANGE_KINDS, { error: missingOr('not-a-choice') }),
    /** One sentence for the public. Required for new facts, another demand, and another addressee. */
    why: z.optional(z.nullable(filledLine(WHY_MAX_CHARS))),
  },
  UNKNOWN_FIELD,
)
/** The words of a translation. Without an addressee, that of the original. */
export const translationForm = z.object({
  title: filledLine(TITLE_MAX_CHARS),
  addressee: z.optional(filledLine(ADDRESSEE_MAX_CHARS)),
  /** Markdown. */
  body: filledBlock(PETITION_BODY_MAX_CHARS),
  /** The number of the original that it is of. */
  of: versionNumber,
})
export type TranslationForm = z.output<typeof translationForm>

/** A version without its words. */
const versionFacts = {
  number: z.int(),
  /** BCP 47. */
  language: z.string(),
  /** Of a translation: the number of the version that it is of. */
  translates: z.nullable(z.int()),
  kind: z.enum(VERSION_KINDS),
  why: z.nullable(z.string()),
  publishedAt: z.iso.datetime(),
  /** How many counted signatures are of it. */
  signatures: z.int(),
}

export const versionResponse = z.object({
  ...versionFacts,
  title: z.string(),
  addressee: z.string(),
  /** Markdown. */
  body: z.string(),
})
export type VersionResponse = z.output<typeof versionResponse>

/** The newest first. */
export const versionsResponse = z.object({ versions: z.array(z.object(versionFacts)) })
export type VersionsResponse = z.output<typeof versionsResponse>

/** In the response for a petition and for an update: which languages it can be read in. */
export const translationRefs = z.array(z.object({ language: z.string(), number: z.int(), translates: z.int() }))
