/**
 * Which signatures are held for review, and why. Pure functions: the signatures stored before are an argument. The rules use
 * no identities, only that many signatures came from one network or one rare email domain within an hour, or that one has
 * the signals of a bot. The signer is not informed: the campaign decides.
 *
 * Limitation: a flood from many networks, with email addresses at many or large providers and plausible names, passes.
 * Confirmation by email makes such a flood expensive.
 */
import type { SignatureMessage } from '../../schema/message.ts'
import { DISPOSABLE_DOMAIN, type PetitionReviewRules, type ReviewRules, type Suspicion } from '../../schema/review.ts'
import { REVIEW_HOUR_MS, REVIEW_MINUTE_MS, REVIEW_OVERLAP_MS, REVIEW_RULES, SIGNAL_WEIGHTS } from '../limits.ts'

/** The rules that count signatures that have something in common. */
export type CrowdRule = Extract<Suspicion, 'network' | 'email-domain' | 'disposable'>

/** Signatures of one batch and petition that one rule counts together, all within an hour. */
export interface Crowd {
  rule: CrowdRule
  /** The hash that they share, hex. */
  key: string
  /** When the newest was signed, in milliseconds: the end of the hour. */
  until: number
  messages: SignatureMessage[]
}

/** The stored signatures of a crowd's hour, without signers of the batch. */
export interface Velocity {
  /** How many there are, counted up to one more than the threshold. */
  earlier: number
  /** How many of those are not held for review. */
  open: number
}

/** What was read of a petition. */
export interface Known {
  rules: ReviewRules
  /** A crowd that is missing has no stored signatures. */
  velocities: ReadonlyMap<Crowd, Velocity>
  /** Signatures within the minute before the newest message. Not read, and 0, where no message has a signal. */
  lastMinute: number
}

/** A crowd beyond its threshold: its stored signatures from after `since` up to `until` are held for review too. */
export interface Flood {
  rule: CrowdRule
  key: string
  since: number
  until: number
}

export interface Verdict {
  suspicions: Map<SignatureMessage, Suspicion>
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
    for (const [rule, key] of sharedBy(message)) {
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

function sharedBy({ review }: SignatureMessage): [CrowdRule, string][] {
  const shared: [CrowdRule, string][] = []
  if (review.network !== null) shared.push(['network', review.network])
  if (review.disposable) shared.push(['disposable', DISPOSABLE_DOMAIN])
  else if (review.emailDomain !== null) shared.push(['email-domain', review.emailDomain])
  return shared
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
  const beyond = crowds.filter((crowd) => isBeyond(crowd, velocities.get(crowd) ?? NONE, rules))
  for (const { rule, messages } of beyond.toSorted((a, b) => ORDER.indexOf(a.rule) - ORDER.indexOf(b.rule))) {
    for (const message of messages) suspect(message, rule)
  }
  for (const message of messages) if (weightOf(message) >= rules.signals) suspect(message, 'signals')
  for (const message of surgeOf(messages, lastMinute, rules.surgePerMinute)) {
    if (message.review.signals.length > 0) suspect(message, 'surge')
  }
  return { suspicions, floods: beyond.map((crowd) => floodOf(crowd, velocities.get(crowd) ?? NONE)) }
}

const NONE: Velocity = { earlier: 0, open: 0 }

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

/** If all that were read are held already, only signatures stored in the last moments can be open. */
const floodOf = ({ rule, key, until }: Crowd, { open }: Velocity): Flood => ({
  rule,
  key,
  since: until - (open > 0 ? REVIEW_HOUR_MS : REVIEW_OVERLAP_MS),
  until,
})

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
