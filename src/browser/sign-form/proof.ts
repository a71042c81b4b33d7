/** The bot check in the browser: fetches a challenge, solves it and encodes both for the API. */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'

import { type Outcome, refusalOf } from './response.ts'

const SOLVE_TIMEOUT_MS = 120_000
/** After a timeout, another challenge may be solved sooner. */
const UNSOLVED: Outcome = { kind: 'later', seconds: 5 }

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
  let response: Response
  try {
    response = await fetch(challengeUrl, { cache: 'no-store', headers: { 'accept-language': lang } })
  } catch {
    return { kind: 'offline' }
  }
  // A captive portal also responds with 200, but not with JSON.
  if (!response.ok || response.headers.get('content-type')?.includes('json') !== true) return refusalOf(response)
  const country = response.headers.get('country-guess')
  if (country) guessed(country)
  const challenge: Challenge = await response.json()
  const solution = await solveChallenge({ challenge, deriveKey, timeout: SOLVE_TIMEOUT_MS })
  return solution === null ? UNSOLVED : { kind: 'solved', proof: btoa(JSON.stringify({ challenge, solution })) }
}
