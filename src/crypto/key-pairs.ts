/** X25519 key pairs (RFC 7748), each key as base64url of its 32 bytes: the form that settings and key files contain. */
import { DhkemX25519HkdfSha256 } from '@hpke/core'

import { fromBase64Url, toBase64Url } from './bytes.ts'
import { sha256 } from './hash.ts'

export const kem = new DhkemX25519HkdfSha256()

export interface KeyPair {
  publicKey: string
  privateKey: string
}

export async function generateKeyPair(): Promise<KeyPair> {
  const pair = await kem.generateKeyPair()
  const [publicKey, privateKey] = await Promise.all([
    kem.serializePublicKey(pair.publicKey),
    kem.serializePrivateKey(pair.privateKey),
  ])
  return { publicKey: toBase64Url(new Uint8Array(publicKey)), privateKey: toBase64Url(new Uint8Array(privateKey)) }
}

/** The public key of a private key. Throws when `privateKey` is not a private key. */
export async function publicKeyOf(privateKey: string): Promise<string> {
  const { x } = await jwkOf(await importPrivateKey(privateKey))
  return x
}

export const importPublicKey = (publicKey: string): Promise<CryptoKey> =>
  kem.deserializePublicKey(fromBase64Url(publicKey))

/** Both keys, so that opening does not derive the public one each time. */
export async function importKeyPair(privateKey: string): Promise<CryptoKeyPair> {
  const key = await importPrivateKey(privateKey)
  return { privateKey: key, publicKey: await importPublicKey((await jwkOf(key)).x) }
}

const importPrivateKey = (privateKey: string): Promise<CryptoKey> =>
  kem.deserializePrivateKey(fromBase64Url(privateKey))

/** The JWK of a private key has the public key as `x` (RFC 8037 §2). */
async function jwkOf(key: CryptoKey): Promise<{ x: string }> {
  const jwk = await crypto.subtle.exportKey('jwk', key)
  if (!('x' in jwk) || typeof jwk.x !== 'string') throw new TypeError('not an X25519 key')
  return { x: jwk.x }
}

/** The first 8 bytes of the public key's SHA-256, to find the private key that opens a sealed text. */
export async function keyId(publicKey: string): Promise<Uint8Array<ArrayBuffer>> {
  return (await sha256(fromBase64Url(publicKey))).subarray(0, KEY_ID_BYTES)
}

export const KEY_ID_BYTES = 8
