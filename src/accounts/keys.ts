/**
 * What is stored of an email address: a keyed hash, by which it is found, and the address sealed to the consumer's key. The
 * Workers that find accounts cannot open it.
 *
 * Weakness: anyone who holds the pepper can test a guessed email address. Without the pepper the hash reveals nothing.
 */
import { canonicalEmail } from '../../schema/canonical-email.ts'
import type { EmailAddress } from '../../schema/email-address.ts'
import { toHex } from '../crypto/bytes.ts'
import { deriveHmacKeys, keyedHash } from '../crypto/derive.ts'
import { seal } from '../crypto/hpke.ts'
import type { Settings } from '../settings.ts'

export interface AccountKeys {
  hash: CryptoKey
  /** The consumer's, X25519, base64url. */
  sealPublicKey: string
}

/** An email address as the database has it: both hex. */
export interface StoredAddress {
  hash: string
  sealed: string
}

export async function accountKeys({
  signerPepper,
  sealPublicKey,
}: Pick<Settings, 'signerPepper' | 'sealPublicKey'>): Promise<AccountKeys> {
  const [hash] = await deriveHmacKeys([signerPepper], 'account/v1')
  if (hash === undefined) throw new Error('no key to hash email addresses with')
  return { hash, sealPublicKey }
}

/** 64 hex digits: the same for every spelling of one mailbox. */
export const emailHash = (keys: Pick<AccountKeys, 'hash'>, email: EmailAddress): Promise<string> =>
  keyedHash(keys.hash, canonicalEmail(email))

export async function storedAddress(keys: AccountKeys, email: EmailAddress): Promise<StoredAddress> {
  const hash = await emailHash(keys, email)
  const sealedFor = { purpose: 'account', petition: '', id: hash } as const
  return { hash, sealed: toHex(await seal(`${email.local}@${email.domain}`, [keys.sealPublicKey], sealedFor)) }
}
