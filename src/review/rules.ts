/**
 * Which signatures are held for review, and why. Pure functions: the signatures stored before are an argument. The rules use
 * no identities, only that many signatures came from one network or one rare email domain within an hour, or that one has
 * the signals of a bot. The signer is not informed: the campaign decides.
 *
 * Limitation: a flood from many networks, with email addresses at many or large providers and plausible names, passes.
 * Confirmation by email makes such a flood expensive.
 */
import type { SignatureMessage } from '../../schema/message.ts'
import type { PetitionReviewRules, ReviewRules, Suspicion } from '../../schema/review.ts'
import { REVIEW_HOUR_MS, REVIEW_MINUTE_MS, REVIEW_RULES, SIGNAL_WEIGHTS } from '../limits.ts'
import { type Arrival, type CrowdRule, sharedBy } from './arrivals.ts'

/** Signatures of one batch and petition that one rule counts together, all within an hour. */
export interface Crowd {
  rule: CrowdRule
  /** The hash that they share, hex. */
  key: string
  /** When the newest was signed, in milliseconds: the end of the hour. */
  until: number
  messages: SignatureMessage[]
}

/** The stored signatures of a crowd's hour. */
export interface Velocity {
  /** How many signers they are of, without those of the batch. */
  earlier: number
  /** Those that were not held for review when they were stored. */
  open: readonly Arrival[]
}

/** What was read of a petition. */
export interface Known {
  rules: ReviewRules
  /** A crowd that is missing has no stored signatures. */
  velocities: ReadonlyMap<Crowd, Velocity>
  /** Signatures within the minute before the newest message. Not read, and 0, where no message has a signal. */
  lastMinute: number
}

/** A crowd beyond its threshold: its stored signatures are held for review too. */
export interface Flood {
  rule: CrowdRule
  open: readonly Arrival[]
}

export interface Verdict {
  suspicions: Map<SignatureMessage, Suspicion>
  /** In the order of the rules: a signature that is in several is held by the first. */
  floods: Flood[]
}

export const rulesOf = (own: PetitionReviewRules | null): ReviewRules => ({
  networkPerHour: own?.networkPerHour ?? REVIEW_RULES.networkPerHour,
  emailDomainPerHour: own?.emailDomainPerHour ?? REVIEW_RULES.emailDomainPerHour,
  disposablePerHour: own?.disposablePerHour ?? REVIEW_RULES.disposablePerHour,
  surgePerMinute: own?.surgePerMinute ?? REVIEW_RULES.surgePerMinute,
  signals: own?.signals ?? REVIEW_RULES.signals,
})

/** What is to be counted for the messages of one petition. Messages of more than an hour, as after an outage, give more crowds. */
export function crowdsOf(messages: readonly SignatureMessage[]): Crowd[] {
  const open = new Map<string, Crowd>()
  const crowds: Crowd[] = []
  for (const message of messages.toSorted((a, b) => b.signedAt - a.signedAt)) {
    for (const [rule, key] of sharedBy(message.review)) {
      const crowd = open.get(`${rule}/${key}`)
      if (crowd !== undefined && message.signedAt > crowd.until - REVIEW_HOUR_MS) {
        crowd.messages.push(message)
        continue
      }
      const next: Crowd = { rule, key, until: message.signedAt, messages: [message] }
      open.set(`${rule}/${key}`, next)
      crowds.push(next)
    }
  }
  return crowds
}

/** A signature that breaks several rules has the first of them, in this order, as its suspicion. */
const ORDER: readonly CrowdRule[] = ['network', 'disposable', 'email-domain']

/** `messages` are of one petition, and `crowds` are theirs. */
export function judge(messages: readonly SignatureMessage[], crowds: readonly Crowd[], known: Known): Verdict {
  const { rules, velocities, lastMinute } = known
  const suspicions = new Map<SignatureMessage, Suspicion>()
  const suspect = (message: SignatureMessage, suspicion: Suspicion): void => {
    if (!suspicions.has(message)) suspicions.set(message, suspicion)
  }
  const beyond = crowds
    .filter((crowd) => isBeyond(crowd, velocities.get(crowd) ?? NONE, rules))
    .toSorted((a, b) => ORDER.indexOf(a.rule) - ORDER.indexOf(b.rule))
  for (const { rule, messages } of beyond) for (const message of messages) suspect(message, rule)
  for (const message of messages) if (weightOf(message) >= rules.signals) suspect(message, 'signals')
  for (const message of surgeOf(messages, lastMinute, rules.surgePerMinute)) {
    if (message.review.signals.length > 0) suspect(message, 'surge')
  }
  return {
    suspicions,
    floods: beyond.map((crowd) => ({ rule: crowd.rule, open: (velocities.get(crowd) ?? NONE).open })),
  }
}

const NONE: Velocity = { earlier: 0, open: [] }

const isBeyond = ({ rule, messages }: Crowd, { earlier }: Velocity, rules: ReviewRules): boolean =>
  earlier + sizeOf(messages) > thresholdOf(rule, rules)

/** No more than would be stored: a signer counts once, and so does a challenge. */
const sizeOf = (messages: readonly SignatureMessage[]): number =>
  Math.min(new Set(messages.map(({ signer }) => signer)).size, new Set(messages.map(({ id }) => id)).size)

function thresholdOf(rule: CrowdRule, rules: ReviewRules): number {
  switch (rule) {
    case 'network':
      return rules.networkPerHour
    case 'email-domain':
      return rules.emailDomainPerHour
    case 'disposable':
      return rules.disposablePerHour
  }
}

const weightOf = ({ review }: SignatureMessage): number =>
  [...new Set(review.signals)].reduce((sum, signal) => sum + SIGNAL_WEIGHTS[signal], 0)

/** Those with more than `perMinute` signatures in the minute before them. */
function surgeOf(messages: readonly SignatureMessage[], lastMinute: number, perMinute: number): SignatureMessage[] {
  const ordered = messages.toSorted((a, b) => a.signedAt - b.signedAt)
  let oldest = 0
  return ordered.filter((message, index) => {
    while ((ordered[oldest]?.signedAt ?? Infinity) <= message.signedAt - REVIEW_MINUTE_MS) oldest++
    return lastMinute + index - oldest + 1 > perMinute
  })
}
