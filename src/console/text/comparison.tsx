/** Two states of a petition’s words, with what was added and removed. */
import type { Locale } from '../../../schema/locales.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import type { Words } from '../../petitions/text-change.ts'
import { newBudget } from '../../pages/diff.ts'
import { Differences } from '../../pages/differences.tsx'

interface Props {
  title: string
  /** The reader’s. */
  locale: Locale
  before: Words
  after: Words
  /** Of the text, BCP 47. */
  language: string
}

export function Comparison({ title, locale, before, after, language }: Props) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <Differences
        words={catalogue(locale)}
        locale={locale}
        before={before}
        version={{ ...after, language }}
        budget={newBudget(language)}
      />
    </section>
  )
}
