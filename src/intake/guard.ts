/**
 * Steps 1 and 4: is it one of too many, and is it a person? The limit of this location comes before the body is read, so
 * that a flood of forms, large or wrong, costs nothing but that question. The limit that holds worldwide is asked of another
 * host, and is under way while the proof is checked.
 *
 * Weakness: whoever mends a wrong form has used one of their requests on it. Forms with a stricter limit have that one
 * after validation, where only forms without errors count against it.
 */
import type { SignatureForm } from '../../schema/signature.ts'
import type { Limiter } from '../rate-limit/limiter.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import type { BotCheck } from './checks/bot-check.ts'

export interface AdmissionPorts {
  /** Of this location, for everything that comes as a signature. */
  requestLimiter: Limiter
  /** What the sender counts as: petition and network prefix. */
  limitKey: string
}

/** Whether the sender may be listened to at all: all that is known yet is the request's headers. */
export async function admit({ requestLimiter, limitKey }: AdmissionPorts): Promise<Result<null>> {
  const here = await requestLimiter.check(limitKey)
  return here.allowed ? ok(null) : refuse({ code: 'too-many-requests', retryAfterSeconds: here.retryAfterSeconds })
}

export interface GuardPorts {
  /** Of this location, for forms without errors. */
  limiter: Limiter
  worldwideLimiter: Limiter
  /** What the sender counts as: petition and network prefix. */
  limitKey: string
  botCheck: BotCheck
  /** What is signed. */
  petition: { slug: string }
  now: number
}

/** The id that the signature will have. */
export async function guard(form: SignatureForm, ports: GuardPorts): Promise<Result<string>> {
  const here = await ports.limiter.check(ports.limitKey)
  if (!here.allowed) return refuse({ code: 'too-many-requests', retryAfterSeconds: here.retryAfterSeconds })

  const [worldwide, person] = await Promise.all([
    ports.worldwideLimiter.check(ports.limitKey),
    ports.botCheck.check(form.proof, { petition: ports.petition.slug, now: ports.now }),
  ])
  if (!worldwide.allowed) return refuse({ code: 'too-many-requests', retryAfterSeconds: worldwide.retryAfterSeconds })
  if (person.ok) return ok(person.id)
  return person.why === 'unavailable'
    ? refuse({ code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
    : refuse({ code: 'bot-check-failed', why: person.why })
}
