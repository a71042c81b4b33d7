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
  title?: string
  detail?: string
  errors?: FieldMessage[]
}

const RETRY_AFTER_DEFAULT_SECONDS = 5

/** A refusal as a value. A 5xx, the service's own or a proxy's before it, passes by itself. */
export async function refusalOf(response: Response): Promise<Outcome> {
  if (response.status >= 500) {
    return { kind: 'later', seconds: Number(response.headers.get('retry-after')) || RETRY_AFTER_DEFAULT_SECONDS }
  }
  const body: ProblemBody = await response.json().catch(() => ({}))
  const { title = '', detail = String(response.status), errors = [] } = body
  return { kind: response.status === 403 ? 'proof-refused' : 'refused', title, detail, errors }
}
