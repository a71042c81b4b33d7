/** Sends a signature. */
import { type Outcome, refusalOf } from './response.ts'

/** Posts `fields` as JSON; error messages come in `lang`. Never throws. */
export async function submit(url: string, fields: Record<string, string | boolean>, lang: string): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': lang },
      body: JSON.stringify(fields),
    })
    return response.status === 202 ? { kind: 'accepted' } : await refusalOf(response)
  } catch {
    return { kind: 'offline' }
  }
}
