/** Promise 3: no batch of messages goes beyond what Cloudflare allows one invocation, on either plan. */
import { env } from 'cloudflare:test'
import { describe, expect, onTestFinished, test } from 'vitest'

import { generateKeyPair } from '../../src/crypto/key-pairs.ts'
import {
  COMMENT_MAX_CHARS,
  NAME_MAX_CHARS,
  PARTNER_CODE_MAX_CHARS,
  PUBLIC_KEYS_MAX_ITEMS,
  SLUG_MAX_CHARS,
} from '../../src/limits.ts'
import {
  D1_PARAMETERS_MAX,
  D1_SQL_MAX_BYTES,
  D1_STATEMENTS_FREE,
  D1_STATEMENTS_PAID,
  D1_VALUE_MAX_BYTES,
  QUEUE_MESSAGE_MAX_BYTES,
} from '../support/cloudflare-limits.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import {
  consume,
  consumeSignatures,
  ledgerOf,
  message,
  postSignature,
  recordingQueue,
  solve,
  startPetition,
  type TestPetition,
  unique,
  withdrawalOf,
} from './fixtures.ts'

const encoder = new TextEncoder()
const bytesOf = (value: unknown): number => encoder.encode(String(value)).length

/** The database as Cloudflare bounds it: what is beyond a limit fails, and how many statements were sent is counted. */
function boundedDb(statementsMax: number) {
  const meter = { statements: 0 }
  const spend = (statements: number): void => {
    meter.statements += statements
    if (meter.statements > statementsMax)
      throw new Error('D1_ERROR: Too many API requests by single worker invocation.')
  }
  const bounded = (statement: D1PreparedStatement): D1PreparedStatement => {
    const bind = statement.bind.bind(statement)
    const counted = (name: 'run' | 'all' | 'first') => {
      const run: (...args: never[]) => Promise<unknown> = statement[name].bind(statement)
      return async (...args: never[]) => {
        spend(1)
        return run(...args)
      }
    }
    return Object.assign(statement, {
      run: counted('run'),
      all: counted('all'),
      first: counted('first'),
      bind: (...values: unknown[]) => {
        if (values.length > D1_PARAMETERS_MAX) throw new Error('D1_ERROR: too many SQL variables')
        if (values.some((value) => bytesOf(value) > D1_VALUE_MAX_BYTES))
          throw new Error('D1_ERROR: string or blob too big')
        return bounded(bind(...values))
      },
    })
  }
  const own: Record<string | symbol, unknown> = {
    prepare: (sql: string) => {
      if (bytesOf(sql) > D1_SQL_MAX_BYTES) throw new Error('D1_ERROR: statement too long')
      return bounded(env.DB.prepare(sql))
    },
    batch: async (statements: D1PreparedStatement[]) => {
      spend(statements.length)
      return env.DB.batch(statements)
    },
  }
  const DB = new Proxy(env.DB, { get: (target, name) => own[name] ?? Reflect.get(target, name).bind(target) })
  return { DB, meter }
}

const range = (n: number): number[] => Array.from({ length: n }, (_, index) => index)
const petitions = (n: number): Promise<TestPetition[]> => Promise.all(range(n).map(() => startPetition()))

/** Delivers until nothing is retried, each time to an invocation with its own statements. Returns the most that one sent. */
async function deliverAll(bodies: readonly unknown[], statementsMax: number, queue?: string): Promise<number> {
  let waiting = [...bodies]
  let most = 0
  for (let attempt = 1; waiting.length > 0; attempt++) {
    expect(attempt).toBeLessThan(100)
    const { DB, meter } = boundedDb(statementsMax)
    const overrides = { DB, D1_STATEMENTS_MAX: String(statementsMax) }
    const { retryMessages } = await (queue === undefined
      ? consumeSignatures(waiting, overrides, attempt)
      : consume(queue, waiting, overrides, attempt))
    const again = new Set(retryMessages.map(({ msgId }) => Number(/^m(\d+)/.exec(msgId)?.[1])))
    waiting = waiting.filter((_, index) => again.has(index))
    most = Math.max(most, meter.statements)
  }
  return most
}

