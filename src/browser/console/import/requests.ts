/** The requests of the page that imports a list. What may pass by itself is tried again. */

/** Why it does not continue by itself. */
export type Why = 'failed' | 'signed-out' | 'gone' | 'too-many' | 'fault'

export class Interrupted extends Error {
  override name = 'Interrupted'
  readonly why: Why
  constructor(why: Why) {
    super(why)
    this.why = why
  }
}

/** Before each retry. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000] as const
const WHY: Readonly<Record<number, Why>> = {
  // A redirect that is not followed: the petition was deleted.
  0: 'gone',
  401: 'signed-out',
  403: 'gone',
  404: 'gone',
  409: 'gone',
  422: 'fault',
  429: 'too-many',
}

/** A form, or JSON. Returns what the response says. Throws an Interrupted, or what ended `signal`. */
export async function ask(url: string, body: URLSearchParams | object, signal: AbortSignal): Promise<unknown> {
  for (const delayMs of [...RETRY_DELAYS_MS, null]) {
    const response = await send(url, body, signal)
    if (response !== null && response.ok) return response.body
    const why = response === null ? undefined : WHY[response.status]
    if (why !== undefined) throw new Interrupted(why)
    if (delayMs === null) break
    await wait(delayMs, signal)
  }
  throw new Interrupted('failed')
}

/** Null if the connection was lost. */
async function send(url: string, body: URLSearchParams | object, signal: AbortSignal) {
  const isForm = body instanceof URLSearchParams
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: isForm ? body : JSON.stringify(body),
      ...(isForm ? {} : { headers: { 'content-type': 'application/json' } }),
      signal,
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
    const said: unknown = isJson ? JSON.parse(text) : null
    return { ok: response.ok, status: response.status, body: said }
  } catch {
    if (signal.aborted) throw new Interrupted('failed')
    return null
  }
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new Interrupted('failed'))
    })
  })
