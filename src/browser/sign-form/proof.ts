/** The bot check in the browser: fetches a challenge, solves it and encodes both for the API. */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'

import { request, within } from './request.ts'
import { later, type Outcome, refusalOf } from './response.ts'

const CHALLENGE_TIMEOUT_MS = 15_000
/** A slow phone takes a few seconds. */
const SOLVE_TIMEOUT_MS = 60_000

export type Proof = { kind: 'solved'; proof: string } | Outcome

/**
 * Base64 of `{challenge, solution}`, or why there is none. Never throws. Calls `guessed` with the country that the server
 * derives from the connection, ISO 3166-1 alpha-2, if there is one.
 */
export async function solveProof(
  challengeUrl: string,
  lang: string,
  guessed: (country: string) => void,
): Promise<Proof> {
  const init: RequestInit = { cache: 'no-store', headers: { 'accept-language': lang } }
  const reply = await request(challengeUrl, init, CHALLENGE_TIMEOUT_MS)
  if (typeof reply === 'string' || reply.status !== 200 || !isChallenge(reply.body)) return refusalOf(reply)
  const country = reply.headers.get('country-guess')
  if (country) guessed(country)
  const challenge = reply.body
  try {
    const solving = solveChallenge({ challenge, deriveKey, timeout: SOLVE_TIMEOUT_MS })
    const solution = await within(SOLVE_TIMEOUT_MS, solving, null)
    // Another challenge may be solved sooner.
    return solution === null ? later() : { kind: 'solved', proof: btoa(JSON.stringify({ challenge, solution })) }
  } catch {
    // No crypto.subtle: a page over plain HTTP is not a secure context.
    return { kind: 'unable' }
  }
}

/** A captive portal also responds with 200, but not with a challenge. */
const isChallenge = (body: unknown): body is Challenge =>
  typeof body === 'object' && body !== null && 'parameters' in body
