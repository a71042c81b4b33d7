/**
 * Stories: what a few signers and the campaign of one petition do, and how the messages of it are delivered. Several run side by
 * side, so that a batch has messages of many petitions, as in life.
 */
import * as fc from 'fast-check'

import type { LedgerMessage } from '../../../schema/message.ts'
import { runSteps } from '../../../src/ledger/batch.ts'
import { BEGIN } from '../../../src/ledger/counter.ts'
import { release, remove } from '../../../src/ledger/decide.ts'
import { quarantineSteps } from '../../../src/ledger/quarantine.ts'
import { deleteExpired } from '../../../src/ledger/retention/retention.ts'
import { storeMessages } from '../../../src/ledger/store.ts'
import { endPetition, openPetition } from '../../../src/petitions/end.ts'
import { ORIGIN } from '../fixtures.ts'
import { expected, type Intent, type Sign } from './model.ts'

const START = Date.UTC(2027, 2, 1)
/** Between two events: hours, so that tallies of several hours arise, and several signatures fall into one. */
const STEP_MS = 25 * 60_000
const SIGNERS = 3
const THRESHOLDS = [1, 2, 3]
const PLACES = ['UZ', 'DE', null, 'TR']
const PARTNERS = [null, 'gazette']
/** All sign from one network, which a flood may come from. */
const NETWORK = 'a1'.repeat(16)
/** Longer than a story, so that retention deletes nothing. */
const RETENTION = { unconfirmedDays: 30, contactsMonths: 6 }

const signer = fc.nat(SIGNERS - 1)
const pick = fc.nat(7)
const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('sign' as const), signer, proven: fc.boolean(), suspicious: fc.nat(5) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('confirm' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), pick, byEmail: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('close' as const, 'reopen' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('hold' as const, 'release' as const, 'remove' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retention' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      picks: fc.array(pick, { minLength: 1, maxLength: 4 }),
      how: fc.constantFrom('once' as const, 'twice' as const),
    }),
  },
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

export const story = fc.record({
  confirmation: fc.constantFrom('none' as const, 'email' as const),
  events: fc.array(event, { minLength: 3, maxLength: 14 }),
  /** The order in which what is left is delivered at the end, and what is delivered again. */
  rest: fc.array(pick, { minLength: 12, maxLength: 12 }),
})
export type Story = typeof story extends fc.Arbitrary<infer S> ? S : never

/** What goes wrong with a batch. */
export const fault = fc.constantFrom(
  'none' as const,
  'none' as const,
  'before-commit' as const,
  'after-commit' as const,
  'two-consumers' as const,
)
export type Fault = typeof fault extends fc.Arbitrary<infer F> ? F : never

interface Petition {
  id: number
  story: Story
  intents: Intent[]
  /** Made, and not yet delivered for good. */
  waiting: LedgerMessage[]
  /** Delivered at least once. */
  delivered: LedgerMessage[]
  most: number
}