describe.each([
  ['the free plan', D1_STATEMENTS_FREE],
  ['the paid plan', D1_STATEMENTS_PAID],
])('promise 3: on %s', (_, statementsMax) => {
  test('a hundred signatures to a hundred petitions, and their withdrawals, are stored', async () => {
    const all = await petitions(100)
    const signatures = all.map((petition, n) => message(petition, n))
    expect(await deliverAll(signatures, statementsMax)).toBeLessThanOrEqual(statementsMax)
    expect(await ledgerOf(all[99] ?? { id: 0, slug: '', token: '' })).toMatchObject({ rows: 1, counter: 1 })
    const withdrawals = signatures.map((signature) => withdrawalOf(signature))
    expect(await deliverAll(withdrawals, statementsMax)).toBeLessThanOrEqual(statementsMax)
    expect(await ledgerOf(all[99] ?? { id: 0, slug: '', token: '' })).toMatchObject({ rows: 0, counter: 0 })
  })

  test('a flood in five petitions is recognised in each', async () => {
    const all = await petitions(5)
    const network = 'a1'.repeat(16)
    const flood = all.flatMap((petition) =>
      range(20).map((n) => message(petition, n, { review: { ...message(petition, n).review, network } })),
    )
    await env.DB.prepare(`UPDATE petitions SET review_rules = '{"networkPerHour":10}' WHERE id >= ?`)
      .bind(all[0]?.id)
      .run()
    expect(await deliverAll(flood, statementsMax)).toBeLessThanOrEqual(statementsMax)
    for (const petition of all) expect(await ledgerOf(petition)).toMatchObject({ rows: 20, counter: 0 })
  })

  test('a hundred dead letters are stored', async () => {
    const letters = range(100).map((n) => ({ letter: unique(`letter-${n}`), text: 'x'.repeat(30_000) }))
    const most = await deliverAll(letters, statementsMax, 'undersigned-dead-letters')
    expect(most).toBeLessThanOrEqual(statementsMax)
    const { n } = (await env.DB.prepare(
      `SELECT count(*) AS n FROM dead_letters WHERE body LIKE '{"letter":"letter-%'`,
    ).first<{ n: number }>()) ?? { n: 0 }
    expect(n % 100).toBe(0)
    expect(n).toBeGreaterThan(0)
  })

  test('large messages are stored in parts', async () => {
    const petition = await startPetition()
    const large = range(100).map((n) => message(petition, n, { contact: '0a'.repeat(24 * 1024) }))
    expect(await deliverAll(large, statementsMax)).toBeLessThanOrEqual(statementsMax)
    expect((await ledgerOf(petition)).rows).toBe(100)
  })

  test('the cron does what it can of its tasks, and all in the end', async () => {
    const all = await petitions(18)
    const start = Date.now()
    const ids = JSON.stringify(all.map(({ id }) => id))
    // Each has a signature that is due for a reminder, and has facts for the review.
    const signatures = all.map((petition, n) => ({
      ...message(petition, n, {
        sealedEmail: '00',
        review: { ...message(petition, n).review, network: 'a1'.repeat(16) },
      }),
      id: `${start.toString(16).padStart(12, '0').replace(/^.{8}/, '$&-')}-7000-8000-${n.toString(16).padStart(12, '0')}`,
    }))
    await env.DB.prepare(`UPDATE petitions SET confirmation = 'email' WHERE id IN (SELECT value FROM json_each(?))`)
      .bind(ids)
      .run()
    await deliverAll(signatures, D1_STATEMENTS_PAID)
    await env.DB.prepare(
      `UPDATE emails SET state = 'sent', sealed = NULL, next_attempt_at = NULL, sent_at = ?2
       WHERE petition_id IN (SELECT value FROM json_each(?1))`,
    )
      .bind(ids, start)
      .run()
    const hours = Array.from({ length: 20 }, (_, hour) => start + 25 * 3_600_000 + hour * 3_600_000)
    const run = async (cron: string, now: number): Promise<void> => {
      const { DB, meter } = boundedDb(statementsMax)
      await runScheduled(cron, { ...env, DB, D1_STATEMENTS_MAX: String(statementsMax) }, now)
      expect(meter.statements).toBeLessThanOrEqual(statementsMax)
    }
    const numberOf = (sql: string) =>
      env.DB.prepare(`SELECT count(*) AS n FROM ${sql} IN (SELECT value FROM json_each(?))`)
        .bind(ids)
        .first<number>('n')
    for (const now of hours) await run('17 * * * *', now)
    expect(await numberOf(`emails WHERE kind = 'reminder' AND petition_id`)).toBe(all.length)
    for (const now of hours) await run('17 * * * *', now + 30 * 24 * 3_600_000)
    expect(await numberOf('signatures WHERE network IS NOT NULL AND petition_id')).toBe(0)
    await env.DB.prepare('UPDATE petitions SET closes_at = 1 WHERE id IN (SELECT value FROM json_each(?))')
      .bind(ids)
      .run()
    for (const now of hours.slice(0, 5)) await run('* * * * *', now)
    expect(await numberOf(`petitions WHERE state = 'closed' AND id`)).toBe(all.length)
  })

  test('ten messages that the database refuses, among a hundred, do not stop the other ninety', async () => {
    const petition = await startPetition()
    onTestFinished(async () => void (await env.DB.exec('DROP TRIGGER IF EXISTS refuse')))
    await env.DB.exec(
      `CREATE TRIGGER refuse BEFORE INSERT ON signatures WHEN new.country = 'XX' BEGIN SELECT RAISE(ABORT, 'refused'); END`,
    )
    const signatures = range(100).map((n) => message(petition, n, { country: n % 10 === 3 ? 'XX' : 'UZ' }))
    await deliverAll(signatures, statementsMax)
    expect((await ledgerOf(petition)).rows).toBe(90)
  })
})

