/** The state of a petition at a given time. */
import type { PetitionState } from './petition.ts'

/** An open petition is closed from its deadline on, even before the cron has stored it. `now` in milliseconds. */
export function stateAt(petition: { state: PetitionState; closesAt: number | null }, now: number): PetitionState {
  const ended = petition.state === 'open' && petition.closesAt !== null && petition.closesAt <= now
  return ended ? 'closed' : petition.state
}
