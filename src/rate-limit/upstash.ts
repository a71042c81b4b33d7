/**
 * Worldwide limits: sliding windows in a Redis at Upstash, in addition to the limit of the binding. When Upstash does not
 * respond in time, or its response cannot be read, that is logged and the request is allowed here.
 *
 * Upstash is sent a keyed hash of the sender, so that it can count senders and not identify them.
 *
 * Weaknesses: a Redis with wrong data can refuse everybody; it is the operator's own. And Cloudflare adds the visitor's IP
 * address (CF-Connecting-IP) to the requests that a Worker makes to hosts outside of Cloudflare during a visit. A Worker
 * cannot remove it: docs/settings.md says so, and Upstash is optional.
 */
import { Ratelimit } from '@upstash/ratelimit'
import * as z from 'zod/mini'

import { DeadlineError, withDeadline } from '../platform/deadline.ts'
import { deriveHmacKeys, keyedHash } from '../crypto/derive.ts'
import {
  UPSTASH_EMAILS_PER_DAY,
  UPSTASH_SIGNATURES_HIGH_PER_WINDOW,
  UPSTASH_SIGNATURES_PER_WINDOW,
  UPSTASH_SIGNATURES_VERY_HIGH_PER_WINDOW,
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
  'signatures-high': { tokens: UPSTASH_SIGNATURES_HIGH_PER_WINDOW, seconds: UPSTASH_WINDOW_SECONDS },
  'signatures-very-high': { tokens: UPSTASH_SIGNATURES_VERY_HIGH_PER_WINDOW, seconds: UPSTASH_WINDOW_SECONDS },
  unproven: { tokens: UPSTASH_UNPROVEN_PER_WINDOW, seconds: UPSTASH_WINDOW_SECONDS },
  emails: { tokens: UPSTASH_EMAILS_PER_DAY, seconds: 24 * 3_600 },
} as const

export interface UpstashContext {
  /** The first of TOKEN_KEYS: with another key the windows start again, which does no harm. */
  masterKey: string
  log: Log
  /** How long a response may take; only a test sets more than UPSTASH_TIMEOUT_MS. */
  timeoutMs?: number
}

/** All limits share one Redis and one key; `what` separates them. */
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
    // The binding refuses most of a flood before, so remembering refused senders here would save little; and a wrong
    // refusal would be remembered too.
    ephemeralCache: false,
    // The library allows a request without a log line when its own deadline passes. Ours is around the call.
    timeout: 0,
  })
  const limitResponse = z.object({
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
        const verdict = limitResponse.safeParse(await withDeadline(ratelimit.limit(identifier), timeoutMs))
        if (!verdict.success) return failed('nonsense')
        const { success, reset } = verdict.data
        return success ? { allowed: true } : { allowed: false, retryAfterSeconds: secondsUntil(reset, seconds) }
      } catch (error) {
        // Never the error itself: Upstash's error quotes the command, and with it the key.
        return failed(codeOf(error))
      }
    },
  }
}

/** `refused`: the response is an error. `nonsense`: the response cannot be read. */
type Failure = 'timeout' | 'unreachable' | 'refused' | 'nonsense'

function codeOf(error: unknown): Failure {
  if (error instanceof DeadlineError || !(error instanceof Error)) return 'timeout'
  if (error instanceof UpstashRestError) return error.why
  switch (error.name) {
    case 'TimeoutError':
    case 'AbortError':
      return 'timeout'
    case 'TypeError':
      // Node's fetch throws one with a cause; one without comes from the library, which could not read the response.
      return error.cause === undefined ? 'nonsense' : 'unreachable'
    default:
      return 'unreachable'
  }
}

/** Never longer than a window, even if the clocks differ. */
const secondsUntil = (reset: number, windowSeconds: number): number =>
  Math.min(Math.max(1, Math.ceil((reset - Date.now()) / 1000)), windowSeconds)
