/** A draft was saved in another tab meanwhile: both states, and nothing is lost. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, Page } from '../layout.tsx'
import { HiddenFields } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { Comparison } from '../text/comparison.tsx'
import { type DraftValues, languageOf } from './draft.ts'

interface Props {
  around: Around
  /** To which `yours` is sent again. */
  action: string
  theirs: DraftValues
  yours: DraftValues
  /** Of theirs. */
  revision: number
}

const wordsOf = ({ title = '', addressee = '', body = '' }: DraftValues) => ({ title, addressee, body })

export function MeanwhilePage({ around, action, theirs, yours, revision }: Props) {
  const words = consoleWords(around.locale)
  const { text } = words
  return (
    <Page around={around} title={text.meanwhileTitle} current="petitions" hasErrors>
      <Notice tone="warn">
        <h1>{text.meanwhileTitle}</h1>
        <p>{text.meanwhileText}</p>
      </Notice>
      <Comparison
        title={text.yours}
        locale={around.locale}
        before={wordsOf(theirs)}
        after={wordsOf(yours)}
        language={languageOf(yours)}
      />
      <form method="post" action={action}>
        <HiddenFields values={{ ...yours, revision: String(revision), go: 'next' }} />
        <div class="acts">
          <button class="button">{text.saveYours}</button>
          <a class="button quiet" href={action}>
            {text.keepTheirs}
          </a>
        </div>
      </form>
    </Page>
  )
}
