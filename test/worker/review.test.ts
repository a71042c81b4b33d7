/** Floods: what is held for review, at once or after it has counted. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { EmailMessage } from '../../schema/message.ts'
import { REVIEW_RULES } from '../../src/limits.ts'
import { arrivalLine, rememberArrivals, slotOf } from '../../src/review/arrivals.ts'
import { crowdsOf } from '../../src/review/rules.ts'
import { readVelocities } from '../../src/review/velocity.ts'
import { firstIdAt } from '../../src/uuid-time.ts'
import {
  consumeSignatures,
  dbWithPrepare,
  failingDb,
  failingQueue,
  fetchEdge,
  jsonPost,
  ledgerAt,
  ledgerOf,
  message,
  meteredDb,
  batchQueue,
  startPetition,
  type TestPetition,
} from './fixtures.ts'
import {
  range,
  hash,
  HOUR_MS,
  from,
  crowd,
  asked,
  confirmationsOf,
  statuses,
  emailStates,
  countsOf,
  removalsOf,
  milestonesOf,
  groupsOf,
} from './floods.ts'

describe('a flood from one network', () => {
  test('in one batch is held completely, and nobody else with it', async () => {
    const petition = await startPetition()
    await consumeSignatures([
      ...crowd(petition, 31),
      ...range(19, 31).map((n) => from(petition, n, { network: hash(n) })),
    ])
    expect(await statuses(petition)).toEqual({ 'quarantined network': 31, counted: 19 })
    expect(await ledgerOf(petition)).toEqual({ ...ledgerAt(19), rows: 50 })
    expect(await removalsOf(petition)).toEqual({})
  })

  test('recognised later is held with the signatures that had counted, and passes no milestone', async () => {
    const petition = await startPetition({ milestones: [25, 40] })
    await consumeSignatures(crowd(petition, 30))
    expect(await ledgerOf(petition)).toEqual(ledgerAt(30))
    await consumeSignatures([
      ...range(20, 40).map((n) => from(petition, n, { network: hash(n) })),
      ...crowd(petition, 10, 30),
    ])
    expect(await statuses(petition)).toEqual({ 'quarantined network': 40, counted: 20 })
    expect(await countsOf(petition)).toEqual([20, 20, 20, 20])
    expect(await removalsOf(petition)).toEqual({ quarantined: 30 })
    expect(await milestonesOf(petition)).toEqual({ 25: 30 })
  })

  test('is held completely however its messages are grouped, repeated and ordered, and all counts agree', async () => {
    const petition = await startPetition()
    const flood = crowd(petition, 90)
    const people = range(60, 90).map((n) => from(petition, n, { network: hash(n) }))
    const mixed = [...flood, ...people].toSorted((a, b) => (a.id.slice(-1) < b.id.slice(-1) ? -1 : 1))
    const batches = range(10).map((at) => mixed.slice(at * 15, at * 15 + 15))
    for (const batch of batches) await consumeSignatures([...batch, ...batch.slice(0, 5)])
    const before = await ledgerOf(petition)
    for (const batch of batches.toReversed()) await consumeSignatures(batch)
    expect(await statuses(petition)).toEqual({ 'quarantined network': 90, counted: 60 })
    expect(await countsOf(petition)).toEqual([60, 60, 60, 60])
    expect(await ledgerOf(petition)).toEqual(before)
  })

  test('in concurrent batches is held by the next one', async () => {
    const petition = await startPetition()
    await Promise.all(range(4).map((n) => consumeSignatures(crowd(petition, 20, n * 20))))
    await consumeSignatures(crowd(petition, 1, 80))
    expect(await statuses(petition)).toEqual({ 'quarantined network': 81 })
    expect(await countsOf(petition)).toEqual([0, 0, 0, 0])
  })

  test('is not seen in redelivered messages', async () => {
    const petition = await startPetition()
    const people = crowd(petition, 20)
    for (let times = 0; times < 4; times++) await consumeSignatures(people)
    expect(await statuses(petition)).toEqual({ counted: 20 })
  })

  test('is judged for each hour and each petition alone', async () => {
    const [petition, other] = [await startPetition(), await startPetition()]
    const now = Date.now()
    await consumeSignatures(crowd(petition, 25, 0, { signedAt: now - HOUR_MS - 1 }))
    await consumeSignatures([...crowd(petition, 25, 25, { signedAt: now }), ...crowd(other, 25)])
    expect(await statuses(petition)).toEqual({ counted: 50 })
    expect(await statuses(other)).toEqual({ counted: 25 })
  })

  test('is judged by the petition’s own rules', async () => {
    const [strict, lax] = [
      await startPetition({ reviewRules: { networkPerHour: 3 } }),
      await startPetition({ reviewRules: { networkPerHour: 100 } }),
    ]
    await consumeSignatures(crowd(strict, 3))
    await consumeSignatures([...crowd(strict, 1, 3), ...crowd(lax, 90)])
    expect(await statuses(strict)).toEqual({ 'quarantined network': 4 })
    expect(await statuses(lax)).toEqual({ counted: 90 })
  })

  test('is held while unconfirmed too, with its emails; confirmed ones still count', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    await consumeSignatures(asked(crowd(petition, 30)))
    await consumeSignatures(confirmationsOf(crowd(petition, 4)))
    const sent: EmailMessage[] = []
    const queue = batchQueue(sent)
    await consumeSignatures(asked(crowd(petition, 5, 30)), { EMAILS: queue })
    expect(sent).toEqual([])
    expect(await statuses(petition)).toEqual({ 'quarantined network': 31, counted: 4 })
    expect(await emailStates(petition)).toEqual({ held: 31, pending: 4 })
    expect(await removalsOf(petition)).toEqual({})
    expect(await countsOf(petition)).toEqual([4, 4, 4, 4])
    // A link from before is remembered, and counts when the review lets it go.
    await consumeSignatures(confirmationsOf(crowd(petition, 6)))
    expect(await countsOf(petition)).toEqual([4, 4, 4, 4])
    expect((await groupsOf(petition)).groups).toMatchObject([{ signatures: 31, confirmed: 2 }])
  })
})

describe('other groups that are held for review are', () => {
  test('signatures with one rare email domain', async () => {
    const petition = await startPetition()
    for (const first of [0, 30]) {
      await consumeSignatures(
        range(30, first).map((n) => from(petition, n, { emailDomain: hash(1), network: hash(n) })),
      )
    }
    expect(await statuses(petition)).toEqual({ 'quarantined email-domain': 60 })
  })

  test('signatures with any disposable email domain', async () => {
    const petition = await startPetition()
    for (const first of [0, 15]) {
      await consumeSignatures(
        range(15, first).map((n) => from(petition, n, { emailDomain: hash(n), disposable: true })),
      )
    }
    expect(await statuses(petition)).toEqual({ 'quarantined disposable': 30 })
    expect((await groupsOf(petition)).groups).toMatchObject([{ condition: { suspicion: 'disposable' } }])
  })

  test('insults and filled traps, each by itself', async () => {
    const petition = await startPetition()
    await consumeSignatures([
      from(petition, 1, { signals: ['abusive-name'] }),
      from(petition, 2, { signals: ['trap'] }),
      from(petition, 3, { signals: ['no-render-time'] }),
      from(petition, 4, { signals: ['no-render-time', 'too-fast'] }),
    ])
    expect(await statuses(petition)).toEqual({ 'quarantined signals': 3, counted: 1 })
  })

  test('signatures with a signal in a surge, also one that began in earlier batches', async () => {
    const petition = await startPetition({ reviewRules: { surgePerMinute: 20 } })
    const now = Date.now()
    // With ids of their time, as challenges have.
    const idAt = (n: number): string => firstIdAt(now).slice(0, -12) + n.toString(16).padStart(12, '0')
    await consumeSignatures(range(15).map((n) => message(petition, n, { id: idAt(n) })))
    await consumeSignatures(
      range(10, 15).map((n) => {
        const signals = n % 2 === 0 ? (['no-render-time'] as const) : []
        return from(petition, n, { signals: [...signals] }, { id: idAt(n), signedAt: now + 10 })
      }),
    )
    // The 16th to the 25th of the minute: of the last five those that have one.
    expect(await statuses(petition)).toEqual({ 'quarantined surge': 3, counted: 22 })
  })
})

describe('screening', () => {
  test('reads once a batch and adds to what is remembered, and does neither without anything in common and without signals', async () => {
    const petition = await startPetition()
    const shared = meteredDb()
    await consumeSignatures(crowd(petition, 5), { DB: shared.DB })
    expect(shared.meter.batches).toBe(1)
    const plain = meteredDb()
    await consumeSignatures(
      range(5, 50).map((n) => message(petition, n)),
      { DB: plain.DB },
    )
    expect(plain.meter.batches).toBe(1)
    expect(shared.meter.statements).toBe(plain.meter.statements + 2)
  })

  test('asks for all petitions of a batch in one statement, and judges each by its own', async () => {
    const few = await startPetition({ reviewRules: { networkPerHour: 3, surgePerMinute: 19 } })
    const many = await startPetition({ reviewRules: { networkPerHour: 100, surgePerMinute: 200 } })
    const others = await Promise.all(range(8).map(() => startPetition()))
    const now = Date.now()
    const idAt = (n: number): string => firstIdAt(now).slice(0, -12) + n.toString(16).padStart(12, '0')
    for (const petition of [few, many]) {
      await consumeSignatures(range(19).map((n) => message(petition, n, { id: idAt(n) })))
      await consumeSignatures(crowd(petition, 2, 40))
    }
    let asked = 0
    const DB = dbWithPrepare((sql) => {
      if (sql.includes('last_minute')) asked++
      return env.DB.prepare(sql)
    })
    await consumeSignatures(
      [
        ...[few, many].flatMap((petition) => crowd(petition, 2, 60)),
        ...[few, many].map((petition) =>
          from(petition, 80, { signals: ['no-render-time'] }, { id: idAt(80), signedAt: now + 10 }),
        ),
        ...others.map((petition) => from(petition, 1, { network: hash(1) })),
      ],
      { DB },
    )
    expect(asked).toBe(1)
    expect(await statuses(few)).toEqual({ 'quarantined network': 4, 'quarantined surge': 1, counted: 19 })
    expect(await statuses(many)).toEqual({ counted: 24 })
  })

  test('reads no signature of a crowd within the rule', async () => {
    const petition = await startPetition({ reviewRules: { networkPerHour: 10_000 } })
    for (let n = 0; n < 600; n += 100) await consumeSignatures(crowd(petition, 100, n))
    const { DB, meter } = meteredDb()
    await consumeSignatures(crowd(petition, 1, 600), { DB })
    expect(meter.rowsRead).toBeLessThan(200)
  })

  test('reads no more for a large petition than for a small one', async () => {
    const readBy = async (others: number): Promise<number> => {
      const petition = await startPetition()
      for (let n = 0; n < others; n += 100) {
        await consumeSignatures(range(100, 1_000 + n).map((at) => from(petition, at, { network: hash(at) })))
      }
      const { DB, meter } = meteredDb()
      await consumeSignatures(crowd(petition, 40), { DB })
      return meter.rowsRead
    }
    const [small, large] = [await readBy(100), await readBy(1_000)]
    expect(large).toBeLessThanOrEqual(small + 10)
  })

  test('reads the newest of what came, as much as it may read', async () => {
    const petition = await startPetition()
    const now = Date.now()
    const linesOf = (first: number) =>
      crowd(petition, 20, first)
        .map((message) => arrivalLine(message, false))
        .join('')
    await env.DB.batch(
      [0, 1].map((n) =>
        env.DB.prepare('INSERT INTO arrivals (petition_id, slot, lines) VALUES (?1, ?2, ?3)').bind(
          petition.id,
          slotOf(now) - n,
          linesOf(20 * n),
        ),
      ),
    )
    const messages = crowd(petition, 1, 100)
    const crowds = crowdsOf(messages)
    const earlierOf = async (readMaxChars: number) => {
      const ports = { db: env.DB, arrivals: rememberArrivals(), readMaxChars, now }
      const [known] = await readVelocities([{ petitionId: petition.id, messages, crowds }], ports)
      return [...(known?.velocities.values() ?? [])].map(({ earlier }) => earlier)
    }
    expect(await earlierOf(1_000_000)).toEqual([40])
    expect(await earlierOf(linesOf(0).length)).toEqual([20])
    expect(await earlierOf(100)).toEqual([0])
  })

  test('reads no more for many petitions than for one, and of each what is newest', async () => {
    const now = Date.now()
    const [large, other, small] = [await startPetition(), await startPetition(), await startPetition()]
    const linesOf = (petition: TestPetition, first: number) =>
      crowd(petition, 20, first)
        .map((message) => arrivalLine(message, false))
        .join('')
    const add = (petition: TestPetition, ago: number, lines: string) =>
      env.DB.prepare('INSERT INTO arrivals (petition_id, slot, lines) VALUES (?1, ?2, ?3)').bind(
        petition.id,
        slotOf(now) - ago,
        lines,
      )
    await env.DB.batch([
      ...range(10).flatMap((ago) => [large, other].map((petition) => add(petition, ago, linesOf(petition, 20 * ago)))),
      add(small, 100, linesOf(small, 0)),
    ])
    const chars = linesOf(large, 0).length
    const questions = [large, other, small].map((petition) => {
      const messages = crowd(petition, 1, 300)
      return { petitionId: petition.id, messages, crowds: crowdsOf(messages) }
    })
    const ports = { db: env.DB, arrivals: rememberArrivals(), readMaxChars: 12 * chars, now }
    const known = await readVelocities(questions, ports)
    expect(known.flatMap(({ velocities }) => [...velocities.values()].map(({ earlier }) => earlier))).toEqual([
      120, 120, 20,
    ])
  })

  test('still counts signatures when its query fails, and logs the failure', async () => {
    const petition = await startPetition()
    const DB = dbWithPrepare((sql) => env.DB.prepare(sql.includes('last_minute') ? 'SELECT nonsense' : sql))
    const result = await consumeSignatures([...crowd(petition, 2), from(petition, 9, { signals: ['trap'] })], { DB })
    expect(result.explicitAcks).toHaveLength(3)
    expect(await statuses(petition)).toEqual({ counted: 2, 'quarantined signals': 1 })
  })

  test('retries the batch when the database fails', async () => {
    const petition = await startPetition()
    expect((await consumeSignatures(crowd(petition, 2), { DB: failingDb })).retryMessages).toHaveLength(2)
    expect(await statuses(petition)).toEqual({})
  })

  test('is the same where the edge stores directly', async () => {
    const petition = await startPetition({ reviewRules: { networkPerHour: 1 } })
    for (const name of ['ada', 'bea', 'cleo']) {
      const response = await fetchEdge(
        `/api/petitions/${petition.slug}/signatures`,
        jsonPost({ name, email: `${name}@example.org` }, { 'cf-connecting-ip': '192.0.2.77' }),
        { SIGNATURES: failingQueue, BOT_CHECK: 'off' },
      )
      expect(response.status).toBe(202)
    }
    expect((await ledgerOf(petition)).counter).toBe(0)
    expect(await removalsOf(petition)).toEqual({ quarantined: 1 })
  })
})

test('the default rules are the documented ones', () => {
  expect(REVIEW_RULES).toEqual({
    networkPerHour: 30,
    emailDomainPerHour: 50,
    disposablePerHour: 20,
    surgePerMinute: 600,
    signals: 2,
  })
})
