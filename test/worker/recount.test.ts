/** The recount: what is stored of a petition, compared with what its signatures say, and fixed. */
import { env } from 'cloudflare:test'
import { describe, expect, test, vi } from 'vitest'

import type { CountResponse } from '../../schema/petition.ts'
import { type RecountResponse, recountResponse } from '../../schema/recount.ts'
import { RECOUNT_CHUNK_MAX_ROWS, RECOUNT_PETITION_MAX_ROWS, RECOUNT_SHOWN_MAX_ROWS } from '../../src/limits.ts'
import { recountNext } from '../../src/ledger/recount/recount.ts'
import { D1_STATEMENTS_FREE } from '../support/cloudflare-limits.ts'
import {
  asOperator,
  batchQueue,
  bearer,
  consumeSignatures,
  dbWith,
  dbWithPrepare,
  fetchEdge,
  ledgerAt,
  ledgerOf,
  message,
  meteredDb,
  postAsCampaign,
  startPetition,
  type TestPetition,
  withdrawalOf,
} from './fixtures.ts'
import { asked, confirmationsOf, crowd, decide, groupsOf, range } from './floods.ts'

type Overrides = Partial<EdgeEnv>

const post = (query: Record<string, string>, overrides: Overrides = {}) =>
  fetchEdge(
    `/api/recounts?${new URLSearchParams(query).toString()}`,
    { method: 'POST', headers: asOperator },
    overrides,
  )

async function recount(query: Record<string, string>, overrides: Overrides = {}): Promise<RecountResponse> {
  const response = await post(query, overrides)
  expect(response.status).toBe(200)
  return recountResponse.parse(await response.json())
}

/** Of one petition. */
async function recounted({ slug }: TestPetition, { fix = false } = {}, overrides: Overrides = {}) {
  const { petitions } = await recount({ petition: slug, ...(fix ? { fix: 'true' } : {}) }, overrides)
  const [found] = petitions
  if (found === undefined) throw new Error('not recounted')
  return found
}

const run = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run()

const NOTHING = { isCompared: true, drift: 0, unfixed: 0, differences: [] }

/** With signatures of two countries and two partners. */
async function signedPetition(fields: Record<string, unknown> = {}, signatures = 4): Promise<TestPetition> {
  const petition = await startPetition(fields)
  await consumeSignatures(
    range(signatures, 1).map((n) =>
      message(petition, n, { country: n % 2 === 0 ? 'UZ' : null, partner: n % 2 === 0 ? 'gazette' : null }),
    ),
  )
  return petition
}

