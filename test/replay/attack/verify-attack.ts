/** Everything that must be true after an attack and its review. Pure. */
import { check, type Check, healthy } from '../verify.ts'
import { allOf, inState, talliesOf } from './facts.ts'
import { CAMPUS_SIGNERS, FLOOD_SIZES, FLOODS } from './floods.ts'
import type { AttackEvidence, Decided } from './play-attack.ts'

const CAUGHT_MIN_SHARE = 0.99
const PEOPLE_CAUGHT_MAX_SHARE = 0.001

export const verifyAttack = (evidence: AttackEvidence): Check[] => [
  ...accepted(evidence),
  ...caught(evidence),
  ...counted(evidence),
  ...reviewed(evidence),
  ...healthy({ book: evidence.book, ledger: evidence.reviewed }),
]

/** A flood gets the same responses as everybody else. */
function accepted({ planned, responses }: AttackEvidence): Check[] {
  return [
    check('signatures of people accepted', planned + CAMPUS_SIGNERS, responses.accepted.first),
    check('signatures of floods accepted', sum(Object.values(FLOOD_SIZES)), responses.accepted.flood),
    check('refusals', {}, responses.refused),
  ]
}

function caught({ planned, flooded }: AttackEvidence): Check[] {
  return [
    ...FLOODS.map((flood) => {
      const share = inState(flooded.floods[flood], 'quarantined') / FLOOD_SIZES[flood]
      return atLeast(`flood "${flood}" of ${FLOOD_SIZES[flood]} caught`, CAUGHT_MIN_SHARE, share)
    }),
    check('people of one campus held for review', CAMPUS_SIGNERS, inState(flooded.campus, 'quarantined')),
    atMost('people held with them', PEOPLE_CAUGHT_MAX_SHARE, inState(flooded.people, 'quarantined') / planned),
  ]
}

/** Rows, counter, tallies and the log of the consumer, before the review. */
function counted({ planned, flooded, book, groupsBefore }: AttackEvidence): Check[] {
  const leaked = sum(FLOODS.map((flood) => inState(flooded.floods[flood], 'counted')))
  const n = planned - inState(flooded.people, 'quarantined') + leaked
  return [
    check('rows', planned + CAMPUS_SIGNERS + sum(Object.values(FLOOD_SIZES)), allRows(flooded)),
    check('signatures counted', n, flooded.counter),
    check(
      'sums of the tallies',
      talliesOf(() => n),
      flooded.tallies,
    ),
    check('counted, less what was held afterwards', n, book.settled.counted - book.settled.quarantinedLater),
    check('removals before the review', withoutZeros({ quarantined: book.settled.quarantinedLater }), flooded.removals),
    check('signatures in the groups', allRows(flooded) - n, groupsBefore.total),
  ]
}

function reviewed({ planned, flooded, reviewed, groupsBefore, groupsAfter, decided, shown }: AttackEvidence): Check[] {
  const removed = sum(decided.filter(({ decision }) => decision === 'remove').map(({ concerned }) => concerned))
  const released = sum(decided.map(({ counted }) => counted))
  const n = flooded.counter + released
  const people = planned + CAMPUS_SIGNERS - peopleRemoved(reviewed)
  const leaked = sum(FLOODS.map((flood) => inState(reviewed.floods[flood], 'counted')))
  return [
    check(
      'each group as the dry run had said',
      decided.map(({ group }) => group.signatures),
      decided.map(asDecided),
    ),
    check('signatures decided', groupsBefore.total, removed + released),
    check('people of the campus counted', CAMPUS_SIGNERS, inState(reviewed.campus, 'counted')),
    check('signatures left to review', { groups: [], total: 0, complete: true, underWay: null }, groupsAfter),
    check('signatures counted after the review', n, reviewed.counter),
    check('of them people and what leaked', { people, leaked }, { people: n - leaked, leaked: n - people }),
    check(
      'sums of the tallies after the review',
      talliesOf(() => n),
      reviewed.tallies,
    ),
    check('removals after the review', withoutZeros({ ...flooded.removals, released, removed }), reviewed.removals),
    check('public counts', { state: 'open', count: n, petition: n, page: n }, shown),
  ]
}

/** What is removed keeps its partner, which distinguishes floods from people, as long as it can be undone. */
export const peopleRemoved = (reviewed: AttackEvidence['reviewed']): number => inState(reviewed.people, 'removed')

/** NaN where the dry run and the decision differ. */
const asDecided = ({ previewed, concerned }: Decided): number => (previewed === concerned ? concerned : NaN)

const allRows = ({ floods, people, campus }: AttackEvidence['flooded']): number =>
  allOf(people) + allOf(campus) + sum(FLOODS.map((flood) => allOf(floods[flood])))

const atLeast = (what: string, least: number, share: number): Check => ({
  what,
  expected: `at least ${inPercent(least)}`,
  found: inPercent(share),
  ok: share >= least,
})

const atMost = (what: string, most: number, share: number): Check => ({
  what,
  expected: `at most ${inPercent(most)}`,
  found: inPercent(share),
  ok: share <= most,
})

const inPercent = (share: number): string => `${Math.floor(share * 10_000) / 100} %`
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)
const withoutZeros = (counts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))
