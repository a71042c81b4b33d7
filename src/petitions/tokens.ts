/** Campaign tokens (bearer tokens, RFC 6750): 256 random bits, shown once and stored as a hash. */
import { toBase64Url, toHex } from '../crypto/bytes.ts'
import { sha256 } from '../crypto/hash.ts'

const encoder = new TextEncoder()

/** A new campaign's token, URL-safe. */
export function newToken(): string {
  return `ust_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`
}

/** Whether a text has the form of `newToken`: the prefix and 43 characters of base64url. */
export const looksLikeToken = (text: string): boolean => /^ust_[\w-]{43}$/.test(text)

/** SHA-256, hex. */
export async function tokenHash(token: string): Promise<string> {
  return toHex(await sha256(new Uint8Array(encoder.encode(token))))
}

/** The token of an Authorization header (RFC 6750 §2.1), or null. */
export const bearerToken = (authorization: string | undefined): string | null =>
  /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1] ?? null
