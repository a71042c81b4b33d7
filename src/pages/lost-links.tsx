/** Where people who have lost their email ask for the links of their signature again, and what is shown afterwards. */
import type { Locale } from '../../schema/locales.ts'
import { petitionPageUrls } from '../http/urls.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { described, EMAIL_INPUT, Field, ForBots } from './field.tsx'
import { Layout } from './layout.tsx'
import type { Draft } from './sign-form.tsx'

/** The path below the petition's page of the form, and of what is shown once it was sent. */
export const LOST_LINKS_PATHS = { form: '/links', sent: '/links-sent' } as const

interface Shown {
  locale: Locale
  slug: string
  title: string
  /** Of the title. */
  language: string
  /** Scheme and host. */
  origin: string
}

export interface LostLinksPageProps extends Shown {
  /** The signed time at which the page was rendered. */
  rendered: string
  /** A form that was refused. */
  draft: Draft | null
}

export function LostLinksPage({ locale, slug, title, language, origin, rendered, draft }: LostLinksPageProps) {
  const { lost, form } = catalogue(locale)
  const error = draft?.errors.find(({ path }) => path === 'email')?.message
  const notice = draft?.notice ?? ''
  return (
    <Layout
      locale={locale}
      petition={slug}
      title={lost.title}
      urls={{ ...petitionPageUrls(slug, LOST_LINKS_PATHS.form), origin }}
    >
      <main class="narrow link" id="content">
        <PetitionLink {...{ locale, slug, title, language }} />
        <h1>{lost.title}</h1>
        <p class="lead">{lost.text}</p>
        <form class="card sign" method="post" action={`/${locale}/p/${slug}${LOST_LINKS_PATHS.form}`} novalidate>
          {notice !== '' && (
            <div class="outcome" role="alert">
              {notice}
            </div>
          )}
          <Field id="email" label={form.email} error={error}>
            <input {...described('email', error)} {...EMAIL_INPUT} required value={draft?.values['email'] ?? ''} />
          </Field>
          <ForBots label={form.trap} rendered={rendered} />
          <button class="button" type="submit">
            {lost.button}
          </button>
          <p class="consent">{lost.same}</p>
        </form>
      </main>
    </Layout>
  )
}

export function LinksSentPage({ locale, slug, title, language, origin }: Shown) {
  const { lost, petition } = catalogue(locale)
  return (
    <Layout
      locale={locale}
      petition={slug}
      title={lost.sent}
      urls={{ ...petitionPageUrls(slug, LOST_LINKS_PATHS.sent), origin }}
    >
      <main class="narrow link" id="content">
        <PetitionLink {...{ locale, slug, title, language }} />
        <h1>{lost.sent}</h1>
        <p class="lead">{lost.sentText}</p>
        <p>{lost.none}</p>
        <p>
          <a href={`/${locale}/p/${slug}${LOST_LINKS_PATHS.form}`}>{lost.other}</a>
        </p>
        <p>
          <a class="button quiet" href={`/${locale}/p/${slug}`}>
            {petition.toPetition}
          </a>
        </p>
      </main>
    </Layout>
  )
}

function PetitionLink({ locale, slug, title, language }: Omit<Shown, 'origin'>) {
  return (
    <p class="eyebrow">
      <a href={`/${locale}/p/${slug}`}>
        <bdi lang={language}>{title}</bdi>
      </a>
    </p>
  )
}

/** For the pages on which somebody may find that a link does not work. */
export function LostLinksLink({ locale, slug, button = false }: { locale: Locale; slug: string; button?: boolean }) {
  return (
    <p class="lost">
      <a {...(button ? { class: 'button' } : {})} href={`/${locale}/p/${slug}${LOST_LINKS_PATHS.form}`}>
        {button ? catalogue(locale).lost.title : catalogue(locale).lost.open}
      </a>
    </p>
  )
}
