/**
 * The checker, after Jepsen's set test: what was acknowledged is compared with what there is in the end. Knows nothing of how the
 * evidence was come by, so that a test can show it evidence of each failure.
 */
import { allowed, type Closed, type Outcome } from './expectation.ts'
import type { Operation } from './history.ts'
import type { ReceivedEmail, ReceivedEvent } from './outside.ts'

export interface PetitionEvidence {
  slug: string
  confirmation: 'none' | 'email'
  closed: readonly Closed[]
  counter: number
  /** The sum of the tallies of hours, and of countries that are known and unknown. */
  hours: number
  /** As the public count and the page say it. */
  count: number
  page: number
  /** Thresholds that are recorded as reached. */
  milestones: readonly number[]
  /** All thresholds of the petition. */
  thresholds: readonly number[]
  /** Events of milestones in the outbox. */
  events: readonly { id: string; milestone: number }[]
}

/** A count that was read by the public API. `withdrawals`: how many had been begun by then. */
export interface Poll {
  slug: string
  count: number
  withdrawals: number
  /** When the database was asked for it, by the clock of the Workers, in milliseconds. */
  asOf: number
  /** When it was asked for, and when it was there, by performance.now(). */
  invoked: number
  at: number
}

export interface Row {
  signer: string
  id: string
  status: string
}

/**
 * A time in which processes ended or stopped, by performance.now(): an attempt to send an email may have been cut off after the server
 * had it, and what was in memory is gone.
 */
export type Interruption = readonly [from: number, until: number]

export interface Evidence {
  /** By signer. */
  history: ReadonlyMap<number, readonly Operation[]>
  /** The hash of a signer on the petition they signed. */
  hashOf: (signer: number) => string
  rows: ReadonlyMap<string, readonly Row[]>
  petitions: readonly PetitionEvidence[]
  polls: readonly Poll[]
  received: { emails: readonly ReceivedEmail[]; events: readonly ReceivedEvent[] }
  /** By the id of an email, which is in its Message-ID: how many attempts ended without its being recorded as sent. */
  unsent: ReadonlyMap<string, number>
  interruptions: readonly Interruption[]
  /** What is left to do, by name: messages in queues, emails and deliveries that are pending, dead letters. */
  left: Readonly<Record<string, number>>
}

export interface Check {
  name: string
  /** Empty when it holds. */
  problems: string[]
}

const PROBLEMS_SHOWN = 5
/** In the Message-ID of an email that asks for nothing. */
const ALREADY_SIGNED = '.already-signed@'
/** Between the server's acceptance of an email and its record in a slow database. */
const RECORDED_WITHIN_MS = 6_000

export function check(evidence: Evidence): Check[] {
  return [
    { name: 'every acknowledged signature is in, and once', problems: lost(evidence) },
    { name: 'people who withdrew are out', problems: returned(evidence) },
    { name: 'every row has a signer', problems: strangers(evidence) },
    { name: 'counter, rows, tallies, count and page are equal', problems: unequal(evidence) },
    { name: 'a count goes back only by withdrawals', problems: backwards(evidence) },
    { name: 'each milestone has one event', problems: milestones(evidence) },
    { name: 'each event arrived, signed and with one id', problems: events(evidence) },
    { name: 'one email for each acknowledged signing', problems: emails(evidence) },
    { name: 'nothing is left to do', problems: left(evidence) },
  ]
}

/** For a person: the first few problems of each check. */
export const inWords = (checks: readonly Check[]): string =>
  checks
    .map(({ name, problems }) => {
      if (problems.length === 0) return `ok      ${name}`
      const shown = problems.slice(0, PROBLEMS_SHOWN).map((problem) => `          ${problem}`)
      return [`FAILED  ${name} (${problems.length})`, ...shown].join('\n')
    })
    .join('\n')

interface Verdict {
  signer: number
  is: Outcome
  may: ReadonlySet<Outcome>
}

