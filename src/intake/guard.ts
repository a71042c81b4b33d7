/**
 * Whether the sender of a form is within the limits, and whether it is a person. The limit of this location is checked before
 * the body is read, so that many forms, large or wrong, cost no more than that check. The worldwide limit is checked at
 * another host, at the same time as the proof.
 *
 * Weakness: a form with errors uses up one of the sender's requests. Forms without a proof have a stricter limit, which is
 * checked after validation: only forms without errors count against it.
 */
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../limits.ts'
import type { Limiter } from '../rate-limit/limiter.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import type { BotCheck } from './checks/bot-check.ts'
import type { SpentProofs } from './checks/proof.ts'
import type { DisposableTable } from './signals/disposable.ts'

/** The limits and checks of signatures, and the tables that they need. */
export interface Guards extends FormGuards {
  /** Of this location, for every request that signs. */
  requestLimiter: Limiter
  spentProofs: SpentProofs
  disposableDomains: DisposableTable
}

export interface FormGuards {
  /** Of this location, for forms without errors. */
  formLimiter: Limiter
  worldwideLimiter: Limiter
  botCheck: BotCheck
}

/** Whether the body is read at all: only the request's headers are known yet. `limitKey` counts petition and network. */
export async function admit(requestLimiter: Limiter, limitKey: string): Promise<Result<null>> {
  const here = await requestLimiter.check(limitKey)
  return here.allowed ? ok(null) : refuse({ code: 'too-many-requests', retryAfterSeconds: here.retryAfterSeconds })
}

export interface Attempt {
  /** As in `admit`. */
  limitKey: string
  /** The proof of the form. */
  proof: string | undefined
  /** The slug of the petition. */
  petition: string
  /** In milliseconds. */
  now: number
}

/** The id that the signature will have. */
export async function guard(
  { limitKey, proof, petition, now }: Attempt,
  { formLimiter, worldwideLimiter, botCheck }: FormGuards,
): Promise<Result<string>> {
  const here = await formLimiter.check(limitKey)
  if (!here.allowed) return refuse({ code: 'too-many-requests', retryAfterSeconds: here.retryAfterSeconds })

  const [worldwide, person] = await Promise.all([
    worldwideLimiter.check(limitKey),
    botCheck.check(proof, { petition, now }),
  ])
  if (!worldwide.allowed) return refuse({ code: 'too-many-requests', retryAfterSeconds: worldwide.retryAfterSeconds })
  if (person.ok) return ok(person.id)
  return person.why === 'unavailable'
    ? refuse({ code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
    : refuse({ code: 'bot-check-failed', why: person.why })
}
