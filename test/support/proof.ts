/** Solutions, by ALTCHA's own client. For every runtime. */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge, ChallengeParameters } from 'altcha-lib/types'

import { toHex } from '../../src/crypto/bytes.ts'
import { PROOF_COST_ITERATIONS, PROOF_KEY_PREFIX } from '../../src/limits.ts'

/** The proof as the form sends it. */
export async function proofOf(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}

/** The same for the signed time of a page, with a random number of its own. `easier`: to make a wrong one. */
export async function pageProofOf(rendered: string, easier: Partial<ChallengeParameters> = {}): Promise<string> {
  const parameters = {
    algorithm: 'PBKDF2/SHA-256',
    nonce: toHex(crypto.getRandomValues(new Uint8Array(16))),
    salt: toHex(new TextEncoder().encode(rendered)),
    cost: PROOF_COST_ITERATIONS,
    keyLength: 32,
    keyPrefix: PROOF_KEY_PREFIX,
    ...easier,
  }
  const solution = await solveChallenge({ challenge: { parameters }, deriveKey })
  return btoa(JSON.stringify({ page: { rendered, nonce: parameters.nonce }, solution }))
}
