/** Sealing and opening: our own sender against @hpke/core, both ways, and what does not open. */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { scheduleOf, sealTo } from '../../src/crypto/hpke-sender.ts'
import { isSealable, open, OpenError, seal, type SealedFor } from '../../src/crypto/hpke.ts'
import { generateKeyPair, importKeyPair, importPublicKey, kem } from '../../src/crypto/key-pairs.ts'
import { fromBase64Url, toBase64Url } from '../../src/crypto/bytes.ts'

const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const pair = await generateKeyPair()
const FOR: SealedFor = { purpose: 'contact', petition: 'demo', id: 'a' }

/** Made by @hpke/core. */
const SEALED_BEFORE = {
  privateKey: 'eKvqt2Ktm1FfgN7ZIrIREOyNmFbt4UpY9BwQTDn3okA',
  sealed:
    'AQEc6PIQXjUs6FVabHzOXIwDXHAHo4VgmGiAd4H0XxnOSK6q2hCQY7Y6AJCqSKAVESxKkGM-prh8540R3wBLr6iUbHf-kINmPPS6mVTlqwCchWb8iX7uvPOB5jqYy60BvI44xhZfpWvwBGOJM2TiAIrcYQ4asnSfsVNs2HriIP92Bpp_pyWJvI66pFqJQSg_nppoqVXIdzTd1abY8nQ-LlgN9Ncifpvup3_VmdWO2fnKPJOzrGomXZZgHRA',
}

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((given) => new Uint8Array(given))
const OPEN_FAILED = /./
const RUNS = { numRuns: 100 }

test('@hpke/core opens what our sender seals', async () => {
  const recipient = { key: await importPublicKey(pair.publicKey), raw: fromBase64Url(pair.publicKey) }
  const recipientKey = await importKeyPair(pair.privateKey)
  await fc.assert(
    fc.asyncProperty(bytes(300), bytes(40), bytes(80), async (text, info, aad) => {
      const { enc, ciphertext } = await sealTo(recipient, await scheduleOf(info), text, aad)
      expect(enc.length).toBe(32)
      const opened = await suite.open({ recipientKey, enc, info }, ciphertext, aad)
      expect(new Uint8Array(opened)).toEqual(text)
      await expect(suite.open({ recipientKey, enc, info: Uint8Array.of(1, ...info) }, ciphertext, aad)).rejects.toThrow(
        OPEN_FAILED,
      )
    }),
    RUNS,
  )
})

test('what is sealed opens with its key, for what it was sealed for, whatever the text and however often', async () => {
  const other = await generateKeyPair()
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
      const sealed = await seal(text, [pair.publicKey, other.publicKey], FOR)
      for (const { privateKey } of [pair, other]) expect(await open(sealed, [privateKey], FOR)).toBe(text)
      for (const wrong of [{ purpose: 'email' } as const, { petition: 'other' }, { id: 'b' }]) {
        await expect(open(sealed, [pair.privateKey], { ...FOR, ...wrong })).rejects.toThrow(new OpenError('broken'))
      }
    }),
    RUNS,
  )
})

test('we open what was sealed before there was a sender of our own', async () => {
  const sealed = fromBase64Url(SEALED_BEFORE.sealed)
  expect(await open(sealed, [SEALED_BEFORE.privateKey], FOR)).toBe('Ada Example')
})

test('each text has a key of its own', async () => {
  const [a, b] = await Promise.all([seal('x', [pair.publicKey], FOR), seal('x', [pair.publicKey], FOR)])
  expect(a).not.toEqual(b)
})

test('nothing is sealed to a key that is of no use', async () => {
  const zeros = toBase64Url(new Uint8Array(32))
  const one = toBase64Url(Uint8Array.of(1, ...new Uint8Array(31)))
  for (const key of [zeros, one, '', 'x', pair.publicKey.slice(1)]) {
    expect(await isSealable(key)).toBe(false)
  }
  expect(await isSealable(pair.publicKey)).toBe(true)
})
