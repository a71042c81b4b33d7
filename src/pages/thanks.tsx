/** Shown after a form was submitted without a script: the next step. */
import type { Locale } from '../../schema/locales.ts'
import { petitionPageUrls } from '../http/urls.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Layout } from './layout.tsx'
import { Share } from './share.tsx'

export interface ThanksPageProps {
  locale: Locale
  slug: string
  title: string
  /** Of the title. */
  language: string
  /** Scheme and host. */
  origin: string
}

export function ThanksPage({ locale, slug, title, language, origin }: ThanksPageProps) {
  const words = catalogue(locale)
  const { form, petition } = words
  return (
    <Layout
      locale={locale}
      title={form.thanksConfirm}
      urls={{ ...petitionPageUrls(slug, '/thanks'), origin }}
      scripts={['/share.js']}
      petition={slug}
    >
      <main class="narrow link" id="content">
        <p class="eyebrow">
          <bdi lang={language}>{title}</bdi>
        </p>
        <h1>{form.thanksConfirm}</h1>
        <p class="lead">{form.thanksConfirmText}</p>
        <Share open {...{ words, slug, title }} url={`${origin}/${locale}/p/${slug}`} />
        <p>
          <a class="button quiet" href={`/${locale}/p/${slug}`}>
            {petition.toPetition}
          </a>
        </p>
      </main>
    </Layout>
  )
}
