/**
 * What a consumer remembers of the signatures of the last hour. The table `arrivals` has a row for each petition and two seconds, to which
 * every batch adds a line for each of its signatures: nothing in it is ever changed, so what was read once is not read again.
 *
 * Limitation: of petitions with more signatures in an hour than a consumer reads or keeps (ARRIVALS_READ_MAX_CHARS, ARRIVALS_KEPT_MAX_CHARS),
 * it knows the newest, and sees a flood that comes more slowly later, or not at all.
 */
import { type ReviewFacts, SIGNALS, type SignatureMessage } from '../../schema/message.ts'
import { DISPOSABLE_DOMAIN, type Suspicion } from '../../schema/review.ts'
import {
  ARRIVALS_CHAR_BYTES,
  ARRIVALS_LATE_MS,
  ARRIVALS_MEMORY_BYTES,
  ARRIVALS_SLOT_MS,
  REVIEW_HOUR_MS,
} from '../limits.ts'
import { type Bounded, createBounded } from '../platform/cache/bounded.ts'

/** The rules that count signatures that have something in common. */
export type CrowdRule = Extract<Suspicion, 'network' | 'email-domain' | 'disposable'>

/** A signature that was stored. */
export interface Arrival {
  /** Hex. */
  signer: string
  /** In milliseconds. */
  signedAt: number
  /** Whether it was held for review when it was stored. */
  isHeld: boolean
  review: ReviewFacts
}

/** What a signature may have in common with others: rules and hashes. */
export function sharedBy(review: ReviewFacts): [CrowdRule, string][] {
  const shared: [CrowdRule, string][] = []
  if (review.network !== null) shared.push(['network', review.network])
  if (review.disposable) shared.push(['disposable', DISPOSABLE_DOMAIN])
  else if (review.emailDomain !== null) shared.push(['email-domain', review.emailDomain])
  return shared
}

/** What is not known is empty: no value has a space. */
const SEPARATOR = ' '
/** The first word of what a release writes (src/ledger/arrivals.ts): what has this in common, and was signed before, is no crowd any more. */
export const FORGET = 'forget'

/** For the table: words, and a line feed. As JSON it would be JSON in JSON in JSON on its way to the database, and twice as long. */
export const arrivalLine = ({ signer, signedAt, review }: SignatureMessage, isHeld: boolean): string => {
  const { network, emailDomain, country, disposable, signals } = review
  const words = [signer, signedAt, Number(isHeld), network, emailDomain, country, Number(disposable), signals.join()]
  return `${words.join(SEPARATOR)}\n`
}

/** `rule/hash`. */
const nameOf = (rule: CrowdRule, key: string): string => `${rule}/${key}`

/** Of one petition. */
export class Recent {
  /** How much of each slot was read. */
  readonly #read = new Map<number, number>()
  #arrivals = new Map<string, Arrival[]>()
  readonly #forgotten = new Map<string, number>()
  #oldest = 0
  #newest = 0
  #chars = 0

