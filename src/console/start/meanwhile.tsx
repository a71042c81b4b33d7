/** A draft was saved in another tab meanwhile: both states, and nothing is lost. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import type { Around } from '../layout.tsx'
import { MeanwhilePage } from '../meanwhile-page.tsx'
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

export function DraftMeanwhilePage({ around, action, theirs, yours, revision }: Props) {
  const { text } = consoleWords(around.locale)
  return (
    <MeanwhilePage
      {...{ around, action }}
      values={{ ...yours, revision: String(revision), go: 'next' }}
      theirs={action}
      in={{ current: 'petitions' }}
    >
      <Comparison
        title={text.yours}
        locale={around.locale}
        before={wordsOf(theirs)}
        after={wordsOf(yours)}
        language={languageOf(yours)}
      />
    </MeanwhilePage>
  )
}