const verdictsOf = new WeakMap<Evidence, Verdict[]>()
function verdicts(evidence: Evidence): Verdict[] {
  const known = verdictsOf.get(evidence)
  if (known !== undefined) return known
  const statuses = new Map(
    [...evidence.rows].map(([slug, rows]) => [slug, new Map(rows.map(({ signer, status }) => [signer, status]))]),
  )
  const around = new Map(evidence.petitions.map((petition) => [petition.slug, petition]))
  const made = [...evidence.history].map(([signer, operations]): Verdict => {
    const slug = operations[0]?.petition ?? ''
    const circumstances = around.get(slug) ?? { confirmation: 'none', closed: [] }
    return {
      signer,
      is: outcomeOf(statuses.get(slug)?.get(evidence.hashOf(signer))),
      may: allowed(operations, circumstances),
    }
  })
  verdictsOf.set(evidence, made)
  return made
}

const outcomeOf = (status: string | undefined): Outcome =>
  status === 'counted' ? 'in' : status === 'pending' ? 'pending' : 'out'

const lost = (evidence: Evidence): string[] =>
  verdicts(evidence).flatMap(({ signer, is, may }) =>
    is !== 'in' && !may.has(is) ? [`signer ${signer} is ${is}: ${told(evidence, signer)}`] : [],
  )

const returned = (evidence: Evidence): string[] =>
  verdicts(evidence).flatMap(({ signer, is, may }) =>
    is === 'in' && !may.has('in') ? [`signer ${signer} is in: ${told(evidence, signer)}`] : [],
  )

const told = ({ history }: Evidence, signer: number): string => toldOf(history.get(signer) ?? [])

const toldOf = (operations: readonly Operation[]): string =>
  operations.map(({ kind, status, id }) => `${kind} ${status} ${id ?? ''}`.trim()).join(', ')

/** An id that nobody was told is of a request without a response. */
function strangers({ history, hashOf, rows }: Evidence): string[] {
  const told = new Map([...history].map(([signer, operations]) => [hashOf(signer), operations]))
  return [...rows].flatMap(([slug, ofPetition]) => {
    const seen = new Set<string>()
    return ofPetition.flatMap(({ signer, id }) => {
      const isTwice = seen.has(signer)
      seen.add(signer)
      const signings = (told.get(signer) ?? []).filter((one) => one.petition === slug && one.kind === 'sign')
      if (isTwice) return [`${slug}: the signer of ${id} has two rows`]
      return signings.some((one) => one.id === id || one.status !== 202) ? [] : [`${slug}: nobody signed ${id}`]
    })
  })
}

const unequal = ({ petitions, rows }: Evidence): string[] =>
  petitions.flatMap(({ slug, counter, hours, count, page }) => {
    const counted = (rows.get(slug) ?? []).filter(({ status }) => status === 'counted').length
    const numbers = { rows: counted, counter, hours, count, page }
    return new Set(Object.values(numbers)).size === 1 ? [] : [`${slug}: ${JSON.stringify(numbers)}`]
  })

function backwards({ polls, interruptions }: Evidence): string[] {
  const slugs = [...new Set(polls.map(({ slug }) => slug))]
  return slugs.flatMap((slug) =>
    besideHighest(polls.filter((poll) => poll.slug === slug)).flatMap(([poll, before]) => {
      if (poll.count >= before.count - poll.withdrawals || isOfNewRuntime(poll, before, interruptions)) return []
      const age = `asked ${before.asOf - poll.asOf} ms before it`
      return [`${slug}: ${poll.count} after ${before.count}, ${age}, with ${poll.withdrawals} withdrawals`]
    }),
  )
}

/** Each poll of a petition with the highest of those that were there before it was asked for. The first ones have none. */
function besideHighest(polls: readonly Poll[]): [Poll, Poll][] {
  const answered = polls.toSorted((a, b) => a.at - b.at)
  let next = 0
  let highest: Poll | undefined
  return polls
    .toSorted((a, b) => a.invoked - b.invoked)
    .flatMap((poll): [Poll, Poll][] => {
      for (let one = answered[next]; one !== undefined && one.at < poll.invoked; one = answered[++next]) {
        if (highest === undefined || one.count >= highest.count) highest = one
      }
      return highest === undefined ? [] : [[poll, highest]]
    })
}

/**
 * A runtime that has just started knows what the colo's cache has, which may be older than what the one before had in memory. Its time
 * says so, and readers compare it.
 */
const isOfNewRuntime = (poll: Poll, before: Poll, interruptions: Evidence['interruptions']): boolean =>
  poll.asOf < before.asOf && interruptions.some(([from, until]) => from <= poll.at && until >= before.at)

