/** Reporting a petition to the operator: the form, which needs no script, and what is shown after it was sent. */
import type { Child } from 'hono/jsx'

import type { Locale } from '../../schema/locales.ts'
import { REPORT_GROUNDS } from '../../schema/report.ts'
import { petitionPageUrls } from '../http/urls.ts'
import { type Catalogue, catalogue } from '../i18n/catalogue.ts'
import { described, EMAIL_INPUT, Field, FieldError, ForBots } from './field.tsx'
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
  /** What is reported; null for the petition itself. */
  about: ReportedThing | null
}

export type ReportedThing =
  | { kind: 'signature'; id: string; name: string; comment: string | null }
  /** `language`: of the title, BCP 47. */
  | { kind: 'update'; id: string; title: string; language: string }

export function ReportPage({ locale, origin, petition, elsewhere, rendered, draft, about }: ReportPageProps) {
  const words = catalogue(locale)
  const { report } = words.trust
  return (
    <Page {...{ locale, origin, petition }} title={report.title} path="/report">
      {about === null ? <p class="lead">{report.text}</p> : <About {...{ words, about }} />}
      {elsewhere === null ? (
        <Form words={words} action={`/${locale}/p/${petition.slug}/report#report`} {...{ rendered, draft, about }} />
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

function About({ words, about }: { words: Catalogue; about: ReportedThing }) {
  const { report } = words.trust
  return (
    <>
      <p class="lead">{about.kind === 'signature' ? report.aboutSigner : report.aboutUpdate}</p>
      <blockquote>
        {about.kind === 'update' ? (
          <p lang={about.language} dir="auto">
            {about.title}
          </p>
        ) : (
          <>
            <p>
              <bdi>{about.name}</bdi>
            </p>
            {about.comment !== null && <p dir="auto">{about.comment}</p>}
          </>
        )}
      </blockquote>
      <p>{report.aboutText}</p>
    </>
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

interface FormProps extends Pick<ReportPageProps, 'rendered' | 'draft' | 'about'> {
  words: Catalogue
  action: string
}

function Form({ words, action, rendered, draft, about }: FormProps) {
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
      <fieldset class="field" {...(errorOf('ground') === undefined ? {} : { 'aria-describedby': 'ground-error' })}>
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
      <Field id="details" label={report.details} hint={report.detailsHint} error={errorOf('details')}>
        <textarea {...described('details', errorOf('details'), true)} rows={6} dir="auto" required>
          {valueOf('details')}
        </textarea>
      </Field>
      <Field id="email" label={form.optional(form.email)} hint={report.emailHint} error={errorOf('email')}>
        <input {...described('email', errorOf('email'), true)} {...EMAIL_INPUT} value={valueOf('email')} />
      </Field>
      {about !== null && (
        <>
          <input type="hidden" name="about" value={about.kind} />
          <input type="hidden" name="aboutId" value={about.id} />
        </>
      )}
      <ForBots label={form.trap} rendered={rendered} />
      <p class="note">{report.faith}</p>
      <button class="button" type="submit">
        {report.send}
      </button>
    </form>
  )
}
