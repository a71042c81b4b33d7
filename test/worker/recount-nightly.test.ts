/** The recount of every night: in chunks, from where the one before stopped, and it changes nothing. */
import { env } from 'cloudflare:test'
import { afterEach, expect, test, vi } from 'vitest'

import { DAY_MS, RECOUNT_CHUNK_MAX_ROWS } from '../../src/limits.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import { D1_STATEMENTS_FREE } from '../support/cloudflare-limits.ts'
import { consumeSignatures, dbWithPrepare, ledgerOf, message, startPetition, type TestPetition } from './fixtures.ts'
import { range } from './floods.ts'

afterEach(() => vi.restoreAllMocks())

const NIGHT = Date.UTC(2027, 4, 1, 3)
const MINUTE_MS = 60_000

/** The lines of the log. */
function logged(): () => Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = []
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(JSON.parse(String(line))))
  }
  return () => lines.splice(0)
}

const nightly = (now: number, overrides: Partial<EdgeEnv> = {}) =>
  runScheduled('* 3 * * *', { ...env, ...overrides }, now)

const setCounter = (id: number, n: number) =>
  env.DB.prepare('UPDATE counters SET n = ?2 WHERE petition_id = ?1').bind(id, n).run()

async function signedPetition(): Promise<TestPetition> {
  const petition = await startPetition()
  await consumeSignatures(range(3, 1).map((n) => message(petition, n)))
  return petition
}

/** The chunks of a night: the lines of each. */
async function night(now: number, overrides: Partial<EdgeEnv> = {}): Promise<Record<string, unknown>[][]> {
  const lines = logged()
  const chunks: Record<string, unknown>[][] = []
  for (let minute = 0; minute < 10; minute++) {
    await nightly(now + minute * MINUTE_MS, overrides)
    chunks.push(lines())
  }
  return chunks
}

const eventsOf = (lines: readonly Record<string, unknown>[]): unknown[] => lines.map(({ event }) => event)

test('a night without drift says so once, and the next night begins again', async () => {
  await signedPetition()
  for (const day of [0, 1]) {
    const [first = [], ...others] = await night(NIGHT + day * DAY_MS)
    expect(first).toEqual([
      {
        level: 'info',
        event: 'recount.done',
        petitions: 1,
        rows: 3,
        drift: 0,
        skipped: 0,
        startedAt: NIGHT + day * DAY_MS,
      },
      { level: 'info', event: 'scheduled.nightly', recount: 1 },
    ])
    for (const lines of others) expect(lines).toEqual([{ level: 'info', event: 'scheduled.nightly', recount: 0 }])
  }
})

test('goes on where it stopped, reports drift, fixes nothing, and stays within the statements of the free plan', async () => {
  const [first, second, third] = [await signedPetition(), await signedPetition(), await signedPetition()]
  const large = RECOUNT_CHUNK_MAX_ROWS
  for (const { id } of [first, second, third]) await setCounter(id, large)
  let statements = 0
  const DB = dbWithPrepare((sql) => {
    statements++
    return env.DB.prepare(sql)
  })
  const lines = logged()
  const seen: unknown[] = []
  for (let minute = 0; minute < 6; minute++) {
    statements = 0
    // Over two nights: the second goes on with the round.
    const now = NIGHT + 2 * DAY_MS + (minute < 2 ? 0 : DAY_MS) + minute * MINUTE_MS
    await nightly(now, { DB })
    expect(statements).toBeLessThan(D1_STATEMENTS_FREE / 2)
    seen.push(...lines())
  }
  const drifts = seen.filter((line) => (line as { event: string }).event === 'recount.drift')
  expect(drifts).toEqual(
    [first, second, third].map(({ slug }) => ({
      level: 'error',
      event: 'recount.drift',
      petition: slug,
      rows: 3,
      drift: 1,
      first: { what: 'counter', key: '', stored: large, counted: 3, isFixable: true },
    })),
  )
  expect(seen).toContainEqual(
    expect.objectContaining({ event: 'recount.done', petitions: 4, rows: 12, drift: 3, startedAt: NIGHT + 2 * DAY_MS }),
  )
  expect(seen.filter((line) => (line as { event: string }).event === 'recount.done')).toHaveLength(1)
  for (const petition of [first, second, third]) {
    expect((await ledgerOf(petition)).counter).toBe(large)
    await setCounter(petition.id, 3)
  }
})

test('promise 7: a petition whose statement fails stops none of the others', async () => {
  const [bad, good] = [await signedPetition(), await signedPetition()]
  const lines = logged()
  const DB = dbWithPrepare((sql) => {
    const statement = env.DB.prepare(sql)
    if (!sql.includes('tally_differences')) return statement
    const bind = statement.bind.bind(statement)
    return Object.assign(statement, {
      bind: (ids: string, ...values: unknown[]) => {
        if (JSON.parse(ids).includes(bad.id)) throw new Error('D1_ERROR: too long')
        return bind(ids, ...values)
      },
    })
  })
  await setCounter(good.id, 5)
  const seen: Record<string, unknown>[] = []
  for (let minute = 0; minute < 10; minute++) {
    await nightly(NIGHT + 10 * DAY_MS + minute * MINUTE_MS, { DB })
    seen.push(...lines())
  }
  await setCounter(good.id, 3)
  expect(eventsOf(seen).filter((event) => event !== 'scheduled.nightly')).toEqual([
    'recount.failed',
    'recount.drift',
    'recount.done',
  ])
  expect(seen).toContainEqual(expect.objectContaining({ event: 'recount.drift', petition: good.slug }))
  expect(seen).toContainEqual(expect.objectContaining({ event: 'recount.failed', petition: bad.slug }))
  expect(seen).toContainEqual(expect.objectContaining({ event: 'recount.done', drift: 1, skipped: 1 }))
})

test('two runs at once store one of their chunks', async () => {
  const lines = logged()
  await Promise.all([nightly(NIGHT + 20 * DAY_MS), nightly(NIGHT + 20 * DAY_MS)])
  expect(eventsOf(lines()).filter((event) => event === 'recount.done')).toHaveLength(1)
})
