/**
 * Tags of public reads, and 304 for whoever has the newest. All tags are weak (RFC 9110 §8.8.1): responses with the same tag
 * say the same to a reader.
 *
 * `withEtag` hashes the body. The count is read too often for that: it makes its tag from its numbers, so that `asOf` makes
 * no new tag, and asks `hasTag` before it makes a body. hono/etag would accept the tag, but it compares only when the
 * response is made, and then makes another; for the 304 of the count that took two to three times as long.
 */
import { etag, RETAINED_304_HEADERS } from 'hono/etag'

import { PUBLIC_READ } from './respond.tsx'

export const withEtag = etag({ weak: true, retainedHeaders: [...RETAINED_304_HEADERS, ...Object.keys(PUBLIC_READ)] })

/** Whether `If-None-Match` has this weak tag, by the weak comparison of RFC 9110 §8.8.3.2. */
export const hasTag = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === tag.slice(2)))
