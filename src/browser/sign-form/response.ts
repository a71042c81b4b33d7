/** What the server said, as the form needs it. */

export interface FieldMessage {
  path: string
  message: string
}

export type Outcome =
  | { kind: 'accepted' }
  | { kind: 'refused'; title: string; detail: string; errors: FieldMessage[] }
  /** The proof has run out or was not the server's: another one may do. */
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
 * A refusal as a value. A 5xx passes by itself; and so, one may hope, does whatever stands between here and the server
 * and answers in words that are not the server's: a proxy, a firewall, the page of a captive portal.
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