let serial = 0
const hexOf = (n: number): string => (n + 1).toString(16).padStart(64, '0')
const uuidOf = (petition: number, n: number): string =>
  `0198${(petition % 0xffff).toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

async function startPetitions(db: D1Database, stories: readonly Story[]): Promise<Petition[]> {
  const slugs = stories.map(() => `story-${++serial}`)
  const results = await db.batch<{ id: number }>(
    stories.map(({ confirmation }, index) =>
      db
        .prepare(
          `INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
           VALUES (?1, 'A story', 'All', 'One', 'Words', 'en', ?2, 'open', ?3, ?4) RETURNING id`,
        )
        .bind(slugs[index], JSON.stringify(THRESHOLDS), confirmation, START),
    ),
  )
  const ids = results.slice(0, stories.length).map(({ results: [row] }) => row?.id ?? 0)
  await db
    .prepare('INSERT INTO counters (petition_id, n, before) SELECT value, 0, 0 FROM json_each(?1)')
    .bind(JSON.stringify(ids))
    .run()
  return stories.map((story, index) => ({
    id: ids[index] ?? 0,
    story,
    intents: [],
    waiting: [],
    delivered: [],
    most: 0,
  }))
}

/** The emails that have links, by petition. Whatever was to be sent is sent. */
async function emailsOf(db: D1Database, petitions: readonly Petition[]) {
  const ids = JSON.stringify(petitions.map(({ id }) => id))
  const [, { results } = { results: [] }] = await db.batch<{
    petition: number
    signer: string
    id: string
    kind: string
  }>([
    db
      .prepare(
        `UPDATE emails SET state = 'sent', sealed = NULL, next_attempt_at = NULL, sent_at = ?2
         WHERE state = 'pending' AND petition_id IN (SELECT value FROM json_each(?1))`,
      )
      .bind(ids, START),
    db
      .prepare(
        `SELECT petition_id AS petition, lower(hex(signer)) AS signer, id, kind FROM emails
         WHERE state = 'sent' AND petition_id IN (SELECT value FROM json_each(?1)) ORDER BY id`,
      )
      .bind(ids),
  ])
  return Map.groupBy(results, ({ petition }) => petition)
}

export async function play(db: D1Database, stories: readonly Story[], faults: readonly Fault[]): Promise<string[]> {
  const petitions = await startPetitions(db, stories)
  const steps = Math.max(...stories.map(({ events }) => events.length))
  let batches = 0
  const context = (now: number) => ({
    origin: ORIGIN,
    now,
    suspicionOf: (message: { review: { signals: readonly string[] } | null }) =>
      (message.review?.signals.length ?? 0) > 0 ? ('signals' as const) : null,
    floods: new Map(),
  })

  /** Hands over what each petition delivers now, as one batch; what is refused stays waiting. */
  async function deliver(
    parts: readonly { petition: Petition; messages: LedgerMessage[] }[],
    now: number,
  ): Promise<void> {
    const messages = parts.flatMap((part) => part.messages)
    if (messages.length === 0) return
    const how = faults[batches++ % faults.length] ?? 'none'
    for (const { petition, messages: own } of parts) petition.delivered.push(...own)
    const half = Math.ceil(messages.length / 2)
    if (how === 'two-consumers') {
      await Promise.all([
        storeMessages(db, messages.slice(0, half), context(now)),
        storeMessages(db, messages.slice(half), context(now)),
      ])
    } else if (how === 'none') {
      await storeMessages(db, messages, context(now))
    } else {
      await storeMessages(failing(db, how), messages, context(now)).catch(() => {
        // A batch that failed is delivered again.
        for (const { petition, messages: own } of parts) petition.waiting.push(...own)
      })
    }
    const { results } = await db
      .prepare('SELECT petition_id AS id, n FROM counters WHERE petition_id IN (SELECT value FROM json_each(?1))')
      .bind(JSON.stringify(parts.map(({ petition }) => petition.id)))
      .all<{ id: number; n: number }>()
    const counts = new Map(results.map(({ id, n }) => [id, n]))
    for (const { petition } of parts) petition.most = Math.max(petition.most, counts.get(petition.id) ?? 0)
  }

  for (let step = 0; step < steps; step++) {
    const now = START + step * STEP_MS
    const emails = await emailsOf(db, petitions)
    const parts: { petition: Petition; messages: LedgerMessage[] }[] = []
    for (const petition of petitions) {
      const event = petition.story.events[step]
      if (event === undefined) continue
      if (event.kind === 'deliver') parts.push({ petition, messages: taken(petition, event) })
      else await happen(db, petition, event, { now, step, links: emails.get(petition.id) ?? [] })
    }
    if (petitions.some(({ story }) => story.events[step]?.kind === 'retention')) await deleteExpired(db, RETENTION, now)
    await deliver(parts, now)
  }
  // All that is left, and some of it again, in another order and other groups.
  for (let round = 0; petitions.some(({ waiting }) => waiting.length > 0) || round < 3; round++) {
    const now = START + (steps + round) * STEP_MS
    const parts = petitions.map((petition) => {
      const at = petition.story.rest[round % 12] ?? 0
      const size = 1 + ((petition.story.rest[(round + 5) % 12] ?? 0) % 4)
      const picks = Array.from({ length: size }, (_, index) => petition.story.rest[(round + index) % 12] ?? 0)
      const again =
        round < 3 && petition.delivered.length > 0 ? [petition.delivered[at % petition.delivered.length]] : []
      return {
        petition,
        messages: [
          ...taken(petition, { kind: 'deliver', picks, how: 'once' }),
          ...again.filter((it) => it !== undefined),
        ],
      }
    })
    await deliver(parts, now)
    // In the end the database works.
    if (round > 8) faults = ['none']
  }
  const differences = (await compared(db, petitions)).flat()
  await deleteAll(db, petitions)
  return differences
}

/** What refers to a petition, and the petition last. */
const TABLES = {
  outbox: 'petition_id',
  milestones: 'petition_id',
  removals: 'petition_id',
  tallies: 'petition_id',
  withdrawals: 'petition_id',
  withdrawn_signers: 'petition_id',
  emails: 'petition_id',
  repeats: 'petition_id',
  signatures: 'petition_id',
  counters: 'petition_id',
  petitions: 'id',
}

/** Retention looks through the petitions: a hundred thousand stories would take longer and longer. */
const deleteAll = (db: D1Database, petitions: readonly Petition[]): Promise<unknown> =>
  db.batch(
    Object.entries(TABLES).map(([table, column]) =>
      db
        .prepare(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?1))`)
        .bind(JSON.stringify(petitions.map(({ id }) => id))),
    ),
  )

