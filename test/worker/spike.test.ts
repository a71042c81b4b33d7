/** Spike mode: what begins it, what it changes, and that it ends by itself. */
import {
  createExecutionContext,
  createMessageBatch,
  env,
  getQueueResult,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { HealthResponse } from '../../schema/health.ts'
import type { LedgerMessage } from '../../schema/message.ts'
import {
  COUNT_MAX_AGE_SECONDS,
  PETITION_STALE_MS,
  SPIKE_BEGINS,
  SPIKE_HOLD_MS,
  SPIKE_LASTS,
  SPIKE_NOTED_EVERY_MS,
  SPIKE_RECOUNT_WAITS_MS,
  SPIKE_SLOW_BATCHES,
  SPIKE_STRETCH,
} from '../../src/limits.ts'
import consumer from '../../workers/consumer/index.ts'
import edge from '../../workers/edge/index.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import {
  asOperator,
  dbWith,
  dbWithPrepare,
  dbWithout,
  fetchEdge,
  jsonPost,
  ledgerAt,
  ledgerOf,
  message,
  ORIGIN,
  startPetition,
  stopClock,
  unique,
} from './fixtures.ts'

let hours = 0
let lines: Record<string, unknown>[] = []
beforeEach(async () => {
  await env.DB.prepare('UPDATE spike SET until = 0, ended_at = 0').run()
  stopClock()
  // Past whatever the consumer has noted in the tests before.
  later(3_600_000 * ++hours)
  lines = []
  for (const level of ['info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(JSON.parse(String(line))))
})
afterEach(() => vi.restoreAllMocks())

const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms)

/** What was logged of spikes. */
const spikeLines = () => lines.filter(({ event }) => String(event).startsWith('spike.'))

interface Waiting {
  waitedMs?: number
  attempts?: number
  backlog?: number
  DB?: D1Database
}

/** Hands a batch to the consumer, whose messages have waited so long. */
async function store(
  messages: readonly LedgerMessage[],
  { waitedMs = 0, attempts = 1, backlog = 0, DB = env.DB }: Waiting,
) {
  const batch = createMessageBatch(
    'undersigned-signatures',
    messages.map((body) => ({ id: unique('m'), timestamp: new Date(Date.now() - waitedMs), attempts, body })),
  )
  const metadata = { metrics: { backlogCount: backlog, backlogBytes: 0 } }
  const waiting = new Proxy(batch, {
    get: (target, name) => (name === 'metadata' ? metadata : Reflect.get(target, name)),
  })
  await consumer.queue(waiting, { ...env, DB })
  return getQueueResult(batch, createExecutionContext())
}

let signers = 0
const signatures = async (count: number): Promise<LedgerMessage[]> => {
  const petition = await startPetition()
  return Array.from({ length: count }, () => message(petition, ++signers))
}

/** A database of which each transaction takes so long. */
const slowDb = (ms: number): D1Database =>
  dbWith(async (statements) => {
    later(ms)
    return env.DB.batch(statements)
  })

const row = () =>
  env.DB.prepare('SELECT why, began_at AS beganAt, until, ended_at AS endedAt FROM spike').first<{
    why: string
    beganAt: number
    until: number
    endedAt: number | null
  }>()

/** As a batch or the cron leaves it. */
const beginSpike = () =>
  env.DB.prepare('UPDATE spike SET why = ?1, began_at = ?2, until = ?3, ended_at = NULL')
    .bind('waiting', Date.now(), Date.now() + SPIKE_HOLD_MS)
    .run()

describe('it begins', () => {
  test('when the messages of a full batch have waited too long', async () => {
    await store(await signatures(100), { waitedMs: SPIKE_BEGINS.waitedMs })
    expect(await row()).toEqual({
      why: 'waiting',
      beganAt: Date.now(),
      until: Date.now() + SPIKE_HOLD_MS,
      endedAt: null,
    })
    expect(spikeLines()).toMatchObject([{ level: 'warn', event: 'spike.began', why: 'waiting' }])
  })

  test('when the queue says that much waits behind a batch', async () => {
    await store(await signatures(1), { backlog: SPIKE_BEGINS.backlogMessages })
    expect(await row()).toMatchObject({ why: 'backlog', endedAt: null })
  })

  test('when the transactions of some batches in a row are slow', async () => {
    const DB = slowDb(SPIKE_BEGINS.transactionMs)
    for (let n = 1; n < SPIKE_SLOW_BATCHES; n++) await store(await signatures(1), { DB })
    // One that is fast in between: it was not the database.
    await store(await signatures(1), {})
    for (let n = 1; n < SPIKE_SLOW_BATCHES; n++) await store(await signatures(1), { DB })
    expect(spikeLines()).toEqual([])
    await store(await signatures(1), { DB })
    expect(spikeLines()).toMatchObject([{ event: 'spike.began', why: 'database' }])
    for (let n = 0; n < SPIKE_SLOW_BATCHES; n++) await store(await signatures(1), {})
  })

  test('not of a few old messages, and not of a full batch that was tried before', async () => {
    await store(await signatures(99), { waitedMs: 10 * SPIKE_BEGINS.waitedMs })
    await store(await signatures(100), { waitedMs: 10 * SPIKE_BEGINS.waitedMs, attempts: 2 })
    expect(await row()).toMatchObject({ until: 0 })
  })

  test('each minute, when much waits in the queue and no consumer takes anything', async () => {
    const waiting = { metrics: async () => ({ backlogCount: SPIKE_BEGINS.backlogMessages }) } as unknown as Queue
    await runScheduled('* * * * *', { ...env, SIGNATURES: waiting }, Date.now())
    expect(spikeLines()).toMatchObject([{ level: 'warn', event: 'spike.began', why: 'backlog' }])
  })

  test('and a batch is stored and acknowledged, whether or not that can be noted', async () => {
    const petition = await startPetition()
    const messages = Array.from({ length: 100 }, (_, n) => message(petition, n))
    const { explicitAcks, retryMessages } = await store(messages, {
      waitedMs: SPIKE_BEGINS.waitedMs,
      DB: dbWithout('UPDATE spike'),
    })
    expect({ acks: explicitAcks.length, retries: retryMessages.length }).toEqual({ acks: 100, retries: 0 })
    expect(await ledgerOf(petition)).toEqual(ledgerAt(100))
    expect(spikeLines()).toMatchObject([{ level: 'warn', event: 'spike.not-noted' }])
  })
})

describe('it lasts', () => {
  test('with a load with which it does not begin', async () => {
    const some = { waitedMs: SPIKE_LASTS.waitedMs }
    await store(await signatures(100), some)
    expect(await row()).toMatchObject({ until: 0 })
    await beginSpike()
    const before = await row()
    later(SPIKE_HOLD_MS - 1)
    await store(await signatures(100), some)
    expect(await row()).toEqual({ ...before, until: Date.now() + SPIKE_HOLD_MS })
  })

  test('and is written seldom, however many batches there are', async () => {
    const statements: string[] = []
    const DB = dbWithPrepare((sql) => {
      if (sql.includes('UPDATE spike')) statements.push(sql)
      return env.DB.prepare(sql)
    })
    const batches = 20
    for (let n = 0; n < batches; n++) {
      await store(await signatures(100), { waitedMs: SPIKE_BEGINS.waitedMs, DB })
      later(SPIKE_NOTED_EVERY_MS / 10)
    }
    expect(statements).toHaveLength(2)
  })

  test('and another isolate that has just seen it writes no row', async () => {
    await beginSpike()
    const before = await row()
    later(SPIKE_NOTED_EVERY_MS - 1)
    await store(await signatures(100), { waitedMs: SPIKE_BEGINS.waitedMs })
    expect(await row()).toEqual(before)
  })
})

describe('it ends', () => {
  test('by itself, which the cron notes once', async () => {
    await beginSpike()
    const beganAt = Date.now()
    await runScheduled('* * * * *', env, Date.now())
    expect(spikeLines()).toEqual([])
    later(SPIKE_HOLD_MS)
    for (let n = 0; n < 2; n++) await runScheduled('* * * * *', env, Date.now())
    const iso = (ms: number): string => new Date(ms).toISOString()
    expect(spikeLines()).toEqual([
      {
        level: 'info',
        event: 'spike.ended',
        why: 'waiting',
        beganAt: iso(beganAt),
        endedAt: iso(beganAt + SPIKE_HOLD_MS),
      },
    ])
    expect(await row()).toMatchObject({ endedAt: beganAt + SPIKE_HOLD_MS })
  })

  test('and what begins before that was noted is the same spike', async () => {
    await beginSpike()
    const { beganAt } = (await row()) ?? {}
    later(SPIKE_HOLD_MS + 1)
    await store(await signatures(100), { waitedMs: SPIKE_BEGINS.waitedMs })
    expect(await row()).toMatchObject({ beganAt, until: Date.now() + SPIKE_HOLD_MS, endedAt: null })
    expect(spikeLines()).toEqual([])
  })
})

describe('a wrong clock', () => {
  const DAY = 24 * 3_600_000

  test('that was a day ahead makes no spike of a day: the cron ends it, and logs it once', async () => {
    later(DAY)
    await beginSpike()
    later(-DAY)
    for (let n = 0; n < 2; n++) await runScheduled('* * * * *', env, Date.now())
    expect(await row()).toMatchObject({ beganAt: Date.now(), until: Date.now(), endedAt: Date.now() })
    expect(spikeLines()).toMatchObject([{ event: 'spike.ended' }])
  })

  test('does not keep a real load from being noted', async () => {
    later(DAY)
    await beginSpike()
    later(-DAY)
    await store(await signatures(100), { waitedMs: SPIKE_BEGINS.waitedMs })
    expect(await row()).toMatchObject({ until: Date.now() + SPIKE_HOLD_MS, endedAt: null })
  })
})

test('a queue that gives no metrics with a batch is one of which nothing else waits', async () => {
  const bodies = await signatures(100)
  const batch = createMessageBatch(
    'undersigned-signatures',
    bodies.map((body) => ({
      id: unique('m'),
      timestamp: new Date(Date.now() - SPIKE_BEGINS.waitedMs),
      attempts: 1,
      body,
    })),
  )
  const bare = new Proxy(batch, { get: (target, name) => (name === 'metadata' ? {} : Reflect.get(target, name)) })
  await consumer.queue(bare, env)
  expect(await row()).toMatchObject({ why: 'waiting', until: Date.now() + SPIKE_HOLD_MS })
})

/** One `env` object is one isolate's memory. */
function isolate(vars: Partial<EdgeEnv> = {}) {
  const statements: string[] = []
  const world = {
    ...env,
    ...vars,
    DB: dbWithPrepare((sql) => {
      statements.push(sql)
      return env.DB.prepare(sql)
    }),
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const ctx = createExecutionContext()
    const response = await edge.fetch(new Request(`${ORIGIN}${path}`, init), world, ctx)
    await waitOnExecutionContext(ctx)
    return response
  }
  return { ask, statements }
}

describe('the edge in it', () => {
  /** Queries for two minutes of readers, one each second, of this path. */
  async function queriesOf(path: string): Promise<number> {
    const { ask, statements } = isolate()
    for (let second = 0; second < 120; second++) {
      if (second % 30 === 0) await prolong()
      expect((await ask(path)).status).toBe(200)
      later(1_000)
    }
    return statements.length
  }
  let prolong = async (): Promise<unknown> => undefined

  test.each([
    ['a count', (slug: string) => `/api/petitions/${slug}/count`],
    ['a page', (slug: string) => `/en/p/${slug}`],
  ])('asks the database for %s a third as often at most', async (_, pathOf) => {
    prolong = async () => undefined
    const calm = await queriesOf(pathOf((await startPetition()).slug))
    prolong = beginSpike
    const spike = await queriesOf(pathOf((await startPetition()).slug))
    expect(calm).toBeGreaterThan(20)
    expect(spike * 3).toBeLessThanOrEqual(calm)
  })

  test('learns of it from the count, with no query of its own', async () => {
    const { slug } = await startPetition()
    await beginSpike()
    const { ask, statements } = isolate()
    await ask(`/api/petitions/${slug}/count`)
    expect(statements).toEqual([expect.stringContaining('FROM spike')])
  })

  test('says how long a count may be stored, and says less again when it is over', async () => {
    const { slug } = await startPetition()
    const { ask } = isolate()
    const maxAge = async (): Promise<string | undefined> =>
      /max-age=(\d+)/.exec((await ask(`/api/petitions/${slug}/count`)).headers.get('cache-control') ?? '')?.[1]
    await beginSpike()
    expect(await maxAge()).toBe(String(COUNT_MAX_AGE_SECONDS * SPIKE_STRETCH))
    later(SPIKE_HOLD_MS)
    expect(await maxAge()).toBe(String(COUNT_MAX_AGE_SECONDS))
  })

  test('another isolate of the location learns of it without the database', async () => {
    const { slug } = await startPetition()
    await beginSpike()
    await isolate().ask(`/api/petitions/${slug}/count`)
    const other = isolate()
    const response = await other.ask(`/api/petitions/${slug}/count`)
    expect(other.statements).toEqual([])
    expect(response.headers.get('cache-control')).toContain(`max-age=${COUNT_MAX_AGE_SECONDS * SPIKE_STRETCH}`)
  })

  test('accepts signatures without the database, for which it would wait otherwise', async () => {
    const asked: Record<string, number> = {}
    for (const mode of ['calm', 'spike']) {
      const { slug } = await startPetition()
      if (mode === 'spike') await beginSpike()
      const { ask, statements } = isolate({ BOT_CHECK: 'off' })
      await ask(`/en/p/${slug}`)
      later(PETITION_STALE_MS + 1)
      statements.length = 0
      const response = await ask(`/api/petitions/${slug}/signatures`, jsonPost({ name: 'Ada', email: 'a@example.org' }))
      expect(response.status).toBe(202)
      asked[mode] = statements.length
    }
    expect(asked).toEqual({ calm: 1, spike: 0 })
  })
})

describe('health', () => {
  const spike = async (): Promise<unknown> => {
    const response = await fetchEdge('/healthz', { headers: asOperator })
    const { status, reasons, parts } = await response.json<HealthResponse>()
    return { status, reasons, spike: parts?.spike }
  }

  test('tells the operator of it, and is up all the same', async () => {
    const up = { status: 'up', reasons: [] }
    expect(await spike()).toEqual({
      ...up,
      spike: { answers: true, since: null, why: null, lastEndedAt: null },
    })
    await beginSpike()
    const since = new Date().toISOString()
    const lastEndedAt = new Date(Date.now() + SPIKE_HOLD_MS).toISOString()
    expect(await spike()).toEqual({ ...up, spike: { answers: true, since, why: 'waiting', lastEndedAt: null } })
    later(SPIKE_HOLD_MS)
    expect(await spike()).toEqual({ ...up, spike: { answers: true, since: null, why: null, lastEndedAt } })
  })
})

test('the recount of the night waits no longer than a day, however long the backlog stands', async () => {
  await startPetition()
  await beginSpike()
  later(SPIKE_RECOUNT_WAITS_MS)
  await env.DB.prepare('UPDATE spike SET until = ?1')
    .bind(Date.now() + SPIKE_HOLD_MS)
    .run()
  await runScheduled('* 3 * * *', env, Date.now())
  expect(lines.filter(({ event }) => event === 'scheduled.nightly')).toMatchObject([
    { recount: expect.toSatisfy((n: number) => n > 0) },
  ])
})

test('the recount of the night waits until it is over', async () => {
  await startPetition()
  const compared = () => lines.filter(({ event }) => event === 'scheduled.nightly').map(({ recount }) => recount)
  await beginSpike()
  await runScheduled('* 3 * * *', env, Date.now())
  later(SPIKE_HOLD_MS)
  await runScheduled('* 3 * * *', env, Date.now())
  expect(compared()).toEqual([0, expect.toSatisfy((n: number) => n > 0)])
})
