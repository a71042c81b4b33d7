/**
 * The bot check in the browser: solves what the page gives, or a challenge that it fetches, and encodes it for the API. Both are solved in
 * ALTCHA's way; docs/decisions/057 says why the page suffices.
 */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'

import { request, within } from './request.ts'
import { later, type Outcome, refusalOf } from './response.ts'

const CHALLENGE_TIMEOUT_MS = 15_000
/** A slow phone takes a few seconds. */
const SOLVE_TIMEOUT_MS = 60_000
const NONCE_BYTES = 16

export type Proof = { kind: 'solved'; proof: string } | Outcome

export interface PageTask {
  /** The signed time of the page. */
  rendered: string
  /** Iterations of a try, and the hex digits that the derived key must begin with. */
  cost: number
  keyPrefix: string
}

/** Without a request: the random number makes this a task of its own, and the time says until when it is valid. Never throws. */
export function solvePage({ rendered, cost, keyPrefix }: PageTask): Promise<Proof> {
  const nonce = hexOf(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)))
  const salt = hexOf(new TextEncoder().encode(rendered))
  const parameters = { algorithm: 'PBKDF2/SHA-256', nonce, salt, cost, keyLength: 32, keyPrefix }
  return solve({ parameters }, { page: { rendered, nonce } })
}

/**
 * Fetches a challenge first. Never throws. Calls `guessed` with the country that the server derives from the connection, ISO 3166-1
 * alpha-2, if there is one.
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
  return solve(reply.body, { challenge: reply.body })
}

/** `given`: what the server has to know, beside the solution, to check it. */
async function solve(challenge: Challenge, given: object): Promise<Proof> {
  try {
    const solving = solveChallenge({ challenge, deriveKey, timeout: SOLVE_TIMEOUT_MS })
    const solution = await within(SOLVE_TIMEOUT_MS, solving, null)
    // Another one may be solved sooner.
    return solution === null ? later() : { kind: 'solved', proof: btoa(JSON.stringify({ ...given, solution })) }
  } catch {
    // No crypto.subtle: a page over plain HTTP is not a secure context.
    return { kind: 'unable' }
  }
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** A captive portal also responds with 200, but not with a challenge. */
const isChallenge = (body: unknown): body is Challenge =>
  typeof body === 'object' && body !== null && 'parameters' in body
