/** Signatures from elsewhere, as the campaign states them: what it sends, and what everybody sees. */
import * as z from 'zod/mini'

import {
  CLAIM_EVIDENCE_MAX_CHARS,
  CLAIM_MAX_SIGNATURES,
  CLAIM_NOTE_MAX_CHARS,
  CLAIM_SOURCE_MAX_CHARS,
} from '../src/limits.ts'
import { filledLine, line, missingOr } from './text.ts'
import { numberIn } from './typed-number.ts'

/** Sheets of paper, a list that is only counted, a list whose signers were imported, a number from when the petition was started. */
export const CLAIM_KINDS = ['paper', 'list', 'import', 'stated'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** The id of the number that was stated when a petition was started: one for each petition, before all others. */
export const STATED_ID = '00000000-0000-7000-8000-000000000000'

const typedNumber = (least: number) =>
  z.pipe(
    z.string({ error: missingOr('not-text') }),
    z.transform((text, context) => {
      const n = numberIn(text)
      if (text.trim() === '') context.issues.push({ code: 'custom', message: 'required', input: '' })
      else if (n === null || n < least || n > CLAIM_MAX_SIGNATURES)
        context.issues.push({ code: 'custom', message: 'not-a-number', input: '' })
      return n ?? 0
    }),
  )

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** `2026-11-24`, a day that there is. That it has been, the caller checks. */
export const claimDay = z.string({ error: missingOr('not-text') }).check(
  z.refine(
    (text) => DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
    {
      error: 'not-a-time',
    },
  ),
)

const id = z.uuid({ version: 'v7', error: 'not-text' })

/** Text; one that begins as a link is a link with https. */
export const claimEvidence = line(CLAIM_EVIDENCE_MAX_CHARS).check(
  z.refine((text) => !/^[a-z][a-z\d+.-]*:/i.test(text) || (/^https:\/\//i.test(text) && URL.canParse(text)), {
    error: 'not-a-url',
  }),
)

/** As the form sends it: text alone. */
export const claimForm = z.object({
  /** Made with the form, so that pressing twice adds once. */
  id,
  kind: z.enum(['paper', 'list'], { error: 'not-a-choice' }),
  n: typedNumber(1),
  collectedOn: claimDay,
  source: filledLine(CLAIM_SOURCE_MAX_CHARS),
  evidence: z._default(claimEvidence, ''),
  note: z._default(line(CLAIM_NOTE_MAX_CHARS), ''),
})
export type ClaimForm = z.output<typeof claimForm>

/** `n`: the right number. `was`: the one that the form showed. */
export const correctionForm = z.object({
  id,
  was: typedNumber(0),
  n: typedNumber(0),
  note: z._default(line(CLAIM_NOTE_MAX_CHARS), ''),
})
export type CorrectionForm = z.output<typeof correctionForm>

/** What everybody sees of the claims of a petition. */
export const claimsResponse = z.object({
  /** The sum: `claimed` in `parts` of the count. */
  claimed: z.int(),
  claims: z.array(
    z.object({
      kind: z.enum(CLAIM_KINDS),
      /** As the campaign calls it; empty for a number that was stated when the petition was started. */
      source: z.string(),
      /** How many of them are in the count, corrected. */
      count: z.int(),
      /** The last day on which they were collected, if it is known. */
      collectedOn: z.nullable(z.iso.date()),
      addedAt: z.iso.datetime(),
      /** Text or a link of the campaign, as it wrote it; null for none. */
      evidence: z.nullable(z.string()),
    }),
  ),
})
export type ClaimsResponse = z.output<typeof claimsResponse>
