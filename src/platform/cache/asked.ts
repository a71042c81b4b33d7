/**
 * What orders the values of a cache: when their source was asked, not when they arrived. A slow load may end after a newer
 * one, or after the change that makes it wrong; in every tier it is then dropped (decision 028).
 */
import { CLOCK_SKEW_MAX_MS } from '../../limits.ts'

/**
 * When a source was asked, taken before the query, and when its answer had come: in milliseconds. It read the value at some
 * moment in between.
 */
export interface Times {
  askedAt: number
  answeredAt: number
}

export interface Asked<V> extends Times {
  value: V
}

/** In place of a value that was changed at that moment: whatever was asked before is outdated. */
export interface Forgotten extends Times {
  forgotten: true
}

export const forgottenAt = (now: number): Forgotten => ({ forgotten: true, askedAt: now, answeredAt: now })

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
    const value = await load(key, askedAt)
    return { value, askedAt, answeredAt: clock() }
  }
}

/**
 * Whether `one` may have been read before `other`: it was asked for before the other's answer had come. A time far in the
 * future is of a wrong clock, and decides nothing.
 */
export const mayBeOlder = (one: Times, other: Times, now: number): boolean =>
  one.askedAt < other.answeredAt && other.answeredAt <= now + CLOCK_SKEW_MAX_MS
