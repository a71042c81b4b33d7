/**
 * What a signer's row may be at the end, from what they did. What was answered happened. What was not answered may have happened
 * when it was asked, later than everything else, or never: all of these are tried, by the model that the ledger is tested against.
 */
import { expected, type Intent } from '../worker/order/model.ts'
import type { Operation } from './history.ts'

/** Counted, waiting for the confirmation, or not there. */
export type Outcome = 'in' | 'pending' | 'out'

/** Beyond this many anything may be: there are too many ways. */
const UNANSWERED_MAX = 4
const SIGNER = 0

/** A time in which the petition was closed, or the edge may not have known yet that it was open again. */
export type Closed = readonly [from: number, until: number]

export interface Circumstances {
  confirmation: 'none' | 'email'
  closed: readonly Closed[]
}

/** Responses that say that nothing was accepted. A 503 may come although the queue took the message after its deadline. */
const isRefused = ({ status }: Operation): boolean => status >= 400 && status !== 503

export function allowed(operations: readonly Operation[], around: Circumstances): ReadonlySet<Outcome> {
  const asked = operations.filter((one) => !isRefused(one))
  const unanswered = asked.filter(({ status }) => status !== 202)
  const any = new Set<Outcome>(['in', 'pending', 'out'])
  if (unanswered.length > UNANSWERED_MAX) return any
  // An accepted signature of about the time of a closing is in or out by milliseconds that only the edge knows.
  if (asked.some((one) => around.closed.some((closed) => overlaps(one, closed)))) return any
  const outcomes = new Set<Outcome>()
  for (let way = 0; way < 3 ** unanswered.length; way++) {
    const outcome = outcomeOf(ordered(asked, unanswered, way), around)
    if (outcome !== null) outcomes.add(outcome)
  }
  return outcomes
}

const overlaps = ({ invoked, answered }: Operation, [from, until]: Closed): boolean =>
  invoked <= until && (answered ?? Infinity) >= from

/** `way` in base 3: each of the unanswered is left out, stays where it was asked, or comes last. */
function ordered(asked: readonly Operation[], unanswered: readonly Operation[], way: number): Operation[] {
  const placeOf = new Map(unanswered.map((one, index) => [one, Math.floor(way / 3 ** index) % 3]))
  return [...asked.filter((one) => (placeOf.get(one) ?? 1) === 1), ...asked.filter((one) => placeOf.get(one) === 2)]
}

/** Null for an order that cannot have been: a link that no email had. */
function outcomeOf(operations: readonly Operation[], { confirmation }: Circumstances): Outcome | null {
  const intents: Intent[] = []
  let firstId: string | null = null
  for (const [at, { kind, id }] of operations.entries()) {
    const ownId = id ?? `unanswered-${at}`
    if (kind === 'sign') {
      firstId ??= ownId
      intents.push({
        kind,
        signer: SIGNER,
        id: ownId,
        at,
        proven: confirmation === 'none',
        suspicious: false,
        version: null,
      })
    } else if (kind === 'withdraw') {
      intents.push({ kind, signer: SIGNER, id: ownId, byEmail: false, at })
    } else if (firstId === null) {
      return null
    } else if (kind === 'confirm') {
      intents.push({ kind, id: firstId, at })
    } else {
      intents.push({ kind: 'withdraw', signer: SIGNER, id: firstId, byEmail: true, at })
    }
  }
  const status = expected(SIGNER, intents)?.status
  return status === 'counted' ? 'in' : status === 'pending' ? 'pending' : 'out'
}
