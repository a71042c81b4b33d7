/** Whether the service works: up or down for everyone, each part for the operator, and no part that hides another. */
import { createExecutionContext, env } from 'cloudflare:test'
import { describe, expect, test, vi } from 'vitest'

import { healthResponse, type HealthResponse } from '../../schema/health.ts'
import { LATEST_MIGRATION } from '../../schema/latest-migration.ts'
import { HEALTH_COUNT_MAX_ROWS, HEALTH_FRESH_MS } from '../../src/limits.ts'
import edge from '../../workers/edge/index.ts'
import {
  asOperator,
  bearer,
  dbWithout,
  dbWithPrepare,
  fetchEdge,
  ORIGIN,
  startPetition,
  stopClock,
} from './fixtures.ts'
import { due } from './emails.ts'

const hanging = new Promise<never>(() => {})
const hangingStatement = { first: () => hanging, bind: (): unknown => hangingStatement }
const hangingDb = { prepare: () => hangingStatement, batch: () => hanging } as unknown as D1Database
const queueWith = (metrics: () => Promise<QueueMetrics>): Queue => ({ metrics }) as unknown as Queue
const quietQueue = queueWith(async () => ({ backlogCount: 0, backlogBytes: 0 }))
const QUIET = { SIGNATURES: quietQueue, DELIVERIES: quietQueue, EMAILS: quietQueue }

async function asked(overrides: Partial<EdgeEnv> = {}): Promise<HealthResponse & { http: number }> {
  const response = await fetchEdge('/healthz', { headers: asOperator }, { ...QUIET, ...overrides })
  expect(response.headers.get('cache-control')).toBe('no-store')
  return { http: response.status, ...healthResponse.parse(await response.json()) }
}

describe('to everyone', () => {
  test('it is up, and nothing else is said', async () => {
    const response = await fetchEdge('/healthz')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toBe('{"status":"up"}')
  })

  test.each([
    [
      'fails',
      dbWithPrepare(() => {
        throw new Error('D1_ERROR: Network connection lost')
      }),
    ],
    ['hangs', hangingDb],
  ])('it is down when the database %s, and nothing else is said', async (_, DB) => {
    const response = await fetchEdge('/healthz', {}, { DB })
    expect(response.status).toBe(503)
    expect(await response.text()).toBe('{"status":"down"}')
  })

  test('it is asked of the database once in a while, however many ask', async () => {
    stopClock()
    const statements: string[] = []
    const DB = dbWithPrepare((sql) => {
      statements.push(sql)
      return env.DB.prepare(sql)
    })
    const worker = { ...env, DB }
    const ask = async () => edge.fetch(new Request(`${ORIGIN}/healthz`), worker, createExecutionContext())
    await Promise.all(Array.from({ length: 20 }, ask))
    expect(statements).toEqual([expect.stringContaining('d1_migrations')])
    vi.setSystemTime(Date.now() + HEALTH_FRESH_MS)
    await Promise.all(Array.from({ length: 20 }, ask))
    expect(statements).toHaveLength(2)
  })

  test('a token that is not the operator’s is refused', async () => {
    const { token } = await startPetition()
    for (const headers of [bearer(token), bearer('x'.repeat(40)), { authorization: 'Basic eDp5' }]) {
      const response = await fetchEdge('/healthz', { headers })
      expect(response.status).toBe(401)
      expect(await response.text()).not.toContain('parts')
    }
  })
})