describe('a petition that nobody has tampered with', () => {
  test('has no drift, whatever happened to its signatures', async () => {
    const petition = await startPetition({ confirmation: 'email', milestones: [1, 5, 20] })
    const confirmed = asked(range(6, 1).map((n) => message(petition, n)))
    await consumeSignatures([...confirmed, ...asked(range(2, 50).map((n) => message(petition, n)))])
    await consumeSignatures(confirmationsOf(confirmed))
    await consumeSignatures(confirmed.slice(0, 2).map((signed) => withdrawalOf(signed)))
    // One signs again, and again.
    await consumeSignatures([message(petition, 1, { signedAt: Date.now() + 1, partner: 'post' })])
    expect(await recounted(petition)).toEqual({ petition: petition.slug, rows: 7, ...NOTHING })
  })

  test('has no drift when signatures are held, released and removed, though the minutes differ', async () => {
    const petition = await startPetition({ reviewRules: { networkPerHour: 5 }, milestones: [1, 2] })
    await consumeSignatures(crowd(petition, 3))
    await consumeSignatures(crowd(petition, 5, 3))
    await consumeSignatures([message(petition, 90), message(petition, 91)])
    const [group] = (await groupsOf(petition)).groups
    expect((await recounted(petition)).drift).toBe(0)
    await decide(petition, 'release', { condition: group?.condition ?? {}, expected: group?.signatures ?? 0 })
    const minutes = (await ledgerOf(petition)).tallies['minute']
    expect((await ledgerOf(petition)).counter).not.toBe(minutes)
    expect((await recounted(petition)).drift).toBe(0)
    await consumeSignatures(crowd(petition, 9, 200))
    const held = (await groupsOf(petition)).groups[0]
    await decide(petition, 'remove', { condition: held?.condition ?? {}, expected: held?.signatures ?? 0 })
    expect(held?.signatures).toBeGreaterThan(0)
    expect((await recounted(petition)).drift).toBe(0)
  })

  test('has no drift before its first signature, and as a draft', async () => {
    const petition = await startPetition({ state: 'draft' })
    expect(await recounted(petition)).toEqual({ petition: petition.slug, rows: 0, ...NOTHING })
  })

  /**
   * Recounts five times, and fixes. A batch is stored before each statement, and another beside it. `edit` changes the statement
   * that compares. Returns how much drift was found.
   */
  async function recountInLoad(petition: TestPetition, edit: (sql: string) => Promise<string>): Promise<number> {
    let n = 0
    const more = async (): Promise<void> => {
      const messages = range(5, n).map((at) => message(petition, at))
      n += 5
      await consumeSignatures(messages)
      await consumeSignatures(messages.slice(0, 1).map((signed) => withdrawalOf(signed)))
    }
    const besides: Promise<void>[] = []
    const DB = dbWithPrepare((sql) => {
      const statement = env.DB.prepare(sql)
      const bind = statement.bind.bind(statement)
      return Object.assign(statement, {
        bind: (...values: unknown[]) =>
          Object.assign(bind(...values), {
            all: async () => {
              const edited = await edit(sql)
              await more()
              besides.push(more())
              return env.DB.prepare(edited)
                .bind(...values)
                .all()
            },
          }),
      })
    })
    let drift = 0
    for (let round = 0; round < 5; round++) drift += (await recounted(petition, { fix: true }, { DB })).drift
    await Promise.all(besides)
    expect(besides).toHaveLength(10)
    expect((await ledgerOf(petition)).counter).toBeGreaterThan(50)
    return drift
  }

  test('has no drift while batches are stored before, between and after the statements', async () => {
    const petition = await startPetition({ milestones: [2, 10, 30] })
    expect(await recountInLoad(petition, async (sql) => sql)).toBe(0)
    expect((await recounted(petition)).drift).toBe(0)
  })

  test('would seem to have some, if the counter were read by a statement of its own', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const petition = await startPetition()
    const readBefore = async (sql: string): Promise<string> =>
      sql.replace('c.n AS stored', `${(await ledgerOf(petition)).counter} AS stored`)
    expect(await recountInLoad(petition, readBefore)).toBeGreaterThan(0)
    // A fix is exact all the same.
    expect((await recounted(petition)).drift).toBe(0)
  })

  test('has no drift when a campaign adds milestones that lie below the count', async () => {
    const petition = await signedPetition({ milestones: [10] })
    const body = JSON.stringify({ milestones: [2, 5, 10] })
    const headers = { ...bearer(petition.token), 'content-type': 'application/json' }
    const patched = await fetchEdge(`/api/petitions/${petition.slug}`, { method: 'PATCH', headers, body })
    expect(patched.status).toBe(200)
    expect((await recounted(petition)).drift).toBe(0)
    await consumeSignatures([message(petition, 60)])
    await run('DELETE FROM milestones WHERE petition_id = ?1', petition.id)
    expect((await recounted(petition)).differences).toMatchObject([{ what: 'milestone', key: '5' }])
  })

  test('has no drift when a campaign adds a milestone that the count had before some left it, and is below now', async () => {
    const petition = await startPetition({ confirmation: 'none', milestones: [10] })
    const signatures = range(10, 1).map((n) => message(petition, n))
    await consumeSignatures(signatures)
    await consumeSignatures(signatures.slice(0, 4).map((signed) => withdrawalOf(signed)))
    const patched = await fetchEdge(`/api/petitions/${petition.slug}`, {
      method: 'PATCH',
      headers: { ...bearer(petition.token), 'content-type': 'application/json' },
      body: JSON.stringify({ milestones: [8, 10] }),
    })
    expect(patched.status).toBe(200)
    expect((await recounted(petition)).drift).toBe(0)
  })

  test('has no drift in a copy of the database, which has another key', async () => {
    const petition = await startPetition({ confirmation: 'none', milestones: [1, 2] })
    await consumeSignatures(range(3, 1).map((n) => message(petition, n)))
    const { key = '' } = (await env.DB.prepare('SELECT key FROM instance').first<{ key: string }>()) ?? {}
    await run('UPDATE instance SET key = ?', 'another')
    expect((await recounted(petition)).drift).toBe(0)
    await run('UPDATE instance SET key = ?', key)
  })

  test('has no drift for milestones that its claimed signatures have passed', async () => {
    const petition = await signedPetition({ milestones: [2, 100, 102], claimedCount: 100 })
    expect((await recounted(petition)).drift).toBe(0)
  })
})

