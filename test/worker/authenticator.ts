/** An authenticator in software (WebAuthn Level 3, §6): a key pair of ES256 that adds a passkey and signs in with it. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/browser'

import { concat, fromBase64Url, toBase64Url } from '../../src/crypto/bytes.ts'
import { sha256 } from '../../src/crypto/hash.ts'

const FLAGS = { present: 0x01, verified: 0x04, backupEligible: 0x08, backedUp: 0x10, hasCredential: 0x40 }
const encoder = new TextEncoder()
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(encoder.encode(text))

export interface Wrong {
  origin?: string
  host?: string
  challenge?: string
  /** No PIN and no fingerprint. */
  isUnverified?: boolean
  /** Signed by another key. */
  isForged?: boolean
}

export async function createAuthenticator(origin: string) {
  const pair = await newPair()
  const credentialId = crypto.getRandomValues(new Uint8Array(16))
  const id = toBase64Url(credentialId)
  let counter = 0

  const clientData = (type: string, challenge: string, wrong: Wrong): Uint8Array<ArrayBuffer> =>
    bytesOf(JSON.stringify({ type, challenge: wrong.challenge ?? challenge, origin: wrong.origin ?? origin }))

  const authData = async (flags: number, wrong: Wrong, rest = new Uint8Array()): Promise<Uint8Array<ArrayBuffer>> => {
    const host = await sha256(bytesOf(wrong.host ?? new URL(origin).hostname))
    const verified = wrong.isUnverified === true ? 0 : FLAGS.verified
    const count = new DataView(new ArrayBuffer(4))
    count.setUint32(0, ++counter)
    return concat([host, Uint8Array.of(flags | verified | FLAGS.present), new Uint8Array(count.buffer), rest])
  }

  return {
    id,
    /** What `startRegistration` of the browser's half gives. */
    async add(challenge: string, wrong: Wrong = {}): Promise<RegistrationResponseJSON> {
      const cose = await coseKey(pair.publicKey)
      const length = Uint8Array.of(0, credentialId.length)
      const credential = concat([new Uint8Array(16), length, credentialId, cose])
      const data = await authData(FLAGS.hasCredential, wrong, credential)
      const attestation = concat([
        Uint8Array.of(0xa3),
        cborText('fmt'),
        cborText('none'),
        cborText('attStmt'),
        Uint8Array.of(0xa0),
        cborText('authData'),
        cborBytes(data),
      ])
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: toBase64Url(clientData('webauthn.create', challenge, wrong)),
          attestationObject: toBase64Url(attestation),
          transports: ['internal'],
        },
      }
    },
    /** What its `startAuthentication` gives. */
    async signIn(challenge: string, wrong: Wrong = {}): Promise<AuthenticationResponseJSON> {
      const data = await authData(0, wrong)
      const client = clientData('webauthn.get', challenge, wrong)
      const { privateKey } = wrong.isForged === true ? await newPair() : pair
      const signed = concat([data, await sha256(client)])
      const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, signed))
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: toBase64Url(client),
          authenticatorData: toBase64Url(data),
          signature: toBase64Url(derOf(raw)),
        },
      }
    },
    /** As a copy of the device would have it. */
    setCounter(n: number): void {
      counter = n
    },
  }
}

async function newPair(): Promise<CryptoKeyPair> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('no pair')
  return pair
}

/** RFC 9053 §2.1, §7.1.1: EC2, ES256, P-256, x and y. */
async function coseKey(publicKey: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  const jwk = await crypto.subtle.exportKey('jwk', publicKey)
  if (!('x' in jwk) || jwk.x === undefined || jwk.y === undefined) throw new Error('no point')
  return concat([
    Uint8Array.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21),
    cborBytes(fromBase64Url(jwk.x)),
    Uint8Array.of(0x22),
    cborBytes(fromBase64Url(jwk.y)),
  ])
}

/** RFC 8949 §3: up to 23 characters. */
const cborText = (text: string): Uint8Array<ArrayBuffer> => concat([Uint8Array.of(0x60 | text.length), bytesOf(text)])

/** Up to 65,535 bytes. */
const cborBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  concat([
    Uint8Array.of(...(bytes.length < 256 ? [0x58, bytes.length] : [0x59, bytes.length >> 8, bytes.length & 0xff])),
    bytes,
  ])

/** Two numbers of 32 bytes as an ASN.1 sequence of integers. */
function derOf(raw: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const numbers = [raw.subarray(0, 32), raw.subarray(32)].map(derInteger)
  const content = concat(numbers)
  return concat([Uint8Array.of(0x30, content.length), content])
}

function derInteger(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = bytes.findIndex((byte) => byte !== 0)
  const trimmed = bytes.subarray(first === -1 ? bytes.length - 1 : first)
  const sign = (trimmed[0] ?? 0) >= 0x80 ? [0] : []
  return concat([Uint8Array.of(0x02, trimmed.length + sign.length, ...sign), trimmed])
}
