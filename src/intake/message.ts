/**
 * Step 5: a form → the message that travels. The plain address ends here. What goes on is its keyed hash, under a key of
 * this petition alone, so that two petitions cannot be joined by it (HKDF is RFC 5869, HMAC RFC 2104), and what only the
 * campaign, and for its email the consumer, can open.
 *
 * Weakness: who holds the pepper can test a guessed address. Without the pepper the hash tells nothing.
 */
import type { Contact } from '../../schema/contact.ts'
import type { Locale } from '../../schema/locales.ts'
import type { ReviewFacts, SignatureMessage } from '../../schema/message.ts'
import type { SignatureForm } from '../../schema/signature.ts'
import { canonicalEmail } from '../../schema/canonical-email.ts'
import { toHex } from '../crypto/bytes.ts'
import { keyedHash } from '../crypto/derive.ts'
import { seal } from '../crypto/hpke.ts'
import { initials } from './initials.ts'

const encoder = new TextEncoder()

/**
 * The key of one petition that hashes its signers, or what the review knows of them: two keys, so that no hash of one can
 * be taken for one of the other. `pepper`: at least 32 random bytes, as text.
 */
export async function petitionKey(
  pepper: string,
  petitionId: number,
  purpose: 'signer' | 'review',
): Promise<CryptoKey> {
  const master = await crypto.subtle.importKey('raw', encoder.encode(pepper), 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(),
      info: encoder.encode(`undersigned/${purpose}/v1/${petitionId}`),
    },
    master,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
}

/** The signer's pseudonym on the petition of `key`: 64 hex digits. */
export const signerHash = (key: CryptoKey, email: SignatureForm['email']): Promise<string> =>
  keyedHash(key, canonicalEmail(email))

export interface MessageContext {
  id: string
  petition: SignedPetition
  signer: string
  /** Where the request came from, if the signer did not say. */
  requestCountry: string | null
  locale: Locale
  now: number
  /** Whether its email must be answered before it counts. */
  toBeConfirmed: boolean
  /** The key of the consumer, which writes to the signer. */
  emailPublicKey: string
  review: ReviewFacts
}

/** What of a petition decides how its signatures travel. */
export interface SignedPetition {
  id: number
  slug: string
  /** The campaign's, at least one. */
  publicKeys: readonly string[]
}

/** What of the form goes on: name and address sealed, and in plain text only what the signer wants shown. */
export async function messageOf(form: SignatureForm, context: MessageContext): Promise<SignatureMessage> {
  const { id, petition, signer, now, review, toBeConfirmed, emailPublicKey } = context
  const publicName = publicNameOf(form)
  const country = form.country ?? context.requestCountry
  const locale = form.locale ?? context.locale
  const email = `${form.email.local}@${form.email.domain}`
  const comment = form.comment || null
  const contact: Contact = {
    name: form.name,
    email,
    country,
    comment,
    updates: form.updates,
    consentedAt: new Date(now).toISOString(),
    locale,
  }
  const sealedFor = { petition: petition.slug, id }
  const [sealedContact, sealedEmail] = await Promise.all([
    seal(JSON.stringify(contact), petition.publicKeys, { purpose: 'contact', ...sealedFor }),
    toBeConfirmed ? seal(email, [emailPublicKey], { purpose: 'email', ...sealedFor }) : null,
  ])
  return {
    v: 3,
    kind: 'signature',
    id,
    petitionId: petition.id,
    signer,
    publicName,
    country,
    // A reason may tell who wrote it: it is shown with a name, or by nobody but the campaign.
    comment: publicName === null ? null : comment,
    partner: form.partner?.toLowerCase() || null,
    locale,
    signedAt: now,
    contact: toHex(sealedContact),
    sealedEmail: sealedEmail === null ? null : toHex(sealedEmail),
    review,
  }
}

function publicNameOf(form: SignatureForm): string | null {
  switch (form.showName) {
    case 'full':
      return form.name
    case 'initials':
      return initials(form.name) || null
    case 'anonymous':
      return null
  }
}
