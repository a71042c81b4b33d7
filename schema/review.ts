/** The review of floods: the rules, why a signature is held for review, and the campaign's decision. */
import * as z from 'zod/mini'

import { REVIEW_RULE_MAX } from '../src/limits.ts'
import { SIGNALS } from './message.ts'
import { missingOr } from './text.ts'

/** The rule by which a signature is held for review. */
export const SUSPICIONS = ['network', 'email-domain', 'disposable', 'signals', 'surge'] as const
export type Suspicion = (typeof SUSPICIONS)[number]

/**
 * Instead of the hash of an email domain, for every domain that gives out disposable email addresses: there are tens of
 * thousands, so the review counts them together.
 */
export const DISPOSABLE_DOMAIN = '00'

const threshold = z
  .int({ error: 'not-a-number' })
  .check(z.gte(1, { error: 'not-a-number' }), z.lte(REVIEW_RULE_MAX, { error: 'not-a-number' }))

/** How many signatures may come within an hour, or a minute, before the next ones are held for review. */
export const reviewRules = z.object({
  /** From one network: an IPv4 address or an IPv6 /48. */
  networkPerHour: threshold,
  /** From one email domain that is not a large provider. */
  emailDomainPerHour: threshold,
  /** From all domains with disposable email addresses together. */
  disposablePerHour: threshold,
  /** For the whole petition; beyond it, signatures with any signal are held. */
  surgePerMinute: threshold,
  /** The sum of its signals (SIGNAL_WEIGHTS) from which a single signature is held. */
  signals: threshold,
})
export type ReviewRules = z.output<typeof reviewRules>

/** The rules of one petition; the defaults are used for those that are missing. */
export const petitionReviewRules = z.partial(reviewRules)
export type PetitionReviewRules = z.output<typeof petitionReviewRules>

const NOT_A_CHOICE = { error: 'not-a-choice' } as const

/** A hash as the list of groups shows it. Null: it was deleted after its time, or never known. */
const label = z.nullable(z.string(NOT_A_CHOICE).check(z.regex(/^(?:[0-9a-f]{2}){1,32}$/, NOT_A_CHOICE)))

/**
 * Which of the signatures held for review are meant: those that match every member; without any, all. A network or an email domain is
 * that for which they are held. An unknown member is refused, because with a misspelt name more signatures would match than were meant.
 */
const reviewCondition = z.strictObject(
  {
    suspicion: z.optional(z.enum(SUSPICIONS, NOT_A_CHOICE)),
    network: z.optional(label),
    emailDomain: z.optional(label),
    /** The country of the request. */
    country: z.optional(z.string(NOT_A_CHOICE).check(z.regex(/^[A-Z]{2}$/, { error: 'not-a-country' }))),
    disposable: z.optional(z.boolean(NOT_A_CHOICE)),
    signal: z.optional(z.enum(SIGNALS, NOT_A_CHOICE)),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? 'unknown-field' : missingOr('not-a-choice')(issue)) },
)
export type ReviewCondition = z.output<typeof reviewCondition>

export const reviewPreviewForm = z.object({ condition: reviewCondition })

/** `expected`: how many signatures match, as the campaign has seen it. With another number nothing is changed. */
export const reviewDecisionForm = z.object({
  condition: reviewCondition,
  expected: z.int({ error: missingOr('not-a-number') }).check(z.gte(0, { error: 'not-a-number' })),
})
export type ReviewDecision = z.output<typeof reviewDecisionForm>

export const reviewResponse = z.object({
  /** The largest first. Each condition matches its group and no other. */
  groups: z.array(
    z.object({
      condition: reviewCondition,
      signatures: z.int(),
      /** How many of them would count at once: those that are confirmed, or need no confirmation. */
      confirmed: z.int(),
      /** How many have a disposable email address. */
      disposable: z.int(),
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
    }),
  ),
  /** Includes groups that are left out. */
  total: z.int(),
  /** False: there are more than these numbers say, which are shown once some of these are decided. */
  complete: z.boolean(),
  /** The decision that is being carried out; null if none is. Others have to wait until it is done. */
  underWay: z.nullable(
    z.object({
      decision: z.enum(['release', 'remove', 'undo']),
      /** How many it is about, and how many of them have had their turn. */
      signatures: z.int(),
      done: z.int(),
    }),
  ),
})
export type ReviewResponse = z.output<typeof reviewResponse>

export const reviewPreview = z.object({
  matches: z.int(),
  /** After a release: how many would be counted at once, and how many would be pending, to be confirmed. */
  wouldCount: z.int(),
  wouldBePending: z.int(),
  /** False: there are more, which a decision with this condition would leave held. */
  complete: z.boolean(),
  /** A few of the public names. */
  examples: z.array(z.string()),
})
export type ReviewPreview = z.output<typeof reviewPreview>

/** `left`: how many of them are still to have their turn. They follow by themselves, within minutes. */
export const reviewReleased = z.object({ released: z.int(), counted: z.int(), pending: z.int(), left: z.int() })
export const reviewRemoved = z.object({ removed: z.int(), left: z.int() })
