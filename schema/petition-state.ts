/** The state of a petition at a given time. */
import type { PetitionState } from './petition.ts'

/** What decides which state of a petition is shown. Times in milliseconds; null for none. */
export interface StateFacts {
  state: PetitionState
  closesAt: number | null
  submittedAt: number | null
  scheduledAt: number | null
  takenDownAt: number | null
  deletedAt: number | null
}

/** An open petition is closed from its deadline on, even before the cron has stored it. `now` in milliseconds. */
export function stateAt(petition: { state: PetitionState; closesAt: number | null }, now: number): PetitionState {
  const ended = petition.state === 'open' && petition.closesAt !== null && petition.closesAt <= now
  return ended ? 'closed' : petition.state
}

/** Whether the public sees nothing of it, whatever its state is. */
export const isOffline = ({ takenDownAt, deletedAt }: Pick<StateFacts, 'takenDownAt' | 'deletedAt'>): boolean =>
  takenDownAt !== null || deletedAt !== null
