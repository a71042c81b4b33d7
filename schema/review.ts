/** The review of floods: why a signature may wait, and the rules that say so. */
import * as z from 'zod/mini'

import { REVIEW_RULE_MAX } from '../src/limits.ts'

/** Which rule set a signature aside. */
export const SUSPICIONS = ['network', 'mail-domain', 'disposable', 'signals', 'surge'] as const
export type Suspicion = (typeof SUSPICIONS)[number]

/**
 * Stands in the place of a mail domain's hash for every domain that gives out addresses to throw away: there are tens of
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
  /** From one mail domain that is not a big provider's. */
  mailDomainPerHour: threshold,
  /** From all domains together that give out addresses to throw away. */
  disposablePerHour: threshold,
  /** To the whole petition; beyond it those with any signal wait. */
  surgePerMinute: threshold,
  /** How much its signals must weigh (SIGNAL_WEIGHTS) for one signature to wait, whatever the others do. */
  signals: threshold,
})
export type ReviewRules = z.output<typeof reviewRules>

/** A petition's own; the others are the house's. */
export const petitionReviewRules = z.partial(reviewRules)
export type PetitionReviewRules = z.output<typeof petitionReviewRules>