describe('drift', () => {
  const hour = `'hour' AND n > 0`
  test.each([
    ['the counter is too high', 'UPDATE counters SET n = n + 3 WHERE petition_id = ?1', ['counter', '', 7, 4]],
    ['the counter is too low', 'UPDATE counters SET n = 1 WHERE petition_id = ?1', ['counter', '', 1, 4]],
    ['the counter is missing', 'DELETE FROM counters WHERE petition_id = ?1', ['counter', '', null, 4]],
    [
      'the tally of an hour is wrong',
      `UPDATE tallies SET n = n + 2 WHERE petition_id = ?1 AND dimension = ${hour}`,
      ['hour', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\dZ$/), 6, 4],
    ],
    [
      'the tally of a minute is wrong',
      `UPDATE tallies SET n = n - 1 WHERE petition_id = ?1 AND dimension = 'minute'`,
      ['minute', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/), 3, 4],
    ],
    [
      'a tally of a country is missing',
      `DELETE FROM tallies WHERE petition_id = ?1 AND dimension = 'country' AND key = 'UZ'`,
      ['country', 'UZ', 0, 2],
    ],
    [
      'a partner has signatures that there are not',
      `INSERT INTO tallies VALUES (?1, 'partner', 'nobody', 9)`,
      ['partner', 'nobody', 9, 0],
    ],
    [
      'the tally of a version is wrong',
      `UPDATE tallies SET n = 9 WHERE petition_id = ?1 AND dimension = 'version'`,
      ['version', '1', 9, 4],
    ],
    [
      'a tally of a language is missing',
      `DELETE FROM tallies WHERE petition_id = ?1 AND dimension = 'language'`,
      ['language', 'en', 0, 4],
    ],
    [
      'the tally of a partner on a day is wrong',
      `UPDATE tallies SET n = n + 1 WHERE petition_id = ?1 AND dimension = 'day-partner' AND key LIKE '%/gazette'`,
      ['day-partner', expect.stringMatching(/^\d{4}-\d\d-\d\d\/gazette$/), 3, 2],
    ],
    ['a milestone is missing', 'DELETE FROM milestones WHERE petition_id = ?1', ['milestone', '3', 0, 1]],
    ['its event is missing', 'DELETE FROM outbox WHERE petition_id = ?1', ['milestone-event', '3', 0, 1]],
  ])('%s: found, and fixed', async (_, sql, [what, key, stored, counted]) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    // In one minute, so that its tallies are known.
    const petition = await startPetition({ milestones: [3] })
    const signedAt = Date.now()
    await consumeSignatures(
      range(4, 1).map((n) =>
        message(petition, n, { signedAt, country: n % 2 === 0 ? 'UZ' : null, partner: n % 2 === 0 ? 'gazette' : null }),
      ),
    )
    const before = await ledgerOf(petition)
    const others = () =>
      env.DB.prepare('SELECT threshold, count, reached_at FROM milestones WHERE petition_id = ?')
        .bind(petition.id)
        .all()
    const { results: milestones } = await others()
    await run(sql, petition.id)
    const difference = { what, key, stored, counted }
    expect(await recounted(petition)).toMatchObject({
      drift: 1,
      unfixed: 1,
      differences: [{ ...difference, isFixed: false }],
    })
    // Nothing was changed.
    expect((await recounted(petition)).drift).toBe(1)
    expect(await recounted(petition, { fix: true })).toMatchObject({
      drift: 1,
      unfixed: 0,
      differences: [{ ...difference, isFixed: true }],
    })
    expect((await recounted(petition)).drift).toBe(0)
    expect(await ledgerOf(petition)).toEqual(before)
    expect((await others()).results).toEqual(milestones)
  })

  test('a fixed counter is logged with both numbers, and shown at once', async () => {
    const petition = await signedPetition()
    const shown = async () =>
      (await (await fetchEdge(`/api/petitions/${petition.slug}/count`)).json<CountResponse>()).count
    await run('UPDATE counters SET n = 40 WHERE petition_id = ?1', petition.id)
    expect(await shown()).toBe(40)
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    await recounted(petition, { fix: true })
    expect(await shown()).toBe(4)
    expect(warn.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
      expect.objectContaining({ event: 'recount.fixed', petition: petition.slug, before: 40, after: 4 }),
    ])
  })

  test('a milestone that was never reached, because the counter was too low, gets its event, which is delivered', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const petition = await startPetition({ milestones: [3, 100] })
    const hook = await postAsCampaign(petition, 'webhooks', { url: 'https://partner.example.org/hook' })
    const { id: webhook } = await hook.json<{ id: string }>()
    await run('UPDATE counters SET n = -10 WHERE petition_id = ?1', petition.id)
    await consumeSignatures(range(4, 1).map((n) => message(petition, n)))
    const sent: unknown[] = []
    const { differences } = await recounted(petition, { fix: true }, { DELIVERIES: batchQueue(sent) })
    expect(differences.map(({ what, key, isFixed }) => [what, key, isFixed])).toEqual([
      ['counter', '', true],
      ['milestone', '3', true],
      ['milestone-event', '3', true],
    ])
    const event = await env.DB.prepare('SELECT id, payload FROM outbox WHERE petition_id = ?')
      .bind(petition.id)
      .first<{ id: string; payload: string }>()
    expect(event?.id).toMatch(new RegExp(`^milestone_${petition.id}_3_[0-9a-f]{16}$`))
    expect(JSON.parse(event?.payload ?? '')).toMatchObject({
      type: 'petition.milestone',
      data: { milestone: 3, count: 4, petition: { slug: petition.slug } },
    })
    expect(sent).toEqual([{ v: 1, kind: 'delivery', deliveryId: `${event?.id}:${webhook}` }])
    // Not again with the next signatures.
    await consumeSignatures([message(petition, 5)])
    expect((await recounted(petition)).drift).toBe(0)
  })

  test('a milestone that no count can have reached is reported, and stays', async () => {
    const petition = await signedPetition({ milestones: [3] })
    await run('INSERT INTO milestones VALUES (?1, 1000, 1000, 5)', petition.id)
    const found = { drift: 1, unfixed: 1, differences: [{ what: 'milestone', key: '1000', stored: 1, counted: 0 }] }
    expect(await recounted(petition)).toMatchObject(found)
    expect(await recounted(petition, { fix: true })).toMatchObject(found)
  })

  test('a milestone stays right when signatures leave the count', async () => {
    const petition = await startPetition({ milestones: [3] })
    const messages = range(4, 1).map((n) => message(petition, n))
    await consumeSignatures(messages)
    await consumeSignatures(messages.map((signed) => withdrawalOf(signed)))
    expect(await ledgerOf(petition)).toMatchObject({ counter: 0 })
    expect((await recounted(petition)).drift).toBe(0)
  })

  test('the record of removals lacks removed signatures: they are added; it has too many: that is reported', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const petition = await startPetition({ reviewRules: { networkPerHour: 1 } })
    await consumeSignatures(crowd(petition, 5))
    await decide(petition, 'remove', { condition: {}, expected: (await groupsOf(petition)).total })
    const removed = (await env.DB.prepare(`SELECT n FROM removals WHERE petition_id = ? AND reason = 'removed'`)
      .bind(petition.id)
      .first<number>('n')) as number
    expect(removed).toBeGreaterThan(1)
    const set = (n: number) =>
      run(`UPDATE removals SET n = ?2 WHERE petition_id = ?1 AND reason = 'removed'`, petition.id, n)
    await set(removed - 1)
    expect(await recounted(petition, { fix: true })).toMatchObject({
      unfixed: 0,
      differences: [{ what: 'removed', stored: removed - 1, counted: removed, isFixed: true }],
    })
    expect((await recounted(petition)).drift).toBe(0)
    await set(removed + 1)
    expect(await recounted(petition, { fix: true })).toMatchObject({
      unfixed: 1,
      differences: [{ what: 'removed', stored: removed + 1, counted: removed, isFixed: false }],
    })
    await run(`INSERT INTO removals VALUES (?1, '2026-11-01', 'withdrawn', -1)`, petition.id)
    const { differences } = await recounted(petition)
    expect(differences.find(({ what }) => what === 'removals')).toMatchObject({ stored: -1, counted: null })
  })

  test('of many differences, some are shown and all are counted and fixed', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const petition = await signedPetition()
    await run(
      `INSERT INTO tallies SELECT ?1, 'partner', value, 1 FROM json_each(?2)`,
      petition.id,
      JSON.stringify(range(500).map((n) => `p${n}`)),
    )
    const found = await recounted(petition, { fix: true })
    expect(found).toMatchObject({ drift: 500, unfixed: 0 })
    expect(found.differences).toHaveLength(RECOUNT_SHOWN_MAX_ROWS)
    expect(await recounted(petition)).toMatchObject({ drift: 0 })
    expect(await ledgerOf(petition)).toEqual(ledgerAt(4))
  })
})

