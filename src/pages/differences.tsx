/** What differs between two versions of a petition's text, marked for readers who see it and for those who hear it. */
import type { Locale } from '../../schema/locales.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { type Block, type Budget, diffTexts, type Piece } from './diff.ts'
import type { ReadVersion } from './version-parts.tsx'

/** In the reader's language, beside words in that of the text. */
interface Spoken {
  words: Catalogue
  locale: Locale
}

type Text = Pick<ReadVersion, 'title' | 'addressee' | 'body'>

export interface DifferencesProps extends Spoken {
  version: Text & Pick<ReadVersion, 'language'>
  budget: Budget
  before: Text
}

export function Differences({ words, locale, version, before, budget }: DifferencesProps) {
  const { language } = version
  const blocksOf = (member: 'title' | 'addressee' | 'body'): Block[] =>
    diffTexts(before[member], version[member], budget)
  const labelled = [
    { label: words.versions.petitionTitle, member: 'title' as const },
    { label: words.petition.to, member: 'addressee' as const },
  ].filter(({ member }) => before[member] !== version[member])
  return (
    <div class="diff">
      {labelled.map(({ label, member }) => (
        <>
          <h3>{label}</h3>
          <Blocks {...{ words, locale, language }} blocks={blocksOf(member)} />
        </>
      ))}
      {before.body !== version.body && <Blocks {...{ words, locale, language }} blocks={blocksOf('body')} />}
    </div>
  )
}

function Blocks({ words, locale, language, blocks }: Spoken & { language: string; blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block) =>
        block.kind === 'same' ? (
          <p class="note">{words.labelled(words.versions.unchanged, words.number(block.paragraphs))}</p>
        ) : (
          <p lang={language} dir="auto">
            {block.pieces.map((piece) => (
              <Marked {...{ words, locale, piece }} />
            ))}
          </p>
        ),
      )}
    </>
  )
}

/** With words for anyone who does not see how it is marked. */
function Marked({ words, locale, piece: { kind, text } }: Spoken & { piece: Piece }) {
  const said = (what: string) => (
    <span class="visually-hidden" lang={locale} dir={words.direction}>
      {words.labelled(what, '')}
    </span>
  )
  switch (kind) {
    case 'same':
      return text
    case 'added':
      return (
        <ins>
          {said(words.versions.added)}
          {text}
        </ins>
      )
    case 'removed':
      return (
        <del>
          {said(words.versions.removed)}
          {text}
        </del>
      )
  }
}
