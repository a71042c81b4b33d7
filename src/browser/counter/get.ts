/** A URL on the origin of this script, which also serves the petition and the words. */
export const urlOf = (path: string): string => new URL(path, import.meta.url).href

/** The JSON at a URL, or at a path of that origin, whatever the status; undefined on failure. Never rejects. `T` is not validated. */
export async function getJson<T>(path: string): Promise<T | undefined> {
  try {
    // Revalidates by ETag each time: the browser's cache could otherwise return a count that is a minute old.
    // What hangs has failed. A browser without this signal waits.
    const response = await fetch(urlOf(path), { cache: 'no-cache', signal: AbortSignal.timeout?.(10_000) ?? null })
    // Error responses are read too, to free the connection; they lack the members that callers check.
    return await response.json()
  } catch {}
}
