/** Whether a person sent a form: the port, and its adapters except Turnstile: ALTCHA and, in development, no check. */
import { v7 as uuidv7 } from 'uuid'

import type { BotCheckFailure } from '../../refusal.ts'
import { checkProof, type ProofKeys } from './proof.ts'

/** `unavailable`: the check did not respond; the same proof may pass later. The id is the same for the same proof. */
export type BotVerdict = { ok: true; id: string } | { ok: false; why: BotCheckFailure | 'unavailable' }

export interface BotCheckContext {
  /** The slug of the petition that is signed. */
  petition: string
  /** In milliseconds. */
  now: number
}

export interface BotCheck {
  /** Whether a person made `proof` for this petition, and the id that their signature will have. */
  check: (proof: string | undefined, context: BotCheckContext) => Promise<BotVerdict>
}

/** Our own proof of work, which needs no third party. */
export const altcha = (keys: () => Promise<ProofKeys>): BotCheck => ({
  check: async (proof, { petition, now }) => checkProof(proof, petition, await keys(), now),
})

/** Passes every form. */
export const noBotCheck: BotCheck = {
  check: (_, { now }) => Promise.resolve({ ok: true, id: uuidv7({ msecs: now }) }),
}
