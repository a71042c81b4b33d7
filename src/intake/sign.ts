/** The way of a signature through the edge, in the order that the data travels. */
import type { Locale } from '../../schema/locales.ts'
import type { SignatureMessage } from '../../schema/message.ts'
import { signatureForm } from '../../schema/signature.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import { type DisposableTable, isDisposable } from './signals/disposable.ts'
import { type AdmissionPorts, admit, guard, type GuardPorts } from './guard.ts'
import { spend, type SpentProofs } from './checks/proof.ts'
import type { Body } from '../http/body.ts'
import { reviewFacts } from './signals/review-facts.ts'
import { messageOf, type SignedPetition, signerHash } from './message.ts'
import type { Sent } from './send.ts'
import { signalsOf } from './signals/signals.ts'
import { validate } from '../http/validate.ts'

export interface SignPorts extends AdmissionPorts, GuardPorts {
  petition: SignedPetition
  /** Whether its email must be answered before it counts. */
  toBeConfirmed: boolean
  emailPublicKey: string
  signerKey: CryptoKey
  reviewKey: CryptoKey
  /** Those that sign when a form was rendered. */
  renderKeys: readonly CryptoKey[]
  disposableDomains: DisposableTable
  spent: SpentProofs
  /** Of the request. */
  headers: Headers
  requestCountry: string | null
  locale: Locale
  now: number
  /** Makes the message durable, or says why it is not. */
  send(message: SignatureMessage): Promise<Sent>
}

/** The id of the accepted signature. `read` is step 2, in read.ts; it is called when the sender is within the limit. */
export async function sign(read: () => Promise<Result<Body>>, ports: SignPorts): Promise<Result<string>> {
  const admitted = await admit(ports)
  if (!admitted.ok) return admitted

  const body = await read()
  if (!body.ok) return body
  const form = validate(signatureForm, body.value)
  if (!form.ok) return refuse({ code: 'invalid-signature', errors: form.errors })

  const id = await guard(form.value, ports)
  if (!id.ok) return id

  const signer = await signerHash(ports.signerKey, form.value.email)
  if (!spend(ports.spent, id.value, signer)) return refuse({ code: 'bot-check-failed', why: 'used' })

  const review = await reviewFacts(ports.reviewKey, {
    headers: ports.headers,
    emailDomain: form.value.email.domain,
    requestCountry: ports.requestCountry,
    disposable: await isDisposable(form.value.email.domain, ports.disposableDomains),
    signals: await signalsOf(form.value, ports),
  })
  const message = await messageOf(form.value, { ...ports, id: id.value, signer, review })
  switch (await ports.send(message)) {
    case 'taken':
      return ok(id.value)
    case 'late':
      return refuse({ code: 'petition-closed' })
    case 'failed':
      return refuse({ code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
  }
}
