/** Campaign tokens (bearer tokens, RFC 6750): 256 random bits, shown once and stored as a hash. */
import { newSecret, secretHash } from '../crypto/secret.ts'

/** A new campaign's token, URL-safe. */
export const newToken = (): string => `ust_${newSecret()}`

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
