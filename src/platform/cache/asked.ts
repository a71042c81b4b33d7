/**
 * What orders the values of a cache: when their source was asked, not when they arrived. A slow load may end after a newer
 * one, or after the change that makes it wrong; in every tier it is then dropped (decision 028).
 */
import { CACHE_CLOCK_SKEW_MAX_MS } from '../../limits.ts'

/** A value, and the time at which its source was asked: in milliseconds, taken before the query. */
export interface Asked<V> {
  value: V
  askedAt: number
}

/** In place of a value that was changed: whatever was asked before `askedAt` is outdated. */
export interface Forgotten {
  forgotten: true
  askedAt: number
}

/**
 * Where a cache loads from: the database, or another cache. `notBefore` is 0, or the time of a change: another cache then
 * returns nothing that was asked before it.
 */
export type Source<V> = (
  key: string,
  waitUntil: (work: Promise<unknown>) => void,
  notBefore: number,
) => Promise<Asked<V>>

/** A source that is asked now, at `askedAt`, for what it has now. */
export function asking<V>(
  load: (key: string, askedAt: number) => Promise<V>,
  clock: () => number = Date.now,
): (key: string) => Promise<Asked<V>> {
  return async (key) => {
    const askedAt = clock()
    return { value: await load(key, askedAt), askedAt }
  }
}

/** Whether `one` was asked after `other`. A time far in the future is of a wrong clock, and is after nothing. */
export const askedAfter = (one: { askedAt: number }, other: { askedAt: number }, now: number): boolean =>
  one.askedAt > other.askedAt && one.askedAt <= now + CACHE_CLOCK_SKEW_MAX_MS
