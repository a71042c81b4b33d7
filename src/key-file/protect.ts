/**
 * Encrypts key files with a passphrase, and opens them, with WebCrypto: the same code in browsers and in Node. It does not run in a
 * Worker, where PBKDF2 is limited to 100,000 iterations; nor has it to, because keys never reach one.
 */
import { KEY_FILE_ITERATIONS } from '../limits.ts'
import {
  associatedData,
  type FileProblem,
  IV_BYTES,
  type KeyFile,
  parse,
  plainText,
  protectedText,
  type ProtectedFile,
  type Protection,
  SALT_BYTES,
} from './format.ts'
import { type CampaignKey, keyOf, type PrivateJwk, readJwks } from './keys.ts'
import { normalised } from './passphrase.ts'

/** `other-key`: the file is whole, and holds none of the keys that are asked for. */
export type KeyFileProblem = FileProblem | 'wrong-passphrase' | 'other-key'

/** The text of a file with these keys, newest first. `protection` is random; it is never used twice, and given by tests only. */
export async function protectKeys(
  keys: readonly CampaignKey[],
  passphrase: string,
  protection: Protection = newProtection(),
): Promise<string> {
  const publicKeys = keys.map(({ publicKey }) => publicKey)
  const additionalData = await associatedData(protection, publicKeys)
  const key = await derive(normalised(passphrase), protection, 'encrypt')
  const algorithm = { name: 'AES-GCM', iv: protection.iv, additionalData }
  const ciphertext = await crypto.subtle.encrypt(algorithm, key, new TextEncoder().encode(plainText(keys)))
  return protectedText(new Uint8Array(ciphertext), protection, publicKeys)
}

/** The keys of a file, newest first. `passphrase` is not looked at where there is none. */
export async function openKeyFile(file: KeyFile, passphrase: string): Promise<CampaignKey[] | KeyFileProblem> {
  const jwks = file.format === 1 ? file.jwks : await decrypt(file, normalised(passphrase))
  if (typeof jwks === 'string') return jwks
  const keys: CampaignKey[] = []
  for (const jwk of jwks) {
    const key = await keyOf(jwk)
    if (key === null) return 'corrupt'
    keys.push(key)
  }
  const named = keys.length === file.publicKeys.length && keys.every((key, at) => key.publicKey === file.publicKeys[at])
  return named ? keys : 'corrupt'
}

/** Whether a file holds one of the public keys `wanted`, which is known before it is opened. */
export const holdsOneOf = ({ publicKeys }: Pick<KeyFile, 'publicKeys'>, wanted: readonly string[]): boolean =>
  publicKeys.some((publicKey) => wanted.includes(publicKey))

async function decrypt(file: ProtectedFile, passphrase: string): Promise<readonly PrivateJwk[] | KeyFileProblem> {
  const additionalData = await associatedData(file, file.publicKeys)
  const key = await derive(passphrase, file, 'decrypt')
  let text: string
  try {
    const algorithm = { name: 'AES-GCM', iv: file.iv, additionalData }
    text = new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, file.ciphertext))
  } catch {
    return 'wrong-passphrase'
  }
  return readJwks(parse(text)) ?? 'corrupt'
}

async function derive(passphrase: string, protection: Protection, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const { salt, iterations } = protection
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, [
    'deriveKey',
  ])
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return crypto.subtle.deriveKey(algorithm, secret, { name: 'AES-GCM', length: 256 }, false, [usage])
}

const newProtection = (): Protection => ({
  iterations: KEY_FILE_ITERATIONS,
  salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
  iv: crypto.getRandomValues(new Uint8Array(IV_BYTES)),
})
