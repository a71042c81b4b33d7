/** The browser's half of the bot check: fetch a challenge, solve it, and wrap both up as the API takes them. */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'

import { type Outcome, refusalOf } from './response.ts'

const SOLVE_TIMEOUT_MS = 120_000
/** After a device has tried for that long in vain, another challenge may be luckier. */
const UNSOLVED: Outcome = { kind: 'later', seconds: 5 }

export type Proof = { kind: 'solved'; proof: string } | Outcome

/**
 * Base64 of `{challenge, solution}`, or why there is none. Never throws. `guessed` is told the country that the server
 * takes the sender to be in, ISO 3166-1 alpha-2, if it takes any.
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
  // A captive portal says 200 too, but not in JSON.
  if (!response.ok || response.headers.get('content-type')?.includes('json') !== true) return refusalOf(response)
  const country = response.headers.get('country-guess')
  if (country) guessed(country)
  const challenge: Challenge = await response.json()
  const solution = await solveChallenge({ challenge, deriveKey, timeout: SOLVE_TIMEOUT_MS })
  return solution === null ? UNSOLVED : { kind: 'solved', proof: btoa(JSON.stringify({ challenge, solution })) }
}
