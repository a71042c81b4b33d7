/** X25519 key pairs (RFC 7748) as base64url of their 32 bytes, which is how people and settings hold them. */
import { DhkemX25519HkdfSha256 } from '@hpke/core'

import { fromBase64Url, toBase64Url } from './bytes.ts'

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

/** The public half of a private key. Throws when it is none. */
export async function publicKeyOf(privateKey: string): Promise<string> {
  const { x } = await jwkOf(await importPrivateKey(privateKey))
  return x
}

export const importPublicKey = (publicKey: string): Promise<CryptoKey> =>
  kem.deserializePublicKey(fromBase64Url(publicKey))

/** With both halves at hand, opening need not derive the public one each time. */
export async function importKeyPair(privateKey: string): Promise<CryptoKeyPair> {
  const key = await importPrivateKey(privateKey)
  return { privateKey: key, publicKey: await importPublicKey((await jwkOf(key)).x) }
}

const importPrivateKey = (privateKey: string): Promise<CryptoKey> =>
  kem.deserializePrivateKey(fromBase64Url(privateKey))

/** A private key's JWK holds its public half as `x` (RFC 8037 §2). */
async function jwkOf(key: CryptoKey): Promise<{ x: string }> {
  const jwk = await crypto.subtle.exportKey('jwk', key)
  if (!('x' in jwk) || typeof jwk.x !== 'string') throw new TypeError('not an X25519 key')
  return { x: jwk.x }
}

/** The first 8 bytes of the public key's SHA-256: says which key opens something. */
export async function keyId(publicKey: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', fromBase64Url(publicKey))).subarray(0, KEY_ID_BYTES)
}

export const KEY_ID_BYTES = 8
