/** What a patch may do to a petition as it is at a time: checked before it is saved, wherever it comes from. */
import type { PetitionPatch } from '../../schema/petition.ts'
import { stateAt } from '../../schema/petition-state.ts'
import type { FieldProblem, Refusal } from '../refusal.ts'
import { isPast, keyProblems, timeProblems } from './opening.ts'
import { milliseconds, type Petition } from './petitions.ts'

/** Null if it may. `now` in milliseconds. */
export async function patchProblem(petition: Petition, patch: PetitionPatch, now: number): Promise<Refusal | null> {
  const { closesAt, opensAt, publicKeys } = patch
  const state = stateAt(petition, now)
  if (publicKeys !== undefined) {
    const errors = await keyProblems(publicKeys, state === 'open' || petition.scheduledAt !== null)
    if (errors.length > 0) return invalid(errors)
  }
  if (opensAt !== undefined && opensAt !== null) {
    if (state !== 'draft') return invalid([{ path: 'opensAt', code: 'cannot-change' }])
    const errors = await keyProblems(publicKeys ?? petition.publicKeys, true)
    if (errors.length > 0) return invalid(errors)
  }
  if (state === 'draft' && (opensAt !== undefined || closesAt !== undefined)) {
    const times = { opensAt: sentOr(opensAt, petition.opensAt), closesAt: sentOr(closesAt, petition.closesAt) }
    // A time that was set before may have passed since: what is sent is checked.
    const errors = timeProblems(
      opensAt === undefined && isPast(times.opensAt, now) ? { ...times, opensAt: null } : times,
      now,
    )
    if (errors.length > 0) return invalid(errors)
  }
  if (closesAt !== undefined) {
    // What was signed in time stays counted: a deadline is neither moved into the past nor moved once it has passed.
    if (isPast(milliseconds(closesAt), now)) return CLOSES_IN_THE_PAST
    if (state !== 'draft' && state !== 'open') return { code: 'conflict', why: 'not-open' }
  }
  return null
}

const sentOr = (sent: string | null | undefined, stored: number | null): number | null =>
  sent === undefined ? stored : milliseconds(sent)

const invalid = (errors: FieldProblem[]): Refusal => ({ code: 'invalid-petition', errors })

const CLOSES_IN_THE_PAST: Refusal = {
  code: 'invalid-petition',
  errors: [{ path: 'closesAt', code: 'in-the-past' }],
}
