/** Shown after a form was submitted without a script: the next step, which is the email. */
import type { Locale } from '../../schema/locales.ts'
import { petitionPageUrls } from '../http/urls.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Layout } from './layout.tsx'
import { Share } from './share.tsx'
import { Withdraw } from './withdraw.tsx'

export interface ThanksPageProps {
  locale: Locale
  slug: string
  title: string
  /** Of the title. */
  language: string
  /** Scheme and host. */
  origin: string
  /** The one through whom the signer came. */
  partner: string | null
  /** The token in this page's own URL, and the link that it is for. Null for anyone who has not come from the form. */
  withdraw: { token: string; url: string } | null
}

export function ThanksPage({ locale, slug, title, language, origin, partner, withdraw }: ThanksPageProps) {
  const words = catalogue(locale)
  const { form, petition } = words
  return (
    <Layout
      locale={locale}
      title={form.thanksConfirm}
      urls={{
        ...petitionPageUrls(slug, '/thanks'),
        origin,
        query: queryOf({ withdraw: withdraw?.token, source: partner }),
      }}
      scripts={['/share.js']}
      petition={slug}
    >
      <main class="narrow link" id="content" {...(withdraw === null ? {} : { 'data-address': `/${locale}/p/${slug}` })}>
        <p class="eyebrow">
          <bdi lang={language}>{title}</bdi>
        </p>
        <h1>{form.thanksConfirm}</h1>
        <p class="lead">{form.thanksConfirmText}</p>
        <Share open {...{ words, locale, slug, origin, title, partner }} />
        {withdraw !== null && <Withdraw words={words} url={withdraw.url} kind="unconfirmed" />}
        <p>
          <a class="button quiet" href={`/${locale}/p/${slug}`}>
            {petition.toPetition}
          </a>
        </p>
      </main>
    </Layout>
  )
}

function queryOf(given: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) if (typeof value === 'string') query.set(name, value)
  return query.size === 0 ? '' : `?${query.toString()}`
}
