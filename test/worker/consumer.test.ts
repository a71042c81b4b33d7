/** What the consumer does with each message: acknowledge, retry, or store as a dead letter. */
import { createMessageBatch, env } from 'cloudflare:test'
import { expect, test, vi } from 'vitest'

import { NEWER_ATTEMPTS_MAX } from '../../src/limits.ts'
import consumer from '../../workers/consumer/index.ts'
import { consume, consumeSignatures, dbWith, ledgerAt, ledgerOf, message, startPetition } from './fixtures.ts'

/** A database whose transactions fail as `fault` says. */
const failingDb = (fault: (statements: D1PreparedStatement[]) => Error | null): D1Database =>
  dbWith(async (statements) => {
    const error = fault(statements)
    if (error !== null) throw error
    return env.DB.batch(statements)
  })

test('each stored message is acknowledged by itself', async () => {
  const petition = await startPetition()
  const result = await consumeSignatures([message(petition, 1), message(petition, 2)])
  expect(result.explicitAcks).toHaveLength(2)
  expect(result.ackAll).toBe(false)
  expect(result.retryMessages).toEqual([])
})

const lettersOf = async (queue: string): Promise<string[]> =>
  (
    await env.DB.prepare('SELECT body FROM dead_letters WHERE queue = ? ORDER BY body')
      .bind(queue)
      .all<{ body: string }>()
  ).results.map(({ body }) => body)

test('an unreadable message goes to the dead letters, and the others are stored', async () => {
  const petition = await startPetition()
  const unreadable = [
    null,
    42,
    'text',
    {},
    { ...message(petition, 1), v: 4.5 },
    { ...message(petition, 2), signer: 'short' },
  ]
  const result = await consumeSignatures([message(petition, 3), ...unreadable])
  expect(result.explicitAcks).toHaveLength(unreadable.length + 1)
  expect(result.retryMessages).toEqual([])
  expect(await lettersOf('undersigned-signatures')).toEqual(unreadable.map((body) => JSON.stringify(body)).toSorted())
  expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
})

test.each([
  ['undersigned-signatures', { v: 6, kind: 'signature' }],
  ['undersigned-signatures', { v: 5, kind: 'signed-receipt' }],
  ['undersigned-emails', { v: 4, kind: 'email' }],
  ['undersigned-deliveries', { v: 2, kind: 'delivery' }],
])('a newer message on %s is tried again, %j', async (queue, body) => {
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const result = await consume(queue, [body])
  expect(warnings.mock.calls.map(([line]) => JSON.parse(String(line)).event)).toEqual(['messages.newer'])
  expect({ acks: result.explicitAcks, delays: result.retryDelaysSeconds }).toEqual({ acks: [], delays: [5] })
  expect(await lettersOf(queue)).not.toContain(JSON.stringify(body))
})

test('a newer message that is tried for most of a day goes to the dead letters, before its queue deletes it', async () => {
  await consumeSignatures([{ v: 6 }], {}, NEWER_ATTEMPTS_MAX)
  expect(await lettersOf('undersigned-signatures')).toContain('{"v":6}')
})

test('an unreadable message is retried when the dead letters cannot be written', async () => {
  const result = await consumeSignatures(['text'], { DB: failingDb(() => new Error('D1 down')) })
  expect(result.explicitAcks).toEqual([])
  expect(result.retryDelaysSeconds).toEqual([5])
})

test('a message that the database refuses is found by bisection, and the other 99 are stored', async () => {
  const petition = await startPetition()
  const messages = Array.from({ length: 100 }, (_, n) => message(petition, n))
  const poisoned = message(petition, 61).signer
  let batches = 0
  const originalStringify = JSON.stringify
  // The database sees the messages as one JSON parameter: the poison is recognised in it.
  const seen = vi.spyOn(JSON, 'stringify')
  const db = failingDb(() => {
    batches++
    const rows = String(seen.mock.results.findLast(({ value }) => String(value).startsWith('[{"v":5'))?.value ?? '')
    // Whether the messages are to blame is tried with a petition that there is not, of which nothing is stored.
    return rows.includes(poisoned) && !rows.includes('"petitionId":0')
      ? new Error('D1_ERROR: CHECK constraint failed')
      : null
  })
  const result = await consumeSignatures(messages, { DB: db })
  seen.mockRestore()
  expect(JSON.stringify).toBe(originalStringify)
  expect(result.explicitAcks).toHaveLength(99)
  expect(result.retryMessages).toHaveLength(1)
  expect(batches).toBeLessThanOrEqual(16)
  expect(await ledgerOf(petition)).toEqual(ledgerAt(99))
})

