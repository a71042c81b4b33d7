/** Campaign tokens (bearer tokens, RFC 6750): 256 bits that nobody can guess, shown once and stored as a hash. */
import { toBase64Url } from '../crypto/bytes.ts'
import { deriveHmacKeys } from '../crypto/derive.ts'
import { newSecret, secretHash } from '../crypto/secret.ts'

/** A new campaign's token, URL-safe. */
export const newToken = (): string => `ust_${newSecret()}`

/** Makes the tokens of forms. `masterKey`: a secret that does not change. */
export async function tokenFormKey(masterKey: string): Promise<CryptoKey> {
  const [key] = await deriveHmacKeys([masterKey], 'token-form/v1')
  if (key === undefined) throw new Error('there is no key for the tokens of forms')
  return key
}

/**
 * As `newToken`, of a form that is sent: a second press of its button has the same token, which is stored nowhere. `form`: all of what
 * the form says, and a random id of it.
 */
export async function tokenOfForm(key: CryptoKey, form: readonly (string | number)[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(form))
  return `ust_${toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)))}`
}

/** Whether a text has the form of `newToken`: the prefix and 43 characters of base64url. */
export const looksLikeToken = (text: string): boolean => /^ust_[\w-]{43}$/.test(text)

/** SHA-256, hex. */
export const tokenHash = (token: string): Promise<string> => secretHash(token)

/** The token of an Authorization header (RFC 6750 §2.1), or null. */
export const bearerToken = (authorization: string | undefined): string | null =>
  /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1] ?? null

/** What names a token where it must not be known itself: the beginning of its hash. */
export const TOKEN_ID_CHARS = 16
export const tokenId = (hash: string): string => hash.slice(0, TOKEN_ID_CHARS)