/** The database, of which the next transaction fails: before it commits, or after. */
function failing(db: D1Database, how: Fault): D1Database {
  if (how !== 'before-commit' && how !== 'after-commit') return db
  const batch = async (statements: D1PreparedStatement[]) => {
    if (how === 'after-commit') await db.batch(statements)
    throw new Error('D1_ERROR: Network connection lost.')
  }
  return new Proxy(db, {
    get: (target, name) => (name === 'batch' ? batch : Reflect.get(target, name).bind(target)),
  })
}

function taken(petition: Petition, { picks, how }: Event & { kind: 'deliver' }): LedgerMessage[] {
  const messages = picks.flatMap((n) => {
    if (petition.waiting.length === 0) return []
    return petition.waiting.splice(n % petition.waiting.length, 1)
  })
  return how === 'twice' ? [...messages, ...messages] : messages
}

interface Moment {
  now: number
  step: number
  links: readonly { signer: string; id: string; kind: string }[]
}

/** Something that a person does: an intent, and for the signers a message. */
async function happen(db: D1Database, petition: Petition, event: Event, { now, step, links }: Moment): Promise<void> {
  const { intents, waiting, story } = petition
  switch (event.kind) {
    case 'deliver':
    case 'retention':
      return
    case 'sign': {
      const proven = event.proven && story.confirmation === 'none'
      const sign: Sign = {
        kind: 'sign',
        signer: event.signer,
        id: uuidOf(petition.id, step),
        at: now,
        proven,
        suspicious: event.suspicious === 0,
      }
      intents.push(sign)
      waiting.push(messageOf(petition, sign, step))
      return
    }
    case 'confirm': {
      const mails = links.filter(({ kind }) => kind === 'confirm')
      const email = mails[event.pick % mails.length]
      if (email === undefined) return
      intents.push({ kind: 'confirm', id: email.id, at: now })
      waiting.push({ v: 4, kind: 'confirmation', petitionId: petition.id, id: email.id, at: now })
      return
    }
    case 'withdraw': {
      const signs = intents.filter((it) => it.kind === 'sign')
      const link = event.byEmail
        ? links[event.pick % links.length]
        : signs.map(({ id, signer }) => ({ id, signer: hexOf(signer) }))[event.pick % signs.length]
      if (link === undefined) return
      const { id, signer } = link
      intents.push({ kind: 'withdraw', id, signer: Number.parseInt(signer, 16) - 1, byEmail: event.byEmail, at: now })
      waiting.push({ v: 4, kind: 'withdrawal', petitionId: petition.id, id, signer, proven: event.byEmail, at: now })
      return
    }
    case 'close':
      if ((await endPetition(db, petition.id, { state: 'closed', outcome: null, origin: ORIGIN, now })).changed) {
        intents.push({ kind: 'close', at: now })
      }
      return
    case 'reopen':
      if (await openPetition(db, petition.id, now)) intents.push({ kind: 'reopen', at: now })
      return
    case 'hold': {
      const flood = { petitionId: petition.id, rule: 'network' as const, key: NETWORK, since: START - 1, until: now }
      const rowsOf = await runSteps(db, {
        counters: db.prepare(BEGIN).bind(JSON.stringify([petition.id])),
        ...quarantineSteps(db, [flood], now),
      })
      intents.push(...rowsOf('quarantined').map(({ id }) => ({ kind: 'hold' as const, id: String(id) })))
      return
    }
    case 'release':
    case 'remove': {
      const { results } = await db
        .prepare(
          `SELECT id, lower(hex(signer)) AS signer FROM signatures WHERE petition_id = ?1 AND status = 'quarantined'`,
        )
        .bind(petition.id)
        .all<{ id: string; signer: string }>()
      const decision = { condition: {}, expected: results.length }
      if (event.kind === 'release') {
        await release(db, petition.id, decision, { origin: ORIGIN, now })
        intents.push(...results.map(({ id }) => ({ kind: 'release' as const, id })))
      } else {
        await remove(db, petition.id, decision, now)
        intents.push(
          ...results.map(({ signer }) => ({ kind: 'remove' as const, signer: Number.parseInt(signer, 16) - 1 })),
        )
      }
    }
  }
}

