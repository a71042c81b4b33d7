/** Reporting a petition to the operator: the form, which needs no script, and what is shown after it was sent. */
import type { Child } from 'hono/jsx'

import type { Locale } from '../../schema/locales.ts'
import { REPORT_GROUNDS } from '../../schema/report.ts'
import { petitionPageUrls } from '../http/urls.ts'
import { type Catalogue, catalogue } from '../i18n/catalogue.ts'
import { Layout } from './layout.tsx'
import type { Draft } from './sign-form.tsx'

export interface ReportPageProps {
  locale: Locale
  /** Scheme and host. */
  origin: string
  petition: { slug: string; title: string; language: string }
  /** Where the operator takes reports, if not by this form. */
  elsewhere: string | null
  /** The time of rendering, signed. */
  rendered: string
  draft: Draft | null
}

export function ReportPage({ locale, origin, petition, elsewhere, rendered, draft }: ReportPageProps) {
  const words = catalogue(locale)
  const { report } = words.trust
  return (
    <Page {...{ locale, origin, petition }} title={report.title} path="/report">
      <p class="lead">{report.text}</p>
      {elsewhere === null ? (
        <Form words={words} action={`/${locale}/p/${petition.slug}/report#report`} {...{ rendered, draft }} />
      ) : (
        <p>
          {report.elsewhere} <a href={elsewhere}>{elsewhere}</a>
        </p>
      )}
    </Page>
  )
}

export function ReportSentPage({ locale, origin, petition }: Pick<ReportPageProps, 'locale' | 'origin' | 'petition'>) {
  const words = catalogue(locale)
  return (
    <Page {...{ locale, origin, petition }} title={words.trust.report.done} path="/report/sent">
      <p class="lead">{words.trust.report.doneText}</p>
      <p>
        <a class="button quiet" href={`/${locale}/p/${petition.slug}`}>
          {words.petition.toPetition}
        </a>
      </p>
    </Page>
  )
}

interface PageProps extends Pick<ReportPageProps, 'locale' | 'origin' | 'petition'> {
  title: string
  path: string
  children?: Child
}

function Page({ locale, origin, petition: { slug, title: about, language }, title, path, children }: PageProps) {
  return (
    <Layout locale={locale} petition={slug} title={title} urls={{ ...petitionPageUrls(slug, path), origin }}>
      <main class="narrow plain" id="content">
        <p class="eyebrow">
          <a href={`/${locale}/p/${slug}`} lang={language} dir="auto">
            {about}
          </a>
        </p>
        <h1>{title}</h1>
        {children}
      </main>
    </Layout>
  )
}

interface FormProps extends Pick<ReportPageProps, 'rendered' | 'draft'> {
  words: Catalogue
  action: string
}

function Form({ words, action, rendered, draft }: FormProps) {
  const { form } = words
  const { report } = words.trust
  const valueOf = (name: string): string => draft?.values[name] ?? ''
  const errorOf = (name: string): string | undefined => draft?.errors.find(({ path }) => path === name)?.message
  return (
    <form class="card" id="report" method="post" action={action} novalidate>
      {draft !== null && (
        <div class="outcome" role="alert">
          {draft.notice}
        </div>
      )}
      <fieldset class="field" {...describedBy('ground', errorOf('ground'), false)}>
        <legend>{report.ground}</legend>
        {REPORT_GROUNDS.map((ground) => (
          <p class="choice">
            <input
              id={`ground-${ground}`}
              name="ground"
              type="radio"
              value={ground}
              checked={valueOf('ground') === ground}
            />
            <label for={`ground-${ground}`}>{report.grounds[ground]}</label>
          </p>
        ))}
        <FieldError id="ground" error={errorOf('ground')} />
      </fieldset>
      <p class="field">
        <label for="details">{report.details}</label>
        <textarea
          id="details"
          name="details"
          rows={6}
          dir="auto"
          required
          {...describedBy('details', errorOf('details'), true)}
        >
          {valueOf('details')}
        </textarea>
        <FieldError id="details" error={errorOf('details')} />
        <small id="details-hint">{report.detailsHint}</small>
      </p>
      <p class="field">
        <label for="email">{form.optional(form.email)}</label>
        <input
          id="email"
          name="email"
          type="text"
          inputmode="email"
          autocomplete="email"
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          dir="ltr"
          value={valueOf('email')}
          {...describedBy('email', errorOf('email'), true)}
        />
        <FieldError id="email" error={errorOf('email')} />
        <small id="email-hint">{report.emailHint}</small>
      </p>
      <p class="trap" aria-hidden="true">
        <label for="website">{form.trap}</label>
        <input id="website" name="website" tabindex={-1} autocomplete="off" />
      </p>
      <input type="hidden" name="rendered" value={rendered} />
      <p class="note">{report.faith}</p>
      <button class="button" type="submit">
        {report.send}
      </button>
    </form>
  )
}

function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (error === undefined) return null
  return (
    <small class="error" id={`${id}-error`}>
      {error}
    </small>
  )
}

/** The attributes that tie a control to its error and its hint. */
function describedBy(id: string, error: string | undefined, hinted: boolean) {
  const notes = [error !== undefined && `${id}-error`, hinted && `${id}-hint`].filter((note) => note !== false)
  return {
    ...(notes.length > 0 ? { 'aria-describedby': notes.join(' ') } : {}),
    ...(error === undefined || id === 'ground' ? {} : { 'aria-invalid': 'true' as const }),
  }
}
