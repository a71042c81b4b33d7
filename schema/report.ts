/** A report of a petition: what somebody sends, and what is sealed for the operator (Regulation (EU) 2022/2065, Art. 16). */
import * as z from 'zod/mini'

import { HONEYPOT_MAX_CHARS, RENDERED_MAX_CHARS, REPORT_DETAILS_MAX_CHARS } from '../src/limits.ts'
import { emailAddress } from './email-address.ts'
import { filledBlock } from './text.ts'

export const REPORT_GROUNDS = ['illegal', 'hateful', 'false', 'personal-data', 'spam', 'other'] as const
export type ReportGround = (typeof REPORT_GROUNDS)[number]

export const reportForm = z.object({
  ground: z.enum(REPORT_GROUNDS, { error: 'not-a-choice' }),
  details: filledBlock(REPORT_DETAILS_MAX_CHARS),
  /** For a reply. */
  email: z.optional(emailAddress),
  /** When the page was rendered, with a signature of our own. */
  rendered: z.optional(z.string({ error: 'not-text' }).check(z.maxLength(RENDERED_MAX_CHARS, { error: 'too-long' }))),
  /** A field that no person sees. */
  website: z.optional(z.string({ error: 'not-text' }).check(z.maxLength(HONEYPOT_MAX_CHARS, { error: 'too-long' }))),
})

/** Sealed to the key of the consumer, which sends it to the operator. */
export const sealedReport = z.object({
  ground: z.enum(REPORT_GROUNDS),
  details: z.string(),
  email: z.nullable(z.string()),
  /** Whether the field that no person sees was filled in. */
  trapped: z.boolean(),
})
export type SealedReport = z.output<typeof sealedReport>
