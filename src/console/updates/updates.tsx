/** Updates of a petition: writing one, and the list of those that are published. */
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'

import { around as textAround } from '../../i18n/around.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { UPDATE_BODY_MAX_CHARS } from '../../limits.ts'
import { renderMarkdown } from '../../markup/markdown.ts'
import { type Around, type AroundPetition, Page, wasOpen } from '../layout.tsx'
import { ErrorSummary, type FormState, labelsOf, TextArea, TextField } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { settingsPath } from '../settings/settings.tsx'

export const updatesPath = (slug: string): string => `/console/p/${slug}/updates`

export interface ListedUpdate {
  id: string
  title: string
  /** In words. */
  published: string
  /** Null if it was not. */
  edited: string | null
}

interface Props {
  around: Around
  petition: AroundPetition
  form: FormState
  /** Whether what was typed is shown as it will look. */
  isPreview: boolean
  updates: readonly ListedUpdate[]
  /** Whether the reader may write an outcome, and where contacts are exported; null for those who may not. */
  ways: { isOpen: boolean; mayEnd: boolean; contacts: string | null }
}

export function UpdatesPage({ around, petition, form, isPreview, updates, ways }: Props) {
  const words = consoleWords(around.locale)
  const { places, updates: labels } = words
  const settings = settingsPath(petition.slug)
  return (
    <Page
      {...{ around, petition }}
      title={places.updates}
      place="updates"
      hasErrors={Object.keys(form.errors).length > 0}
      scripts={['/console-count.js']}
    >
      <ErrorSummary words={words} errors={form.errors} labels={labelsOf(words)} />
      <Heading title={places.updates} lead={wasOpen(petition.state) ? labels.lead : labels.draftNote} />
      <section class="card">
        <h2>{labels.write}</h2>
        <form method="post" action={updatesPath(petition.slug)} novalidate>
          <UpdateFields {...{ words, form }} locale={around.locale} language={petition.language} />
          <UpdateActs {...{ words }} label={labels.publish} />
        </form>
        <p class="note section">
          {labels.email} {ways.contacts !== null && <a href={ways.contacts}>{places.contacts}</a>}
        </p>
      </section>
      {isPreview && <UpdatePreview {...{ words, form }} language={petition.language} />}
      <section class="card">
        <h2>{labels.outcome}</h2>
        <p class="note">{labels.outcomeText}</p>
        {ways.mayEnd && (
          <div class="acts">
            {ways.isOpen ? (
              <>
                <a class="button quiet" href={`${settings}/victory`}>
                  {words.ending.victory}…
                </a>
                <a class="button quiet" href={`${settings}/close`}>
                  {words.ending.close}…
                </a>
              </>
            ) : (
              <a href={settings}>{places.settings}</a>
            )}
          </div>
        )}
      </section>
      <section class="section">
        {updates.length === 0 ? <p class="soft">{labels.none}</p> : <List {...{ words, petition, updates }} />}
      </section>
    </Page>
  )
}

interface FieldsProps {
  words: ConsoleWords
  form: FormState
  /** The reader’s. */
  locale: Around['locale']
  /** Of the words, BCP 47. */
  language: string
}

export function UpdateFields({ words, form, locale, language }: FieldsProps) {
  const { start, updates: labels } = words
  const own = { lang: language, dir: 'auto' }
  return (
    <>
      <TextField {...{ form }} name="title" label={start.words.name} with={{ autocomplete: 'off', ...own }} />
      <TextArea {...{ form }} name="body" label={labels.body} hint={labels.bodyHint} rows={8} with={own} />
      <CharactersLeft {...{ locale }} label={labels.left} text={form.values['body'] ?? ''} />
    </>
  )
}

/** Of the field `body`. A script counts while somebody types; without it, the count is that of what was sent. */
function CharactersLeft({ locale, label, text }: { locale: Around['locale']; label: string; text: string }) {
  const { labelled, number } = catalogue(locale)
  const [before, after] = textAround((value) => labelled(label, value))
  const left = UPDATE_BODY_MAX_CHARS - Array.from(text.replaceAll('\r\n', '\n')).length
  return (
    <p class="note">
      {before}
      <output for="body" data-of="body" data-max={UPDATE_BODY_MAX_CHARS}>
        {left < 0 ? `−${number(-left)}` : number(left)}
      </output>
      {after}
    </p>
  )
}

export function UpdateActs({ words, label, children }: { words: ConsoleWords; label: string; children?: Child }) {
  return (
    <div class="acts">
      <button class="button" name="go" value="save">
        {label}
      </button>
      <button class="button quiet" name="go" value="preview">
        {words.updates.preview}
      </button>
      {children}
    </div>
  )
}

/** As the petition's page renders it. */
export function UpdatePreview({ words, form, language }: { words: ConsoleWords; form: FormState; language: string }) {
  return (
    <section class="card" aria-labelledby="look">
      <h2 id="look">{words.start.publish.lookTitle}</h2>
      <article class="prose" lang={language} dir="auto">
        <h3>{form.values['title'] ?? ''}</h3>
        {raw(renderMarkdown(form.values['body'] ?? '', 4))}
      </article>
    </section>
  )
}

function List({
  words,
  petition,
  updates,
}: {
  words: ConsoleWords
  petition: AroundPetition
  updates: readonly ListedUpdate[]
}) {
  const { updates: labels, text, frame } = words
  const path = updatesPath(petition.slug)
  return (
    <table class="table cards">
      <caption>{labels.list}</caption>
      <TableHead columns={[words.start.words.name, text.publishedAt, labels.changed]} act={frame.change} />
      <tbody>
        {updates.map(({ id, title, published, edited }) => (
          <tr>
            <th scope="row">
              <bdi lang={petition.language}>{title}</bdi>
            </th>
            <td data-label={text.publishedAt}>{published}</td>
            <td data-label={labels.changed}>{edited}</td>
            <td class="act">
              <a href={`${path}/${id}`} aria-label={`${labels.edit} ${title}`}>
                {labels.edit}
              </a>{' '}
              <a href={`${path}/${id}/remove`} aria-label={`${labels.takeDown} ${title}`}>
                {labels.takeDown}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
