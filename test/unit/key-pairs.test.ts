/** Keys in a browser that fails for private keys whose first byte is zero, as WebKit with libgcrypt does. */
import { DhkemX25519HkdfSha256 } from '@hpke/core'
import { afterEach, expect, test, vi } from 'vitest'

import { fromBase64Url } from '../../src/crypto/bytes.ts'
import { open, seal } from '../../src/crypto/hpke.ts'
import { generateKeyPair, publicKeyOf } from '../../src/crypto/key-pairs.ts'
import { newHardKey } from '../support/hard-key.ts'

const FOR = { purpose: 'contact', petition: 'demo', id: 'a' } as const
const importKey = crypto.subtle.importKey.bind(crypto.subtle)

afterEach(() => vi.restoreAllMocks())

test('a private key whose first byte is zero is imported as the same key without it', async () => {
  const { publicKey, privateKey } = await newHardKey()
  vi.spyOn(crypto.subtle, 'importKey').mockImplementation((...given: Parameters<typeof importKey>) => {
    const [, data] = given
    if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) {
      const bytes = Buffer.from(ArrayBuffer.isView(data) ? data.buffer : data)
      if (bytes.indexOf(fromBase64Url(privateKey)) !== -1) throw new DOMException('first byte', 'DataError')
    }
    return importKey(...given)
  })
  await expect(new DhkemX25519HkdfSha256().deserializePrivateKey(fromBase64Url(privateKey))).rejects.toThrow(
    'first byte',
  )
  expect(await publicKeyOf(privateKey)).toBe(publicKey)
  expect(await open(await seal('Ada', [publicKey], FOR), [privateKey], FOR)).toBe('Ada')
})

test('a key that cannot be made is made again, and where none can be that is said', async () => {
  const { publicKey, privateKey } = await generateKeyPair()
  const spy = vi.spyOn(crypto.subtle, 'generateKey')
  const fail = (): never => {
    throw new DOMException('first byte', 'NotSupportedError')
  }
  spy.mockImplementationOnce(fail)
  const pair = await generateKeyPair()
  expect(await publicKeyOf(pair.privateKey)).toBe(pair.publicKey)
  spy.mockImplementationOnce(fail)
  expect(await open(await seal('Ada', [publicKey], FOR), [privateKey], FOR)).toBe('Ada')
  expect(spy).toHaveBeenCalledTimes(4)
  spy.mockImplementation(fail)
  await expect(generateKeyPair()).rejects.toThrow('first byte')
})
