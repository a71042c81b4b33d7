/** The page that a link in an email opens: one question and one button, and then the result. */
import type { Locale } from '../../schema/locales.ts'
import { around } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Layout } from './layout.tsx'

export interface LinkPageProps {
  locale: Locale
  purpose: 'confirm' | 'withdraw'
  /** Whether the button has been pressed. */
  done: boolean
  /** What the petition page will show of a signature that is to be confirmed. */
  shown: { publicName: string | null; comment: string | null } | null
  slug: string
  title: string
  /** Of the title. */
  language: string
}

export function LinkPage({ locale, purpose, done, shown, slug, title, language }: LinkPageProps) {
  const words = catalogue(locale).links[purpose]
  const [heading, text] = done ? [words.done, words.doneText] : [words.title, words.text]
  return (
    <Layout locale={locale} title={heading} petition={slug}>
      <main class="narrow link" id="content">
        <p class="eyebrow">
          <bdi lang={language}>{title}</bdi>
        </p>
        <h1>{heading}</h1>
        <p class="lead">{text}</p>
        {shown !== null && <Shown locale={locale} {...shown} />}
        {done ? (
          <p>
            <a class="button" href={`/${locale}/p/${slug}`}>
              {catalogue(locale).petition.toPetition}
            </a>
          </p>
        ) : (
          <form method="post" action={`?lang=${locale}`}>
            <p class="acts">
              <button class={purpose === 'withdraw' ? 'button danger' : 'button'} type="submit">
                {words.button}
              </button>
              {purpose === 'withdraw' && (
                <a class="button quiet" href={`/${locale}/p/${slug}`}>
                  {catalogue(locale).trust.keep}
                </a>
              )}
            </p>
          </form>
        )}
      </main>
    </Layout>
  )
}

/** Lets people check what they confirm: someone else may have signed with their email address. */
function Shown({ locale, publicName, comment }: NonNullable<LinkPageProps['shown']> & { locale: Locale }) {
  const words = catalogue(locale).links
  if (publicName === null) return <p>{words.notShown}</p>
  const [before, after] = around(words.shownAs)
  return (
    <p>
      {before}
      <strong>
        <bdi>{publicName}</bdi>
      </strong>
      {after}
      <br />
      {comment !== null && (
        <q>
          <bdi>{comment}</bdi>
        </q>
      )}
      <small>{words.notYours}</small>
    </p>
  )
}
