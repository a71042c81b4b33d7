/** A report of a petition, or of what is shown on its page: what somebody sends, and what is decided (Regulation (EU) 2022/2065). */
import * as z from 'zod/mini'

import { HONEYPOT_MAX_CHARS, RENDERED_MAX_CHARS, REPORT_DETAILS_MAX_CHARS } from '../src/limits.ts'
import { emailAddress } from './email-address.ts'
import { filledBlock } from './text.ts'

export const REPORT_GROUNDS = ['illegal', 'hateful', 'false', 'personal-data', 'spam', 'other'] as const
export type ReportGround = (typeof REPORT_GROUNDS)[number]

/** About what may be illegal the operator decides, also after a moderator of the petition has hidden it. */
export const GROUND_OF_OPERATOR = 'illegal' satisfies ReportGround
export const isOfModerators = (ground: ReportGround): boolean => ground !== GROUND_OF_OPERATOR

/** `signature`: its name and reason. `objection`: of the owners, against a take-down. */
export const REPORT_ABOUTS = ['petition', 'signature', 'update', 'objection'] as const
export type ReportAbout = (typeof REPORT_ABOUTS)[number]

/** What a reader can report. */
const READERS_ABOUTS = ['petition', 'signature', 'update'] as const

/** What is decided about a report of a reader. `asked`: the owners, to change something. */
export const READERS_DECISIONS = ['nothing', 'hidden', 'asked', 'taken-down'] as const
export type ReadersDecision = (typeof READERS_DECISIONS)[number]

/** What is decided about any report: the last two after an objection. */
export const REPORT_DECISIONS = [...READERS_DECISIONS, 'kept-down', 'put-back'] as const
export type ReportDecision = (typeof REPORT_DECISIONS)[number]

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/
/** Of a signature or an update, as the page that leads to the form has it. */
export const isReportedId = (text: string): boolean => ID.test(text)

export const reportForm = z.object({
  about: z._default(z.enum(READERS_ABOUTS, { error: 'not-a-choice' }), 'petition'),
  aboutId: z.optional(z.string({ error: 'not-text' }).check(z.regex(ID, { error: 'not-a-choice' }))),
  ground: z.enum(REPORT_GROUNDS, { error: 'not-a-choice' }),
  details: filledBlock(REPORT_DETAILS_MAX_CHARS),
  /** For an email with the decision. */
  email: z.optional(emailAddress),
  /** When the page was rendered, with a signature of our own. */
  rendered: z.optional(z.string({ error: 'not-text' }).check(z.maxLength(RENDERED_MAX_CHARS, { error: 'too-long' }))),
  /** A field that no person sees. */
  website: z.optional(z.string({ error: 'not-text' }).check(z.maxLength(HONEYPOT_MAX_CHARS, { error: 'too-long' }))),
})

/** Sealed to the key of the consumer, which opens it for the operator's page. */
export const sealedReport = z.object({
  details: z.string(),
  /** Whether the field that no person sees was filled in. */
  trapped: z.boolean(),
})
export type SealedReport = z.output<typeof sealedReport>
