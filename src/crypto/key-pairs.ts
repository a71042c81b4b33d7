/** X25519 key pairs (RFC 7748), each key as base64url of its 32 bytes: the form that settings and key files contain. */
import { DhkemX25519HkdfSha256 } from '@hpke/core'

import { fromBase64Url, toBase64Url } from './bytes.ts'
import { sha256 } from './hash.ts'

/** Where one in 256 fails, all of these fail in fewer than one call in 10¹⁶. */
const ATTEMPTS = 7

/**
 * WebKit with libgcrypt, as in GNOME Web, neither makes nor imports an X25519 private key whose first byte is zero (seen in WebKitGTK
 * 2.50): one in 256 of its own, and one in 32 of those that OpenSSL makes, with the bits cleared that are not used.
 */
class X25519 extends DhkemX25519HkdfSha256 {
  override async generateKeyPair(): Promise<CryptoKeyPair> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await super.generateKeyPair()
      } catch (error) {
        if (attempt === ATTEMPTS) throw error
      }
    }
  }
}

export const kem = new X25519()

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
export const publicKeyOf = async (privateKey: string): Promise<string> => publicHalf(await importPrivateKey(privateKey))

export const importPublicKey = (publicKey: string): Promise<CryptoKey> =>
  kem.deserializePublicKey(fromBase64Url(publicKey))

/** Both keys, so that opening does not derive the public one each time. */
export async function importKeyPair(privateKey: string): Promise<CryptoKeyPair> {
  const key = await importPrivateKey(privateKey)
  return { privateKey: key, publicKey: await importPublicKey(await publicHalf(key)) }
}

function importPrivateKey(privateKey: string): Promise<CryptoKey> {
  const bytes = fromBase64Url(privateKey)
  // The same key: the three lowest bits of this byte are not used (RFC 7748 §5).
  if (bytes[0] === 0) bytes[0] = 1
  return kem.deserializePrivateKey(bytes)
}

/** The base point, 9, as a public key (RFC 7748 §4.1). */
const BASE_POINT = toBase64Url(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0)))

/** The base point times the private key (RFC 7748 §6.1). Its JWK has it too, but some versions of Firefox export none of an imported key. */
async function publicHalf(key: CryptoKey): Promise<string> {
  const algorithm = { name: 'X25519', public: await importPublicKey(BASE_POINT) }
  return toBase64Url(new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256)))
}

/** The first 8 bytes of the public key's SHA-256, to find the private key that opens a sealed text. */
export async function keyId(publicKey: string): Promise<Uint8Array<ArrayBuffer>> {
  return (await sha256(fromBase64Url(publicKey))).subarray(0, KEY_ID_BYTES)
}

export const KEY_ID_BYTES = 8
