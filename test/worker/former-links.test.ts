/** Links of version 1, which are in mailboxes: they name the signature and the email instead of the signer. */
import { env } from 'cloudflare:test'
import { NIL, parse as parseUuid } from 'uuid'
import { expect, test } from 'vitest'

import type { SignatureMessage } from '../../schema/message.ts'
import { toBase64Url } from '../../src/crypto/bytes.ts'
import { deriveHmacKeys } from '../../src/crypto/derive.ts'
import { confirmable, TOKEN_KEYS } from './emails.ts'
import { consumeSignatures, fetchEdge, message, recordingQueue } from './fixtures.ts'

const PURPOSES = { confirm: 1, withdraw: 2 }

async function formerLink(purpose: keyof typeof PURPOSES, { petitionId, id }: SignatureMessage, emailId: string) {
  const token = new Uint8Array(58)
  const view = new DataView(token.buffer)
  view.setUint8(0, 1)
  view.setUint8(1, PURPOSES[purpose])
  view.setUint32(2, petitionId)
  token.set(parseUuid(id), 6)
  token.set(parseUuid(emailId), 22)
  if (purpose === 'confirm') view.setUint32(38, Math.ceil(Date.now() / 1000) + 60)
  const [key] = await deriveHmacKeys(TOKEN_KEYS, 'link/v1')
  if (key === undefined) throw new Error('no key')
  token.set(new Uint8Array(await crypto.subtle.sign('HMAC', key, token.subarray(0, 42))).subarray(0, 16), 42)
  return `/${purpose}/${toBase64Url(token)}`
}

/** What the link sends to the ledger. */
async function sentBy(path: string): Promise<unknown[]> {
  const { queue, sent } = recordingQueue()
  expect((await fetchEdge(`${path}?lang=en`)).status).toBe(200)
  expect((await fetchEdge(path, { method: 'POST' }, { SIGNATURES: queue })).status).toBe(202)
  return sent
}

async function signedTwice() {
  const petition = await confirmable()
  const signature = message(petition, 1, { sealedEmail: '00' })
  const repeat = message(petition, 2, { sealedEmail: '00', signer: signature.signer, signedAt: signature.signedAt + 1 })
  await consumeSignatures([signature, repeat])
  return { petition, signature, repeat }
}

test.each([
  ['of a link that came by email', (id: string) => id, true],
  ['of a link that was shown after signing', () => NIL, false],
])('withdraw: %s', async (_, emailIdOf, proven) => {
  const { signature } = await signedTwice()
  const { petitionId, id, signer } = signature
  const at: unknown = expect.any(Number)
  expect(await sentBy(await formerLink('withdraw', signature, emailIdOf(id)))).toEqual([
    { v: 5, kind: 'withdrawal', petitionId, id, signer, proven, at },
  ])
})

test('confirm what their email was for: the signature, or what the signer signed again', async () => {
  const { signature, repeat } = await signedTwice()
  const reminder = message({ id: 0, slug: '', token: '' }, 3).id
  for (const [emailId, confirmed] of [
    [signature.id, signature.id],
    [repeat.id, repeat.id],
    [reminder, signature.id],
  ] as const) {
    expect(await sentBy(await formerLink('confirm', signature, emailId))).toMatchObject([
      { kind: 'confirmation', id: confirmed },
    ])
  }
})

test('say so when what they were for is gone, and nothing when they were changed', async () => {
  const { petition, signature } = await signedTwice()
  const link = await formerLink('withdraw', signature, signature.id)
  await env.DB.batch(
    ['emails', 'repeats', 'signatures'].map((table) =>
      env.DB.prepare(`DELETE FROM ${table} WHERE petition_id = ?`).bind(petition.id),
    ),
  )
  expect((await fetchEdge(`${link}?lang=en`)).status).toBe(410)
  const other = link.at(-9) === 'A' ? 'B' : 'A'
  expect((await fetchEdge(`${link.slice(0, -9)}${other}${link.slice(-8)}?lang=en`)).status).toBe(404)
})
