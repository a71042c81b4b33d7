/** The count and the goal. `src/browser/share/progress.ts` replaces this after a signature. */
import type { CountResponse } from '../../schema/petition.ts'
import type { Catalogue } from '../i18n/catalogue.ts'

interface ProgressProps {
  words: Catalogue
  count: CountResponse
  starter: string
}

export function Progress({ words, count, starter }: ProgressProps) {
  const { petition } = words
  const open = count.state === 'open'
  return (
    <section class="progress card">
      <p class="count">
        <strong data-count={count.count}>{words.number(count.count)}</strong>{' '}
        <span>{petition.signatures(count.count)}</span>
      </p>
      {open && count.goal !== null && (
        <>
          <progress max={count.goal} value={count.count} aria-label={petition.nextGoal(count.goal)}></progress>
          <p class="goal">{petition.nextGoal(count.goal)}</p>
        </>
      )}
      {open && count.lastDay > 0 && <p class="lately">{petition.lately(count.lastDay)}</p>}
      <p class="appeal">{open ? petition.countOnYou(starter, count.count - 1) : petition.gathered(count.count)}</p>
    </section>
  )
}
