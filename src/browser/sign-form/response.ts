/** The server's response, as the form needs it. */

export interface FieldMessage {
  path: string
  message: string
}

export type Outcome =
  | { kind: 'accepted' }
  | { kind: 'refused'; title: string; detail: string; errors: FieldMessage[] }
  /** The proof has expired or is invalid: a new one may be accepted. */
  | { kind: 'proof-refused'; title: string; detail: string; errors: FieldMessage[] }
  /** The same request may succeed after this time. */
  | { kind: 'later'; seconds: number }
  | { kind: 'offline' }

interface ProblemBody {
  title: string
  detail: string
  errors?: FieldMessage[]
}

const RETRY_AFTER_DEFAULT_SECONDS = 5

/**
 * Converts an error response to a value. A 5xx is temporary, and so, presumably, is a response that did not come from the
 * server: from a proxy, a firewall or a captive portal.
 */
export async function refusalOf(response: Response): Promise<Outcome> {
  const body: unknown = await response.json().catch(() => null)
  if (response.status >= 500 || !isProblem(body)) {
    return { kind: 'later', seconds: Number(response.headers.get('retry-after')) || RETRY_AFTER_DEFAULT_SECONDS }
  }
  const { title, detail, errors = [] } = body
  return { kind: response.status === 403 ? 'proof-refused' : 'refused', title, detail, errors }
}

const isProblem = (body: unknown): body is ProblemBody =>
  typeof body === 'object' && body !== null && 'title' in body && 'detail' in body
