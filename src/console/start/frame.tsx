/** What the three steps of starting a petition share. */
import type { Child } from 'hono/jsx'

import { consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, Page } from '../layout.tsx'
import { ErrorSummary, type FormState, labelsOf } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'

const STEPS = ['words', 'key', 'publish'] as const
const PATHS = { words: 'text', key: 'key', publish: 'publish' } as const
export type Step = (typeof STEPS)[number]

export const stepPath = (id: string, step: Step): string => `/console/new/${id}/${PATHS[step]}`

interface Props {
  around: Around
  id: string
  step: Step
  title: string
  lead: string
  form: FormState
  scripts?: readonly string[]
  children?: Child
}

export function StepPage({ around, id, step, title, lead, form, scripts = [], children }: Props) {
  const words = consoleWords(around.locale)
  const now = STEPS.indexOf(step)
  return (
    <Page
      around={around}
      title={title}
      current="petitions"
      hasErrors={Object.keys(form.errors).length > 0}
      scripts={scripts}
    >
      <ol class="steps">
        {STEPS.map((one, index) => (
          <li class={index < now ? 'done' : ''} {...(one === step ? { 'aria-current': 'step' as const } : {})}>
            {index < now ? (
              <a href={stepPath(id, one)}>
                {words.start.steps[one]} <span class="visually-hidden">{words.start.done}</span>
              </a>
            ) : (
              words.start.steps[one]
            )}
          </li>
        ))}
      </ol>
      <ErrorSummary words={words} errors={form.errors} labels={labelsOf(words)} />
      <Heading title={title} lead={lead} />
      {children}
    </Page>
  )
}
