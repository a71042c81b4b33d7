/**
 * Three floods as campaigns have seen them, mixed into the people who sign. What tells them apart afterwards is the
 * `source` in their links, which no rule looks at.
 *
 * Weakness: each is of one kind. Who mixes all three and takes a week over it comes closer to passing.
 */
import mailchecker from 'mailchecker'

import { pick, randomAt } from '../random.ts'
import { type Signer, signersOf } from '../signers.ts'
import { asJson, type Submission } from '../submission.ts'
import { ABUSIVE_NAMES } from './abusive-names.ts'

export const FLOODS = ['network', 'disposable', 'abusive'] as const
export type FloodName = (typeof FLOODS)[number]

export const FLOOD_SIZES: Record<FloodName, number> = { network: 1_500, disposable: 800, abusive: 500 }

/** When each begins and ends, as shares of the time that people take to sign. */
const FLOOD_TIMES: Record<FloodName, readonly [from: number, to: number]> = {
  network: [0.1, 0.5],
  disposable: [0.3, 0.8],
  abusive: [0.4, 0.9],
}

export const sourceOf = (flood: FloodName): string => `flood-${flood}`

/** So many signers share a domain: fewer than are conspicuous. */
const SIGNERS_PER_DOMAIN = 10
const PURPOSE_INSULT = 4

export interface AttackPlan {
  slug: string
  signers: number
  seed: number
  /** What the page says of when it was rendered, if it does. Whoever floods takes care to send it too. */
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
  const domains = [...mailchecker.blacklist()].filter((domain) => /^[a-z][a-z0-9-]+\.[a-z]{2,10}$/.test(domain))
  let next = signers
  for (const flood of FLOODS) {
    const size = FLOOD_SIZES[flood]
    const [from, to] = FLOOD_TIMES[flood]
    const stride = Math.floor(domains.length / size)
    for (let n = 0; n < size; n++, next++) {
      const source = sourceOf(flood)
      const at = from + ((to - from) * n) / size
      submissions.push({
        at,
        submission: {
          kind: 'flood',
          ...floodAddress(flood, n),
          request: asJson(
            slug,
            form(next, { source, ...faked(flood, n, drawSigner(next), domains[n * stride], seed) }),
          ),
        },
      })
    }
  }
  return submissions.toSorted((a, b) => a.at - b.at).map(({ submission }) => submission)
}

/** One /48 for documentation (RFC 9637), a /64 of it for each: below every limit of the edge. */
const floodAddress = (flood: FloodName, n: number): { address?: string } =>
  flood === 'network' ? { address: `3fff:0:0:${n.toString(16)}::1` } : {}

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
