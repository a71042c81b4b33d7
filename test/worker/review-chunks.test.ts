/** Decisions about more held signatures than one transaction takes. */
import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test, vi } from 'vitest'

import type { ReviewCondition } from '../../schema/review.ts'
import { carryOut } from '../../src/ledger/carry-out.ts'
import { type At, release, remove } from '../../src/ledger/decide.ts'
import { deleteRemoved } from '../../src/ledger/retention/removed.ts'
import { describeMatching, listGroups, listNamedGroups } from '../../src/ledger/review-groups.ts'
import { undoRemoval } from '../../src/ledger/undo-removal.ts'
import {
  ARRIVALS_LATE_MS,
  ARRIVALS_SLOT_MAX_CHARS,
  ARRIVALS_SLOT_MS,
  REMOVAL_UNDO_MS,
  REVIEW_CHUNK_ROWS,
  REVIEW_CHUNKS_PER_REQUEST,
  REVIEW_KINDS_MAX_ROWS,
  UNDO_CHUNK_SIGNERS,
} from '../../src/limits.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import { BY_OPERATOR } from '../support/actor.ts'
import {
  batchQueue,
  consumeSignatures,
  dbWith,
  message,
  ORIGIN,
  startPetition,
  stopClock,
  type TestPetition,
  withdrawalOf,
} from './fixtures.ts'
import {
  asked,
  countsOf,
  crowd,
  decide,
  emailStates,
  floodedPetition,
  from,
  groupsOf,
  INSULTS,
  keyed,
  NETWORK,
  OF_NETWORK,
  range,
  responseTo,
  statuses,
} from './floods.ts'

const now = Date.now()
const at = (rows: number): At => ({ origin: ORIGIN, now, rows })
const by = (rows: number) => ({ ...at(rows), by: BY_OPERATOR })
const QUEUES = { DELIVERIES: batchQueue([]), EMAILS: batchQueue([]) }

/** What was measured of each statement of a transaction. */
interface Measured {
  read: number
  written: number
}

/** The database, which measures what each statement of a transaction reads and writes. */
function measuredDb(): { DB: D1Database; measured: Measured[] } {
  const measured: Measured[] = []
  const DB = dbWith(async (statements) => {
    const results = await env.DB.batch(statements)
    measured.push(...results.map(({ meta }) => ({ read: meta.rows_read, written: meta.rows_written })))
    return results
  })
  return { DB, measured }
}

const most = (measured: readonly Measured[], of: keyof Measured): number => Math.max(...measured.map((it) => it[of]))

/** The numbers of the review are those of the signatures. */
async function expectTrueKinds({ id }: TestPetition): Promise<void> {
  const [kinds, held] = await env.DB.batch([
    env.DB.prepare('SELECT kind, n, confirmed FROM held_kinds WHERE petition_id = ? ORDER BY kind').bind(id),
    env.DB.prepare(
      `SELECT held_kind AS kind, count(*) AS n, count(confirmed_at) AS confirmed FROM signatures
       WHERE petition_id = ? AND status = 'quarantined' GROUP BY 1 ORDER BY 1`,
    ).bind(id),
  ])
  expect(kinds?.results).toEqual(held?.results)
}

/** As the database has it: the response is cached. */
const removalsOf = (petition: TestPetition) =>
  keyed('SELECT reason AS key, n FROM removals WHERE petition_id = ?', petition)

const underWayOf = async (petition: TestPetition) => (await groupsOf(petition)).underWay

