/**
 * One object of the bucket for each petition that is published. Every write carries the time at which the database was asked, and is
 * conditional on the object that it replaces, so that a slow writer cannot put an older count in the place of a newer one.
 * https://developers.cloudflare.com/r2/api/workers/workers-api-reference/#conditional-operations
 */
import type { CountResponse } from '../../schema/petition.ts'
import { CLOCK_SKEW_MAX_MS, STATIC_COUNT_MAX_AGE_SECONDS, STATIC_COUNT_TIMEOUT_MS } from '../limits.ts'
import { DeadlineError } from '../platform/deadline.ts'

/** Others write at most once in five seconds: who loses twice is slower than they are. */
const ATTEMPTS_MAX = 3

const HTTP_METADATA = {
  contentType: 'application/json',
  cacheControl: `public, max-age=${STATIC_COUNT_MAX_AGE_SECONDS}`,
}

/**
 * Instead of a count that the public no longer has: only its time, which keeps older counts from coming back. To a counter it is no
 * count, so it asks the Worker, which says why.
 */
const WITHDRAWN = '{}'

/**
 * Does nothing where a newer one is. `askedAt`: when the database was asked; `now`: the clock; in milliseconds. Throws when the bucket fails,
 * and where it has taken so long that no one waits any more: by then, the petition may have ended with being published.
 */
export async function putCount(
  bucket: R2Bucket,
  key: string,
  { count, askedAt, now }: { count: CountResponse | null; askedAt: number; now: () => number },
): Promise<void> {
  const body = count === null ? WITHDRAWN : JSON.stringify(count)
  const until = now() + STATIC_COUNT_TIMEOUT_MS
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const there = await bucket.head(key)
    const itsTime = Number(there?.customMetadata?.['askedAt'] ?? 0)
    // One in the future is of a wrong clock.
    if (itsTime >= askedAt && itsTime <= now() + CLOCK_SKEW_MAX_MS) return
    if (now() > until) throw new DeadlineError(STATIC_COUNT_TIMEOUT_MS)
    const put = await bucket.put(key, body, {
      onlyIf: there === null ? { etagDoesNotMatch: '*' } : { etagMatches: there.etag },
      httpMetadata: HTTP_METADATA,
      customMetadata: { askedAt: String(askedAt) },
    })
    if (put !== null) return
  }
  throw new Error(`${key} was changed by others ${ATTEMPTS_MAX} times in a row`)
}
