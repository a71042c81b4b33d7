/** Promise 1: who signs again while an older withdrawal is on its way counts, or is asked to confirm. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import type { LedgerMessage, SignatureMessage } from '../../schema/message.ts'
import { release } from '../../src/ledger/decide.ts'
import { storeMessages } from '../../src/ledger/store.ts'
import { confirmable } from './emails.ts'
import {
  consumeSignatures,
  dbWith,
  ledgerOf,
  message,
  ORIGIN,
  startPetition,
  type TestPetition,
  withdrawalOf,
} from './fixtures.ts'
import { BY_OPERATOR } from '../support/actor.ts'

const SIGNER = 'ab'.repeat(32)
const SUSPICIOUS = 'Suspicious'

const signed = (petition: TestPetition, n: number, fields: Partial<SignatureMessage>): SignatureMessage =>
  message(petition, n, { signer: SIGNER, sealedEmail: '00', ...fields })

/** In this order, each in a batch of its own. */
async function deliver(messages: LedgerMessage[], db = env.DB): Promise<void> {
  const suspicionOf = ({ publicName }: SignatureMessage) => (publicName === SUSPICIOUS ? 'signals' : null)
  for (const one of messages) {
    await storeMessages(db, [one], { origin: ORIGIN, now: Date.now(), floods: new Map(), suspicionOf })
  }
}

const emailsOf = async ({ id }: TestPetition) =>
  (await env.DB.prepare('SELECT id, kind, state FROM emails WHERE petition_id = ? ORDER BY id').bind(id).all()).results

const signedIds = async ({ id }: TestPetition) => {
  const { results } = await env.DB.prepare('SELECT id FROM signatures WHERE petition_id = ?')
    .bind(id)
    .all<{ id: string }>()
  return results.map((row) => row.id)
}

test('also if it is held for review: once released, it is asked to confirm', async () => {
  const petition = await confirmable()
  const now = Date.now()
  const first = signed(petition, 1, { signedAt: now - 3000 })
  const again = signed(petition, 2, { signedAt: now, publicName: SUSPICIOUS })
  const { petitionId, id } = first
  const confirmed: LedgerMessage = { v: 5, kind: 'confirmation', petitionId, id, at: now - 2000 }
  await deliver([first, confirmed, again, withdrawalOf(first, { at: now - 1000 })])
  expect(await emailsOf(petition)).toEqual([{ id: again.id, kind: 'confirm', state: 'held' }])
  await release(
    env.DB,
    petition.id,
    { condition: { suspicion: 'signals' }, expected: 1 },
    { by: BY_OPERATOR, origin: ORIGIN, now },
  )
  expect(await emailsOf(petition)).toEqual([{ id: again.id, kind: 'confirm', state: 'pending' }])
})

test('also if what was withdrawn had used up the emails of the day', async () => {
  const petition = await confirmable()
  const now = Date.now()
  const three = [1, 2, 3].map((n) => signed(petition, n, { signedAt: now - 3000 + n }))
  const again = signed(petition, 4, { signedAt: now })
  const [first = again] = three
  await deliver([...three, again, withdrawalOf(first, { at: now - 1000 })])
  expect(await emailsOf(petition)).toEqual([{ id: again.id, kind: 'confirm', state: 'pending' }])
})

test.each([2, 3])('also if the withdrawal is of version %d, which does not name the signer', async (v) => {
  const petition = await startPetition()
  const now = Date.now()
  const first = signed(petition, 1, { signedAt: now - 2000, sealedEmail: null })
  await deliver([first, signed(petition, 2, { signedAt: now, sealedEmail: null })])
  await consumeSignatures([{ v, kind: 'withdrawal', petitionId: petition.id, id: first.id, proven: true }])
  expect((await ledgerOf(petition)).counter).toBe(1)
})

test('a confirmation of version 3 by the link of a reminder, whose id is its own, confirms the signature', async () => {
  const petition = await confirmable()
  const first = signed(petition, 1, {})
  await deliver([first])
  const emailId = `${first.id.slice(0, 14)}8${first.id.slice(15)}`
  await consumeSignatures([{ v: 3, kind: 'confirmation', petitionId: petition.id, id: first.id, emailId }])
  expect((await ledgerOf(petition)).counter).toBe(1)
})

test('of what a signer signs again, ten are stored at most, also of one batch', async () => {
  const petition = await startPetition()
  const tabs = Array.from({ length: 30 }, (_, n) =>
    signed(petition, n, { signedAt: Date.now() + n, sealedEmail: null }),
  )
  await consumeSignatures([...tabs, ...tabs])
  const repeats = env.DB.prepare('SELECT count(*) AS n FROM repeats WHERE petition_id = ?').bind(petition.id)
  expect(await repeats.first('n')).toBe(10)
})

