/** One update: editing and translating it, taking it down, and what somebody else has made of it meanwhile. */
import { raw } from 'hono/html'

import type { Locale } from '../../../schema/locales.ts'
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { languageName } from '../../i18n/names.ts'
import { renderMarkdown } from '../../markup/markdown.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ErrorSummary, type FormState, HiddenFields, labelsOf, TextArea, TextField } from '../parts/form.tsx'
import { Back, Heading } from '../parts/heading.tsx'
import { Chip } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { EndPage } from '../end-page.tsx'
import { MeanwhilePage } from '../meanwhile-page.tsx'
import { Comparison } from '../text/comparison.tsx'
import type { Translation } from '../text/translations.tsx'
import { UpdateActs, UpdateFields, UpdatePreview, updatesPath } from './updates.tsx'

interface Props {
  around: Around
  petition: AroundPetition
  id: string
}

interface EditProps extends Props {
  form: FormState
  /** Of the words that the form began with. */
  version: number
  isPreview: boolean
  translations: readonly Translation[]
}

const TONES = { current: 'good', behind: 'warn', missing: 'plain' } as const

export function UpdatePage({ around, petition, id, form, version, isPreview, translations }: EditProps) {
  const words = consoleWords(around.locale)
  const { frame, places, text, updates: labels } = words
  const path = `${updatesPath(petition.slug)}/${id}`
  const hasTranslations = translations.some(({ state }) => state !== 'missing')
  return (
    <Page
      {...{ around, petition }}
      title={labels.editTitle}
      place="updates"
      hasErrors={Object.keys(form.errors).length > 0}
      scripts={['/console-count.js']}
    >
      <Back href={updatesPath(petition.slug)} text={frame.back(places.updates)} />
      <ErrorSummary words={words} errors={form.errors} labels={labelsOf(words)} />
      <Heading title={labels.editTitle} lead={hasTranslations ? text.behindNote : undefined} />
      <section class="card">
        <form method="post" action={path} novalidate>
          <HiddenFields values={{ version: String(version) }} />
          <UpdateFields {...{ words, form }} locale={around.locale} language={petition.language} />
          <UpdateActs {...{ words }} label={labels.save}>
            <a href={`${path}/remove`}>{labels.takeDown}</a>
          </UpdateActs>
        </form>
      </section>
      {isPreview && <UpdatePreview {...{ words, form }} language={petition.language} />}
      <section class="card">
        <table class="table cards">
          <caption>{labels.translations}</caption>
          <TableHead columns={[text.translations.language, text.translations.state]} act={frame.change} />
          <tbody>
            {translations.map(({ locale, state }) => {
              const language = languageName(locale, around.locale)
              return (
                <tr>
                  <th scope="row">{language}</th>
                  <td data-label={text.translations.state}>
                    <Chip tone={TONES[state]}>{text.translations[state]}</Chip>
                  </td>
                  <td class="act">
                    <a href={`${path}/translations/${locale}`}>
                      {state === 'missing' ? text.translations.write(language) : text.translations.update(language)}
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

/** `translations`: how many it has. */
export function TakeDownPage({
  around,
  petition,
  id,
  title,
  translations,
}: Props & { title: string; translations: number }) {
  const { places, updates: labels } = consoleWords(around.locale)
  const path = updatesPath(petition.slug)
  const so = [
    labels.takeDownSo,
    ...(translations > 0 ? [labels.takeDownTranslations(translations)] : []),
    labels.takeDownCopies,
  ]
  return (
    <EndPage
      {...{ around, so }}
      title={labels.takeDownTitle}
      subject={
        <p lang={petition.language} dir="auto">
          <strong>{title}</strong>
        </p>
      }
      back={{ href: path, to: places.updates }}
      action={`${path}/${id}/remove`}
      label={labels.takeDownConfirm}
      in={{ petition, place: 'updates' }}
    />
  )
}

export interface UpdateWords {
  title: string
  /** Markdown. */
  body: string
}

/** Somebody else has saved meanwhile: both texts, and nothing is lost. `version`: of theirs, over which yours is saved. */
export function UpdateMeanwhilePage({
  around,
  petition,
  id,
  theirs,
  yours,
  version,
}: Props & { theirs: UpdateWords; yours: UpdateWords; version: number }) {
  const { text } = consoleWords(around.locale)
  const path = `${updatesPath(petition.slug)}/${id}`
  // An update is addressed to nobody.
  const asText = ({ title, body }: UpdateWords) => ({ title, body, addressee: '' })
  return (
    <MeanwhilePage
      around={around}
      action={path}
      values={{ ...yours, version: String(version), go: 'save' }}
      theirs={path}
      in={{ petition, place: 'updates' }}
    >
      <Comparison
        title={text.yours}
        before={asText(theirs)}
        after={asText(yours)}
        locale={around.locale}
        language={petition.language}
      />
    </MeanwhilePage>
  )
}

interface TranslationProps extends Props {
  locale: Locale
  original: UpdateWords
  /** The number of the original. */
  of: number
  form: FormState
  isShown: boolean
}

export function UpdateTranslationPage({ around, petition, id, locale, original, of, form, isShown }: TranslationProps) {
  const words = consoleWords(around.locale)
  const { frame, start, text, updates: labels } = words
  const { translations } = text
  const update = `${updatesPath(petition.slug)}/${id}`
  const path = `${update}/translations/${locale}`
  const title = translations.write(languageName(locale, around.locale))
  const own = { lang: locale, dir: 'auto' }
  return (
    <Page {...{ around, petition, title }} place="updates" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href={update} text={frame.back(labels.editTitle)} />
      <ErrorSummary words={words} errors={form.errors} labels={labelsOf(words)} />
      <Heading title={title} lead={translations.publishHint} />
      <details class="more" open>
        <summary>{translations.originalText}</summary>
        <article class="card prose" lang={petition.language} dir="auto">
          <h2>{original.title}</h2>
          {raw(renderMarkdown(original.body, 2))}
        </article>
      </details>
      <form method="post" action={path} novalidate>
        <HiddenFields values={{ of: String(of) }} />
        <TextField {...{ form }} name="title" label={start.words.name} with={{ autocomplete: 'off', ...own }} />
        <TextArea {...{ form }} name="body" label={labels.body} rows={8} with={own} />
        <div class="acts">
          <button class="button">{translations.publish}</button>
        </div>
      </form>
      {isShown && (
        <a class="button quiet danger" href={`${path}/remove`}>
          {translations.remove}
        </a>
      )}
    </Page>
  )
}

export function RemoveUpdateTranslationPage({ around, petition, id, locale }: Props & { locale: Locale }) {
  const { text, ends } = consoleWords(around.locale)
  const path = `${updatesPath(petition.slug)}/${id}/translations/${locale}`
  const language = languageName(locale, around.locale)
  return (
    <EndPage
      {...{ around }}
      title={ends.translation.title(language)}
      so={[ends.translation.text]}
      back={{ href: path, to: text.translations.update(language) }}
      action={`${path}/remove`}
      label={text.translations.remove}
      in={{ petition, place: 'updates' }}
    />
  )
}
