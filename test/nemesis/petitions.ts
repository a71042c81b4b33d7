/** The petitions of a run, and what the people of each do. */
import { REVIEW_RULE_MAX } from '../../src/limits.ts'
import { petitionForm } from '../support/petition-form.ts'

export interface PetitionPlan {
  slug: string
  confirmation: 'none' | 'email'
  /** Of 100 people. */
  share: number
  /** Chances: to sign again, to withdraw, and to sign once more after that. */
  again: number
  withdraw: number
  return: number
}

/** Nobody withdraws from `steady`, so its count must never go back. `paused` is closed and reopened. */
export const PETITIONS: readonly PetitionPlan[] = [
  { slug: 'steady', confirmation: 'none', share: 45, again: 0.08, withdraw: 0, return: 0 },
  { slug: 'moving', confirmation: 'none', share: 30, again: 0.05, withdraw: 0.4, return: 0.5 },
  { slug: 'emailed', confirmation: 'email', share: 7, again: 0.1, withdraw: 0.3, return: 0.3 },
  { slug: 'paused', confirmation: 'none', share: 18, again: 0, withdraw: 0, return: 0 },
]

/** Everybody comes from a network and a domain of their own; the rules against floods are not what is tried here. */
const WITHOUT_FLOODS = {
  networkPerHour: REVIEW_RULE_MAX,
  emailDomainPerHour: REVIEW_RULE_MAX,
  disposablePerHour: REVIEW_RULE_MAX,
  surgePerMinute: REVIEW_RULE_MAX,
}

/** Dense, so that a count often goes down and up again over one. */
export const MILESTONES = Array.from({ length: 40 }, (_, at) => 25 * (at + 1)).concat(
  2_000,
  3_000,
  5_000,
  7_500,
  10_000,
  20_000,
  50_000,
  100_000,
  300_000,
  500_000,
)

export const formOf = ({ slug, confirmation }: PetitionPlan) =>
  petitionForm({
    slug,
    title: `The petition ${slug}`,
    confirmation,
    milestones: MILESTONES,
    reviewRules: WITHOUT_FLOODS,
  })

/** The petition of a person, by a number from 0 up to 100. */
export function petitionAt(position: number): PetitionPlan {
  let rest = position
  for (const petition of PETITIONS) {
    if (rest < petition.share) return petition
    rest -= petition.share
  }
  throw new Error('the shares are fewer than 100')
}

const DOMAINS = 5_000
/** As typed; the second spelling is the same address. */
export const emailOf = (signer: number, isAgain = false): string =>
  isAgain ? `S${signer}@D${signer % DOMAINS}.Example.ORG` : `s${signer}@d${signer % DOMAINS}.example.org`
export const addressOf = (signer: number): string => `10.${(signer >> 16) & 255}.${(signer >> 8) & 255}.${signer & 255}`
