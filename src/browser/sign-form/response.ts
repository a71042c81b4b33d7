/** The server's response, as the form needs it. */
import type { Reply } from './request.ts'

export interface FieldMessage {
  path: string
  message: string
}

export interface Refused {
  /** `proof-refused`: the proof has expired or is invalid, and a new one may be accepted. */
  kind: 'refused' | 'proof-refused'
  title: string
  detail: string
  errors: FieldMessage[]
}

export type Outcome =
  | { kind: 'accepted'; withdrawUrl: string | undefined }
  | Refused
  /** The same request may succeed after this time. `said` is what the server says about it, or empty. */
  | { kind: 'later'; seconds: number; said: string }
  /** This browser cannot compute a proof: the form is sent as if there were no script. */
  | { kind: 'unable' }
  | { kind: 'offline' }

interface ProblemBody {
  title: string
  detail: string
  errors?: FieldMessage[]
}

const RETRY_AFTER_DEFAULT_SECONDS = 5
/** After a request without a response: the server or the connection is overloaded. */
const RETRY_AFTER_SILENCE_SECONDS = 15

export const later = (seconds: number = RETRY_AFTER_DEFAULT_SECONDS, said = ''): Outcome => ({
  kind: 'later',
  seconds,
  said,
})

/**
 * Converts an error response to a value. A 5xx and a 429 are temporary, and so, presumably, is a response that did not come
 * from the server: from a proxy, a firewall or a captive portal.
 */
export function refusalOf(reply: Reply | 'silent' | 'failed'): Outcome {
  if (reply === 'silent') return later(RETRY_AFTER_SILENCE_SECONDS)
  if (reply === 'failed') return navigator.onLine ? later() : { kind: 'offline' }
  const { status, headers, body } = reply
  if (!isProblem(body)) return later(retryAfter(headers))
  const { title, detail, errors = [] } = body
  if (status >= 500 || status === 429) return later(retryAfter(headers), `${title}\n${detail}`)
  return { kind: status === 403 ? 'proof-refused' : 'refused', title, detail, errors }
}

/** A number of seconds, or an HTTP date (RFC 9110 §10.2.3), which is compared with the server's clock. */
function retryAfter(headers: Headers): number {
  const value = headers.get('retry-after') ?? ''
  const now = Date.parse(headers.get('date') ?? '') || Date.now()
  const seconds = Number(value) || Math.ceil((Date.parse(value) - now) / 1000)
  return seconds > 0 ? seconds : RETRY_AFTER_DEFAULT_SECONDS
}

const isProblem = (body: unknown): body is ProblemBody =>
  typeof body === 'object' && body !== null && 'title' in body && 'detail' in body
