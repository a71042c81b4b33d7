/** How often one sender may do one thing: the port, and its adapter for the Workers rate-limit binding. */
export type LimitVerdict = { allowed: true } | { allowed: false; retryAfterSeconds: number }

export interface Limiter {
  /** Counts one more request of `key`, and whether it is still within the limit. */
  check: (key: string) => Promise<LimitVerdict>
}

/** The Workers rate-limit binding, as far as it is used. */
export interface RateLimitBinding {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

/** Approximate and for one location, but without a network request. */
export const bindingLimiter = (binding: RateLimitBinding, retryAfterSeconds: number): Limiter => ({
  async check(key) {
    const { success } = await binding.limit({ key })
    return success ? { allowed: true } : { allowed: false, retryAfterSeconds }
  },
})

/** As `limiter`, with up to `maxSeconds` more to wait, at random. */
export const withJitter = (limiter: Limiter, maxSeconds: number): Limiter => ({
  async check(key) {
    const verdict = await limiter.check(key)
    if (verdict.allowed) return verdict
    return { allowed: false, retryAfterSeconds: verdict.retryAfterSeconds + Math.round(Math.random() * maxSeconds) }
  },
})

/** For where no limit applies. */
export const unlimited: Limiter = { check: () => Promise.resolve({ allowed: true }) }