const messageOf = ({ id: petitionId }: Petition, sign: Sign, step: number): LedgerMessage => ({
  v: 4,
  kind: 'signature',
  id: sign.id,
  petitionId,
  signer: hexOf(sign.signer),
  publicName: step % 2 === 0 ? `Name ${step}` : null,
  country: PLACES[step % PLACES.length] ?? null,
  comment: null,
  partner: PARTNERS[step % PARTNERS.length] ?? null,
  locale: 'en',
  signedAt: sign.at,
  contact: '00',
  sealedEmail: sign.proven ? null : '00',
  review: {
    network: NETWORK,
    emailDomain: null,
    country: null,
    disposable: false,
    signals: sign.suspicious ? ['trap'] : [],
  },
})

/** What of the database differs from the model. */
async function compared(db: D1Database, petitions: readonly Petition[]): Promise<string[][]> {
  const ids = JSON.stringify(petitions.map(({ id }) => id))
  const read = (sql: string) => db.prepare(`${sql} IN (SELECT value FROM json_each(?1))`).bind(ids)
  const [signatures, counters, tallies, milestones, events, emails, removals] = await db.batch<Record<string, unknown>>(
    [
      read('SELECT *, lower(hex(signer)) AS who FROM signatures WHERE petition_id'),
      read('SELECT * FROM counters WHERE petition_id'),
      read(`SELECT * FROM tallies WHERE n <> 0 AND dimension <> 'minute' AND petition_id`),
      read('SELECT * FROM milestones WHERE petition_id'),
      read(`SELECT * FROM outbox WHERE type = 'petition.milestone' AND petition_id`),
      read('SELECT *, lower(hex(signer)) AS who FROM emails WHERE petition_id'),
      read('SELECT * FROM removals WHERE petition_id'),
    ],
  )
  return petitions.map((petition) => {
    const own = (result: D1Result<Record<string, unknown>> | undefined) =>
      (result?.results ?? []).filter((row) => row['petition_id'] === petition.id)
    return differences(petition, {
      signatures: own(signatures),
      counter: Number(own(counters)[0]?.['n']),
      tallies: own(tallies),
      milestones: own(milestones),
      events: own(events),
      emails: own(emails),
      removals: own(removals),
    })
  })
}

