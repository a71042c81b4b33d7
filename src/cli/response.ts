/** What a failed request of a command means. */
const REASON_MAX_CHARS = 300

/** Why the server refused: the `detail` of a problem response, or the beginning of anything else. */
export async function reasonOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '')
  try {
    const { detail }: { detail?: unknown } = JSON.parse(text)
    if (typeof detail === 'string') return detail
  } catch {
    // Not one of our own responses.
  }
  return text.slice(0, REASON_MAX_CHARS).trim() || `status ${response.status}`
}

/** Of a request that got no response. */
export function unreachable(url: URL, error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no response'
  return `${url.origin} cannot be reached (${why}). Check that it is running and that --origin is correct.`
}