describe('a decision in parts', () => {
  test('counts what has had its turn, says how far it is, and is made once', async () => {
    const petition = await floodedPetition({ milestones: [10, 45, 60] })
    const decided = await release(env.DB, petition.id, { condition: OF_NETWORK, expected: 40 }, by(15))
    expect(decided).toMatchObject({ ok: true, value: { counted: 40, pending: 0, left: 25 } })
    expect(await countsOf(petition)).toEqual([25, 25, 25, 25])
    expect(await underWayOf(petition)).toEqual({ decision: 'release', signatures: 40, done: 15 })
    await expectTrueKinds(petition)
    // Neither it nor another decision is made meanwhile.
    for (const [action, condition, expected] of [
      ['release', OF_NETWORK, 25],
      ['remove', INSULTS, 30],
    ] as const) {
      const answer = await decide(petition, action, { condition, expected })
      expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('Another decision')])
    }
    const once = { ...at(15), petitionId: petition.id, chunks: 1 }
    expect(await carryOut(env.DB, QUEUES, once)).toEqual({ rows: 15, failures: [] })
    expect(await countsOf(petition)).toEqual([40, 40, 40, 40])
    expect(await carryOut(env.DB, QUEUES, { ...once, chunks: 9 })).toEqual({ rows: 10, failures: [] })
    expect(await countsOf(petition)).toEqual([50, 50, 50, 50])
    expect(await underWayOf(petition)).toBeNull()
    expect(await removalsOf(petition)).toEqual({ released: 40 })
    const { results } = await env.DB.prepare(
      `SELECT act, facts FROM audit_log WHERE petition_id = ? AND act <> 'started'`,
    )
      .bind(petition.id)
      .all()
    expect(results).toEqual([{ act: 'released', facts: '{"n":40,"suspicion":"network"}' }])
    await expectTrueKinds(petition)
  })

  test('is about what was held when it was made, and about nothing that is held later', async () => {
    const petition = await floodedPetition()
    await remove(env.DB, petition.id, { condition: OF_NETWORK, expected: 40 }, by(1))
    await consumeSignatures(crowd(petition, 50, 1_000))
    await carryOut(env.DB, QUEUES, { ...at(7), petitionId: null, chunks: 20 })
    expect(await statuses(petition)).toEqual({
      counted: 10,
      'quarantined network': 50,
      'quarantined signals': 30,
      'removed network': 40,
    })
    expect(await underWayOf(petition)).toBeNull()
    expect((await groupsOf(petition)).groups).toMatchObject([{ condition: OF_NETWORK, signatures: 50 }, {}])
  })

  test('ends where some of it was withdrawn meanwhile', async () => {
    const petition = await floodedPetition()
    await release(env.DB, petition.id, { condition: OF_NETWORK, expected: 40 }, by(10))
    await consumeSignatures(range(40).map((n) => withdrawalOf(message(petition, n))))
    await carryOut(env.DB, QUEUES, { ...at(10), petitionId: petition.id, chunks: 20 })
    expect(await statuses(petition)).toEqual({ counted: 10, 'quarantined signals': 30 })
    expect(await countsOf(petition)).toEqual([10, 10, 10, 10])
    expect(await underWayOf(petition)).toBeNull()
  })

  test.each(['before', 'after'] as const)('continues where the database failed %s a commit', async (when) => {
    const petition = await floodedPetition({ confirmation: 'email' })
    await release(env.DB, petition.id, { condition: OF_NETWORK, expected: 40 }, by(10))
    let left = 2
    const DB = dbWith(async (statements) => {
      if (left-- <= 0) return env.DB.batch(statements)
      if (when === 'after') await env.DB.batch(statements)
      throw new Error('D1_ERROR: Network connection lost.')
    })
    const all = { ...at(10), petitionId: petition.id, chunks: 20 }
    for (let run = 0; run < 2; run++) {
      const { rows, failures } = await carryOut(DB, QUEUES, all)
      expect([rows, failures]).toMatchObject([0, [{ petitionId: petition.id }]])
    }
    await carryOut(DB, QUEUES, all)
    expect(await statuses(petition)).toEqual({ pending: 50, 'quarantined signals': 30 })
    expect(await emailStates(petition)).toEqual({ held: 30, pending: 50 })
    expect(await underWayOf(petition)).toBeNull()
  })

  test('is carried out by several processes at once, each signature by one of them', async () => {
    const petition = await floodedPetition()
    await release(env.DB, petition.id, { condition: {}, expected: 70 }, by(7))
    const all = { ...at(7), petitionId: petition.id, chunks: 20 }
    const runs = await Promise.all([1, 2, 3].map(() => carryOut(env.DB, QUEUES, all)))
    expect(runs.reduce((sum, { rows }) => sum + rows, 0)).toBe(63)
    expect(await countsOf(petition)).toEqual([80, 80, 80, 80])
    expect(await removalsOf(petition)).toEqual({ released: 70 })
  })

  test('of one petition that fails stops no other', async () => {
    const [one, other] = [await floodedPetition(), await floodedPetition()]
    for (const { id } of [one, other]) await release(env.DB, id, { condition: OF_NETWORK, expected: 40 }, by(10))
    let batches = 0
    const DB = dbWith(async (statements) => {
      if (batches++ === 0) throw new Error('D1_ERROR: too long')
      return env.DB.batch(statements)
    })
    const { rows, failures } = await carryOut(DB, QUEUES, { ...at(10), petitionId: null, chunks: 20 })
    expect([rows, failures]).toMatchObject([30, [{ petitionId: one.id }]])
    expect(await underWayOf(other)).toBeNull()
    await carryOut(env.DB, QUEUES, { ...at(10), petitionId: one.id, chunks: 20 })
    expect(await countsOf(one)).toEqual([50, 50, 50, 50])
  })

  test('has the review forget what is released, also where the flood has filled its two seconds', async () => {
    const petition = await floodedPetition()
    const slot = Math.floor(now / ARRIVALS_SLOT_MS)
    await env.DB.prepare(
      `INSERT INTO arrivals (petition_id, slot, lines) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET lines = excluded.lines`,
    )
      .bind(petition.id, slot, '\n'.repeat(ARRIVALS_SLOT_MAX_CHARS))
      .run()
    await release(env.DB, petition.id, { condition: OF_NETWORK, expected: 40 }, by(15))
    const lines = await env.DB.prepare('SELECT lines FROM arrivals WHERE petition_id = ?1 AND slot = ?2')
      .bind(petition.id, slot)
      .first<string>('lines')
    expect(lines?.trimStart()).toBe(`forget network/${NETWORK} ${now}\n`)
  })

  test('has the review forget it at the time of each part, however long the parts before it took', async () => {
    const petition = await floodedPetition()
    await release(env.DB, petition.id, { condition: OF_NETWORK, expected: 40 }, by(10))
    stopClock()
    const begun = Date.now()
    const DB = dbWith(async (statements) => {
      const results = await env.DB.batch(statements)
      vi.setSystemTime(Date.now() + ARRIVALS_LATE_MS)
      return results
    })
    await carryOut(DB, QUEUES, { ...at(10), now: begun, petitionId: petition.id, chunks: 9 })
    const { results } = await env.DB.prepare(
      `SELECT lines FROM arrivals WHERE petition_id = ? AND lines LIKE '%forget%' AND slot >= ? ORDER BY slot`,
    )
      .bind(petition.id, Math.floor(begun / ARRIVALS_SLOT_MS))
      .all<{ lines: string }>()
    const times = results.map(({ lines }) => Number(lines.trim().split(' ').at(-1)) - begun)
    expect(times).toEqual([0, 1, 2].map((parts) => parts * ARRIVALS_LATE_MS))
  })

  test('sends the emails of each part', async () => {
    const petition = await floodedPetition({ confirmation: 'email' })
    await release(env.DB, petition.id, { condition: OF_NETWORK, expected: 40 }, by(15))
    const sent: unknown[] = []
    await carryOut(env.DB, { ...QUEUES, EMAILS: batchQueue(sent) }, { ...at(15), petitionId: petition.id, chunks: 9 })
    expect(sent).toHaveLength(25)
  })
})

