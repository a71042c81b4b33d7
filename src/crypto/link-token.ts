/**
 * The links with which signers confirm and withdraw. A token names a signature by its id and its signer by the keyed hash, which
 * says nothing without the pepper. An HMAC (RFC 2104) under a key derived for links alone binds it to one purpose and one
 * petition.
 *
 * Layout: version, purpose (1 byte each), petition (4), id of the signature (16), signer (32), end of its validity in seconds
 * since the epoch (4, big-endian as all; 0 for none), first half of the HMAC-SHA-256 (16); base64url. Version 1, whose links are in
 * mailboxes, has the id of the email (16; zeros where no email has the link) instead of the signer.
 */
import { NIL, parse as parseUuid, stringify as formatUuid } from 'uuid'

import { remembered } from '../platform/cache/remembered.ts'
import { deriveHmacKeys } from './derive.ts'
import { fromBase64Url, fromHex, toBase64Url, toHex } from './bytes.ts'

export type LinkPurpose = 'confirm' | 'withdraw'

export interface LinkTarget {
  petitionId: number
  /** Of the signature. */
  id: string
  /** As in its message: hex. */
  signer: string
  /** Whether the link is in an email. Nothing proves whose the email address is to which any other link belongs. */
  proven: boolean
}

/** Of version 1. `emailId` may be that of a signature, or of a repeat; then the link is for that one. */
export interface FormerTarget extends Omit<LinkTarget, 'signer'> {
  signer: null
  emailId: string
}

export type LinkVerdict =
  | { ok: true; target: LinkTarget | FormerTarget }
  | { ok: false; why: 'broken' }
  | { ok: false; why: 'expired'; target: LinkTarget | FormerTarget }

const VERSION = 2
const FORMER_VERSION = 1
const PURPOSES: Record<LinkPurpose, number> = { confirm: 1, withdraw: 2 }
/** Instead of that of `withdraw`, where the link is not in an email. Links to confirm are in emails only. */
const WITHDRAW_UNPROVEN = 3
const ID_BYTE = 6
const SIGNER_BYTE = 22
const EXPIRES_AT_BYTE = 54
const EXPIRES_BYTES = 4
const CLAIMS_BYTES = EXPIRES_AT_BYTE + EXPIRES_BYTES
const MAC_BYTES = 16
const FORMER_CLAIMS_BYTES = 42
/** Base64url, without padding. */
const charsOf = (claimsBytes: number): number => Math.ceil(((claimsBytes + MAC_BYTES) * 4) / 3)
const TOKEN_CHARS = charsOf(CLAIMS_BYTES)
const FORMER_TOKEN_CHARS = charsOf(FORMER_CLAIMS_BYTES)

/** `expiresAt` in milliseconds, or null for a link that is valid as long as its key. The first of the master keys signs. */
export async function makeLinkToken(
  purpose: LinkPurpose,
  { petitionId, id, signer, proven }: LinkTarget,
  expiresAt: number | null,
  masterKeys: readonly string[],
): Promise<string> {
  const token = new Uint8Array(CLAIMS_BYTES + MAC_BYTES)
  const view = new DataView(token.buffer)
  view.setUint8(0, VERSION)
  view.setUint8(1, purpose === 'withdraw' && !proven ? WITHDRAW_UNPROVEN : PURPOSES[purpose])
  view.setUint32(2, petitionId)
  token.set(parseUuid(id), ID_BYTE)
  token.set(fromHex(signer), SIGNER_BYTE)
  view.setUint32(EXPIRES_AT_BYTE, expiresAt === null ? 0 : Math.floor(expiresAt / 1000))
  const [key] = await linkKeys(masterKeys)
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: there is no key to sign links with')
  token.set(await macOf(key, token.subarray(0, CLAIMS_BYTES)), CLAIMS_BYTES)
  return toBase64Url(token)
}

/**
 * Without what a sentence, a tracker or a mail program put behind it: a full stop, a bracket, a space, `&fbclid=…`. More
 * characters of the alphabet of tokens make it another token.
 */
function withoutRest(token: string): string {
  const chars = [FORMER_TOKEN_CHARS, TOKEN_CHARS].find((chars) => /[^\w-]/.test(token.charAt(chars)))
  return token.slice(0, chars)
}

/** Whether `token` was made for `purpose` under any of the master keys, and is still valid at `now`, in milliseconds. */
export async function readLinkToken(
  token: string,
  purpose: LinkPurpose,
  masterKeys: readonly string[],
  now: number,
): Promise<LinkVerdict> {
  const bytes = decode(withoutRest(token))
  if (bytes === null) return { ok: false, why: 'broken' }
  const claims = bytes.subarray(0, -MAC_BYTES)
  const mac = bytes.subarray(-MAC_BYTES)
  const keys = await linkKeys(masterKeys)
  const genuine = await Promise.all(keys.map(async (key) => equal(await macOf(key, claims), mac)))
  if (!genuine.includes(true)) return { ok: false, why: 'broken' }
  const view = new DataView(claims.buffer, claims.byteOffset)
  const made = view.getUint8(1)
  const version = claims.length === CLAIMS_BYTES ? VERSION : FORMER_VERSION
  const isUnproven = version === VERSION && purpose === 'withdraw' && made === WITHDRAW_UNPROVEN
  if (view.getUint8(0) !== version || !(made === PURPOSES[purpose] || isUnproven)) return { ok: false, why: 'broken' }
  const target = version === VERSION ? targetOf(claims, view, !isUnproven) : formerTargetOf(claims, view)
  const expires = view.getUint32(claims.length - EXPIRES_BYTES)
  return expires !== 0 && expires * 1000 < now ? { ok: false, why: 'expired', target } : { ok: true, target }
}

const namedBy = (claims: Uint8Array, view: DataView) => ({
  petitionId: view.getUint32(2),
  id: formatUuid(claims, ID_BYTE),
})

const targetOf = (claims: Uint8Array, view: DataView, proven: boolean): LinkTarget => ({
  ...namedBy(claims, view),
  signer: toHex(claims.subarray(SIGNER_BYTE, EXPIRES_AT_BYTE)),
  proven,
})

function formerTargetOf(claims: Uint8Array, view: DataView): FormerTarget {
  const emailId = formatUuid(claims, SIGNER_BYTE)
  return { ...namedBy(claims, view), signer: null, emailId, proven: emailId !== NIL }
}

function decode(token: string): Uint8Array<ArrayBuffer> | null {
  if ((token.length !== TOKEN_CHARS && token.length !== FORMER_TOKEN_CHARS) || !/^[\w-]+$/.test(token)) return null
  const bytes = fromBase64Url(token)
  // The last character has unused bits: of its spellings only one is valid.
  return toBase64Url(bytes) === token ? bytes : null
}

async function macOf(key: CryptoKey, claims: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, claims)).subarray(0, MAC_BYTES)
}

/** In constant time, so that the timing says nothing about the MAC. */
function equal(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (const [at, byte] of a.entries()) difference |= byte ^ (b[at] ?? 0)
  return difference === 0
}

const derived = new Map<string, Promise<CryptoKey[]>>()

/** Derived once in each isolate. */
const linkKeys = (masterKeys: readonly string[]): Promise<CryptoKey[]> =>
  remembered(derived, masterKeys.join(), () => deriveHmacKeys(masterKeys, 'link/v1'))