describe('to the operator', () => {
  test('a service that works is up, with each of its parts', async () => {
    const response = await fetchEdge('/healthz', { headers: asOperator })
    expect(response.status).toBe(200)
    const backlog = { answers: true, pending: '0', oldestDueAt: null, oldestUntriedSince: null }
    const queue = { answers: true, backlogCount: expect.any(Number), backlogBytes: expect.any(Number) }
    expect(await response.json()).toEqual({
      status: 'up',
      reasons: [],
      parts: {
        database: { answers: true, migrationsPending: false },
        queues: Object.fromEntries(
          ['signatures', 'deliveries', 'emails'].map((name) => [name, { ...queue, oldestMessageAgeSeconds: null }]),
        ),
        emails: { ...backlog, failedLastHour: '0', failedLastDay: '0', sentLastHour: '0' },
        deliveries: { ...backlog, oldestEventAt: null },
        deadLetters: { answers: true, stored: '0', newestAt: null },
        staticCounts: { answers: true, failingSince: null },
        spike: { answers: true, since: null, why: null, lastEndedAt: null },
      },
      installation: { answers: true, migrationsPending: false, cronRanAt: expect.any(String), problems: [] },
    })
  })

  const throwing = queueWith(() => Promise.reject(new Error('no')))
  const throwingAtOnce = queueWith(() => {
    throw new Error('no')
  })
  const silent = queueWith(() => hanging)
  const without = {} as unknown as Queue
  test.each<[string, Partial<EdgeEnv>, (parts: NonNullable<HealthResponse['parts']>) => unknown, RegExp]>([
    [
      'the queue of signatures',
      { SIGNATURES: throwing },
      ({ queues }) => queues.signatures,
      /queue of signatures does not/,
    ],
    [
      'the queue of deliveries',
      { DELIVERIES: silent },
      ({ queues }) => queues.deliveries,
      /queue of deliveries does not/,
    ],
    ['the queue of emails', { EMAILS: without }, ({ queues }) => queues.emails, /queue of emails does not/],
    ['a queue, at once', { EMAILS: throwingAtOnce }, ({ queues }) => queues.emails, /queue of emails does not/],
    ['emails', { DB: dbWithout('FROM emails') }, ({ emails }) => emails, /question about emails/],
    ['deliveries', { DB: dbWithout('FROM deliveries') }, ({ deliveries }) => deliveries, /question about deliveries/],
    ['dead letters', { DB: dbWithout('FROM dead_letters') }, ({ deadLetters }) => deadLetters, /about dead letters/],
  ])('only %s does not answer', async (_, overrides, partOf, reason) => {
    const { http, status, reasons, parts } = await asked(overrides)
    expect({ http, status, reasons }).toEqual({
      http: 200,
      status: 'degraded',
      reasons: [expect.stringMatching(reason)],
    })
    expect(parts && partOf(parts)).toEqual({ answers: false })
    expect(JSON.stringify(parts).match(/"answers":false/g)).toHaveLength(1)
  })

  test('a database that hangs is down, and the queues are told all the same', async () => {
    const { http, status, reasons, parts } = await asked({ DB: hangingDb })
    expect({ http, status, reasons }).toEqual({ http: 503, status: 'down', reasons: ['The database does not answer.'] })
    expect(parts?.queues.signatures.answers).toBe(true)
    expect(parts?.emails).toEqual({ answers: false })
  })

  test('everything hangs, and it is still a response', async () => {
    const { http, parts } = await asked({ DB: hangingDb, SIGNATURES: silent, DELIVERIES: silent, EMAILS: silent })
    expect(http).toBe(503)
    expect(JSON.stringify(parts).match(/"answers":false/g)).toHaveLength(9)
  })

  test('a signature that waits in its queue is a reason, and an old delivery is none', async () => {
    const old = queueWith(async () => ({
      backlogCount: 3,
      backlogBytes: 900,
      oldestMessageTimestamp: new Date(Date.now() - 600_000),
    }))
    const waiting = await asked({ SIGNATURES: old })
    expect(waiting.parts?.queues.signatures).toEqual({
      answers: true,
      backlogCount: 3,
      backlogBytes: 900,
      oldestMessageAgeSeconds: expect.any(Number),
    })
    expect(waiting.reasons).toEqual([
      expect.stringContaining('A signature has been waiting in its queue for 10 minutes'),
    ])
    expect((await asked({ DELIVERIES: old, EMAILS: old })).status).toBe('up')
  })

  test('a migration that is late is a reason', async () => {
    await env.DB.prepare('UPDATE d1_migrations SET name = ?2 WHERE name = ?1').bind(LATEST_MIGRATION, 'x').run()
    const { status, reasons } = await asked()
    await env.DB.prepare('UPDATE d1_migrations SET name = ?1 WHERE name = ?2').bind(LATEST_MIGRATION, 'x').run()
    expect({ status, reasons }).toEqual({
      status: 'misconfigured',
      reasons: [expect.stringContaining('npm run deploy')],
    })
  })

  test('an email that nobody tried to send is a reason, and one that failed before is none', async () => {
    const { email } = await due()
    const now = Date.now()
    const set = (sql: string, ...values: number[]) =>
      env.DB.prepare(`UPDATE emails SET ${sql} WHERE id = ?`)
        .bind(...values, email.id)
        .run()
    expect((await asked()).status).toBe('up')
    await set('created_at = ?', now - 20 * 60_000)
    expect(await asked()).toMatchObject({
      status: 'degraded',
      reasons: [expect.stringContaining('one has been waiting for its first attempt')],
      parts: { emails: { pending: '1', oldestUntriedSince: new Date(now - 20 * 60_000).toISOString() } },
    })
    await set('attempts = 1')
    expect((await asked()).status).toBe('up')
    await set('next_attempt_at = ?', now - 6 * 60_000)
    expect((await asked()).reasons).toEqual([expect.stringContaining('the cron does not run')])
    await set("state = 'failed', next_attempt_at = NULL")
    expect((await asked()).parts?.emails).toMatchObject({ pending: '0', failedLastHour: '1', failedLastDay: '1' })
    await env.DB.prepare('DELETE FROM emails').run()
  })

  test('rows are counted up to a limit', async () => {
    const fill = (n: number) =>
      env.DB.prepare(
        `INSERT INTO dead_letters (id, queue, body, sent_at, stored_at)
         SELECT 'l' || value, 'q', '{}', 1, 1000 + value FROM json_each(?1)`,
      )
        .bind(JSON.stringify(Array.from({ length: n }, (_, i) => i)))
        .run()
    await fill(HEALTH_COUNT_MAX_ROWS + 500)
    const { reasons, parts } = await asked()
    expect(parts?.deadLetters).toEqual({
      answers: true,
      stored: '1000+',
      newestAt: new Date(1000 + HEALTH_COUNT_MAX_ROWS + 499).toISOString(),
    })
    expect(reasons).toEqual(['Dead letters are stored: 1000+. Run npm run dead-letters.'])
    await env.DB.prepare('DELETE FROM dead_letters').run()
  })
})
