/**
 * Tags of public reads, and 304 for anyone who has the newest. All tags are weak (RFC 9110 §8.8.1): responses with the same tag
 * say the same to a reader.
 *
 * `withEtag` hashes the body. The count is read too often for that: it makes its tag from its numbers and the time of its
 * query, and asks `heldTag` before it makes a body. hono/etag would accept the tag, but it compares only when the
 * response is made, and then makes another; for the 304 of the count that took two to three times as long.
 */
import { etag, RETAINED_304_HEADERS } from 'hono/etag'

import { CLOCK_SKEW_MAX_MS } from '../../src/limits.ts'
import { PUBLIC_READ } from './respond.tsx'

export const withEtag = etag({ weak: true, retainedHeaders: [...RETAINED_304_HEADERS, ...Object.keys(PUBLIC_READ)] })

/** Of a petition at a revision: what its campaign may change. */
export const revisionTag = (revision: number): string => `"r${revision}"`

/**
 * The revisions that `If-Match` names; null if it is missing, or `*`. A weak tag is taken too, against RFC 9110 §13.1.1: the
 * revision is what is compared, whatever the count was beside it.
 */
export function revisionsOf(ifMatch: string | undefined): number[] | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null
  return ifMatch.split(',').map((tag) => Number(/^(?:W\/)?"r(\d{1,9})"$/.exec(tag.trim())?.[1] ?? 0))
}

/** The tag of a response with `content`, which has no quotes, commas and @, whose source was asked at `askedAt`, in milliseconds. */
export const timedTag = (content: string, askedAt: number): string => `W/"${content}@${askedAt}"`

const TIMED_TAG = /^(?:W\/)?"([^"@]*)@(\d{1,15})"$/

/** What `timedTag` was made of; null for another tag. */
export function readTimedTag(tag: string): { content: string; askedAt: number } | null {
  const [, content, askedAt] = TIMED_TAG.exec(tag) ?? []
  return content === undefined ? null : { content, askedAt: Number(askedAt) }
}

/**
 * The tag in `If-None-Match` by which its sender keeps what it has: the same content, by the weak comparison of RFC 9110
 * §8.8.3.2, or one that was asked for later than ours, by an isolate with a newer value. Null if there is none. The
 * response repeats it, because a tag of another time would not name what the sender has.
 */
export function heldTag(ifNoneMatch: string | undefined, content: string, askedAt: number): string | null {
  if (ifNoneMatch === undefined) return null
  if (ifNoneMatch.trim() === '*') return timedTag(content, askedAt)
  for (const one of ifNoneMatch.split(',')) {
    const held = readTimedTag(one.trim())
    if (held === null) continue
    const isNewer = held.askedAt > askedAt && held.askedAt <= Date.now() + CLOCK_SKEW_MAX_MS
    if (isNewer || held.content === content) return timedTag(held.content, held.askedAt)
  }
  return null
}
