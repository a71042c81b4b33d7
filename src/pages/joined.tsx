/** What a signer has become a part of: how many have signed with them, and how many are missing to the goal. */
import type { CountResponse } from '../../schema/petition.ts'
import type { Catalogue } from '../i18n/catalogue.ts'

export interface JoinedProps {
  words: Catalogue
  count: Pick<CountResponse, 'count' | 'goal' | 'state'>
  /**
   * Whether `count` includes the signer. If it is not known, it does not: the signature is in the queue while the page is
   * shown, and a number without it would seem wrong to the one person who knows better.
   */
  isIncluded: boolean
  /** Where the page has no progress bar of its own. */
  hasBar?: boolean
}

export function Joined({ words, count: { count, goal, state }, isIncluded, hasBar = false }: JoinedProps) {
  const others = Math.max(isIncluded ? count - 1 : count, 0)
  const missing = state === 'open' && goal !== null ? goal - others - 1 : 0
  return (
    <>
      <p class="joined">{words.after.signedWith(others)}</p>
      {missing > 0 && goal !== null && (
        <>
          {hasBar && <progress max={goal} value={others + 1} aria-label={words.petition.nextGoal(goal)}></progress>}
          <p class="goal">{words.after.missing(missing, goal)}</p>
        </>
      )}
    </>
  )
}
