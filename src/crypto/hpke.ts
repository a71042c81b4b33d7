/**
 * Sealing with HPKE (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode. Sealing needs public
 * keys only, so the edge cannot open what it has sealed. The additional data (AAD) binds a sealed text to its purpose,
 * petition and signature: copied to another row, it does not open.
 *
 * Layout: version (1 byte), number of recipients (1 byte), then for each recipient: key id (8 bytes), encapsulated key
 * (32 bytes), length of the ciphertext (2 bytes, big-endian), ciphertext with its 16-byte tag.
 */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'

import { createBounded } from '../platform/cache/bounded.ts'
import { remembered } from '../platform/cache/remembered.ts'
import { CACHE_BUDGETS_BYTES, CRYPTO_KEY_BYTES, SEALED_PADDING_BYTES } from '../limits.ts'
import { concat, fromBase64Url, toBase64Url, toHex } from './bytes.ts'
import { type Recipient, type Schedule, scheduleOf, sealTo } from './hpke-sender.ts'
import { importKeyPair, importPublicKey, kem, KEY_ID_BYTES, keyId, publicKeyOf } from './key-pairs.ts'

const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const VERSION = 1
const ENCAPSULATED_BYTES = 32
const LENGTH_BYTES = 2
const HEAD_BYTES = KEY_ID_BYTES + ENCAPSULATED_BYTES + LENGTH_BYTES

/** What a sealed text belongs to. */
export interface SealedFor {
  /**
   * `contact` is for the campaign, `email` for the consumer that sends emails to the signer, `report` for it too; so are `account`,
   * the email address of an account, and `account-email`, what an email to one says.
   */
  purpose: 'contact' | 'email' | 'report' | 'account' | 'account-email'
  /** Slug of the petition; empty for an account. */
  petition: string
  /** Id of the signature, of the report, or of the email; of an account the keyed hash of its email address, hex. */
  id: string
}

/** `no-key`: it is sealed to other keys. `broken`: it was changed, cut off, or sealed for something else. */
export class OpenError extends Error {
  override name = 'OpenError'
  readonly why: 'no-key' | 'broken'
  constructor(why: 'no-key' | 'broken') {
    super(why === 'no-key' ? 'sealed to other keys' : 'changed, cut off, or sealed for something else')
    this.why = why
  }
}

/** Seals `text` to each of `publicKeys`: any one of the private keys opens it. */
export async function seal(
  text: string,
  publicKeys: readonly string[],
  sealedFor: SealedFor,
): Promise<Uint8Array<ArrayBuffer>> {
  const padded = pad(encoder.encode(text))
  const aad = aadOf(sealedFor)
  const schedule = await remembered(schedules, sealedFor.purpose, () => scheduleOf(infoOf(sealedFor)))
  const parts = await Promise.all(
    publicKeys.map(async (publicKey) => {
      const { id, ...of } = await recipient(publicKey)
      const { enc, ciphertext } = await sealTo(of, schedule, padded, aad)
      return concat([id, enc, uint16(ciphertext.byteLength), ciphertext])
    }),
  )
  return concat([Uint8Array.of(VERSION, parts.length), ...parts])
}

/** Whether a text can be sealed to this key: not every text of 43 characters is a usable key (RFC 7748 §6.1). */
export async function isSealable(publicKey: string): Promise<boolean> {
  try {
    if (toBase64Url(fromBase64Url(publicKey)) !== publicKey) return false
    await seal('', [publicKey], { purpose: 'contact', petition: '', id: '' })
    return true
  } catch {
    return false
  }
}

/** The ids of the keys that `sealed` can be opened with, hex. Throws an OpenError. */
export const recipientIds = (sealed: Uint8Array): string[] => partsOf(sealed).map(({ keyId }) => toHex(keyId))

