/** An address where the script came from, which is where the petition is, and its words. */
export const urlOf = (path: string): string => new URL(path, import.meta.url).href

/** What stands at a path there, if it is JSON, and whatever else it is; nothing when it is not to be had. Never rejects. */
export async function getJson<T>(path: string): Promise<T | undefined> {
  try {
    // Asks the server each time, by ETag: the browser's own cache may serve a minute-old count while it revalidates.
    const response = await fetch(urlOf(path), { cache: 'no-cache' })
    // A refusal is read as well, or its connection would stay busy: it has nothing of what is looked for.
    return await response.json()
  } catch {}
}
