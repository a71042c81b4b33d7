/** Step 3: is it one of too many, and is it a person? The cheap questions come first. */
import type { SignatureForm } from '../../schema/signature.ts'
import { RATE_LIMIT_RETRY_AFTER_SECONDS } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import type { ProofVerdict } from './proof.ts'

/** The Workers rate-limit binding, or anything that answers like it. */
export interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

export interface GuardPorts {
  limiter: RateLimiter
  /** What the sender counts as: petition and network prefix. */
  limitKey: string
  checkProof(proof: string | undefined): Promise<ProofVerdict>
}

/** The id that the signature will have. */
export async function guard(form: SignatureForm, ports: GuardPorts): Promise<Result<string>> {
  const { success } = await ports.limiter.limit({ key: ports.limitKey })
  if (!success) {
    return refuse({ code: 'too-many-requests', retryAfterSeconds: RATE_LIMIT_RETRY_AFTER_SECONDS })
  }
  // A field that no person sees. Refused openly: a browser's autofill can fall in too, and then must be told.
  if (form.website !== undefined && form.website !== '') {
    return refuse({ code: 'bot-check-failed', why: 'trap' })
  }
  const proof = await ports.checkProof(form.proof)
  return proof.ok ? ok(proof.id) : refuse({ code: 'bot-check-failed', why: proof.why })
}
