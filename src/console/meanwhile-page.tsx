/** Somebody else has saved meanwhile: both states, one button that saves yours over theirs, and the way to theirs. Nothing is lost. */
import type { Child } from 'hono/jsx'

import { type ConsoleWords, consoleWords } from '../i18n/console-catalogue.ts'
import { type Around, type AroundPetition, Page, type Place } from './layout.tsx'
import { HiddenFields } from './parts/form.tsx'
import { Notice } from './parts/notice.tsx'

interface Props {
  around: Around
  /** To which `values`, yours, are sent again. */
  action: string
  values: Readonly<Record<string, string>>
  /** Where theirs is. */
  theirs: string
  in: { petition: AroundPetition; place: Place } | { current: 'petitions' }
  /** Those of a text where there are no others. */
  labels?: Pick<ConsoleWords['text'], 'meanwhileTitle' | 'meanwhileText' | 'saveYours' | 'keepTheirs'>
  /** Both states. */
  children: Child
}

export function MeanwhilePage({ around, action, values, theirs, in: at, labels, children }: Props) {
  const text = labels ?? consoleWords(around.locale).text
  return (
    <Page around={around} title={text.meanwhileTitle} {...at} hasErrors>
      <Notice tone="warn">
        <h1>{text.meanwhileTitle}</h1>
        <p>{text.meanwhileText}</p>
      </Notice>
      {children}
      <form method="post" action={action}>
        <HiddenFields values={values} />
        <div class="acts">
          <button class="button">{text.saveYours}</button>
          <a class="button quiet" href={theirs}>
            {text.keepTheirs}
          </a>
        </div>
      </form>
    </Page>
  )
}
