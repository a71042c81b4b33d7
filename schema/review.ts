/** The review of floods: why a signature may wait, and the rules that say so. */
import * as z from 'zod/mini'

import { REVIEW_RULE_MAX } from '../src/limits.ts'
import { SIGNALS } from './message.ts'
import { missingOr } from './text.ts'

/** Which rule set a signature aside. */
export const SUSPICIONS = ['network', 'email-domain', 'disposable', 'signals', 'surge'] as const
export type Suspicion = (typeof SUSPICIONS)[number]

/**
 * Stands in the place of an email domain's hash for every domain that gives out addresses to throw away: there are tens of
 * thousands, so for the review they are one.
 */
export const DISPOSABLE_DOMAIN = '00'

const threshold = z
  .int({ error: 'not-a-number' })
  .check(z.gte(1, { error: 'not-a-number' }), z.lte(REVIEW_RULE_MAX, { error: 'not-a-number' }))

/** How many signatures may come within an hour, or a minute, before those after them wait for review. */
export const reviewRules = z.object({
  /** From one network: an IPv4 address or an IPv6 /48. */
  networkPerHour: threshold,
  /** From one email domain that is not a big provider's. */
  emailDomainPerHour: threshold,
  /** From all domains together that give out addresses to throw away. */
  disposablePerHour: threshold,
  /** To the whole petition; beyond it those with any signal wait. */
  surgePerMinute: threshold,
  /** How much its signals must weigh (SIGNAL_WEIGHTS) for one signature to wait, whatever the others do. */
  signals: threshold,
})
export type ReviewRules = z.output<typeof reviewRules>

/** A petition's own; the others are the defaults. */
export const petitionReviewRules = z.partial(reviewRules)
export type PetitionReviewRules = z.output<typeof petitionReviewRules>

const NOT_A_CHOICE = { error: 'not-a-choice' } as const

/** As the list of groups shows it. Null: it was deleted after its time, or never known. */
const label = z.nullable(z.string(NOT_A_CHOICE).check(z.regex(/^(?:[0-9a-f]{2}){1,32}$/, NOT_A_CHOICE)))

/**
 * Which of the signatures that wait are meant: those that fit every member; without any, all. A member that is not known
 * is refused: with a slip of the pen more would be meant than was.
 */
const reviewCondition = z.strictObject(
  {
    suspicion: z.optional(z.enum(SUSPICIONS, NOT_A_CHOICE)),
    network: z.optional(label),
    emailDomain: z.optional(label),
    /** Where the request came from. */
    country: z.optional(z.string(NOT_A_CHOICE).check(z.regex(/^[A-Z]{2}$/, { error: 'not-a-country' }))),
    disposable: z.optional(z.boolean(NOT_A_CHOICE)),
    signal: z.optional(z.enum(SIGNALS, NOT_A_CHOICE)),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? 'unknown-field' : missingOr('not-a-choice')(issue)) },
)
export type ReviewCondition = z.output<typeof reviewCondition>

export const reviewPreviewForm = z.object({ condition: reviewCondition })

/** `expected`: how many are meant, as the campaign has seen it. With another number nothing is done. */
export const reviewDecisionForm = z.object({
  condition: reviewCondition,
  expected: z.int({ error: missingOr('not-a-number') }).check(z.gte(0, { error: 'not-a-number' })),
})
export type ReviewDecision = z.output<typeof reviewDecisionForm>

export const reviewResponse = z.object({
  /** The largest first. Each condition fits its group and no other. */
  groups: z.array(
    z.object({
      condition: reviewCondition,
      signatures: z.int(),
      /** How many of them would count at once: their signers have answered the email, or none was to be answered. */
      confirmed: z.int(),
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
    }),
  ),
  /** Also those of groups that are left out. */
  total: z.int(),
})
export type ReviewResponse = z.output<typeof reviewResponse>

export const reviewPreview = z.object({
  matches: z.int(),
  /** Released, so many would count at once, and so many would wait for their email to be answered. */
  wouldCount: z.int(),
  wouldWait: z.int(),
  /** The newest of the names that their signers want shown. */
  examples: z.array(z.string()),
})
export type ReviewPreview = z.output<typeof reviewPreview>

export const reviewReleased = z.object({ released: z.int(), counted: z.int(), waiting: z.int() })
export const reviewRemoved = z.object({ removed: z.int() })
