/** The sign form on a page of its own, for a form that was refused before its sender is known to be within the limits. */
import type { Locale } from '../../schema/locales.ts'
import type { CountResponse } from '../../schema/petition.ts'
import { moderationOf } from '../../schema/signature.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Layout } from './layout.tsx'
import type { ShownPetition } from './petition.tsx'
import { type Draft, formTarget, SignForm, type Turnstile } from './sign-form.tsx'

export interface FormPageProps {
  locale: Locale
  petition: Pick<ShownPetition, 'slug' | 'language' | 'confirmation' | 'moderated'> & { title: string }
  /** The number of the version of the text that was read and sent. */
  version: number
  count: CountResponse
  partner: string | null
  /** As for the petition's page. */
  rendered: string
  turnstile: Turnstile | null
  draft: Draft
}

export function FormPage({ locale, petition, ...form }: FormPageProps) {
  const { slug, title, language, confirmation } = petition
  return (
    <Layout locale={locale} title={title} scripts={['/sign-form.js', '/share.js']} petition={slug}>
      <main class="narrow" id="content">
        <h1 lang={language} dir="auto">
          <a href={`/${locale}/p/${slug}`}>{title}</a>
        </h1>
        <SignForm
          words={catalogue(locale)}
          {...{ locale, confirmation }}
          moderation={moderationOf(petition)}
          to={formTarget(locale, slug)}
          {...form}
        />
      </main>
    </Layout>
  )
}