test('promise 3: the largest signature that is accepted fits into a message of the queue, and the consumer takes it', async () => {
  const keys = await Promise.all(range(PUBLIC_KEYS_MAX_ITEMS).map(generateKeyPair))
  const petition = await startPetition({
    confirmation: 'email',
    publicKeys: keys.map(({ publicKey }) => publicKey),
    slug: unique('long').padEnd(SLUG_MAX_CHARS, 'g'),
  })
  const { queue, sent } = recordingQueue()
  const response = await postSignature(
    petition.slug,
    {
      // Four bytes each in UTF-8.
      name: '𐊠'.repeat(NAME_MAX_CHARS),
      comment: '𐊠'.repeat(COMMENT_MAX_CHARS),
      email: `${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(2)}${'c'.repeat(50)}.example.org`,
      showName: 'full',
      partner: 'p'.repeat(PARTNER_CODE_MAX_CHARS),
      proof: await solve(petition.slug),
    },
    { SIGNATURES: queue },
  )
  expect(response.status).toBe(202)
  const body = JSON.stringify(sent[0])
  expect(bytesOf(body)).toBeGreaterThan(30_000)
  expect(bytesOf(body)).toBeLessThan(QUEUE_MESSAGE_MAX_BYTES)
  await consumeSignatures(sent)
  expect((await ledgerOf(petition)).rows).toBe(1)
})

test('promise 4: an error that is the database’s, whatever it says, makes no dead letters', async () => {
  const petition = await startPetition()
  const lettersOf = () => env.DB.prepare('SELECT count(*) AS n FROM dead_letters').first<{ n: number }>()
  const before = await lettersOf()
  // As while a migration is late.
  await env.DB.exec('ALTER TABLE signatures RENAME COLUMN partner TO was_partner')
  for (const attempt of [1, 5, 50]) {
    const { retryMessages } = await consumeSignatures([message(petition, 1)], {}, attempt)
    expect(retryMessages).toHaveLength(1)
  }
  await env.DB.exec('ALTER TABLE signatures RENAME COLUMN was_partner TO partner')
  expect(await lettersOf()).toEqual(before)
  await consumeSignatures([message(petition, 1)])
  expect((await ledgerOf(petition)).rows).toBe(1)
})

