/** The count and the goal. `src/browser/share/progress.ts` replaces this after a signature. */
import type { CountResponse, StarterKind } from '../../schema/petition.ts'
import type { Catalogue } from '../i18n/catalogue.ts'

interface ProgressProps {
  words: Catalogue
  count: CountResponse
  starter: string
  starterKind: StarterKind
}

export function Progress({ words, count, starter, starterKind }: ProgressProps) {
  const { petition } = words
  const open = count.state === 'open'
  return (
    <section class="progress card" data-as-of={count.asOf}>
      {open && count.count === 0 ? (
        <p class="first" data-count="0">
          {words.counter.first}
        </p>
      ) : (
        <p class="count">
          <strong data-count={count.count}>{words.number(count.count)}</strong>{' '}
          <span>{petition.signatures(count.count)}</span>
        </p>
      )}
      {open && count.goal !== null && (
        <>
          {count.count > 0 && (
            <progress max={count.goal} value={count.count} aria-label={petition.nextGoal(count.goal)}></progress>
          )}
          <p class="goal">{petition.nextGoal(count.goal)}</p>
        </>
      )}
      {open && count.lastDay > 0 && <p class="lately">{petition.lately(count.lastDay)}</p>}
      <p class="appeal">{open ? appeal(words, starter, starterKind, count.count) : petition.gathered(count.count)}</p>
    </section>
  )
}

/** A person who starts a petition is one of its signers, so N − 1 others count on the reader. An organisation signs nothing. */
function appeal({ petition }: Catalogue, starter: string, kind: StarterKind, signers: number): string {
  return kind === 'organisation' && signers > 0
    ? petition.organisationCounts(starter, signers)
    : petition.countOnYou(starter, kind === 'organisation' ? 0 : signers - 1)
}
