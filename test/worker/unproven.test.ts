/** Signatures without a proof, as forms without JavaScript send them: on any petition they count when they are confirmed. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { SignatureMessage } from '../../schema/message.ts'
import { consumeSignatures, ledgerAt, ledgerOf, message, startPetition, type TestPetition } from './fixtures.ts'

/** On a petition that asks for no email. */
const unproven = (petition: TestPetition, n: number, fields: Partial<SignatureMessage> = {}) =>
  message(petition, n, { sealedEmail: '00', ...fields })

const confirmationOf = ({ petitionId, id }: SignatureMessage) => ({
  v: 3,
  kind: 'confirmation',
  petitionId,
  id,
  emailId: id,
})

async function rowsOf(petition: TestPetition) {
  const { results } = await env.DB.prepare('SELECT id, status FROM signatures WHERE petition_id = ?')
    .bind(petition.id)
    .all()
  return results
}

const emailsOf = async (petition: TestPetition): Promise<string[]> =>
  (
    await env.DB.prepare('SELECT kind FROM emails WHERE petition_id = ? ORDER BY id')
      .bind(petition.id)
      .all<{ kind: string }>()
  ).results.map(({ kind }) => kind)

describe('on a petition without confirmation, a signature without a proof', () => {
  test('is unconfirmed, and counts once when it is confirmed', async () => {
    const petition = await startPetition()
    const signature = unproven(petition, 1)
    await consumeSignatures([signature])
    expect(await rowsOf(petition)).toEqual([{ id: signature.id, status: 'pending' }])
    expect(await emailsOf(petition)).toEqual(['confirm'])
    expect(await ledgerOf(petition)).toMatchObject({ counter: 0, tallies: {} })
    await consumeSignatures([confirmationOf(signature), confirmationOf(signature)])
    await consumeSignatures([confirmationOf(signature), signature])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('prevents nobody from signing with a proof, which counts at once and replaces it', async () => {
    const petition = await startPetition()
    const stranger = unproven(petition, 1, { publicName: 'A Stranger' })
    const owner = message(petition, 2, { signer: stranger.signer, publicName: 'The Owner' })
    await consumeSignatures([stranger])
    await consumeSignatures([owner])
    expect(await rowsOf(petition)).toEqual([{ id: owner.id, status: 'counted' }])
    // Neither the stranger's link nor a redelivery changes that.
    await consumeSignatures([confirmationOf(stranger), stranger, owner])
    expect(await rowsOf(petition)).toEqual([{ id: owner.id, status: 'counted' }])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('does not win over one with a proof in the same batch', async () => {
    const petition = await startPetition()
    const stranger = unproven(petition, 1, { signedAt: Date.now() - 1_000 })
    const owner = message(petition, 2, { signer: stranger.signer })
    await consumeSignatures([stranger, owner])
    expect(await rowsOf(petition)).toEqual([{ id: owner.id, status: 'counted' }])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('does not replace one that was confirmed or counts', async () => {
    const petition = await startPetition()
    const first = unproven(petition, 1)
    await consumeSignatures([first])
    await consumeSignatures([confirmationOf(first)])
    await consumeSignatures([message(petition, 2, { signer: first.signer })])
    expect(await rowsOf(petition)).toEqual([{ id: first.id, status: 'counted' }])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('that is held for review is replaced too, and the new one is judged for itself', async () => {
    const petition = await startPetition()
    const signals: SignatureMessage['review']['signals'] = ['trap', 'abusive-name']
    const stranger = unproven(petition, 1)
    await consumeSignatures([{ ...stranger, review: { ...stranger.review, signals } }])
    expect(await rowsOf(petition)).toEqual([{ id: stranger.id, status: 'quarantined' }])
    const owner = message(petition, 2, { signer: stranger.signer })
    await consumeSignatures([owner])
    expect(await rowsOf(petition)).toEqual([{ id: owner.id, status: 'counted' }])
  })
})

test('on a petition with confirmation, signing again does not remove the unconfirmed signature', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  const first = unproven(petition, 1)
  await consumeSignatures([first])
  await consumeSignatures([unproven(petition, 2, { signer: first.signer })])
  expect(await rowsOf(petition)).toEqual([{ id: first.id, status: 'pending' }])
  expect(await emailsOf(petition)).toEqual(['confirm', 'confirm'])
})

test('promise 2: a message that is not stored deletes nothing', async () => {
  const petition = await startPetition()
  const waiting = unproven(petition, 1)
  const other = message(petition, 2)
  await consumeSignatures([waiting, other])
  // With the challenge of another signer: it would take the place of what waits.
  await consumeSignatures([message(petition, 3, { id: other.id, signer: waiting.signer })])
  expect(await rowsOf(petition)).toHaveLength(2)
  expect(await emailsOf(petition)).toEqual(['confirm'])
  await consumeSignatures([confirmationOf(waiting)])
  expect(await ledgerOf(petition)).toEqual(ledgerAt(2))
})

test('a message that is delivered twice in one batch takes one of the emails of the day', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  const now = Date.now()
  const given = [1, 2, 3].map((n) => unproven(petition, n, { signer: message(petition, 1).signer, signedAt: now + n }))
  await consumeSignatures([...given, ...given])
  expect(await emailsOf(petition)).toEqual(['confirm', 'confirm', 'confirm'])
})