test.each([D1_STATEMENTS_FREE, D1_STATEMENTS_PAID])(
  'promise 4: an error of unknown text that hits a whole batch makes no dead letters, with %d statements',
  async (statementsMax) => {
    const petition = await startPetition()
    onTestFinished(async () => void (await env.DB.exec('DROP TRIGGER IF EXISTS refuse_all')))
    // What writes no row still works.
    await env.DB.exec(
      `CREATE TRIGGER refuse_all BEFORE INSERT ON signatures BEGIN SELECT RAISE(ABORT, 'what nobody knows'); END`,
    )
    const lettersOf = () => env.DB.prepare('SELECT count(*) AS n FROM dead_letters').first<number>('n')
    const before = await lettersOf()
    const signatures = range(100).map((n) => message(petition, n))
    for (const attempt of range(9)) {
      await consumeSignatures(signatures, { D1_STATEMENTS_MAX: String(statementsMax) }, attempt + 1)
    }
    expect(await lettersOf()).toBe(before)
  },
)

test('promise 3: after an outage, in which messages were delivered often, the free plan stores them in few invocations', async () => {
  const petition = await startPetition()
  let waiting = range(100).map((n) => message(petition, n))
  for (const attempt of range(7)) {
    const { retryMessages } = await consumeSignatures(waiting, { D1_STATEMENTS_MAX: '50' }, 9 + attempt)
    const again = new Set(retryMessages.map(({ msgId }) => Number(/^m(\d+)/.exec(msgId)?.[1])))
    waiting = waiting.filter((_, index) => again.has(index))
  }
  expect(waiting).toEqual([])
})

test('promise 3: on the free plan, what was delivered often does not hold up what is delivered with it', async () => {
  const all = await petitions(4)
  // Everybody signs twice, and half of them withdraw one of the two: whatever takes the most statements, mixed.
  const signatures = all.flatMap((petition) => range(150).map((n) => message(petition, n % 75)))
  const withdrawals = signatures.filter((_, n) => n % 4 === 0).map((signature) => withdrawalOf(signature))
  // Some of them have waited through an outage.
  let queue = [...signatures, ...withdrawals].map((body, n) => ({
    body,
    attempts: n % 30 === 0 ? 12 : 1,
    order: (n * 7_919) % 1_000,
  }))
  queue.sort((a, b) => a.order - b.order)
  let most = 1
  while (queue.length > 0) {
    const batch = queue.slice(0, 100)
    const attempts = Math.max(...batch.map((one) => one.attempts))
    most = Math.max(most, attempts)
    const { DB } = boundedDb(D1_STATEMENTS_FREE)
    const overrides = { DB, D1_STATEMENTS_MAX: String(D1_STATEMENTS_FREE) }
    const bodies = batch.map(({ body }) => body)
    const { retryMessages } = await consumeSignatures(bodies, overrides, attempts)
    const again = new Set(retryMessages.map(({ msgId }) => Number(/^m(\d+)/.exec(msgId)?.[1])))
    const waiting = batch.filter((_, index) => again.has(index))
    for (const one of waiting) one.attempts++
    queue = [...queue.slice(100), ...waiting]
  }
  expect(most).toBeLessThan(20)
})

test('promise 3: on the free plan, a hundred signatures to a hundred petitions, each with something to screen, are stored at once', async () => {
  const signatures = (await petitions(100)).map((petition, n) =>
    message(petition, n, {
      review: { ...message(petition, n).review, network: 'a1'.repeat(16), signals: ['too-fast'] },
    }),
  )
  const { DB } = boundedDb(D1_STATEMENTS_FREE)
  const result = await consumeSignatures(signatures, { DB, D1_STATEMENTS_MAX: String(D1_STATEMENTS_FREE) })
  expect(result).toMatchObject({ outcome: 'ok', retryMessages: [] })
  expect(result.explicitAcks).toHaveLength(100)
})