/** Opens what `seal` made with the one of `privateKeys` that fits. `using`: the same suite, implemented elsewhere. Throws an OpenError. */
export async function open(
  sealed: Uint8Array,
  privateKeys: readonly string[],
  sealedFor: SealedFor,
  using: CipherSuite = suite,
): Promise<string> {
  const parts = partsOf(sealed)
  for (const privateKey of privateKeys) {
    const { id, pair } = await owner(privateKey)
    const part = parts.find((candidate) => id.every((byte, at) => byte === candidate.keyId[at]))
    if (part === undefined) continue
    try {
      const params = { recipientKey: pair, enc: part.enc, info: infoOf(sealedFor) }
      return decoder.decode(unpad(new Uint8Array(await using.open(params, part.ct, aadOf(sealedFor)))))
    } catch {
      throw new OpenError('broken')
    }
  }
  throw new OpenError('no-key')
}

interface Part {
  keyId: Uint8Array
  enc: Uint8Array<ArrayBuffer>
  ct: Uint8Array<ArrayBuffer>
}

function partsOf(sealed: Uint8Array): Part[] {
  const bytes = new Uint8Array(sealed)
  const [version, count = 0] = bytes
  if (version !== VERSION) throw new OpenError('broken')
  const parts: Part[] = []
  let at = 2
  for (let n = 0; n < count; n++) {
    if (at + HEAD_BYTES > bytes.length) throw new OpenError('broken')
    const enc = at + KEY_ID_BYTES
    const length = new DataView(bytes.buffer).getUint16(enc + ENCAPSULATED_BYTES)
    const ct = at + HEAD_BYTES
    if (ct + length > bytes.length) throw new OpenError('broken')
    parts.push({
      keyId: bytes.slice(at, enc),
      enc: bytes.slice(enc, enc + ENCAPSULATED_BYTES),
      ct: bytes.slice(ct, ct + length),
    })
    at = ct + length
  }
  return parts
}

/** Part of the format, so never renamed: contacts and emails that are stored must still open. */
const PURPOSES: Record<SealedFor['purpose'], string> = {
  contact: 'contact',
  email: 'mail',
  report: 'report',
  account: 'account',
  'account-email': 'account-email',
}
const infoOf = ({ purpose }: SealedFor): Uint8Array<ArrayBuffer> =>
  bytesOf(`undersigned/${PURPOSES[purpose]}/v${VERSION}`)
const aadOf = ({ petition, id }: SealedFor): Uint8Array<ArrayBuffer> => bytesOf(`v${VERSION}\n${petition}\n${id}`)
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(encoder.encode(text))

/** A byte 0x80 and zeros (ISO/IEC 7816-4), up to the next multiple, so that the length of a name stays hidden. */
function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 1) / SEALED_PADDING_BYTES) * SEALED_PADDING_BYTES)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  return padded
}

const unpad = (padded: Uint8Array): Uint8Array => padded.subarray(0, padded.lastIndexOf(0x80))

const uint16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff)

// Imported once in each isolate: in the consumer its own keys, in the edge Worker those of the campaigns.
const importedKeys = <V>() => createBounded<Promise<V>>(CACHE_BUDGETS_BYTES.sealingKeys / 2, () => CRYPTO_KEY_BYTES)
const recipients = importedKeys<Recipient & { id: Uint8Array<ArrayBuffer> }>()
const owners = importedKeys<{ id: Uint8Array<ArrayBuffer>; pair: CryptoKeyPair }>()

const recipient = (publicKey: string) =>
  remembered(recipients, publicKey, async () => ({
    id: await keyId(publicKey),
    key: await importPublicKey(publicKey),
    raw: fromBase64Url(publicKey),
  }))

/** By purpose: there are few. */
const schedules = new Map<SealedFor['purpose'], Promise<Schedule>>()

const owner = (privateKey: string) =>
  remembered(owners, privateKey, async () => ({
    id: await keyId(await publicKeyOf(privateKey)),
    pair: await importKeyPair(privateKey),
  }))
