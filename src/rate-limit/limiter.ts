/** How often one sender may do one thing. The port, and its adapter for the Workers rate-limit binding. */
export type LimitVerdict = { allowed: true } | { allowed: false; retryAfterSeconds: number }

export interface Limiter {
  /** Counts one more for `key`, and says whether that is one too many. */
  check: (key: string) => Promise<LimitVerdict>
}

/** The Workers rate-limit binding, or anything that answers like it. */
export interface RateLimitBinding {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

/** Approximate and for one location, but it waits for no network and never fails to answer. */
export const bindingLimiter = (binding: RateLimitBinding, retryAfterSeconds: number): Limiter => ({
  async check(key) {
    const { success } = await binding.limit({ key })
    return success ? { allowed: true } : { allowed: false, retryAfterSeconds }
  },
})

/** Where no second limit is configured. */
export const unlimited: Limiter = { check: () => Promise.resolve({ allowed: true }) }
