/** Ids of signatures are UUIDv7 (RFC 9562 §5.7): they sort by the time at which their challenge was made. */

/** The smallest id of a moment. `ms` since the epoch. */
export function firstIdAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** When a UUIDv7 was made, in milliseconds. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
