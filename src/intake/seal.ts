/**
 * Step 4: a form → the message that travels. The address ends here: what goes on is its keyed hash, under a key of
 * this petition alone, so that two petitions cannot be joined by it. HKDF is RFC 5869, HMAC RFC 2104.
 *
 * Weakness: who holds the pepper can test a guessed address. Without the pepper the hash tells nothing.
 */
import type { SignatureForm, SignatureMessage } from '../../schema/signature.ts'
import type { Locale } from '../../schema/locales.ts'
import { canonicalEmail } from './canonical-email.ts'
import { initials } from './initials.ts'

const encoder = new TextEncoder()

/** The key that hashes the signers of one petition. `pepper`: at least 32 random bytes, as text. */
export async function signerKey(pepper: string, petitionId: number): Promise<CryptoKey> {
  const master = await crypto.subtle.importKey('raw', encoder.encode(pepper), 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(),
      info: encoder.encode(`undersigned/signer/v1/${petitionId}`),
    },
    master,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
}

/** The signer's pseudonym on the petition of `key`: 64 hex digits. */
export async function signerHash(key: CryptoKey, email: SignatureForm['email']): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(canonicalEmail(email)))
  return hex(new Uint8Array(mac))
}

export interface SealContext {
  id: string
  petitionId: number
  signer: string
  /** Where the request came from, if the signer did not say. */
  requestCountry: string | null
  locale: Locale
  now: number
}

/** What of the form goes on: no address, and the name only as its bearer wants it shown. */
export function seal(form: SignatureForm, context: SealContext): SignatureMessage {
  return {
    v: 1,
    kind: 'signature',
    id: context.id,
    petitionId: context.petitionId,
    signer: context.signer,
    publicName: publicName(form),
    country: form.country ?? context.requestCountry,
    comment: form.comment || null,
    source: form.source?.toLowerCase() || null,
    locale: form.locale ?? context.locale,
    signedAt: context.now,
  }
}

function publicName(form: SignatureForm): string | null {
  switch (form.showName) {
    case 'full':
      return form.name
    case 'initials':
      return initials(form.name) || null
    case 'anonymous':
      return null
  }
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
