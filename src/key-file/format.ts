/**
 * Campaign key files, as text. Format 1 is a JWK, or a JWK Set if there are several keys: anyone who has the file has the keys.
 * Format 2 is the same, encrypted with a passphrase:
 *
 * - `iterations` and `salt` are those of PBKDF2-HMAC-SHA-256 (RFC 8018 §5.2), which makes an AES-256 key of the passphrase;
 * - `ciphertext` is the text of format 1 under AES-256-GCM with `iv` (NIST SP 800-38D), its tag at the end. All other members but
 *   `checksum` are its additional data, in the order of `associated`;
 * - `publicKey` is that of the newest key, `kid` its id, and `older` has the public keys of the others, so that a file that is not the
 *   petition's can be named before anyone looks for its passphrase;
 * - `checksum` is the first 8 bytes of a SHA-256 of all other members, hex. It protects nothing, because anyone who changes a file can
 *   write another. It tells a damaged file from a wrong passphrase, which AES-GCM does not.
 *
 * Bytes are base64url without padding, and must be written as this module writes them. White space between members has no meaning:
 * an editor may change it.
 *
 * The checks are written by hand because they also run in browsers, where zod tries `eval`, which the site's policy reports.
 */
import { fromBase64Url, toBase64Url, toHex } from '../crypto/bytes.ts'
import { sha256 } from '../crypto/hash.ts'
import { KEY_FILE_ITERATIONS_MAX, KEY_FILE_MAX_BYTES } from '../limits.ts'
import { type CampaignKey, idOf, isObject, jwksOf, type PrivateJwk, readJwks } from './keys.ts'

export const SALT_BYTES = 16
export const IV_BYTES = 12
const TAG_BYTES = 16
const CHECKSUM_BYTES = 8
const KDF = 'PBKDF2-SHA-256'

/** What is wrong with a file. `corrupt`: it was a key file, and another copy of it may be whole. */
export type FileProblem = 'not-a-key-file' | 'corrupt'

export interface PlainFile {
  format: 1
  /** Newest first. */
  publicKeys: readonly string[]
  jwks: readonly PrivateJwk[]
}

export interface ProtectedFile extends Protection {
  format: 2
  publicKeys: readonly string[]
  ciphertext: Uint8Array<ArrayBuffer>
}

export type KeyFile = PlainFile | ProtectedFile

/** What the key is made of, besides the passphrase. */
export interface Protection {
  iterations: number
  salt: Uint8Array<ArrayBuffer>
  iv: Uint8Array<ArrayBuffer>
}

/** Format 1. */
export const plainText = (keys: readonly CampaignKey[]): string => `${JSON.stringify(jwksOf(keys), null, 2)}\n`

/** Format 2, of what `associatedData` of the same protection and keys was encrypted with. */
export async function protectedText(
  ciphertext: Uint8Array,
  protection: Protection,
  publicKeys: readonly string[],
): Promise<string> {
  const members = { ...(await associated(protection, publicKeys)), ciphertext: toBase64Url(ciphertext) }
  return `${JSON.stringify({ ...members, checksum: await checksumOf(members) }, null, 2)}\n`
}

/** The additional data of the ciphertext. */
export const associatedData = async (
  protection: Protection,
  publicKeys: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> => utf8(JSON.stringify(Object.values(await associated(protection, publicKeys))))

async function associated({ iterations, salt, iv }: Protection, publicKeys: readonly string[]) {
  const [publicKey = '', ...older] = publicKeys
  return {
    v: 2,
    kdf: KDF,
    iterations,
    salt: toBase64Url(salt),
    iv: toBase64Url(iv),
    publicKey,
    kid: await idOf(publicKey),
    older,
  }
}

/** Reads the text of a file of either format. What needs the passphrase is not looked at. */
export async function parseKeyFile(text: string): Promise<KeyFile | FileProblem> {
  // UTF-16 units: never more than the bytes of the file.
  if (text.length > KEY_FILE_MAX_BYTES) return 'not-a-key-file'
  const value = parse(text)
  if (isObject(value) && value['v'] === 2) return (await parseProtected(value)) ?? 'corrupt'
  const jwks = readJwks(value)
  return jwks === null ? 'not-a-key-file' : { format: 1, publicKeys: jwks.map(({ x }) => x), jwks }
}

async function parseProtected(value: Record<string, unknown>): Promise<ProtectedFile | null> {
  const { iterations, publicKey, older } = value
  const [salt, iv, ciphertext, key] = [value['salt'], value['iv'], value['ciphertext'], publicKey].map(bytesOf)
  if (salt?.length !== SALT_BYTES || iv?.length !== IV_BYTES || !ciphertext || ciphertext.length <= TAG_BYTES)
    return null
  if (typeof iterations !== 'number' || !Number.isInteger(iterations)) return null
  if (iterations < 1 || iterations > KEY_FILE_ITERATIONS_MAX) return null
  if (!key || typeof publicKey !== 'string' || !isTexts(older)) return null
  const protection = { iterations, salt, iv }
  const publicKeys = [publicKey, ...older]
  const members = { ...(await associated(protection, publicKeys)), ciphertext: toBase64Url(ciphertext) }
  if (value['kdf'] !== members.kdf || value['kid'] !== members.kid) return null
  if (value['checksum'] !== (await checksumOf(members))) return null
  return { format: 2, publicKeys, ...protection, ciphertext }
}

const checksumOf = async (members: object): Promise<string> =>
  toHex((await sha256(utf8(JSON.stringify(Object.values(members))))).subarray(0, CHECKSUM_BYTES))

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((member) => typeof member === 'string')

/** Null if it is not base64url as it is written here: several texts stand for the same bytes, and only one of them is accepted. */
function bytesOf(value: unknown): Uint8Array<ArrayBuffer> | null {
  if (typeof value !== 'string') return null
  try {
    const bytes = fromBase64Url(value)
    return toBase64Url(bytes) === value ? bytes : null
  } catch {
    return null
  }
}

/** Null if it is not JSON. The parser's message is dropped, because it quotes the text, which may be a key. */
export function parse(text: string): unknown {
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text))