describe('chunks', () => {
  test('every petition has its turn once, and as many as are fixed at once end a chunk', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const petitions = await Promise.all(range(8).map(() => signedPetition()))
    for (const { id } of petitions) await run('UPDATE counters SET n = 0 WHERE petition_id = ?1', id)
    const seen: string[] = []
    let fixed = 0
    for (let after: number | null = 0; after !== null;) {
      const { DB, meter } = meteredDb()
      const chunk: RecountResponse = await recount({ after: String(after), fix: 'true' }, { DB })
      expect(meter.statements).toBeLessThan(D1_STATEMENTS_FREE - 5)
      seen.push(...chunk.petitions.map(({ petition }) => petition))
      fixed += chunk.petitions.filter(({ drift, unfixed }) => drift > unfixed).length
      after = chunk.after
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(petitions.map(({ slug }) => slug)))
    expect(fixed).toBeGreaterThanOrEqual(8)
    for (const petition of petitions) expect(await ledgerOf(petition)).toEqual(ledgerAt(4))
  })

  test('have a bounded number of signatures: a large petition is compared alone', async () => {
    const [first, second] = [await signedPetition(), await signedPetition()]
    for (const { id } of [first, second]) {
      await run('UPDATE counters SET n = ?2 WHERE petition_id = ?1', id, RECOUNT_CHUNK_MAX_ROWS)
    }
    const at = { fix: null, now: Date.now() }
    const chunk = await recountNext(env.DB, first.id - 1, at)
    expect(chunk.petitions.map(({ slug }) => slug)).toEqual([first.slug])
    expect(chunk.after).toBe(first.id)
    for (const { id } of [first, second]) await run('UPDATE counters SET n = 4 WHERE petition_id = ?1', id)
    const both = await recountNext(env.DB, first.id - 1, at)
    expect(both).toMatchObject({ petitions: [{ drift: 0 }, { drift: 0 }], after: null })
  })

  test('a petition that is too large is not compared, and the others are', async () => {
    const [first, second] = [await signedPetition(), await signedPetition()]
    await run('UPDATE counters SET n = 9 WHERE petition_id IN (?1, ?2)', first.id, second.id)
    const DB = dbWithPrepare((sql) =>
      env.DB.prepare(
        /named\.value AS id/.test(sql)
          ? `SELECT value AS id, iif(value = ${first.id}, ?2, 4) AS rows FROM json_each(?1)`
          : sql,
      ),
    )
    const { petitions, after } = await recountNext(DB, first.id - 1, { fix: null, now: Date.now() })
    expect(petitions).toMatchObject([{ rows: RECOUNT_PETITION_MAX_ROWS + 1, isCompared: false, drift: 0 }])
    const rest = await recountNext(DB, after ?? 0, { fix: null, now: Date.now() })
    expect(rest.petitions).toMatchObject([{ slug: second.slug, isCompared: true, drift: 1 }])
  })
})

describe('only the operator may recount', () => {
  test('not a campaign, and not anyone', async () => {
    const petition = await startPetition()
    for (const headers of [{}, bearer(petition.token), bearer('x'.repeat(40))]) {
      const response = await fetchEdge(`/api/recounts?petition=${petition.slug}`, { method: 'POST', headers })
      expect(response.status).toBe(401)
    }
  })

  test.each([
    [{ petition: 'nowhere' }, 404],
    [{ petition: 'No slug' }, 422],
    [{ after: '-1' }, 422],
    [{ after: 'x' }, 422],
    [{ fix: 'yes' }, 422],
  ])('%j is refused', async (query: Record<string, string>, status) => {
    expect((await post(query)).status).toBe(status)
  })

  test('a failing database is 503', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const petition = await signedPetition()
    await run('UPDATE counters SET n = 9 WHERE petition_id = ?1', petition.id)
    const DB = dbWith(() => Promise.reject(new Error('D1_ERROR: Network connection lost.')))
    expect((await post({ petition: petition.slug, fix: 'true' }, { DB })).status).toBe(503)
    expect(await ledgerOf(petition)).toMatchObject({ counter: 9 })
  })
})