describe('the undo of a removal in parts', () => {
  async function removed(rows: number) {
    const petition = await floodedPetition({ confirmation: 'email' })
    const made = await remove(env.DB, petition.id, { condition: OF_NETWORK, expected: 40 }, by(rows))
    return { petition, decision: made.ok ? made.value.decision : '' }
  }

  test('says how far it is, and ends with everything held again', async () => {
    const { petition, decision } = await removed(100)
    const undone = await undoRemoval(env.DB, petition.id, decision, by(15))
    expect(undone).toMatchObject({ n: 40, left: 25 })
    expect(await underWayOf(petition)).toEqual({ decision: 'undo', signatures: 40, done: 15 })
    expect(await removalsOf(petition)).toEqual({ removed: 25 })
    expect(await undoRemoval(env.DB, petition.id, decision, by(15))).toBe('under-way')
    // It does not become too late for what is left.
    await deleteRemoved(env.DB, now + 2 * REMOVAL_UNDO_MS)
    expect(await statuses(petition)).toMatchObject({ 'removed network': 25 })
    await carryOut(env.DB, QUEUES, { ...at(15), petitionId: petition.id, chunks: 9 })
    expect(await statuses(petition)).toEqual({ pending: 10, 'quarantined network': 40, 'quarantined signals': 30 })
    expect(await removalsOf(petition)).toEqual({})
    expect(await undoRemoval(env.DB, petition.id, decision, by(15))).toBe('too-late')
    await expectTrueKinds(petition)
  })

  test('ends the removal, where that is still being carried out', async () => {
    const { petition, decision } = await removed(15)
    expect(await undoRemoval(env.DB, petition.id, decision, by(100))).toMatchObject({ n: 15, left: 0 })
    expect(await underWayOf(petition)).toBeNull()
    expect(await statuses(petition)).toEqual({ pending: 10, 'quarantined network': 40, 'quarantined signals': 30 })
    expect(await carryOut(env.DB, QUEUES, { ...at(15), petitionId: petition.id, chunks: 9 })).toEqual({
      rows: 0,
      failures: [],
    })
  })

  test('waits for another decision', async () => {
    const { petition, decision } = await removed(100)
    await release(env.DB, petition.id, { condition: INSULTS, expected: 30 }, by(10))
    expect(await undoRemoval(env.DB, petition.id, decision, by(100))).toBe('under-way')
    expect(await statuses(petition)).toMatchObject({ 'removed network': 40 })
  })

  test('knows a removal of the former release, which left no row', async () => {
    const { petition, decision } = await removed(100)
    await env.DB.prepare('DELETE FROM decisions WHERE petition_id = ?').bind(petition.id).run()
    expect(await undoRemoval(env.DB, petition.id, decision, by(100))).toMatchObject({ n: 40, left: 0 })
    expect(await undoRemoval(env.DB, petition.id, decision, by(100))).toBe('too-late')
  })

  test.each(['before', 'after'] as const)(
    'that was cut off %s a commit gives signers what they signed again meanwhile',
    async (when) => {
      const petition = await startPetition({ confirmation: 'email' })
      const held = asked(range(4).map((n) => from(petition, n, { signals: ['trap'] })))
      await consumeSignatures(held)
      const made = await remove(env.DB, petition.id, { condition: {}, expected: 4 }, by(100))
      const decision = made.ok ? made.value.decision : ''
      // They withdraw, having signed again.
      await consumeSignatures(
        held.map((one, n) => ({
          ...one,
          id: message(petition, 900 + n).id,
          review: message(petition, n).review,
          signedAt: one.signedAt + 120_000,
        })),
      )
      await consumeSignatures(held.map((one) => withdrawalOf(one, { at: one.signedAt + 60_000 })))
      let batches = 0
      // The first begins, the second takes some signers.
      const DB = dbWith(async (statements) => {
        if (batches++ !== 1) return env.DB.batch(statements)
        if (when === 'after') await env.DB.batch(statements)
        throw new Error('D1_ERROR: Network connection lost.')
      })
      await expect(undoRemoval(DB, petition.id, decision, by(2))).rejects.toThrow('lost')
      await carryOut(env.DB, QUEUES, { ...at(2), petitionId: petition.id, chunks: 9 })
      expect(await statuses(petition)).toEqual({ pending: 4 })
      expect(await emailStates(petition)).toMatchObject({ pending: 4 })
      expect(await underWayOf(petition)).toBeNull()
      const { results } = await env.DB.prepare('SELECT id FROM signatures WHERE petition_id = ? ORDER BY id')
        .bind(petition.id)
        .all()
      expect(results).toEqual(range(4).map((n) => ({ id: message(petition, 900 + n).id })))
    },
  )
})

