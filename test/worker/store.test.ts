/** Counting exactly once, whatever the queue does. */
import { env } from 'cloudflare:test'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { LedgerMessage } from '../../schema/message.ts'
import type { Suspicion } from '../../schema/review.ts'
import { storeMessages } from '../../src/ledger/store.ts'
import {
  bearer,
  consumeSignatures,
  dbWithPrepare,
  fetchEdge,
  jsonPost,
  ledgerAt,
  ledgerOf,
  message,
  meteredDb,
  ORIGIN,
  postAsCampaign,
  startPetition,
} from './fixtures.ts'

const range = (n: number, from = 0): number[] => Array.from({ length: n }, (_, index) => from + index)

const store = (db: D1Database, messages: readonly LedgerMessage[], suspicion: Suspicion | null = null) =>
  storeMessages(db, messages, { origin: ORIGIN, now: Date.now(), suspicionOf: () => suspicion, floods: new Map() })

describe('one batch', () => {
  test('stores a whole queue batch in one transaction', async () => {
    const petition = await startPetition()
    const { DB, meter } = meteredDb()
    const outcome = await store(
      DB,
      range(100).map((n) => message(petition, n)),
    )
    expect(outcome).toMatchObject({ counts: { counted: 100, repeated: 0, late: 0 }, orphans: [] })
    expect(meter.batches).toBe(1)
    expect(await ledgerOf(petition)).toEqual(ledgerAt(100))
  })

  test('sends what is sealed only with the statements that store it', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    const sealed = { contact: 'c0'.repeat(320), sealedEmail: 'e0'.repeat(80) }
    const withSealed: string[] = []
    const DB = dbWithPrepare((sql) => {
      const statement = env.DB.prepare(sql)
      const bind = (...values: unknown[]): D1PreparedStatement => {
        if (Object.values(sealed).some((hex) => values.join().includes(hex))) withSealed.push(sql)
        return statement.bind(...values)
      }
      return new Proxy(statement, { get: (target, name) => (name === 'bind' ? bind : Reflect.get(target, name)) })
    })
    const outcome = await store(
      DB,
      range(3).map((n) => message(petition, n, sealed)),
    )
    expect(outcome.counts.pending).toBe(3)
    expect(withSealed.map((sql) => /INSERT INTO (\w+)/.exec(sql)?.[1])).toEqual(['signatures', 'repeats', 'emails'])
  })

  test('writes two rows for an anonymous signature, and none but the counter when it is delivered again', async () => {
    const petition = await startPetition({ milestones: [1_000] })
    const messages = range(100).map((n) => message(petition, n, { publicName: null }))
    const first = meteredDb()
    await store(first.DB, messages)
    // 200 for the signatures, 1 counter, 7 tallies: minute, hour, country, partner, version, language, day and partner (8 when the
    // minute turns).
    expect(first.meter.rowsWritten).toBeGreaterThanOrEqual(208)
    expect(first.meter.rowsWritten).toBeLessThanOrEqual(210)
    const again = meteredDb()
    await store(again.DB, messages)
    expect(again.meter.rowsWritten).toBe(1)
  })

  const KNOWN = { network: 'a1'.repeat(16), emailDomain: 'b2'.repeat(16) }
  test.each([
    ['whose name is public', 'Ada Example', {}, null, 3],
    ['whose network and rare email domain are known', null, KNOWN, null, 2],
    ['of which all are known', 'Ada Example', KNOWN, null, 3],
    ['that is held for review', null, KNOWN, 'network' as const, 6],
  ])('writes a row for each index of a signature %s', async (_, publicName, facts, suspicion, rows) => {
    const petition = await startPetition({ milestones: [1_000] })
    const { DB, meter } = meteredDb()
    await store(
      DB,
      range(100).map((n) =>
        message(petition, n, {
          publicName,
          review: { network: null, emailDomain: null, country: null, disposable: false, signals: [], ...facts },
        }),
      ),
      suspicion,
    )
    expect(Math.floor(meter.rowsWritten / 100)).toBe(rows)
  })

  test('counts each petition separately', async () => {
    const [a, b] = [await startPetition(), await startPetition()]
    await consumeSignatures([message(a, 1), message(b, 1), message(a, 2), message(b, 1), message(a, 3)])
    expect(await ledgerOf(a)).toEqual(ledgerAt(3))
    expect(await ledgerOf(b)).toEqual(ledgerAt(1))
  })

  test('does not count a challenge that another signer has used, in one batch or two', async () => {
    const petition = await startPetition()
    const { id } = message(petition, 1)
    await consumeSignatures([message(petition, 1), message(petition, 2, { id })])
    await consumeSignatures([message(petition, 3, { id })])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('returns messages of a petition that does not exist', async () => {
    const petition = await startPetition()
    const orphan = message({ ...petition, id: 999_999 }, 1)
    const outcome = await store(env.DB, [message(petition, 1), orphan])
    expect(outcome.orphans).toEqual([orphan])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })
})

describe('the ledger', () => {
  test('counts each signer once, whatever the order, grouping and redelivery of messages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 }), {
          minLength: 1,
          maxLength: 6,
        }),
        async (batches) => {
          const petition = await startPetition({ milestones: [3, 7, 15] })
          await Promise.all(batches.map((batch) => consumeSignatures(batch.map((n) => message(petition, n)))))
          for (const batch of batches) await consumeSignatures(batch.map((n) => message(petition, n)))
          const signers = new Set(batches.flat()).size
          expect(await ledgerOf(petition)).toEqual(ledgerAt(signers))
          const { results } = await env.DB.prepare('SELECT threshold FROM milestones WHERE petition_id = ? ORDER BY 1')
            .bind(petition.id)
            .all<{ threshold: number }>()
          expect(results.map(({ threshold }) => threshold)).toEqual([3, 7, 15].filter((n) => n <= signers))
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('the end of a petition', () => {
  const close = (slug: string, token: string) =>
    fetchEdge(`/api/petitions/${slug}/close`, { method: 'POST', headers: bearer(token) })

  test('lets signatures given before it count, and later ones not', async () => {
    const petition = await startPetition()
    const before = Date.now() - 1
    expect((await close(petition.slug, petition.token)).status).toBe(200)
    const outcome = await store(env.DB, [
      message(petition, 1, { signedAt: before }),
      message(petition, 2, { signedAt: Date.now() + 1 }),
    ])
    expect(outcome).toMatchObject({ counts: { counted: 1, late: 1, repeated: 0 } })
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('keeps the one given in time of two messages of one signer', async () => {
    const petition = await startPetition()
    const before = Date.now() - 1
    await close(petition.slug, petition.token)
    const late = message(petition, 1, { signedAt: Date.now() + 1 })
    await consumeSignatures([late, { ...message(petition, 1), id: late.id.replace('0198', '0199'), signedAt: before }])
    expect((await ledgerOf(petition)).counter).toBe(1)
  })

  test('is exact to the millisecond with a deadline, before any cron trigger has run', async () => {
    const closesAt = Date.now() + 60_000
    const petition = await startPetition({ closesAt: new Date(closesAt).toISOString() })
    await consumeSignatures([
      message(petition, 1, { signedAt: closesAt - 1 }),
      message(petition, 2, { signedAt: closesAt }),
    ])
    expect((await ledgerOf(petition)).counter).toBe(1)
  })

  test('leaves out what was signed while it was closed, even after it is reopened', async () => {
    const petition = await startPetition()
    const before = Date.now() - 1
    await close(petition.slug, petition.token)
    const during = Date.now()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await postAsCampaign(petition, 'reopen')
    const outcome = await store(
      env.DB,
      [before, during, Date.now() + 1].map((signedAt, n) => message(petition, n, { signedAt })),
    )
    expect(outcome).toMatchObject({ counts: { counted: 2, late: 1 } })
  })

  test('is not needed for a draft, which accepts no signatures', async () => {
    const petition = await startPetition({ state: 'draft' })
    await consumeSignatures([message(petition, 1)])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(0))
  })
})

describe('milestones', () => {
  const events = async (petitionId: number) =>
    (
      await env.DB.prepare(`SELECT id, payload FROM outbox WHERE petition_id = ? ORDER BY created_at, id`)
        .bind(petitionId)
        .all<{ id: string; payload: string }>()
    ).results.map(({ id, payload }) => Object.assign(JSON.parse(payload), { id }))

  test('passed in one batch have one event each, with the count that passed it', async () => {
    const petition = await startPetition({ milestones: [2, 5, 50] })
    await consumeSignatures(range(7).map((n) => message(petition, n)))
    expect(await events(petition.id)).toMatchObject([
      {
        type: 'petition.milestone',
        data: { milestone: 2, count: 7, petition: { slug: petition.slug, url: `${ORIGIN}/p/${petition.slug}` } },
      },
      { type: 'petition.milestone', data: { milestone: 5, count: 7 } },
    ])
  })

  test('have one event each in concurrent and redelivered batches', async () => {
    const petition = await startPetition({ milestones: range(40, 1) })
    const batches = range(8).map((batch) => range(5, batch * 5).map((n) => message(petition, n)))
    await Promise.all([...batches, ...batches].map((batch) => consumeSignatures(batch)))
    const milestones = (await events(petition.id)).map(({ data }) => data.milestone)
    expect(milestones.toSorted((a, b) => a - b)).toEqual(range(40, 1))
  })

  test('are not passed by claimed signatures alone', async () => {
    const petition = await startPetition({ milestones: [10, 100, 101], claimedCount: 100 })
    await consumeSignatures([message(petition, 1)])
    expect((await events(petition.id)).map(({ data }) => data.milestone)).toEqual([101])
  })

  test('added below the count have no event', async () => {
    const petition = await startPetition({ milestones: [] })
    await consumeSignatures(range(5).map((n) => message(petition, n)))
    await fetchEdge(`/api/petitions/${petition.slug}`, {
      ...jsonPost({ milestones: [3, 6] }, bearer(petition.token)),
      method: 'PATCH',
    })
    await consumeSignatures([message(petition, 5)])
    expect((await events(petition.id)).map(({ data }) => data.milestone)).toEqual([6])
  })
})

test('promise 9: what was signed in the first of two pauses does not count, whenever it arrives', async () => {
  const petition = await startPetition()
  const times: number[] = []
  for (let n = 0; n < 2; n++) {
    await postAsCampaign(petition, 'close')
    times.push(Date.now())
    await new Promise((resolve) => setTimeout(resolve, 5))
    await postAsCampaign(petition, 'reopen')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await consumeSignatures(times.map((signedAt, n) => message(petition, n, { signedAt: signedAt + 1 })))
  expect((await ledgerOf(petition)).rows).toBe(0)
  await consumeSignatures([message(petition, 9)])
  expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
})
