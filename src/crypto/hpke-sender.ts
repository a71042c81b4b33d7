/**
 * The sender of HPKE (RFC 9180), base mode, with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, directly on WebCrypto.
 * @hpke/core seals the same, and takes twice as long: it makes again for each text what depends on `info` alone, and a context for
 * many texts where there is one.
 */
import { concat } from './bytes.ts'
import { kem } from './key-pairs.ts'

const encoder = new TextEncoder()
const EMPTY = new Uint8Array()
/** RFC 9180 §4.1 and §5.1: the suite of the key encapsulation, and of all. */
const KEM_SUITE = concat([encoder.encode('KEM'), Uint8Array.of(0x00, 0x20)])
const HPKE_SUITE = concat([encoder.encode('HPKE'), Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x02)])
const VERSION = encoder.encode('HPKE-v1')
const BASE_MODE = Uint8Array.of(0)
const HASH_BITS = 256
const KEY_BITS = 256
const NONCE_BITS = 96

type Bytes = Uint8Array<ArrayBuffer>

/** What LabeledExtract extracts from (§4). */
const labeledIkm = (suite: Bytes, label: string, ikm: Bytes): Bytes =>
  concat([VERSION, suite, encoder.encode(label), ikm])

/** What LabeledExpand expands with (§4). */
const labeledInfo = (suite: Bytes, label: string, info: Bytes, bits: number): Bytes =>
  concat([Uint8Array.of(0, bits / 8), VERSION, suite, encoder.encode(label), info])

const hkdfKey = (ikm: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits', 'deriveKey'])

const withHkdf = (salt: Bytes, info: Bytes) => ({ name: 'HKDF', hash: 'SHA-256', salt, info })

/** Extract and expand (RFC 5869). */
const hkdf = (ikm: CryptoKey, salt: Bytes, info: Bytes, bits: number): Promise<ArrayBuffer> =>
  crypto.subtle.deriveBits(withHkdf(salt, info), ikm, bits)

/** The same, as a key of AES-256-GCM. */
const hkdfAesKey = (ikm: CryptoKey, salt: Bytes, info: Bytes): Promise<CryptoKey> =>
  crypto.subtle.deriveKey(withHkdf(salt, info), ikm, { name: 'AES-GCM', length: KEY_BITS }, false, ['encrypt'])

/** The parts of the key schedule (§5.1) that do not depend on the shared secret. */
export interface Schedule {
  secretIkm: CryptoKey
  keyInfo: Bytes
  nonceInfo: Bytes
}

export async function scheduleOf(info: Bytes): Promise<Schedule> {
  const [pskIdHash, infoHash, secretIkm] = await Promise.all([
    extract(labeledIkm(HPKE_SUITE, 'psk_id_hash', EMPTY)),
    extract(labeledIkm(HPKE_SUITE, 'info_hash', info)),
    hkdfKey(labeledIkm(HPKE_SUITE, 'secret', EMPTY)),
  ])
  const context = concat([BASE_MODE, pskIdHash, infoHash])
  return {
    secretIkm,
    keyInfo: labeledInfo(HPKE_SUITE, 'key', context, KEY_BITS),
    nonceInfo: labeledInfo(HPKE_SUITE, 'base_nonce', context, NONCE_BITS),
  }
}

/** HKDF-Extract without a salt, which is one of zeros (RFC 5869 §2.2). */
async function extract(ikm: Bytes): Promise<Bytes> {
  const zeros = new Uint8Array(HASH_BITS / 8)
  const key = await crypto.subtle.importKey('raw', zeros, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, ikm))
}

export interface Recipient {
  key: CryptoKey
  /** The same key, 32 bytes. */
  raw: Bytes
}

export interface Sealed {
  /** The encapsulated key: 32 bytes. */
  enc: Bytes
  /** With its tag of 16 bytes. */
  ciphertext: Bytes
}

/** Throws for a public key that is of no use (RFC 7748 §6.1). */
export async function sealTo(recipient: Recipient, schedule: Schedule, text: Bytes, aad: Bytes): Promise<Sealed> {
  const pair = await kem.generateKeyPair()
  const agreement = { name: 'X25519', public: recipient.key }
  const [raw, dh] = await Promise.all([
    crypto.subtle.exportKey('raw', pair.publicKey),
    crypto.subtle.deriveBits(agreement, pair.privateKey, HASH_BITS),
  ])
  if (!(raw instanceof ArrayBuffer)) throw new TypeError('not raw')
  const enc = new Uint8Array(raw)
  // ExtractAndExpand of §4.1.
  const kemInfo = labeledInfo(KEM_SUITE, 'shared_secret', concat([enc, recipient.raw]), HASH_BITS)
  const dhIkm = await hkdfKey(labeledIkm(KEM_SUITE, 'eae_prk', new Uint8Array(dh)))
  const sharedSecret = new Uint8Array(await hkdf(dhIkm, EMPTY, kemInfo, HASH_BITS))
  const [key, nonce] = await Promise.all([
    hkdfAesKey(schedule.secretIkm, sharedSecret, schedule.keyInfo),
    hkdf(schedule.secretIkm, sharedSecret, schedule.nonceInfo, NONCE_BITS),
  ])
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, key, text)
  return { enc, ciphertext: new Uint8Array(ciphertext) }
}
