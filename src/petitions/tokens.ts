/** Bearer tokens: 256 random bits, shown once, kept as a hash. */
import { toBase64Url, toHex } from '../crypto/bytes.ts'

const encoder = new TextEncoder()

/** A new campaign's token, URL-safe. */
export function newToken(): string {
  return `ust_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`
}

/** SHA-256, hex. */
export async function tokenHash(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(token))
  return toHex(new Uint8Array(digest))
}

/** The token of an Authorization header (RFC 6750), or null. */
export const bearerToken = (authorization: string | undefined): string | null =>
  /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1] ?? null