test('when the database fails all messages are retried, later when it is overloaded', async () => {
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

test('a fault after the messages were stored retries none of them', async () => {
  const petition = await startPetition()
  const batch = createMessageBatch('undersigned-signatures', [
    { id: 'stored', timestamp: new Date(), attempts: 1, body: message(petition, 1) },
  ])
  const retries = batch.messages.map((one) => vi.spyOn(one, 'retry'))
  const acks = batch.messages.map((one) => vi.spyOn(one, 'ack'))
  const info = vi.spyOn(console, 'info').mockImplementation((line) => {
    if (String(line).includes('ledger.stored')) throw new Error('no log')
  })
  await expect(consumer.queue(batch, env)).rejects.toThrow('no log')
  info.mockRestore()
  expect(acks[0]).toHaveBeenCalledOnce()
  expect(retries[0]).not.toHaveBeenCalled()
  expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
})

test('the delay doubles after each attempt, up to an hour, so that a long outage loses nothing', async () => {
  const petition = await startPetition()
  const DB = failingDb(() => new Error('D1_ERROR: Network connection lost.'))
  const waits: (number | undefined)[] = []
  for (const attempts of [1, 2, 3, 10, 11, 100]) {
    waits.push(...(await consumeSignatures([message(petition, 1)], { DB }, attempts)).retryDelaysSeconds)
  }
  expect(waits).toEqual([5, 10, 20, 2_560, 3_600, 3_600])
})

test('a batch that was stored without an acknowledgement changes nothing when it is redelivered', async () => {
  const petition = await startPetition({ milestones: [1] })
  const db = dbWith(async (statements) => {
    await env.DB.batch(statements)
    throw new Error('D1_ERROR: Network connection lost.')
  })
  const result = await consumeSignatures([message(petition, 1)], { DB: db })
  expect(result.retryMessages).toHaveLength(1)
  await consumeSignatures([message(petition, 1)])
  expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  const { results } = await env.DB.prepare('SELECT id FROM outbox WHERE petition_id = ?').bind(petition.id).all()
  expect(results).toHaveLength(1)
})

test('a message of an unknown petition is retried, and finally goes to the dead letters', async () => {
  const petition = await startPetition()
  const orphan = message({ ...petition, id: 987_654 }, 1)
  const first = await consumeSignatures([message(petition, 1), orphan])
  expect(first.explicitAcks).toHaveLength(1)
  expect(first.retryMessages).toHaveLength(1)
  const last = await consumeSignatures([orphan], {}, 5)
  expect(last.explicitAcks).toHaveLength(1)
  expect(await lettersOf('undersigned-signatures')).toContain(JSON.stringify(orphan))
})

test('dead letters are stored as they arrived, and logged as errors', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const body = { v: 9, kind: 'from the future', nested: [1, 'two'] }
  const result = await consume('undersigned-dead-letters', [body, 'text', 7])
  expect(result.explicitAcks).toHaveLength(3)
  expect(await lettersOf('undersigned-dead-letters')).toEqual([JSON.stringify(body), '"text"', '7'].toSorted())
  expect(error.mock.calls.flat().join()).toContain('dead-letters.stored')
  error.mockRestore()
})

test('a missing webhook key keeps no signature from being counted', async () => {
  const petition = await startPetition()
  await consumeSignatures([message(petition, 1)], { TOKEN_KEYS: '' })
  expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  await expect(consume('undersigned-deliveries', [{}], { TOKEN_KEYS: '' })).rejects.toThrow('TOKEN_KEYS')
})
