/**
 * Three floods as campaigns have seen them, mixed with genuine signatures. They are distinguished afterwards by the
 * `partner` in their links, which no rule reads.
 *
 * Limitations: each is of one kind. A mixture of all three over a week would be harder to find.
 */
import { disposableDomains } from '../../../src/build/disposable-table.ts'
import { parseEmail } from '../../../schema/email-address.ts'
import { pick, randomAt } from '../random.ts'
import { type Signer, signersOf } from '../signers.ts'
import { asJson, type Submission } from '../submission.ts'
import { ABUSIVE_NAMES } from './abusive-names.ts'

export const FLOODS = ['network', 'disposable', 'abusive'] as const
export type FloodName = (typeof FLOODS)[number]

export const FLOOD_SIZES: Record<FloodName, number> = { network: 1_500, disposable: 800, abusive: 500 }

/** People who look like a flood: all in the network of their campus. The review has to release them. */
export const CAMPUS = 'campus'
export const CAMPUS_SIGNERS = 40

/** When each begins and ends, as shares of the duration of the replay. */
const TIMES: Record<FloodName | typeof CAMPUS, readonly [from: number, to: number]> = {
  network: [0.1, 0.5],
  campus: [0.2, 0.7],
  disposable: [0.3, 0.8],
  abusive: [0.4, 0.9],
}

export const partnerOf = (flood: FloodName): string => `flood-${flood}`

/** How many signers share a domain: fewer than the rule finds. */
const SIGNERS_PER_DOMAIN = 10
const PURPOSE_INSULT = 4

export interface AttackPlan {
  slug: string
  signers: number
  seed: number
  /** The rendering time from the page, if there is one. Floods send it too. */
  rendered: string | null
}

/** Everybody's submissions in the order of their time. */
export function planAttack({ slug, signers, seed, rendered }: AttackPlan): Submission[] {
  const drawSigner = signersOf(seed)
  const form = (index: number, changes: Partial<Signer> = {}): object => {
    const signer = drawSigner(index)
    const email = `${localPart(signer)}@company-${Math.floor(index / SIGNERS_PER_DOMAIN)}.example`
    return { ...signer, email, ...(rendered === null ? {} : { rendered }), ...changes }
  }
  const submissions: { at: number; submission: Submission }[] = []
  for (let index = 0; index < signers; index++) {
    submissions.push({ at: index / signers, submission: { kind: 'first', request: asJson(slug, form(index)) } })
  }
  const domains = disposableDomains().filter((domain) => parseEmail(`a@${domain}`) !== null)
  let next = signers
  for (const flood of FLOODS) {
    const size = FLOOD_SIZES[flood]
    const partner = partnerOf(flood)
    const stride = Math.floor(domains.length / size)
    for (let n = 0; n < size; n++, next++) {
      const disguise = faked(flood, n, drawSigner(next), domains[n * stride], seed)
      const request = asJson(slug, form(next, { partner, ...disguise }))
      const submission: Submission = { kind: 'flood', request, ...(flood === 'network' ? inNetwork(0, n) : {}) }
      submissions.push({ at: timeOf(flood, n / size), submission })
    }
  }
  for (let n = 0; n < CAMPUS_SIGNERS; n++, next++) {
    const request = asJson(slug, form(next, { partner: CAMPUS }))
    submissions.push({
      at: timeOf(CAMPUS, n / CAMPUS_SIGNERS),
      submission: { kind: 'first', request, ...inNetwork(1, n) },
    })
  }
  return submissions.toSorted((a, b) => a.at - b.at).map(({ submission }) => submission)
}

function timeOf(who: FloodName | typeof CAMPUS, share: number): number {
  const [from, to] = TIMES[who]
  return from + (to - from) * share
}

/** A /64 for each, of a /48 for documentation (RFC 9637): below every limit of the edge. */
const inNetwork = (network: number, n: number): { address: string } => ({
  address: `3fff:0:${network}:${n.toString(16)}::1`,
})

function faked(
  flood: FloodName,
  n: number,
  signer: Signer,
  disposable: string | undefined,
  seed: number,
): Partial<Signer> {
  switch (flood) {
    case 'network':
      return {}
    case 'disposable':
      return { email: `${localPart(signer)}@${disposable ?? ''}` }
    case 'abusive':
      return { name: pick(ABUSIVE_NAMES, randomAt(seed, PURPOSE_INSULT, n)), showName: 'full' }
  }
}

const localPart = ({ email }: Signer): string => email.slice(0, email.lastIndexOf('@'))