test('the kinds of what is held follow every change of a signature', async () => {
  const petition = await floodedPetition({ confirmation: 'email' })
  await expectTrueKinds(petition)
  const { id } = petition
  for (const sql of [
    'UPDATE signatures SET confirmed_at = 5 WHERE petition_id = ? AND unhex(substr(id, -2)) < unhex(10)',
    'UPDATE signatures SET network = NULL, signals = NULL WHERE petition_id = ? AND unhex(substr(id, -2)) < unhex(20)',
    `UPDATE signatures SET status = 'pending' WHERE petition_id = ? AND unhex(substr(id, -2)) < unhex(08)`,
    `UPDATE signatures SET status = 'quarantined' WHERE petition_id = ? AND unhex(substr(id, -2)) < unhex(04)`,
    `DELETE FROM signatures WHERE petition_id = ? AND unhex(substr(id, -1) || '0') < unhex(70)`,
    'DELETE FROM signatures WHERE petition_id = ?',
  ]) {
    await env.DB.prepare(sql).bind(id).run()
    await expectTrueKinds(petition)
  }
  expect(await groupsOf(petition)).toMatchObject({ groups: [], total: 0 })
})

describe('of a hundred thousand held signatures', () => {
  const N = 100_000
  const HELD = N + REVIEW_KINDS_MAX_ROWS + 1_000
  let petition: TestPetition
  const condition: ReviewCondition = { ...OF_NETWORK, country: 'DE' }

  /** Of one network, half of them confirmed; and `others`, each of a network of its own. */
  const flood = async (others: number) => {
    petition = await startPetition({ confirmation: 'email' })
    const insert = (network: string, country: string, n: number) =>
      env.DB.prepare(
        `WITH RECURSIVE numbers(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM numbers WHERE value < ?3)
         INSERT INTO signatures (petition_id, signer, id, locale, status, suspicion, signed_at, stored_at, confirmed_at, network,
           request_country, signals, public_name)
         SELECT ?1, randomblob(32), printf('01980000-0000-7000-8001-%s%09d', ?2, value), 'en', 'quarantined', 'network', value, 1,
           CASE WHEN value % 2 THEN 1 END, ${network}, '${country}', '["too-fast"]', CASE WHEN value % 3 THEN 'Name ' || value END
         FROM numbers`,
      ).bind(petition.id, country === 'DE' ? '001' : '002', n)
    await env.DB.batch([insert(`unhex('${NETWORK}')`, 'DE', N), insert("unhex(printf('%08x', value))", 'FR', others)])
  }
  beforeAll(() => flood(HELD - N))

  test('their numbers are read from few rows, whatever the number of signatures is', async () => {
    const { DB, measured } = measuredDb()
    const described = await describeMatching(DB, petition.id, condition)
    expect(described).toMatchObject({
      matches: N,
      confirmed: N / 2,
      complete: true,
      countries: [{ country: 'DE', n: N }],
    })
    expect(described.examples).toHaveLength(5)
    expect(most(measured, 'read')).toBeLessThan(200)
    // Of everything, the kinds are read up to a limit, and the numbers are said to be a part.
    const groups = await listGroups(env.DB, petition.id)
    expect(groups).toMatchObject({ complete: false, groups: { length: 200 }, underWay: null })
    const named = await listNamedGroups(env.DB, petition.id)
    expect(named.groups[0]).toMatchObject({ signatures: N, names: { length: 5 } })
  })

  /** All of it, transaction by transaction, with what the first ones read and write. */
  async function carriedOut(measured: Measured[], DB: D1Database): Promise<void> {
    const all = { origin: ORIGIN, now, petitionId: petition.id }
    await carryOut(DB, QUEUES, { ...all, chunks: 3 })
    expect(most(measured, 'read')).toBeLessThan(10 * REVIEW_CHUNK_ROWS)
    expect(most(measured, 'written')).toBeLessThan(8 * REVIEW_CHUNK_ROWS)
    const rest = { ...all, chunks: 1_000 }
    expect((await carryOut(env.DB, QUEUES, rest)).failures).toEqual([])
    expect(await underWayOf(petition)).toBeNull()
  }

  test('a removal, its undo and a release read and write a bounded number of rows at a time', async () => {
    const { DB, measured } = measuredDb()
    const by = { origin: ORIGIN, now, by: BY_OPERATOR }
    const removed = await remove(DB, petition.id, { condition, expected: N }, by)
    expect(removed).toMatchObject({ value: { n: N, left: N - REVIEW_CHUNK_ROWS } })
    await carriedOut(measured, DB)
    expect(await statuses(petition)).toEqual({ 'quarantined network': HELD - N, 'removed network': N })
    const decision = removed.ok ? removed.value.decision : ''
    expect(await undoRemoval(DB, petition.id, decision, by)).toMatchObject({ n: N, left: N - UNDO_CHUNK_SIGNERS })
    await carriedOut(measured, DB)
    expect(await statuses(petition)).toEqual({ 'quarantined network': HELD })
    expect(await removalsOf(petition)).toEqual({})
    const released = await release(DB, petition.id, { condition, expected: N }, by)
    expect(released).toMatchObject({ value: { counted: N / 2, pending: N / 2, left: N - REVIEW_CHUNK_ROWS } })
    await carriedOut(measured, DB)
    expect(await countsOf(petition)).toEqual([N / 2, N / 2, N / 2, N / 2])
    expect(await statuses(petition)).toEqual({ counted: N / 2, pending: N / 2, 'quarantined network': HELD - N })
  })

  test('those that the first kinds are of are decided about, and then the next ones are shown', async () => {
    const { matches, complete } = await describeMatching(env.DB, petition.id, {})
    expect([matches, complete]).toEqual([REVIEW_KINDS_MAX_ROWS, false])
    const by = { origin: ORIGIN, now, by: BY_OPERATOR }
    const { DB, measured } = measuredDb()
    expect(await remove(DB, petition.id, { condition: {}, expected: matches }, by)).toMatchObject({ ok: true })
    expect(most(measured, 'read')).toBeLessThan(8 * REVIEW_KINDS_MAX_ROWS)
    await carryOut(env.DB, QUEUES, { origin: ORIGIN, now, petitionId: petition.id, chunks: 1_000 })
    expect(await listGroups(env.DB, petition.id)).toMatchObject({
      complete: true,
      total: HELD - N - REVIEW_KINDS_MAX_ROWS,
      underWay: null,
    })
  })
})

