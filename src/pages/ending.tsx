/** How a petition ended: its state, its number of signatures and its outcome. */
import { raw } from 'hono/html'

import type { Catalogue } from '../i18n/catalogue.ts'
import { renderMarkdown } from '../markup/markdown.ts'

export interface EndingProps {
  words: Catalogue
  state: 'closed' | 'victory'
  /** Milliseconds since the epoch; null if unknown. */
  endedAt: number | null
  /** Markdown, in the petition's language. */
  outcome: string | null
  language: string
}

export function Ending({ words, state, endedAt, outcome, language }: EndingProps) {
  const { petition } = words
  const what = state === 'victory' ? petition.victoryText : petition.closedText
  return (
    <section class={`ending ${state}`}>
      <p>{endedAt === null ? what : words.sentences(what, petition.endedOn(words.date(endedAt)))}</p>
      {outcome !== null && (
        <>
          <h2>{petition.outcome}</h2>
          <div class="prose" lang={language} dir="auto">
            {raw(renderMarkdown(outcome, 3))}
          </div>
        </>
      )}
    </section>
  )
}
