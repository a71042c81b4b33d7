/** Secrets that are shown once and stored as a hash: 256 random bits, so that a plain hash is enough. */
import { toBase64Url, toHex } from './bytes.ts'
import { sha256 } from './hash.ts'

const encoder = new TextEncoder()

/** 43 characters of base64url. */
export const newSecret = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(32)))

/** Whether a text has the form of `newSecret`. */
export const looksLikeSecret = (text: string): boolean => /^[\w-]{43}$/.test(text)

/** SHA-256, hex. */
export const secretHash = async (secret: string): Promise<string> =>
  toHex(await sha256(new Uint8Array(encoder.encode(secret))))
