/**
 * One object of the bucket for each petition that is published. Every write carries the time at which the database was asked, and is
 * conditional on the object that it replaces, so that a slow writer cannot put an older count in the place of a newer one.
 * https://developers.cloudflare.com/r2/api/workers/workers-api-reference/#conditional-operations
 */
import type { CountResponse } from '../../schema/petition.ts'
import { STATIC_COUNT_MAX_AGE_SECONDS } from '../limits.ts'

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

/** Does nothing where a newer one is. `askedAt`: when the database was asked, in milliseconds. Throws when the bucket fails. */
export async function putCount(
  bucket: R2Bucket,
  key: string,
  { count, askedAt }: { count: CountResponse | null; askedAt: number },
): Promise<void> {
  const body = count === null ? WITHDRAWN : JSON.stringify(count)
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const there = await bucket.head(key)
    if (there !== null && Number(there.customMetadata?.['askedAt'] ?? 0) >= askedAt) return
    const put = await bucket.put(key, body, {
      onlyIf: there === null ? { etagDoesNotMatch: '*' } : { etagMatches: there.etag },
      httpMetadata: HTTP_METADATA,
      customMetadata: { askedAt: String(askedAt) },
    })
    if (put !== null) return
  }
  throw new Error(`${key} was changed by others ${ATTEMPTS_MAX} times in a row`)
}
