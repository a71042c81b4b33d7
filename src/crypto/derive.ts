/** Keys for one purpose each, derived from the master keys with HKDF (RFC 5869), so that no key has two purposes. */
import { toBase64, toHex } from './bytes.ts'

const encoder = new TextEncoder()

/** 32 bytes as base64, the same for the same key and purpose. */
export async function deriveSecret(masterKey: string, purpose: string): Promise<string> {
  const master = await crypto.subtle.importKey('raw', encoder.encode(masterKey), 'HKDF', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(`undersigned/${purpose}`) },
    master,
    256,
  )
  return toBase64(new Uint8Array(bits))
}

/** One secret for each master key, in the order of the list: sign with the first, verify with any. */
export const deriveSecrets = (masterKeys: readonly string[], purpose: string): Promise<string[]> =>
  Promise.all(masterKeys.map((key) => deriveSecret(key, purpose)))

/** As `deriveSecrets`, ready for HMAC-SHA-256 (RFC 2104). */
export async function deriveHmacKeys(masterKeys: readonly string[], purpose: string): Promise<CryptoKey[]> {
  const secrets = await deriveSecrets(masterKeys, purpose)
  return Promise.all(
    secrets.map((secret) =>
      crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
        'sign',
        'verify',
      ]),
    ),
  )
}

/** The HMAC-SHA-256 of `text`: 64 hex digits, meaningless without the key. */
export async function keyedHash(key: CryptoKey, text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text))))
}
