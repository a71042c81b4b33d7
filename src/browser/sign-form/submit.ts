/** Sends a signature. */
import { request } from './request.ts'
import { type Outcome, refusalOf } from './response.ts'

const ANSWER_TIMEOUT_MS = 20_000

/** Posts `fields` as JSON; error messages come in `lang`. Never throws. */
export async function submit(url: string, fields: Record<string, string | boolean>, lang: string): Promise<Outcome> {
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'accept-language': lang }
  const reply = await request(url, { method: 'POST', headers, body: JSON.stringify(fields) }, ANSWER_TIMEOUT_MS)
  return typeof reply === 'object' && reply.status === 202 && isAccepted(reply.body)
    ? { kind: 'accepted', withdrawUrl: reply.body.withdrawUrl }
    : refusalOf(reply)
}

/** A proxy's own 202 is not the server's. */
const isAccepted = (body: unknown): body is { withdrawUrl?: string } =>
  typeof body === 'object' && body !== null && 'status' in body && body.status === 'accepted'
