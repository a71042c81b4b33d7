/** Requests that end: with a response that was read in full, or with the reason why there is none. */

export interface Reply {
  status: number
  headers: Headers
  /** Null where the body is not JSON: then it is not from the server, but from a proxy or a captive portal. */
  body: unknown
}

/** Never throws. `silent`: no complete response within `timeoutMs`. `failed`: the connection failed. */
export async function request(url: string, init: RequestInit, timeoutMs: number): Promise<Reply | 'silent' | 'failed'> {
  // Not AbortSignal.timeout, which is newer than the oldest supported browsers.
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), timeoutMs)
  try {
    const response = await fetch(url, { ...init, signal: controller.signal })
    return { status: response.status, headers: response.headers, body: parse(await response.text()) }
  } catch {
    return controller.signal.aborted ? 'silent' : 'failed'
  } finally {
    clearTimeout(timer)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `promise`, or `otherwise` if it takes longer than `timeoutMs`. */
export function within<T>(timeoutMs: number, promise: Promise<T>, otherwise: T): Promise<T> {
  return Promise.race([promise, new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), timeoutMs))])
}