  /**
   * What to read next: the slots from `from` to `to`, and how many characters of each of them are known. With more than `keptMaxChars`,
   * the older half is forgotten. `now` in milliseconds.
   */
  asks(now: number, keptMaxChars: number): { from: number; to: number; known: Record<number, number> } {
    const hourAgo = slotOf(now - REVIEW_HOUR_MS - ARRIVALS_LATE_MS)
    // What the clock of another consumer has put into the future is read when its time comes, and hides nothing of the present.
    const to = slotOf(now) + LATE_SLOTS
    const from = Math.max(hourAgo, Math.min(this.#newest, slotOf(now)) - LATE_SLOTS)
    if (hourAgo >= this.#oldest + LATE_SLOTS) this.#forget(hourAgo)
    const half = this.#chars > keptMaxChars ? Math.min(from, this.#newerHalf()) : 0
    // Where the last minute alone has too many, there is nothing to forget until it is over.
    if (half > this.#oldest) this.#forget(half)
    const known: Record<number, number> = {}
    for (let slot = from; slot <= Math.min(this.#newest, to); slot++) {
      const read = this.#read.get(slot)
      if (read !== undefined) known[slot] = read
    }
    return { from, to, known }
  }

  /** `tail`: what a slot has after the first `asked` characters. Another batch may have read some of it meanwhile. */
  add(slot: number, asked: number, tail: string): void {
    const read = this.#read.get(slot) ?? 0
    if (read < asked || read >= asked + tail.length) return
    this.#read.set(slot, asked + tail.length)
    this.#newest = Math.max(this.#newest, slot)
    this.#chars += asked + tail.length - read
    for (const text of tail.slice(read - asked).split('\n')) if (text !== '') this.#addLine(text)
  }

  /** Those that were signed after `since` up to `until`, in milliseconds. */
  of(rule: CrowdRule, key: string, { since, until }: { since: number; until: number }): Arrival[] {
    const name = nameOf(rule, key)
    const after = Math.max(since, this.#forgotten.get(name) ?? 0)
    return (this.#arrivals.get(name) ?? []).filter(({ signedAt }) => signedAt > after && signedAt <= until)
  }

  get chars(): number {
    return this.#chars
  }

  #addLine(text: string): void {
    const words = text.split(SEPARATOR)
    if (words[0] === FORGET) {
      const [, name = '', at] = words
      // Slots may be read in any order.
      this.#forgotten.set(name, Math.max(Number(at), this.#forgotten.get(name) ?? 0))
      return
    }
    const [signer = '', signedAt, isHeld, network, emailDomain, country, disposable, signals] = words
    if (signals === undefined) throw new Error('a line of arrivals cannot be read')
    const known = signals.split(',')
    const arrival: Arrival = {
      signer,
      signedAt: Number(signedAt),
      isHeld: isHeld === '1',
      review: {
        network: network || null,
        emailDomain: emailDomain || null,
        country: country || null,
        disposable: disposable === '1',
        signals: SIGNALS.filter((signal) => known.includes(signal)),
      },
    }
    for (const [rule, key] of sharedBy(arrival.review)) {
      const name = nameOf(rule, key)
      const others = this.#arrivals.get(name)
      if (others === undefined) this.#arrivals.set(name, [arrival])
      else others.push(arrival)
    }
  }

  /** The first slot of the newer half of what was read, or of less. */
  #newerHalf(): number {
    const half = this.#chars / 2
    let first = Infinity
    let kept = 0
    for (const [slot, chars] of [...this.#read].toSorted(([a], [b]) => b - a)) {
      kept += chars
      if (kept > half) break
      first = slot
    }
    return first
  }

  /** Slots before `oldest`, and what was signed before them. All that is known is looked at, so this is done once in a while. */
  #forget(oldest: number): void {
    this.#oldest = oldest
    for (const [slot, chars] of this.#read) {
      if (slot >= oldest) continue
      this.#read.delete(slot)
      this.#chars -= chars
    }
    const before = oldest * ARRIVALS_SLOT_MS
    for (const [name, arrivals] of this.#arrivals) {
      const left = arrivals.filter(({ signedAt }) => signedAt >= before)
      if (left.length === 0) this.#arrivals.delete(name)
      else this.#arrivals.set(name, left)
    }
    for (const [name, at] of this.#forgotten) if (at < before) this.#forgotten.delete(name)
  }
}

/** When something was stored, as the table counts time. */
export const slotOf = (ms: number): number => Math.floor(ms / ARRIVALS_SLOT_MS)

const LATE_SLOTS = slotOf(ARRIVALS_LATE_MS)

/** By the id of the petition. */
export type Arrivals = Bounded<Recent>

export const rememberArrivals = (): Arrivals =>
  createBounded<Recent>(ARRIVALS_MEMORY_BYTES, ({ chars }) => ARRIVALS_CHAR_BYTES * chars)
