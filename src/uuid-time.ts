/** Ids that are UUIDv7 (RFC 9562 §5.7) sort by their times: that of a signature is when its challenge was made. */
import { v7 as uuidv7 } from 'uuid'

const newest = { ms: 0, seq: 0 }

/** A new id of a moment. Those that an isolate makes at the same millisecond sort in the order in which it made them (§6.2, method 1). */
export function newIdAt(ms: number): string {
  newest.seq = ms === newest.ms ? newest.seq + 1 : 0
  newest.ms = ms
  return uuidv7({ msecs: ms, seq: newest.seq })
}

/** The smallest id of a moment. `ms` since the epoch. */
export function firstIdAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Sorts after every id: those are hex digits. */
export const AFTER_EVERY_ID = 'g'

/** When a UUIDv7 was made, in milliseconds. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
