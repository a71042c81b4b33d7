/**
 * Which signatures wait for review, and why. Pure: what the ledger holds already is an argument. The rules know no
 * identity, only that many came from one network or one rare email domain within an hour, or that one came as people do
 * not come. Who is set aside is not accused and not told: a campaign decides.
 *
 * Weakness: a flood from many networks, with addresses at many or at big providers and with names like names, passes.
 * Confirmation by email is what makes that one dear.
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
  /** When the newest was signed. The hour ends with it. */
  until: number
  messages: SignatureMessage[]
}

/** What the ledger holds of a crowd's hour, signers of the batch left out. */
export interface Velocity {
  /** How many there are; counted no further than the first one beyond the threshold. */
  earlier: number
  /** How many of those are not set aside. */
  open: number
}

/** What the ledger knows of a petition. */
export interface Known {
  rules: ReviewRules
  /** Nothing of a crowd that is not in it. */
  velocities: ReadonlyMap<Crowd, Velocity>
  /** Signatures within the minute before the newest message; not asked for, and 0, where no message has a signal. */
  lastMinute: number
}

/** A crowd beyond its threshold: what the ledger holds of it from after `since` up to `until` is set aside too. */
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

/** One petition's messages → what is to be counted. Messages of more than an hour, as after an outage, make more crowds. */
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

/** The first of the rules that a signature falls under, in this order, is the reason that the campaign reads. */
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

/** No more than the ledger would take of them: a signer who came twice is one, and so is a challenge. */
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

/** With nothing open among the first of the hour, only what was stored in the very last moments can be. */
const floodOf = ({ rule, key, until }: Crowd, { open }: Velocity): Flood => ({
  rule,
  key,
  since: until - (open > 0 ? REVIEW_HOUR_MS : REVIEW_OVERLAP_MS),
  until,
})

const weightOf = ({ review }: SignatureMessage): number =>
  [...new Set(review.signals)].reduce((sum, signal) => sum + SIGNAL_WEIGHTS[signal], 0)

/** Those that came when the minute before them had its fill already. */
function surgeOf(messages: readonly SignatureMessage[], lastMinute: number, perMinute: number): SignatureMessage[] {
  const ordered = messages.toSorted((a, b) => a.signedAt - b.signedAt)
  let oldest = 0
  return ordered.filter((message, index) => {
    while ((ordered[oldest]?.signedAt ?? Infinity) <= message.signedAt - REVIEW_MINUTE_MS) oldest++
    return lastMinute + index - oldest + 1 > perMinute
  })
}
