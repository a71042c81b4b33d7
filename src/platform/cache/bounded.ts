/**
 * A map bounded in bytes: the values set longest ago are deleted to make room for new ones, so that invented keys cannot
 * fill an isolate's memory. Sizes are estimated once, when a value is set; reading costs as much as reading a Map.
 */
export interface Bounded<V> {
  get(key: string): V | undefined
  /** A value larger than the whole budget is not stored, and an older one of the same key is deleted. */
  set(key: string, value: V): void
  delete(key: string): void
  /** Estimated size of keys and values. */
  readonly bytes: number
}

export function createBounded<V>(maxBytes: number, sizeOf: (value: V) => number = estimateBytes): Bounded<V> {
  const entries = new Map<string, { value: V; bytes: number }>()
  let total = 0

  const remove = (key: string): void => {
    total -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }

  return {
    get: (key) => entries.get(key)?.value,
    set(key, value) {
      remove(key)
      const bytes = estimateBytes(key) + sizeOf(value) + ENTRY_BYTES
      if (bytes > maxBytes) return
      // A Map iterates its keys in the order in which they were set.
      for (const oldest of entries.keys()) {
        if (total + bytes <= maxBytes) break
        remove(oldest)
      }
      entries.set(key, { value, bytes })
      total += bytes
    },
    delete: remove,
    get bytes() {
      return total
    },
  }
}

// V8, rounded up.
const ENTRY_BYTES = 100
const STRING_BYTES = 24
const OBJECT_BYTES = 48
const MEMBER_BYTES = 24

/**
 * An estimate of the memory that a value of JSON's types takes, more likely too large than too small: two bytes for a UTF-16
 * unit, although V8 needs one for Latin letters. The time it takes depends on the number of members, not on their length.
 */
export function estimateBytes(value: unknown): number {
  if (typeof value === 'string') return STRING_BYTES + 2 * value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>((sum, member) => sum + MEMBER_BYTES + estimateBytes(member), OBJECT_BYTES)
}