describe('what one request leaves', () => {
  test('is carried on with after the response, and then by the cron', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    const most = REVIEW_CHUNK_ROWS * (1 + REVIEW_CHUNKS_PER_REQUEST)
    const n = most + 1
    await env.DB.prepare(
      `WITH RECURSIVE numbers(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM numbers WHERE value < ?2)
       INSERT INTO signatures (petition_id, signer, id, locale, status, suspicion, signed_at, stored_at, confirmed_at)
       SELECT ?1, randomblob(32), printf('01980000-0000-7000-8001-%012d', value), 'en', 'quarantined', 'signals', 1, 1, 1
       FROM numbers`,
    )
      .bind(petition.id, n)
      .run()
    expect(await responseTo(petition, 'release', INSULTS, n)).toEqual({
      released: n,
      counted: n,
      pending: 0,
      left: n - REVIEW_CHUNK_ROWS,
    })
    expect(await underWayOf(petition)).toEqual({ decision: 'release', signatures: n, done: most })
    expect((await countsOf(petition))[0]).toBe(most)
    vi.spyOn(console, 'info').mockImplementation(() => {})
    await runScheduled('* * * * *', env, Date.now())
    expect(await underWayOf(petition)).toBeNull()
    expect(await countsOf(petition)).toEqual([n, n, n, n])
  })
})
