/**
 * Our own bot check: an ALTCHA v2 proof of work (https://altcha.org/docs/v2/). The challenge carries the id that the
 * signature will have and the petition that it is for, both under the challenge's own HMAC: so a solution is good for one
 * signature on one petition, and the ledger's unique id makes it single-use everywhere.
 *
 * Weakness: each isolate remembers only the solutions that were spent there. A solution replayed through another isolate
 * gets a 202, and the ledger drops it. Accepted, because a query of D1 at the edge would be one for each signature.
 */
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge, Payload } from 'altcha-lib/types'
import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod/mini'

import { PROOF_COST_ITERATIONS, PROOF_KEY_PREFIX, PROOF_TTL_SECONDS, SPENT_PROOFS_MAX_ENTRIES } from '../../limits.ts'
import type { BotCheckFailure } from '../../refusal.ts'

export type ProofVerdict = { ok: true; id: string } | { ok: false; why: BotCheckFailure }

/** The signer that used each solution, by the id in it; the same signer may send it again, as a retry does. */
export type SpentProofs = Map<string, string>

const proofPayload = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: z.string(),
      salt: z.string(),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      expiresAt: z.number(),
      data: z.object({ id: z.uuid(), petition: z.string() }),
    }),
    signature: z.string(),
  }),
  solution: z.looseObject({ counter: z.number(), derivedKey: z.string() }),
})

/** A new challenge for the petition with this slug. The first of `keys` signs. `now` in milliseconds. */
export async function makeChallenge(petition: string, keys: readonly string[], now: number): Promise<Challenge> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: PROOF_COST_ITERATIONS,
    keyPrefix: PROOF_KEY_PREFIX,
    deriveKey,
    data: { id: uuidv7({ msecs: now }), petition },
    expiresAt: Math.floor(now / 1000) + PROOF_TTL_SECONDS,
    hmacSignatureSecret: signingKey(keys),
  })
}

/** Whether `proof` (base64 of `{challenge, solution}`) solves a challenge that was made for `petition`, a slug. */
export async function checkProof(
  proof: string | undefined,
  petition: string,
  keys: readonly string[],
  now: number,
): Promise<ProofVerdict> {
  if (proof === undefined || proof === '') return { ok: false, why: 'missing' }
  const payload = parseProof(proof)
  if (payload === null) return { ok: false, why: 'wrong' }
  const { parameters } = payload.challenge
  for (const key of keys) {
    const { verified, invalidSignature } = await verifySolution({
      challenge: payload.challenge,
      solution: payload.solution,
      deriveKey,
      hmacSignatureSecret: key,
    })
    if (invalidSignature === true) continue
    if (Number(parameters.expiresAt) * 1000 < now) return { ok: false, why: 'expired' }
    if (!verified || parameters.data?.['petition'] !== petition) return { ok: false, why: 'wrong' }
    return { ok: true, id: String(parameters.data['id']) }
  }
  return { ok: false, why: 'wrong' }
}

/** Remembers that `signer` used the solution with this id; false when another signer already has. */
export function spend(spent: SpentProofs, id: string, signer: string): boolean {
  const earlier = spent.get(id)
  if (earlier !== undefined) return earlier === signer
  if (spent.size >= SPENT_PROOFS_MAX_ENTRIES) {
    const oldest = spent.keys().next()
    if (!oldest.done) spent.delete(oldest.value)
  }
  spent.set(id, signer)
  return true
}

function parseProof(proof: string): Payload | null {
  try {
    const parsed = proofPayload.safeParse(JSON.parse(atob(proof)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function signingKey(keys: readonly string[]): string {
  const [first] = keys
  if (first === undefined) throw new Error('TOKEN_KEYS is empty: no key can sign challenges')
  return first
}
