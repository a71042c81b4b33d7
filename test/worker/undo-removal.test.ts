/** What signers do while they are removed holds when the removal is undone; and what moderators hid stays hidden in a repeat. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import type { SignatureMessage } from '../../schema/message.ts'
import { remove } from '../../src/ledger/decide.ts'
import { hideSigner } from '../../src/ledger/hide.ts'
import { undoRemoval } from '../../src/ledger/undo-removal.ts'
import { BY_OPERATOR } from '../support/actor.ts'
import { consumeSignatures, message, ORIGIN, startPetition, type TestPetition } from './fixtures.ts'
import { asked, confirmationsOf, from, statuses } from './floods.ts'

const withdrawalOf = ({ petitionId, id, signer, signedAt }: SignatureMessage, proven: boolean) => ({
  v: 5,
  kind: 'withdrawal',
  petitionId,
  id,
  signer,
  proven,
  at: signedAt + 60_000,
})

/** One that is held, and then removed; what happens meanwhile; and the undo. */
async function removedWhile(happens: (petition: TestPetition, one: SignatureMessage) => Promise<unknown>) {
  const petition = await startPetition({ confirmation: 'email' })
  const [one] = asked([from(petition, 1, { signals: ['trap'] })])
  if (one === undefined) throw new Error('none')
  await consumeSignatures([one])
  expect(await statuses(petition)).toEqual({ 'quarantined signals': 1 })
  const at = { by: BY_OPERATOR, origin: ORIGIN, now: Date.now() }
  const removed = await remove(env.DB, petition.id, { condition: {}, expected: 1 }, at)
  await happens(petition, one)
  expect(await statuses(petition)).toEqual({ 'removed signals': 1 })
  await undoRemoval(env.DB, petition.id, removed.ok ? removed.value.decision : '', at)
  return { petition, one }
}

test('what is confirmed meanwhile is confirmed', async () => {
  const { petition } = await removedWhile((_, one) => consumeSignatures(confirmationsOf([one])))
  const row = await env.DB.prepare('SELECT status, confirmed_at FROM signatures WHERE petition_id = ?')
    .bind(petition.id)
    .first<{ status: string; confirmed_at: number | null }>()
  expect(row).toEqual({ status: 'quarantined', confirmed_at: expect.any(Number) })
})

test.each([true, false])('what is withdrawn meanwhile is gone, by a link from an email: %s', async (proven) => {
  const { petition } = await removedWhile((_, one) => consumeSignatures([withdrawalOf(one, proven)]))
  expect(await statuses(petition)).toEqual({})
})

test('what is signed again meanwhile is kept', async () => {
  const { petition, one } = await removedWhile((here, first) =>
    consumeSignatures([{ ...first, id: message(here, 900).id, signedAt: first.signedAt + 1_000 }]),
  )
  const again = await env.DB.prepare('SELECT count(*) AS n FROM repeats WHERE petition_id = ? AND signer = unhex(?)')
    .bind(petition.id, one.signer)
    .first<{ n: number }>()
  expect(again?.n).toBe(1)
})

test('what is signed again after a withdrawal takes its place, and its email is to be sent', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  const [one] = asked([from(petition, 1, { signals: ['trap'] })])
  if (one === undefined) throw new Error('none')
  await consumeSignatures([one])
  const at = { by: BY_OPERATOR, origin: ORIGIN, now: Date.now() }
  const removed = await remove(env.DB, petition.id, { condition: {}, expected: 1 }, at)
  const again = {
    ...one,
    id: message(petition, 900).id,
    review: message(petition, 1).review,
    signedAt: one.signedAt + 120_000,
  }
  await consumeSignatures([again])
  await consumeSignatures([withdrawalOf(one, true)])
  const undone = await undoRemoval(env.DB, petition.id, removed.ok ? removed.value.decision : '', at)
  expect(await statuses(petition)).toEqual({ pending: 1 })
  expect(undone).toMatchObject({ n: 1, left: 0 })
  expect(typeof undone === 'string' ? [] : undone.emails).toEqual([
    expect.objectContaining({ kind: 'email', petitionId: petition.id }),
  ])
})

test('what is hidden stays hidden in a repeat that takes its place', async () => {
  const petition = await startPetition()
  const one = message(petition, 1, { publicName: 'Ada', comment: 'Because' })
  await consumeSignatures([one])
  const hide = { petitionId: petition.id, id: one.id, by: BY_OPERATOR, now: Date.now() }
  await hideSigner(env.DB, { ...hide, hide: 'both', why: 'insult' })
  const again = { ...one, id: message(petition, 900).id, signedAt: one.signedAt + 1_000 }
  await consumeSignatures([again])
  await consumeSignatures([withdrawalOf(one, false)])
  const row = await env.DB.prepare('SELECT id, status, hidden FROM signatures WHERE petition_id = ?')
    .bind(petition.id)
    .first()
  expect(row).toEqual({ id: again.id, status: 'counted', hidden: 'both' })
})
