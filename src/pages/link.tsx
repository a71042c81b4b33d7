/** Where a link of a mail leads: one question, one button; and afterwards what has come of it. */
import type { Locale } from '../../schema/locales.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Layout } from './layout.tsx'

export interface LinkPageProps {
  locale: Locale
  purpose: 'confirm' | 'withdraw'
  /** Whether the button has been pressed. */
  done: boolean
  slug: string
  title: string
  /** Of the title. */
  language: string
}

export function LinkPage({ locale, purpose, done, slug, title, language }: LinkPageProps) {
  const words = catalogue(locale).links[purpose]
  const [heading, text] = done ? [words.done, words.doneText] : [words.title, words.text]
  return (
    <Layout locale={locale} title={heading}>
      <main class="narrow link">
        <p class="eyebrow" lang={language}>
          {title}
        </p>
        <h1>{heading}</h1>
        <p class="lead">{text}</p>
        {done ? (
          <p>
            <a class="button" href={`/${locale}/p/${slug}`}>
              {catalogue(locale).links.toPetition}
            </a>
          </p>
        ) : (
          <form method="post" action={`?lang=${locale}`}>
            <button class="button" type="submit">
              {words.button}
            </button>
          </form>
        )}
      </main>
    </Layout>
  )
}
