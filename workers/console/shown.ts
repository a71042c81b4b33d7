/** How the console shows what the database has: states and times in words. */
import type { AroundPetition, ShownState } from '../../src/console/layout.tsx'
import type { PetitionState } from '../../schema/petition.ts'
import { stateAt } from '../../schema/petition-state.ts'

interface Stated {
  state: PetitionState
  closesAt: number | null
  submittedAt: number | null
  takenDownAt: number | null
}

export function shownStateOf({ state, closesAt, submittedAt, takenDownAt }: Stated, now: number): ShownState {
  if (takenDownAt !== null) return 'taken-down'
  if (state === 'draft' && submittedAt !== null) return 'submitted'
  return stateAt({ state, closesAt }, now)
}

export const aroundPetitionOf = (
  petition: Stated & { slug: string; title: string; language: string },
  now: number,
): AroundPetition => ({
  slug: petition.slug,
  title: petition.title,
  language: petition.language,
  state: shownStateOf(petition, now),
})
