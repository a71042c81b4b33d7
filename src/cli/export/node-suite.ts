/**
 * The HPKE suite of src/crypto/hpke.ts on the synchronous functions of node:crypto. WebCrypto runs each of about twenty steps
 * of a decryption on another thread; without that it takes 160 µs instead of 300 to 400, and two threads decrypt 12,000
 * contacts a second instead of 4,000. The suite can only open. The protocol (RFC 9180) is @hpke/core's, except for a few lines
 * of DHKEM (§4.1), which its own class runs in one piece with WebCrypto.
 */
import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'

import {
  type AeadEncryptionContext,
  Aes256Gcm,
  CipherSuite,
  DhkemX25519HkdfSha256,
  HkdfSha256,
  type KemInterface,
} from '@hpke/core'

type Bytes = ArrayBufferLike | ArrayBufferView

const HASH_BYTES = 32
const TAG_BYTES = 16
const EMPTY = new Uint8Array()
const LABEL_EAE_PRK = Buffer.from('eae_prk')
const LABEL_SHARED_SECRET = Buffer.from('shared_secret')
const KEM_SUITE_ID = Buffer.from([...Buffer.from('KEM'), 0x00, 0x20])
/** DER prefixes of X25519 keys; the 32 bytes of the key follow (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex')
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex')

class SyncHkdf extends HkdfSha256 {
  override async extract(salt: Bytes, ikm: Bytes): Promise<ArrayBuffer> {
    const key = salt.byteLength === 0 ? new Uint8Array(HASH_BYTES) : view(salt)
    return toArrayBuffer(createHmac('sha256', key).update(view(ikm)).digest())
  }

  override async expand(prk: Bytes, info: Bytes, length: number): Promise<ArrayBuffer> {
    // With this suite, HPKE needs no length greater than one block.
    if (length > HASH_BYTES) throw new RangeError(`HKDF of ${length} bytes`)
    const block = createHmac('sha256', view(prk)).update(view(info)).update(Uint8Array.of(1)).digest()
    return toArrayBuffer(block.subarray(0, length))
  }

  override async extractAndExpand(salt: Bytes, ikm: Bytes, info: Bytes, length: number): Promise<ArrayBuffer> {
    return hkdfSync('sha256', view(ikm), view(salt), view(info), length)
  }
}

class SyncDhkem extends DhkemX25519HkdfSha256 {
  readonly #hkdf = new SyncHkdf()
  readonly #owners = new WeakMap<CryptoKeyPair, Promise<{ privateKey: KeyObject; publicKey: Uint8Array }>>()

  constructor() {
    super()
    this.#hkdf.init(KEM_SUITE_ID)
  }

  override async decap({ recipientKey, enc }: Parameters<KemInterface['decap']>[0]): Promise<ArrayBuffer> {
    if (!('privateKey' in recipientKey)) throw new TypeError('opening needs a key pair')
    const { privateKey, publicKey } = await this.#owner(recipientKey)
    const encapsulated = view(enc)
    const theirs = createPublicKey({ key: Buffer.concat([SPKI_HEAD, encapsulated]), format: 'der', type: 'spki' })
    // Throws for a point of low order.
    const shared = diffieHellman({ privateKey, publicKey: theirs })
    return this.#hkdf.extractAndExpand(
      EMPTY,
      this.#hkdf.buildLabeledIkm(LABEL_EAE_PRK, shared),
      this.#hkdf.buildLabeledInfo(LABEL_SHARED_SECRET, Buffer.concat([encapsulated, publicKey]), HASH_BYTES),
      HASH_BYTES,
    )
  }

  #owner(pair: CryptoKeyPair): Promise<{ privateKey: KeyObject; publicKey: Uint8Array }> {
    const known = this.#owners.get(pair)
    if (known !== undefined) return known
    const made = this.#both(pair)
    this.#owners.set(pair, made)
    return made
  }

  async #both(pair: CryptoKeyPair): Promise<{ privateKey: KeyObject; publicKey: Uint8Array }> {
    const raw = Buffer.from(await this.serializePrivateKey(pair.privateKey))
    return {
      privateKey: createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, raw]), format: 'der', type: 'pkcs8' }),
      publicKey: new Uint8Array(await this.serializePublicKey(pair.publicKey)),
    }
  }
}

class SyncAes256Gcm extends Aes256Gcm {
  override createEncryptionContext(key: Bytes): AeadEncryptionContext {
    return {
      seal: () => Promise.reject(new Error('this suite can only open')),
      async open(iv, data, aad) {
        const sealed = view(data)
        const decipher = createDecipheriv('aes-256-gcm', view(key), view(iv), { authTagLength: TAG_BYTES })
        decipher.setAAD(view(aad))
        decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
        return toArrayBuffer(Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]))
      },
    }
  }
}

export const nodeSuite = new CipherSuite({ kem: new SyncDhkem(), kdf: new SyncHkdf(), aead: new SyncAes256Gcm() })

const view = (bytes: Bytes): Uint8Array =>
  ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes)

/** A copy, because a Node Buffer may share its memory with others. */
const toArrayBuffer = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer
