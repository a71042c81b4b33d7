/**
 * A form becomes the message that travels to the ledger. The plain email address is not passed on: the message has its
 * keyed hash, under a key of this petition alone, so that the signers of two petitions cannot be matched (HKDF is RFC 5869,
 * HMAC RFC 2104), and sealed copies that only the campaign, and for its email the consumer, can open.
 *
 * Weakness: anyone who holds the pepper can test a guessed email address. Without the pepper the hash reveals nothing.
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

/** `signer`: hashes signers. `review`: hashes networks and email domains. */
export type PetitionKeyPurpose = 'signer' | 'review'

/**
 * The key of one petition for one purpose, so that a hash made for one purpose means nothing for the other. `pepper`: at
 * least 32 random bytes, as text.
 */
export async function petitionKey(pepper: string, petitionId: number, purpose: PetitionKeyPurpose): Promise<CryptoKey> {
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

/** Results of the earlier steps of `sign`. */
export interface Checked {
  /** Of the signature: UUIDv7. */
  id: string
  /** As `signerHash` makes it. */
  signer: string
  review: ReviewFacts
}

export interface MessageContext {
  petition: SignedPetition
  sender: Sender
  /** X25519, base64url: of the consumer, which sends emails. */
  emailPublicKey: string
}

/** The members of a petition that decide how its signatures travel. */
export interface SignedPetition {
  id: number
  slug: string
  /** The campaign's, at least one. */
  publicKeys: readonly string[]
  /** Whether the signature counts only after the link in an email was opened. */
  toBeConfirmed: boolean
}

/** Facts about the sender from the request, not from the form. */
export interface Sender {
  /** Where the request came from; used where the form names no country. */
  country: string | null
  /** Used where the form names none. */
  locale: Locale
  /** When it came, in milliseconds. */
  now: number
}

/** Name and email address are sealed; only the parts that the signer wants shown are in plain text. */
export async function messageOf(
  form: SignatureForm,
  { id, signer, review }: Checked,
  { petition, sender, emailPublicKey }: MessageContext,
): Promise<SignatureMessage> {
  const country = form.country ?? sender.country
  const locale = form.locale ?? sender.locale
  const publicName = publicNameOf(form, locale)
  const email = `${form.email.local}@${form.email.domain}`
  const comment = form.comment || null
  const contact: Contact = {
    name: form.name,
    email,
    country,
    comment,
    updates: form.updates,
    consentedAt: new Date(sender.now).toISOString(),
    locale,
  }
  const sealedFor = { petition: petition.slug, id }
  const [sealedContact, sealedEmail] = await Promise.all([
    seal(JSON.stringify(contact), petition.publicKeys, { purpose: 'contact', ...sealedFor }),
    petition.toBeConfirmed ? seal(email, [emailPublicKey], { purpose: 'email', ...sealedFor }) : null,
  ])
  return {
    v: 5,
    kind: 'signature',
    id,
    petitionId: petition.id,
    signer,
    publicName,
    country,
    // A reason may identify its author: without a public name only the campaign sees it.
    comment: publicName === null ? null : comment,
    partner: form.partner?.toLowerCase() || null,
    locale,
    version: form.version ?? null,
    signedAt: sender.now,
    contact: toHex(sealedContact),
    sealedEmail: sealedEmail === null ? null : toHex(sealedEmail),
    review,
  }
}

function publicNameOf(form: SignatureForm, locale: Locale): string | null {
  switch (form.showName) {
    case 'full':
      return form.name
    case 'initials':
      return initials(form.name, locale) || null
    case 'anonymous':
      return null
  }
}
