/**
 * Limits that hold worldwide: sliding windows in a Redis at Upstash. It only ever adds to the verdict of the binding: when
 * it does not answer in time, or answers nonsense, the event is counted in the log and the sender passes here.
 *
 * What Upstash is sent of a sender is a keyed hash, so it learns how many there are and not who.
 *
 * Weaknesses: a Redis that lies can refuse everybody; it is the operator's own. And Cloudflare adds the visitor's address
 * (CF-Connecting-IP) to what a Worker asks of hosts outside of Cloudflare in the course of a visitor's request. That is not
 * ours to take off, so docs/deploying.md tells the operator, who need not configure Upstash.
 */
import { Ratelimit } from '@upstash/ratelimit'
import * as z from 'zod/mini'

import { DeadlineError, withDeadline } from '../platform/deadline.ts'
import { deriveHmacKeys, keyedHash } from '../crypto/derive.ts'
import {
  UPSTASH_EMAILS_PER_DAY,
  UPSTASH_SIGNATURES_PER_WINDOW,
  UPSTASH_TIMEOUT_MS,
  UPSTASH_UNPROVEN_PER_WINDOW,
  UPSTASH_WINDOW_SECONDS,
} from '../limits.ts'
import type { Log } from '../platform/log.ts'
import type { UpstashSettings } from '../settings.ts'
import type { Limiter, LimitVerdict } from './limiter.ts'
import { upstashRest, UpstashRestError } from './upstash-rest.ts'

const WINDOWS = {
  signatures: { tokens: UPSTASH_SIGNATURES_PER_WINDOW, seconds: UPSTASH_WINDOW_SECONDS },
  unproven: { tokens: UPSTASH_UNPROVEN_PER_WINDOW, seconds: UPSTASH_WINDOW_SECONDS },
  emails: { tokens: UPSTASH_EMAILS_PER_DAY, seconds: 24 * 3_600 },
} as const

export interface UpstashContext {
  /** The first of TOKEN_KEYS: another key begins the windows anew, which harms nobody. */
  masterKey: string
  log: Log
  /** How long an answer may take; only a test asks for more than UPSTASH_TIMEOUT_MS. */
  timeoutMs?: number
}

/** All limits share one Redis and one key; `what` keeps them apart. */
export function upstashLimiter(
  what: keyof typeof WINDOWS,
  { url, token }: UpstashSettings,
  { masterKey, log, timeoutMs = UPSTASH_TIMEOUT_MS }: UpstashContext,
): Limiter {
  const { tokens, seconds } = WINDOWS[what]
  const ratelimit = new Ratelimit({
    redis: upstashRest({ url, token }, timeoutMs),
    limiter: Ratelimit.slidingWindow(tokens, `${seconds} s`),
    prefix: `undersigned/${what}`,
    analytics: false,
    enableTelemetry: false,
    // The binding lets few through to here, so remembering the refused ones would save little; and it would remember a
    // refusal that was nonsense.
    ephemeralCache: false,
    // Its own deadline allows in silence. Ours is around it.
    timeout: 0,
  })
  const answer = z.object({
    success: z.boolean(),
    limit: z.literal(tokens),
    remaining: z.int().check(z.gte(0), z.lt(tokens)),
    reset: z.int(),
  })
  const failed = (code: Failure): LimitVerdict => {
    log.warn('upstash.failed', { limit: what, code })
    return { allowed: true }
  }
  let keys: Promise<CryptoKey[]> | undefined

  return {
    async check(sender): Promise<LimitVerdict> {
      try {
        keys ??= deriveHmacKeys([masterKey], 'upstash/v1')
        const [key] = await keys
        if (key === undefined) throw new Error('no key was derived')
        const identifier = await keyedHash(key, `${what}\n${sender}`)
        const verdict = answer.safeParse(await withDeadline(ratelimit.limit(identifier), timeoutMs))
        if (!verdict.success) return failed('nonsense')
        const { success, reset } = verdict.data
        return success ? { allowed: true } : { allowed: false, retryAfterSeconds: secondsUntil(reset, seconds) }
      } catch (error) {
        // Never the error itself: Upstash's quotes the command, and with it the key.
        return failed(codeOf(error))
      }
    },
  }
}

/** `refused`: it answered with an error. */
type Failure = 'timeout' | 'unreachable' | 'refused' | 'nonsense'

function codeOf(error: unknown): Failure {
  if (error instanceof DeadlineError || !(error instanceof Error)) return 'timeout'
  if (error instanceof UpstashRestError) return error.why
  switch (error.name) {
    case 'TimeoutError':
    case 'AbortError':
      return 'timeout'
    case 'TypeError':
      // Node's fetch fails with one that has a cause; without a cause it is the library, stumbling over the answer.
      return error.cause === undefined ? 'nonsense' : 'unreachable'
    default:
      return 'unreachable'
  }
}

/** Never longer than a window, whatever the clocks say. */
const secondsUntil = (reset: number, windowSeconds: number): number =>
  Math.min(Math.max(1, Math.ceil((reset - Date.now()) / 1000)), windowSeconds)
