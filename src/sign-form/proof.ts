/** The browser's half of the bot check: fetch a challenge, solve it, and wrap both up as the API takes them. */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'

const SOLVE_TIMEOUT_MS = 120_000

/** Base64 of `{challenge, solution}`. Throws when there is no connection, and `unsolved` when the device is too slow. */
export async function solveProof(challengeUrl: string): Promise<string> {
  const response = await fetch(challengeUrl, { cache: 'no-store' })
  if (!response.ok) throw new Error(`no challenge: ${response.status}`)
  const challenge: Challenge = await response.json()
  const solution = await solveChallenge({ challenge, deriveKey, timeout: SOLVE_TIMEOUT_MS })
  if (solution === null) throw new Error('unsolved')
  return btoa(JSON.stringify({ challenge, solution }))
}
