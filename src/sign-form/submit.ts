/** Sending a signature, and what came of it, without a word about how it looks. */

export interface FieldMessage {
  path: string
  message: string
}

export type Outcome =
  | { kind: 'accepted' }
  | { kind: 'refused'; title: string; detail: string; errors: FieldMessage[] }
  /** The proof has run out or was not ours: another one may do. */
  | { kind: 'proof-refused'; title: string; detail: string; errors: FieldMessage[] }
  /** The same request may succeed after this time. */
  | { kind: 'later'; seconds: number }
  | { kind: 'offline' }

interface ProblemBody {
  title?: string
  detail?: string
  errors?: FieldMessage[]
}

/** Posts `fields` as JSON; the answer's sentences come in `lang`. Never throws. */
export async function submit(url: string, fields: Record<string, string>, lang: string): Promise<Outcome> {
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': lang },
      body: JSON.stringify(fields),
    })
  } catch {
    return { kind: 'offline' }
  }
  if (response.status === 202) return { kind: 'accepted' }
  if (response.status === 503) return { kind: 'later', seconds: Number(response.headers.get('retry-after')) || 5 }
  const body: ProblemBody = await response.json().catch(() => ({}))
  const { title = '', detail = String(response.status), errors = [] } = body
  return { kind: response.status === 403 ? 'proof-refused' : 'refused', title, detail, errors }
}
