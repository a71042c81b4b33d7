/**
 * How a request for the links of a signature is accepted at the edge. Nothing here knows whether the email address has
 * signed: every address gets the same response, after the same work, and the ledger decides whether there is an email.
 */
import { linksForm } from '../../schema/links.ts'
import type { Locale } from '../../schema/locales.ts'
import type { LinksMessage } from '../../schema/message.ts'
import { toHex } from '../crypto/bytes.ts'
import { seal } from '../crypto/hpke.ts'
import type { Body } from '../http/body.ts'
import { validate } from '../http/validate.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import { limitKeyOf } from './checks/limit-key.ts'
import { admit, guard, type Guards } from './guard.ts'
import { signerHash } from './message.ts'
import type { SigningKeys } from './sign.ts'
import { renderTimeSignal } from './signals/render-time.ts'

export interface Asking {
  keys: SigningKeys
  guards: Guards
  headers: Headers
  /** Reads and parses the body; called once the sender is within the limit. */
  read: () => Promise<Result<Body>>
  petition: { id: number; slug: string }
  /** Of the page, and so of the email. */
  locale: Locale
  /** In milliseconds. */
  now: number
}

/** `send` puts the message on the queue, and throws if it cannot. */
export async function askForLinks(
  { keys, guards, headers, read, petition, locale, now }: Asking,
  send: (message: LinksMessage) => Promise<unknown>,
): Promise<Result<null>> {
  const limitKey = await limitKeyOf(keys.review, headers, 'links')
  const admitted = await admit(guards.requestLimiter, limitKey)
  if (!admitted.ok) return admitted

  const body = await read()
  if (!body.ok) return body
  const checked = validate(linksForm, body.value)
  if (!checked.ok) return refuse({ code: 'invalid-signature', errors: checked.errors })
  const { email, rendered, website } = checked.value

  const guarded = await guard({ limitKey, proof: undefined, petition: petition.slug, now }, guards)
  if (!guarded.ok) return guarded
  const id = guarded.value
  // Signals refuse no signature, but anyone who is refused here only presses the button again.
  const signal = await renderTimeSignal(rendered, petition.slug, now, keys.render)
  if (signal !== null || (website ?? '') !== '') return refuse({ code: 'bot-check-failed', why: 'wrong' })

  const address = `${email.local}@${email.domain}`
  const [signer, sealed] = await Promise.all([
    signerHash(keys.signer, email),
    seal(address, [keys.emailPublicKey], { purpose: 'email', petition: petition.slug, id }),
  ])
  try {
    // Not stored directly when the queue fails: that would take longer for an email address that has signed.
    await send({
      v: 5,
      kind: 'links',
      petitionId: petition.id,
      id,
      signer,
      locale,
      askedAt: now,
      sealedEmail: toHex(sealed),
    })
    return ok(null)
  } catch {
    return refuse({ code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
  }
}
