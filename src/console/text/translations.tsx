/** Translations of a petition’s words: which there are, and writing one beside the original. */
import { raw } from 'hono/html'

import type { Locale } from '../../../schema/locales.ts'
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { languageName } from '../../i18n/names.ts'
import { renderMarkdown } from '../../markup/markdown.ts'
import type { Words } from '../../petitions/text-change.ts'
import { counts, EndPage } from '../end-page.tsx'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ErrorSummary, type FormState, TextArea, TextField, labelsOf } from '../parts/form.tsx'
import { Back, Heading, Tabs } from '../parts/heading.tsx'
import { Chip } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { textTabs } from './words.tsx'

export interface Translation {
  locale: Locale
  state: 'current' | 'behind' | 'missing'
}

interface Props {
  around: Around
  petition: AroundPetition
  translations: readonly Translation[]
}

const TONES = { current: 'good', behind: 'warn', missing: 'plain' } as const

export function TranslationsPage({ around, petition, translations }: Props) {
  const words = consoleWords(around.locale)
  const { text } = words
  const { translations: labels } = text
  const path = `/console/p/${petition.slug}/text/translations`
  return (
    <Page {...{ around, petition }} title={text.tabs.translations} place="text">
      <Heading title={text.title} />
      <Tabs label={text.title} tabs={textTabs(words, petition.slug)} current={path} />
      <p>{labels.lead}</p>
      <section class="card">
        <table class="table cards">
          <TableHead columns={[labels.language, labels.state]} act={words.frame.change} />
          <tbody>
            <tr>
              <th scope="row">{languageName(petition.language, around.locale)}</th>
              <td data-label={labels.state}>{labels.original}</td>
              <td></td>
            </tr>
            {translations.map(({ locale, state }) => {
              const language = languageName(locale, around.locale)
              return (
                <tr>
                  <th scope="row">{language}</th>
                  <td data-label={labels.state}>
                    <Chip tone={TONES[state]}>{labels[state]}</Chip>
                  </td>
                  <td class="act">
                    <a href={`${path}/${locale}`}>
                      {state === 'missing' ? labels.write(language) : labels.update(language)}
                    </a>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </Page>
  )
}

export function TranslationPage({
  around,
  petition,
  locale,
  original,
  of,
  form,
  isShown,
}: {
  around: Around
  petition: AroundPetition
  locale: Locale
  original: Words
  /** The number of the original. */
  of: number
  form: FormState
  isShown: boolean
}) {
  const words = consoleWords(around.locale)
  const { text, start } = words
  const { translations: labels } = text
  const path = `/console/p/${petition.slug}/text/translations`
  const language = languageName(locale, around.locale)
  const own = { lang: locale, dir: 'auto' }
  return (
    <Page
      {...{ around, petition }}
      title={labels.write(language)}
      place="text"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <Back href={path} text={words.frame.back(text.tabs.translations)} />
      <ErrorSummary words={words} errors={form.errors} labels={labelsOf(words)} />
      <Heading title={labels.write(language)} lead={labels.publishHint} />
      <details class="more" open>
        <summary>{labels.originalText}</summary>
        <article class="card prose" lang={petition.language} dir="auto">
          <h2>{original.title}</h2>
          <p>
            {start.words.addressee} <bdi>{original.addressee}</bdi>
          </p>
          {raw(renderMarkdown(original.body, 2))}
        </article>
      </details>
      <form method="post" action={`${path}/${locale}`} novalidate>
        <input type="hidden" name="of" value={of} />
        <TextField {...{ form }} name="title" label={start.words.name} with={{ autocomplete: 'off', ...own }} />
        <TextField {...{ form }} name="addressee" label={start.words.addressee} with={own} />
        <TextArea {...{ form }} name="body" label={start.words.body} hint={start.words.bodyHint} rows={16} with={own} />
        <div class="acts">
          <button class="button">{labels.publish}</button>
        </div>
      </form>
      {isShown && (
        <p class="section">
          <a href={`${path}/${locale}/remove`}>{labels.remove}</a>
        </p>
      )}
    </Page>
  )
}

/** `signed`: how many have signed what is on the page in this language. */
export function RemoveTranslationPage({
  around,
  petition,
  locale,
  signed,
}: {
  around: Around
  petition: AroundPetition
  locale: Locale
  signed: number
}) {
  const { text, ends } = consoleWords(around.locale)
  const path = `/console/p/${petition.slug}/text/translations/${locale}`
  const language = languageName(locale, around.locale)
  return (
    <EndPage
      {...{ around }}
      title={ends.translation.title(language)}
      so={[ends.translation.text, ...counts([signed, ends.translation.signed])]}
      back={{ href: path, to: text.translations.update(language) }}
      action={`${path}/remove`}
      label={text.translations.remove}
      in={{ petition, place: 'text' }}
    />
  )
}
