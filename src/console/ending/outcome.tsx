/** The outcome as a field, and as the page will show it. */
import { raw } from 'hono/html'

import type { ConsoleWords } from '../../i18n/console-catalogue.ts'
import { OUTCOME_MAX_CHARS } from '../../limits.ts'
import { renderMarkdown } from '../../markup/markdown.ts'
import { type FormState, TextArea } from '../parts/form.tsx'

interface Props {
  words: ConsoleWords
  form: FormState
  /** Of the petition, BCP 47. */
  language: string
  isOptional: boolean
}

export function OutcomeField({ words, form, language, isOptional }: Props) {
  const { ending, frame, start } = words
  return (
    <TextArea
      {...{ form }}
      name="outcome"
      label={isOptional ? `${ending.outcome} (${frame.optional})` : ending.outcome}
      hint={`${ending.outcomeHint} ${start.words.bodyHint}`}
      rows={8}
      with={{ lang: language, dir: 'auto', maxlength: OUTCOME_MAX_CHARS }}
    />
  )
}

/** `outcome`: Markdown, as it was typed. */
export function OutcomeText({ title, outcome, language }: { title: string; outcome: string; language: string }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <div class="prose" lang={language} dir="auto">
        {raw(renderMarkdown(outcome, 3))}
      </div>
    </section>
  )
}
