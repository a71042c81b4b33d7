/** A group of held signatures in the address of its page, and what can be said of it at a glance. */
import { SUSPICIONS, type ReviewCondition } from '../../../schema/review.ts'
import { REVIEW_FLOOD_MIN_SIGNATURES, REVIEW_HOUR_MS } from '../../limits.ts'

/** For a hash that is not known, or was deleted. */
const NONE = 'none'

/** `network-5be1…`, `email-domain-none`, `signals`: of the members that make a group, which are those of a listed one. */
export function addressOfGroup({ suspicion, network, emailDomain }: ReviewCondition): string {
  const hash = network === undefined ? emailDomain : network
  return hash === undefined ? (suspicion ?? '') : `${suspicion}-${hash ?? NONE}`
}

/** What the address of a group says; still to be validated as a condition. Null for the address of nothing. */
export function groupAt(address: string): Record<string, unknown> | null {
  const suspicion = SUSPICIONS.find((one) => address === one || address.startsWith(`${one}-`))
  if (suspicion === undefined) return null
  if (address === suspicion) return { suspicion }
  const hash = address.slice(suspicion.length + 1)
  const value = hash === NONE ? null : hash
  if (suspicion === 'network') return { suspicion, network: value }
  return suspicion === 'email-domain' ? { suspicion, emailDomain: value } : null
}

export type Likely = 'people' | 'flood' | 'unclear'

interface Facts {
  signatures: number
  confirmed: number
  /** In milliseconds. */
  firstAt: number
  lastAt: number
}

/**
 * A cautious guess: no button depends on it. People, if half have confirmed; a flood, if none of ten or more has and all came within
 * an hour. Where signatures need no confirmation, nobody can say.
 */
export function likely({ signatures, confirmed, firstAt, lastAt }: Facts, needConfirmation: boolean): Likely {
  if (!needConfirmation) return 'unclear'
  if (confirmed * 2 >= signatures) return 'people'
  const isSudden = lastAt - firstAt <= REVIEW_HOUR_MS
  return confirmed === 0 && signatures >= REVIEW_FLOOD_MIN_SIGNATURES && isSudden ? 'flood' : 'unclear'
}
