/** How a signature is accepted at the edge: the list of steps, in the order in which the data travels. */
import type { ReviewFacts, SignatureMessage } from '../../schema/message.ts'
import { type SignatureForm, signatureForm } from '../../schema/signature.ts'
import type { Body } from '../http/body.ts'
import { validate } from '../http/validate.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../limits.ts'
import { ok, type Refusal, refuse, type Result } from '../refusal.ts'
import { limitKeyOf } from './checks/limit-key.ts'
import { spend } from './checks/proof.ts'
import { admit, guard, type Guards } from './guard.ts'
import { messageOf, type SignedPetition, signerHash, type Sender } from './message.ts'
import type { Sent } from './send.ts'
import { isDisposable } from './signals/disposable.ts'
import { reviewFacts } from './signals/review-facts.ts'
import { signalsOf } from './signals/signals.ts'

export interface Signing {
  keys: SigningKeys
  guards: Guards
  request: SigningRequest
  petition: SignedPetition
  /** Whether the petition's text has a version with this number. */
  hasVersion: (number: number) => Promise<boolean>
}

/** Keys for the signatures of one petition. */
export interface SigningKeys {
  /** Hashes signers: `petitionKey` for 'signer'. */
  signer: CryptoKey
  /** Hashes networks and email domains: `petitionKey` for 'review'. */
  review: CryptoKey
  /** Those that sign the time in a form. */
  render: readonly CryptoKey[]
  /** X25519, base64url: of the consumer, which sends emails. */
  emailPublicKey: string
}

export interface SigningRequest extends Sender {
  headers: Headers
  /** Reads and parses the body; called once the sender is within the limit. */
  read: () => Promise<Result<Body>>
}

/** What names an accepted signature, and its signer as in its message. */
export type Accepted = Pick<SignatureMessage, 'id' | 'signer'>

/** `send` makes the message durable, or says why it is not. */
export async function sign(
  { keys, guards, request, petition, hasVersion }: Signing,
  send: (message: SignatureMessage) => Promise<Sent>,
): Promise<Result<Accepted>> {
  const limitKey = await limitKeyOf(keys.review, request.headers)
  const admitted = await admit(guards.requestLimiter, limitKey)
  if (!admitted.ok) return admitted

  const read = await readForm(request)
  if (!read.ok) return read
  const form = read.value

  const attempt = { limitKey, proof: form.proof, petition: petition.slug, now: request.now }
  const guarded = await guard(attempt, guards)
  if (!guarded.ok) return guarded
  const id = guarded.value

  // Only now: it may ask the database, which is for nobody who is refused.
  if (form.version !== undefined && !(await hasVersion(form.version))) return refuse(NO_SUCH_VERSION)

  const signer = await signerHash(keys.signer, form.email)
  if (!spend(guards.spentProofs, id, signer)) return refuse({ code: 'bot-check-failed', why: 'used' })

  const review = await reviewOf(form, { keys, guards, request, petition })
  const message = await messageOf(
    form,
    { id, signer, review },
    { petition, sender: request, emailPublicKey: keys.emailPublicKey },
  )
  return outcomeOf({ id, signer }, await send(message))
}

async function readForm({ read }: Pick<SigningRequest, 'read'>): Promise<Result<SignatureForm>> {
  const body = await read()
  if (!body.ok) return body
  const form = validate(signatureForm, body.value)
  return form.ok ? form : refuse({ code: 'invalid-signature', errors: form.errors })
}

const NO_SUCH_VERSION: Refusal = { code: 'invalid-signature', errors: [{ path: 'version', code: 'no-such-version' }] }

const reviewOf = async (
  form: SignatureForm,
  { keys, guards, request, petition }: Omit<Signing, 'hasVersion'>,
): Promise<ReviewFacts> =>
  reviewFacts(keys.review, {
    headers: request.headers,
    emailDomain: form.email.domain,
    requestCountry: request.country,
    disposable: await isDisposable(form.email.domain, guards.disposableDomains),
    signals: await signalsOf(form, { petition: petition.slug, renderKeys: keys.render, now: request.now }),
  })

function outcomeOf(accepted: Accepted, sent: Sent): Result<Accepted> {
  switch (sent) {
    case 'durable':
      return ok(accepted)
    case 'late':
      return refuse({ code: 'petition-closed' })
    case 'failed':
      return refuse({ code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
  }
}
