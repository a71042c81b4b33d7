/** What the consumer does with each message: acks, retries, and what it keeps. */
import { env } from 'cloudflare:test'
import { expect, test, vi } from 'vitest'

import { consume, consumeSignatures, ledgerAt, ledgerOf, message, startPetition } from './fixtures.ts'

/** A database whose transactions fail as `fault` says. */
const failingDb = (fault: (statements: D1PreparedStatement[]) => Error | null): D1Database =>
  new Proxy(env.DB, {
    get: (target, name) =>
      name === 'batch'
        ? async (statements: D1PreparedStatement[]) => {
            const error = fault(statements)
            if (error !== null) throw error
            return target.batch(statements)
          }
        : Reflect.get(target, name).bind(target),
  })

test('acks each stored message by itself', async () => {
  const petition = await startPetition()
  const result = await consumeSignatures([message(petition, 1), message(petition, 2)])
  expect(result.explicitAcks).toHaveLength(2)
  expect(result.ackAll).toBe(false)
  expect(result.retryMessages).toEqual([])
})

test('a message that cannot be read is retried, and the others are stored', async () => {
  const petition = await startPetition()
  const unreadable = [
    null,
    42,
    'text',
    {},
    { ...message(petition, 1), v: 2 },
    { ...message(petition, 2), signer: 'short' },
  ]
  const result = await consumeSignatures([message(petition, 3), ...unreadable])
  expect(result.explicitAcks).toHaveLength(1)
  expect(result.retryMessages).toHaveLength(unreadable.length)
  expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
})

test('a message that the database refuses is found by halving; the other 99 are stored', async () => {
  const petition = await startPetition()
  const messages = Array.from({ length: 100 }, (_, n) => message(petition, n))
  const poisoned = message(petition, 61).signer
  let batches = 0
  const originalStringify = JSON.stringify
  // The database sees the messages as one JSON parameter: the poison is recognised in it.
  const seen = vi.spyOn(JSON, 'stringify')
  const db = failingDb(() => {
    batches++
    const rows = String(seen.mock.results.findLast(({ value }) => String(value).startsWith('[{"v":1'))?.value ?? '')
    return rows.includes(poisoned) ? new Error('D1_ERROR: CHECK constraint failed') : null
  })
  const result = await consumeSignatures(messages, { DB: db })
  seen.mockRestore()
  expect(JSON.stringify).toBe(originalStringify)
  expect(result.explicitAcks).toHaveLength(99)
  expect(result.retryMessages).toHaveLength(1)
  expect(batches).toBeLessThanOrEqual(15)
  expect(await ledgerOf(petition)).toEqual(ledgerAt(99))
})

test('when the database is unwell all messages come again, later when it is overloaded', async () => {
  const petition = await startPetition()
  const messages = [message(petition, 1), message(petition, 2)]
  const lost = await consumeSignatures(messages, {
    DB: failingDb(() => new Error('D1_ERROR: Network connection lost.')),
  })
  const busy = await consumeSignatures(messages, {
    DB: failingDb(() => new Error('D1_ERROR: D1 DB is overloaded. Too many requests queued.')),
  })
  expect(lost.explicitAcks).toEqual([])
  expect(lost.retryDelaysSeconds).toEqual([5, 5])
  expect(busy.retryDelaysSeconds).toEqual([30, 30])
  await consumeSignatures(messages)
  expect(await ledgerOf(petition)).toEqual(ledgerAt(2))
})

test('a batch whose answer was lost after it was written changes nothing when it comes again', async () => {
  const petition = await startPetition({ milestones: [1] })
  const db = new Proxy(env.DB, {
    get: (target, name) =>
      name === 'batch'
        ? async (statements: D1PreparedStatement[]) => {
            await target.batch(statements)
            throw new Error('D1_ERROR: Network connection lost.')
          }
        : Reflect.get(target, name).bind(target),
  })
  const result = await consumeSignatures([message(petition, 1)], { DB: db })
  expect(result.retryMessages).toHaveLength(1)
  await consumeSignatures([message(petition, 1)])
  expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  const { results } = await env.DB.prepare('SELECT id FROM outbox WHERE petition_id = ?').bind(petition.id).all()
  expect(results).toHaveLength(1)
})

test('a message of an unknown petition is retried, not acked away', async () => {
  const petition = await startPetition()
  const result = await consumeSignatures([message(petition, 1), message({ ...petition, id: 987_654 }, 1)])
  expect(result.explicitAcks).toHaveLength(1)
  expect(result.retryMessages).toHaveLength(1)
})

test('dead letters are kept as they came, once, and said so loudly', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const body = { v: 9, kind: 'from the future', nested: [1, 'two'] }
  const result = await consume('undersigned-dead-letters', [body, 'text', 7])
  expect(result.ackAll).toBe(true)
  const { results } = await env.DB.prepare('SELECT queue, body FROM dead_letters ORDER BY body').all()
  expect(results.map(({ body }) => body)).toEqual(expect.arrayContaining([JSON.stringify(body), '"text"', '7']))
  expect(error.mock.calls.flat().join()).toContain('dead-letters.kept')
  error.mockRestore()
})
