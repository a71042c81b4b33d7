/**
 * Cursors of the public lists: where a page ends, signed, so that an invented cursor causes no query and no cache entry. An
 * HMAC (RFC 2104) under a key derived for cursors alone binds each to its list and petition.
 *
 * Layout: id of the last row of the page (16 bytes), HMAC-SHA-256 (32) of version, list (1 byte each), petition (4,
 * big-endian) and that id; base64url, 64 characters. Of the signer it contains only the signature's id, which shows a time.
 */
import { parse as parseUuid, stringify as formatUuid } from 'uuid'

import { concat, fromBase64Url, toBase64Url } from './bytes.ts'

export interface CursorList {
  kind: keyof typeof KINDS
  /** 0 for a list of petitions. */
  petitionId: number
}

const VERSION = 1
const KINDS = { signers: 1, updates: 2, open: 3, victory: 4, closed: 5, search: 6 } as const
const ID_BYTES = 16

/** The first of the keys signs. */
export async function makeCursor(list: CursorList, id: string, keys: readonly CryptoKey[]): Promise<string> {
  const [key] = keys
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: there is no key to sign cursors with')
  const idBytes = Uint8Array.from(parseUuid(id))
  const mac = await crypto.subtle.sign('HMAC', key, claimsOf(list, idBytes))
  return toBase64Url(concat([idBytes, new Uint8Array(mac)]))
}

/** The id in a cursor that was made for this list under any of the keys; null for every other text. */
export async function readCursor(list: CursorList, cursor: string, keys: readonly CryptoKey[]): Promise<string | null> {
  if (!/^[\w-]{64}$/.test(cursor)) return null
  const bytes = fromBase64Url(cursor)
  const claims = claimsOf(list, bytes.subarray(0, ID_BYTES))
  const mac = bytes.subarray(ID_BYTES)
  const genuine = await Promise.all(keys.map((key) => crypto.subtle.verify('HMAC', key, mac, claims)))
  return genuine.includes(true) ? formatUuid(bytes) : null
}

/** The id of a petition as a UUIDv8 (RFC 9562 §5.8), for a cursor. */
export const uuidOfNumber = (id: number): string => `00000000-0000-8000-8000-${id.toString(16).padStart(12, '0')}`
export const numberOfUuid = (uuid: string): number => Number.parseInt(uuid.slice(-12), 16)

function claimsOf({ kind, petitionId }: CursorList, id: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new DataView(new ArrayBuffer(6))
  head.setUint8(0, VERSION)
  head.setUint8(1, KINDS[kind])
  head.setUint32(2, petitionId)
  return concat([new Uint8Array(head.buffer), id])
}
