/** The states a petition goes through, and who may sign when. */
import type { PetitionState } from './petition.ts'

/** What the petition is at `now`: an open one whose time has run out is closed, before any cron has said so. */
export function stateAt(petition: { state: PetitionState; closesAt: number | null }, now: number): PetitionState {
  const ended = petition.state === 'open' && petition.closesAt !== null && petition.closesAt <= now
  return ended ? 'closed' : petition.state
}
