/** The private keys that a key file holds. The server never sees them. */
import { toHex } from '../crypto/bytes.ts'
import { generateKeyPair, keyId, type KeyPair, publicKeyOf } from '../crypto/key-pairs.ts'

export interface CampaignKey extends KeyPair {
  /** The key id stored with each row, hex. */
  id: string
}

/** Throws where WebCrypto has no X25519, as in Chrome before 133. */
export async function newCampaignKey(): Promise<CampaignKey> {
  const pair = await generateKeyPair()
  return { ...pair, id: await idOf(pair.publicKey) }
}

/** Throws when `publicKey` is not base64url. */
export const idOf = async (publicKey: string): Promise<string> => toHex(await keyId(publicKey))

/** An X25519 private key as a JWK has it (RFC 7517, RFC 8037): `x` is the public key, `d` the private one. */
export interface PrivateJwk {
  x: string
  d: string
}

/** Null if they are not a pair. */
export async function keyOf({ x, d }: PrivateJwk): Promise<CampaignKey | null> {
  const publicKey = await publicKeyOf(d).catch(() => null)
  return publicKey !== x ? null : { publicKey, privateKey: d, id: await idOf(publicKey) }
}

/** A JWK, or a JWK Set if there are several keys. */
export const jwksOf = (keys: readonly CampaignKey[]): object => {
  const jwks = keys.map(({ publicKey, privateKey, id }) => ({
    kty: 'OKP',
    crv: 'X25519',
    use: 'enc',
    kid: id,
    x: publicKey,
    d: privateKey,
  }))
  return jwks.length === 1 ? { ...jwks[0] } : { keys: jwks }
}

/** The keys of a JWK or a JWK Set, or null if `value` is neither. Whether they are pairs is not looked at. */
export function readJwks(value: unknown): PrivateJwk[] | null {
  const jwks: unknown = isObject(value) && 'keys' in value ? value['keys'] : [value]
  return Array.isArray(jwks) && jwks.length > 0 && jwks.every(isPrivateJwk) ? jwks.map(({ x, d }) => ({ x, d })) : null
}

const isPrivateJwk = (value: unknown): value is PrivateJwk =>
  isObject(value) &&
  value['kty'] === 'OKP' &&
  value['crv'] === 'X25519' &&
  typeof value['x'] === 'string' &&
  typeof value['d'] === 'string'

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
