/** Everything that must be true after the campaign, compared with what was found. Pure. */
import { isDeepStrictEqual } from 'node:util'

import { ACCEPTED, type Replies } from './responses.ts'
import type { PublicCounts } from './campaign.ts'
import type { LedgerFacts } from './ledger.ts'
import type { LogBook } from './log-book.ts'
import type { Reception } from './receiver.ts'

export interface Evidence {
  planned: { firsts: number; repeats: number; refusals: Record<string, number> }
  responses: Replies
  /** Retries after a 503 or a broken connection: the request before may have been accepted all the same. */
  retried: number
  book: LogBook
  ledger: LedgerFacts
  /** The public counts while the petition was open, and after its closing. */
  open: PublicCounts
  closed: PublicCounts
  milestones: readonly number[]
  receptions: readonly Reception[]
  /** Outcomes of more signatures from one IP address than it may send, in order. */
  flood: readonly string[]
  /** Outcomes of signatures after the closing, in order. */
  late: readonly string[]
}

export interface Check {
  what: string
  expected: unknown
  found: unknown
  ok: boolean
}

export function verify(evidence: Evidence): Check[] {
  return [
    ...responded(evidence),
    ...counted(evidence),
    ...milestonesSent(evidence),
    ...webhooksDelivered(evidence),
    ...ended(evidence),
    ...healthy(evidence),
  ]
}

export const check = (what: string, expected: unknown, found: unknown): Check => ({
  what,
  expected,
  found,
  ok: isDeepStrictEqual(expected, found),
})

function responded({ planned, responses, flood }: Evidence): Check[] {
  return [
    check('first signatures accepted', planned.firsts, responses.accepted.first),
    check(
      'repeats accepted, so that the response does not reveal who has signed',
      planned.repeats,
      responses.accepted.repeat,
    ),
    check('refusals by code', sorted(planned.refusals), sorted(responses.refused)),
    check('unexpected responses', [], responses.surprising),
    check('many signatures from one IP address end in', '429 too-many-requests', flood.at(-1)),
  ]
}

function counted({ planned, responses, retried, book, ledger, open, flood }: Evidence): Check[] {
  const n = planned.firsts
  const repeats = responses.accepted.repeat + flood.filter(isAccepted).length
  // What was sent twice, or past the queue, may have reached the consumer once more or once less.
  const unsure = retried + book.storedDirectly()
  const dropped = Math.abs(book.settled.repeated - repeats) <= unsure ? repeats : book.settled.repeated
  return [
    check('signatures counted', n, ledger.counter),
    check('rows in D1', n, ledger.rows),
    check(
      'sums of the tallies',
      { country: n, 'day-partner': n, hour: n, language: n, minute: n, partner: n, version: n },
      ledger.tallies,
    ),
    check('repeats that the ledger dropped', repeats, dropped),
    check('public counts while open', { state: 'open', count: n, petition: n, page: n }, open),
  ]
}

function milestonesSent({ milestones, receptions, planned, ledger }: Evidence): Check[] {
  const passed = deliveredOf(receptions, 'petition.milestone')
    .map(({ data }) => ({ milestone: data.milestone ?? 0, count: data.count ?? 0 }))
    .toSorted((a, b) => a.milestone - b.milestone)
  const impossible = passed.filter(({ milestone, count }) => count < milestone || count > planned.firsts)
  return [
    check(
      'milestone events, each once',
      milestones.filter((threshold) => threshold <= planned.firsts),
      passed.map(({ milestone }) => milestone),
    ),
    check('counts in the milestone events', ledger.milestones, passed),
    check('counts in the milestone events below the milestone or above the total', [], impossible),
  ]
}

function webhooksDelivered({ milestones, receptions, planned, ledger }: Evidence): Check[] {
  const events = milestones.filter((threshold) => threshold <= planned.firsts).length
  const ids = receptions.filter(isDelivered).map(({ webhookId }) => webhookId)
  const failedIds = receptions.filter((reception) => !isDelivered(reception)).map(({ webhookId }) => webhookId)
  return [
    check('deliveries that are not an event', 0, receptions.filter(({ event }) => event === null).length),
    check(
      'deliveries with an invalid signature',
      [],
      receptions.flatMap(({ signatureProblem }) => signatureProblem ?? []),
    ),
    check('different events accepted', events + 1, new Set(ids).size),
    check('events accepted twice', 0, ids.length - new Set(ids).size),
    check('failed deliveries', 1, failedIds.length),
    check(
      'events delivered again with the same webhook-id after a failure',
      failedIds,
      failedIds.filter((id) => ids.includes(id)),
    ),
    check(
      'counts in the closing event',
      [planned.firsts],
      deliveredOf(receptions, 'petition.closed').map(({ data }) => data.count),
    ),
    check('events in D1', { 'petition.closed': 1, 'petition.milestone': events }, ledger.events),
    check('deliveries in D1', { delivered: events + 1 }, ledger.deliveries),
  ]
}

function ended({ planned, closed, late, book }: Evidence): Check[] {
  const n = planned.firsts
  return [
    check('public counts after the closing', { state: 'closed', count: n, petition: n, page: n }, closed),
    check('a signature after the closing gets', '409 petition-closed', late.at(-1)),
    check('signatures after the closing that the ledger dropped', late.filter(isAccepted).length, book.settled.late),
  ]
}

export function healthy({ book, ledger }: { book: LogBook; ledger: { deadLetters: number } }): Check[] {
  return [check('errors in the log of the Workers', {}, book.errors), check('dead letters', 0, ledger.deadLetters)]
}

const sorted = (counts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const isAccepted = (outcome: string): boolean => outcome === ACCEPTED

const isDelivered = ({ status }: Reception): boolean => status < 300

const deliveredOf = (receptions: readonly Reception[], type: string): NonNullable<Reception['event']>[] =>
  receptions.filter(isDelivered).flatMap(({ event }) => (event?.type === type ? [event] : []))