const milestones = ({ history, petitions, polls }: Evidence): string[] =>
  petitions.flatMap(({ slug, counter, milestones: reached, thresholds, events: written }) => {
    const seen = Math.max(counter, ...polls.filter((poll) => poll.slug === slug).map(({ count }) => count))
    const withdrawals = [...history.values()]
      .flat()
      .filter((one) => one.petition === slug && one.kind.startsWith('withdraw'))
    return thresholds.flatMap((threshold) => {
      const of = {
        recorded: reached.filter((one) => one === threshold).length,
        events: written.filter(({ milestone }) => milestone === threshold).length,
      }
      const isPossible = threshold <= counter + withdrawals.length
      const isRight = of.recorded === of.events && of.events <= 1 && (of.events === 1 ? isPossible : seen < threshold)
      return isRight ? [] : [`${slug}, ${threshold}: ${JSON.stringify(of)}, seen ${seen}`]
    })
  })

const events = ({ petitions, received }: Evidence): string[] => {
  const ids = new Map(
    petitions.flatMap(({ slug, events: written }) => written.map(({ id, milestone }) => [`${slug} ${milestone}`, id])),
  )
  const arrived = new Set(received.events.map(({ petition, milestone }) => `${petition} ${milestone}`))
  return [
    ...[...ids.keys()].filter((event) => !arrived.has(event)).map((event) => `${event}: it never arrived`),
    ...received.events
      .filter(
        ({ petition, milestone, webhookId, isSigned }) =>
          webhookId !== ids.get(`${petition} ${milestone}`) || !isSigned,
      )
      .map(
        ({ petition, milestone, webhookId, isSigned }) => `${petition} ${milestone}: ${webhookId}, signed: ${isSigned}`,
      ),
  ]
}

function emails({ history, petitions, received, unsent, interruptions }: Evidence): string[] {
  const withEmail = new Set(petitions.filter(({ confirmation }) => confirmation === 'email').map(({ slug }) => slug))
  const attempts = new Map<number, number>()
  for (const [signer, operations] of history) {
    const signings = operations.filter(({ kind, petition }) => kind === 'sign' && withEmail.has(petition))
    attempts.set(signer, signings.length)
  }
  const bySigner = Map.groupBy(received.emails, ({ to }) => Number(/^s(\d+)@/i.exec(to)?.[1] ?? NaN))
  const wasCutOff = (at: number): boolean =>
    interruptions.some(([from, until]) => from <= at + RECORDED_WITHIN_MS && until >= at)
  const problems: string[] = []
  for (const [signer, operations] of history) {
    const isAsked = withEmail.has(operations[0]?.petition ?? '') && operations[0]?.status === 202
    // A person who signed and did nothing since has an email that asks for the confirmation.
    if (isAsked && operations.length === 1 && !bySigner.has(signer)) problems.push(`signer ${signer} got no email`)
  }
  for (const [signer, got] of bySigner) {
    const byId = Map.groupBy(got, ({ messageId }) => messageId)
    // What said that there was nothing to do asks for a confirmation when the withdrawal before it is delivered after it.
    const isWithdrawn = (history.get(signer) ?? []).some(({ kind }) => kind === 'withdraw-by-email')
    const followed = [...byId.keys()].filter(
      (id) => isWithdrawn && id.includes(ALREADY_SIGNED) && byId.has(id.replace(ALREADY_SIGNED, '.confirm@')),
    )
    if (byId.size - followed.length > (attempts.get(signer) ?? 0))
      problems.push(`signer ${signer} got ${byId.size} emails`)
    for (const [messageId, copies] of byId) {
      const failed = unsent.get(/^<([\w-]+)/.exec(messageId)?.[1] ?? '') ?? 0
      const unexplained = copies.filter(({ at, isAcknowledged }) => isAcknowledged && !wasCutOff(at)).length - failed
      if (unexplained > 1)
        problems.push(`signer ${signer} got ${messageId} again without a reason: ${toldOf(history.get(signer) ?? [])}`)
    }
  }
  return problems
}

const left = ({ left: counts }: Evidence): string[] =>
  Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${name}: ${count}`]))