test('links that are asked for confirm nothing that is held for review', async () => {
  const petition = await confirmable()
  const now = Date.now()
  const first = signed(petition, 1, { signedAt: now - 2000 })
  const { petitionId, signer, locale } = first
  const id = '01980000-0000-7000-8000-00000000abcd'
  await deliver([
    first,
    signed(petition, 2, { signedAt: now - 1000, publicName: SUSPICIOUS }),
    { v: 5, kind: 'links', petitionId, id, signer, locale, askedAt: now, sealedEmail: '00' },
  ])
  const confirms = env.DB.prepare('SELECT signature_id AS id FROM emails WHERE petition_id = ? AND id = ?')
  expect(await confirms.bind(petitionId, id).first('id')).toBe(first.id)
})

test('the record of removals says why the count is lower, when what takes its place is held for review', async () => {
  const petition = await startPetition()
  const now = Date.now()
  const later = signed(petition, 2, { signedAt: now, sealedEmail: null })
  const earlier = signed(petition, 1, { signedAt: now - 1000, sealedEmail: null, publicName: SUSPICIOUS })
  await deliver([later])
  expect(await ledgerOf(petition)).toMatchObject({ counter: 1 })
  await deliver([earlier, earlier])
  expect(await ledgerOf(petition)).toMatchObject({ counter: 0 })
  const removals = env.DB.prepare('SELECT reason, n FROM removals WHERE petition_id = ?').bind(petition.id)
  expect((await removals.all()).results).toEqual([{ reason: 'quarantined', n: 1 }])
})

test('in the transaction of a withdrawal that does not name its signer: later, nothing says whose repeat it was', async () => {
  const petition = await startPetition()
  const now = Date.now()
  const first = signed(petition, 1, { signedAt: now - 2000, sealedEmail: null })
  await deliver([first, signed(petition, 2, { signedAt: now, sealedEmail: null })])
  const unnamed = { ...withdrawalOf(first, { proven: false }), signer: null }
  let batches = 0
  const failing = dbWith((statements) =>
    batches++ === 0 ? env.DB.batch(statements) : Promise.reject(new Error('D1_ERROR: Network connection lost.')),
  )
  await expect(deliver([unnamed], failing)).rejects.toThrow('lost')
  await deliver([unnamed])
  expect(await ledgerOf(petition)).toMatchObject({ counter: 1 })
  expect(await signedIds(petition)).toEqual([message(petition, 2).id])
})

test('also where both are stored while a withdrawal asks for the signer that it does not name', async () => {
  const petition = await startPetition()
  const now = Date.now()
  const [first, second] = [2000, 0].map((ago, n) => signed(petition, n, { signedAt: now - ago, sealedEmail: null }))
  if (first === undefined || second === undefined) throw new Error('no signatures')
  let batches = 0
  const slow = dbWith(async (statements) => {
    if (batches++ === 0) await deliver([first, second])
    return env.DB.batch(statements)
  })
  await deliver([{ ...withdrawalOf(first, { proven: false }), signer: null }], slow)
  expect(await ledgerOf(petition)).toMatchObject({ counter: 1 })
  expect(await signedIds(petition)).toEqual([second.id])
})

test('but not where a repeat alone is withdrawn: the signature keeps its reminder, and is held as early as it was', async () => {
  const petition = await startPetition({ confirmation: 'email', emailSubject: 'title', reminder: true })
  const now = Date.now()
  const first = signed(petition, 1, { signedAt: now - 2000 })
  const held = signed(petition, 3, { signedAt: now - 2000, signer: 'cd'.repeat(32), publicName: SUSPICIOUS })
  const repeats = [
    signed(petition, 2, { signedAt: now }),
    signed(petition, 4, { signedAt: now, signer: held.signer, publicName: SUSPICIOUS }),
  ]
  await deliver([first, held, ...repeats])
  const rows = async () => {
    const sql =
      'SELECT id, status, reminder IS NOT NULL AS reminder, held_after FROM signatures WHERE petition_id = ? ORDER BY id'
    return (await env.DB.prepare(sql).bind(petition.id).all()).results
  }
  const before = await rows()
  expect(before).toMatchObject([
    { id: first.id, status: 'pending', reminder: 1 },
    { id: held.id, status: 'quarantined' },
  ])
  await env.DB.prepare('UPDATE counters SET decisions = 7 WHERE petition_id = ?').bind(petition.id).run()
  await deliver(repeats.map((repeat) => Object.assign(withdrawalOf(repeat, { proven: false }), { signer: null })))
  expect(await rows()).toEqual(before)
})

test('and is reported, so that the count is published: with a confirmation, and with a withdrawal that names no signer', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  const now = Date.now()
  const [first, second] = [1, 2].map((n) => signed(petition, n, { signedAt: now - 2000 + n }))
  if (first === undefined || second === undefined) throw new Error('no signatures')
  const replacedBy = async (one: LedgerMessage): Promise<number> => {
    const context = { origin: ORIGIN, now, floods: new Map(), suspicionOf: () => null }
    return (await storeMessages(env.DB, [one], context)).counts.replaced
  }
  await deliver([first, second])
  expect(await replacedBy({ v: 5, kind: 'confirmation', petitionId: petition.id, id: second.id, at: now })).toBe(1)
  expect(await replacedBy({ ...withdrawalOf(second, { proven: false }), signer: null })).toBe(1)
  expect(await signedIds(petition)).toEqual([first.id])
})