type Rows = Record<string, unknown>[]
interface Ledger {
  signatures: Rows
  counter: number
  tallies: Rows
  milestones: Rows
  events: Rows
  emails: Rows
  removals: Rows
}

function differences({ intents, most, story }: Petition, ledger: Ledger): string[] {
  const found: string[] = []
  const check = (what: string, seen: unknown, wanted: unknown): void => {
    const [a, b] = [JSON.stringify(seen), JSON.stringify(wanted)]
    if (a !== b) found.push(`${what}: ${a} instead of ${b}\n${JSON.stringify({ intents, story }, null, 1)}`)
  }
  const signs = new Map(intents.flatMap((it) => (it.kind === 'sign' ? [[it.id, it]] : [])))
  const counted: Sign[] = []
  const tallies = new Map<string, number>()
  for (let who = 0; who < SIGNERS; who++) {
    const wanted = expected(who, intents)
    const row = ledger.signatures.find(({ who: hex }) => hex === hexOf(who))
    if (wanted?.status === 'removed') {
      check(`signer ${who}`, row?.['status'], 'removed')
      continue
    }
    const sign = wanted === null ? undefined : signs.get(wanted.id)
    const step = wanted === null ? 0 : Number.parseInt(wanted.id.slice(-12), 16)
    check(
      `signer ${who}`,
      row && [row['id'], row['status'], row['confirmed_at'], row['public_name'], row['country'], row['partner']],
      wanted === null
        ? undefined
        : [
            wanted.id,
            wanted.status,
            wanted.confirmedAt,
            step % 2 === 0 ? `Name ${step}` : null,
            PLACES[step % PLACES.length] ?? null,
            PARTNERS[step % PARTNERS.length] ?? null,
          ],
    )
    if (sign !== undefined && wanted?.status === 'counted') {
      counted.push(sign)
      const hour = new Date(wanted.confirmedAt ?? 0).toISOString().slice(0, 13)
      for (const key of [`hour ${hour}Z`, `country ${PLACES[step % 4] ?? ''}`, `partner ${PARTNERS[step % 2] ?? ''}`]) {
        tallies.set(key, (tallies.get(key) ?? 0) + 1)
      }
    }
    // Who is to confirm has the email for it, if that is one of the day's first.
    if (wanted?.status === 'pending' && [...signs.values()].filter((it) => it.signer === who).length <= 3) {
      const email = ledger.emails.find(({ who: hex, id }) => hex === hexOf(who) && id === wanted.id)
      check(`email of signer ${who}`, email?.['kind'], 'confirm')
    }
  }
  check('counter', ledger.counter, counted.length)
  check(
    'tallies',
    ledger.tallies.map(({ dimension, key, n }) => `${String(dimension)} ${String(key)} ${String(n)}`).toSorted(),
    [...tallies].map(([key, n]) => `${key} ${n}`).toSorted(),
  )
  const reached = ledger.milestones.map(({ threshold }) => Number(threshold)).toSorted((a, b) => a - b)
  check(
    'milestones',
    THRESHOLDS.filter((it) => it <= most && !reached.includes(it)),
    [],
  )
  check('events', ledger.events.length, reached.length)
  const withdrawn = intents.filter(({ kind }) => kind === 'withdraw').length
  const removed = new Set(intents.flatMap((it) => (it.kind === 'remove' ? [it.signer] : []))).size
  const sum = (reason: string): number =>
    ledger.removals.filter((row) => row['reason'] === reason).reduce((all, { n }) => all + Number(n), 0)
  check('removals', [sum('withdrawn') <= withdrawn, sum('removed')], [true, removed])
  for (const { who, id } of ledger.emails) {
    const sign = signs.get(String(id))
    const isOfNobody =
      sign === undefined ||
      intents.some(
        (it) => it.kind === 'withdraw' && (it.byEmail ? it.signer === sign.signer && it.at >= sign.at : it.id === id),
      )
    if (isOfNobody) check('email', { who, id }, 'none, because it was withdrawn')
  }
  return found
}
