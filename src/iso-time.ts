/** Times as the API writes them: ISO 8601 in UTC, made from milliseconds since the epoch. */
export const iso = (ms: number): string => new Date(ms).toISOString()

export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms))
