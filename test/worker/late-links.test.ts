/** Promise 8: a link to confirm and all that it needs live equally long, counted from its sending. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import type { LedgerMessage, SignatureMessage } from '../../schema/message.ts'
import { release } from '../../src/ledger/decide.ts'
import { deleteExpired } from '../../src/ledger/retention/retention.ts'
import { storeMessages } from '../../src/ledger/store.ts'
import { confirmable } from './emails.ts'
import { ledgerOf, message, ORIGIN, type TestPetition } from './fixtures.ts'
import { BY_OPERATOR } from '../support/actor.ts'

const DAY_MS = 24 * 3_600_000
const RETENTION = { unconfirmedDays: 30, contactsMonths: 6 }
const SIGNER = 'ab'.repeat(32)

const signed = (petition: TestPetition, n: number, signedAt: number): SignatureMessage =>
  message(petition, n, { signer: SIGNER, signedAt, sealedEmail: '00' })

const store = (messages: LedgerMessage[], now: number, suspicion: 'signals' | null = null) =>
  storeMessages(env.DB, messages, { origin: ORIGIN, now, floods: new Map(), suspicionOf: () => suspicion })

/** All emails that are due are sent at this time. */
const sendAll = ({ id }: TestPetition, now: number) =>
  env.DB.prepare(
    `UPDATE emails SET state = 'sent', sealed = NULL, next_attempt_at = NULL, sent_at = ?2
     WHERE petition_id = ?1 AND state = 'pending'`,
  )
    .bind(id, now)
    .run()

async function countedAfterConfirming(petition: TestPetition, id: string, at: number): Promise<number> {
  await store([{ v: 5, kind: 'confirmation', petitionId: petition.id, id, at }], at)
  return (await ledgerOf(petition)).counter
}

test('what was signed again can be confirmed by links that were asked for a week later', async () => {
  const petition = await confirmable()
  const start = Date.now()
  const asked = start + 6 * DAY_MS
  await store([signed(petition, 1, start), signed(petition, 2, start + 1000)], start + 1000)
  await sendAll(petition, start + 2000)
  const id = '01980000-0000-7000-8000-00000000abcd'
  const { v, kind } = { v: 5, kind: 'links' } as const
  await store(
    [{ v, kind, petitionId: petition.id, id, signer: SIGNER, locale: 'en', askedAt: asked, sealedEmail: '00' }],
    asked,
  )
  await sendAll(petition, asked)
  const confirms = await env.DB.prepare('SELECT signature_id AS id FROM emails WHERE petition_id = ? AND id = ?')
    .bind(petition.id, id)
    .first<string>('id')
  await deleteExpired(env.DB, RETENTION, start + 9 * DAY_MS)
  expect(await countedAfterConfirming(petition, String(confirms), start + 10 * DAY_MS)).toBe(1)
})

test('what was signed again can be confirmed by an email that was sent after weeks', async () => {
  const petition = await confirmable()
  const start = Date.now()
  const again = signed(petition, 2, start + 1000)
  await store([signed(petition, 1, start), again], start + 1000)
  await sendAll(petition, start + 29 * DAY_MS)
  for (const day of [31, 32]) await deleteExpired(env.DB, RETENTION, start + day * DAY_MS)
  expect(await countedAfterConfirming(petition, again.id, start + 33 * DAY_MS)).toBe(1)
})

test('what the review releases long after the end can be confirmed for a week, and is deleted then', async () => {
  const petition = await confirmable()
  const start = Date.now()
  await store([signed(petition, 1, start)], start, 'signals')
  await env.DB.prepare(`UPDATE petitions SET state = 'closed', closed_at = ?2 WHERE id = ?1`)
    .bind(petition.id, start + 1000)
    .run()
  const released = start + 29 * DAY_MS
  await release(
    env.DB,
    petition.id,
    { condition: { suspicion: 'signals' }, expected: 1 },
    { by: BY_OPERATOR, origin: ORIGIN, now: released },
  )
  await sendAll(petition, released)
  await deleteExpired(env.DB, RETENTION, start + 31 * DAY_MS)
  expect((await ledgerOf(petition)).rows).toBe(1)
  await deleteExpired(env.DB, RETENTION, start + 39 * DAY_MS)
  expect((await ledgerOf(petition)).rows).toBe(0)
})
