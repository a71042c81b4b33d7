/** What a patch may do to a petition as it is at a time: checked before it is saved, wherever it comes from. */
import type { PetitionPatch } from '../../schema/petition.ts'
import { stateAt } from '../../schema/petition-state.ts'
import type { Refusal } from '../refusal.ts'
import { isPast, keyProblems } from './opening.ts'
import { milliseconds, type Petition } from './petitions.ts'

/** Null if it may. `now` in milliseconds. */
export async function patchProblem(petition: Petition, patch: PetitionPatch, now: number): Promise<Refusal | null> {
  const { closesAt, publicKeys } = patch
  const state = stateAt(petition, now)
  if (publicKeys !== undefined) {
    const errors = await keyProblems(publicKeys, state === 'open')
    if (errors.length > 0) return { code: 'invalid-petition', errors }
  }
  if (closesAt !== undefined) {
    // What was signed in time stays counted: a deadline is neither moved into the past nor moved once it has passed.
    if (isPast(milliseconds(closesAt), now)) return CLOSES_IN_THE_PAST
    if (state !== 'draft' && state !== 'open') return { code: 'conflict', why: 'not-open' }
  }
  return null
}

export const CLOSES_IN_THE_PAST: Refusal = {
  code: 'invalid-petition',
  errors: [{ path: 'closesAt', code: 'in-the-past' }],
}
