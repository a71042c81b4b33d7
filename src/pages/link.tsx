/** The pages behind links: to confirm, to withdraw, each with one question and one button; and what follows a withdrawal. */
import type { Child } from 'hono/jsx'

import type { Locale } from '../../schema/locales.ts'
import { around } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Layout } from './layout.tsx'

export interface LinkPageProps {
  locale: Locale
  slug: string
  title: string
  /** Of the title. */
  language: string
}

/** What the petition page will show of a signature that is to be confirmed. */
export interface Shown {
  publicName: string | null
  comment: string | null
}

export function ConfirmPage({ shown, ...of }: LinkPageProps & { shown: Shown }) {
  const words = catalogue(of.locale).links.confirm
  return (
    <LinkPage {...of} heading={words.title} text={words.text}>
      <ShownAs locale={of.locale} {...shown} />
      <form method="post" action={`?lang=${of.locale}`}>
        <p class="acts">
          <button class="button" type="submit">
            {words.button}
          </button>
        </p>
      </form>
    </LinkPage>
  )
}

export function WithdrawPage(of: LinkPageProps) {
  const { links, trust } = catalogue(of.locale)
  return (
    <LinkPage {...of} heading={links.withdraw.title} text={links.withdraw.text}>
      <form method="post" action={`?lang=${of.locale}`}>
        <p class="acts">
          <button class="button danger" type="submit">
            {links.withdraw.button}
          </button>
          <a class="button quiet" href={`/${of.locale}/p/${of.slug}`}>
            {trust.keep}
          </a>
        </p>
      </form>
    </LinkPage>
  )
}

export function WithdrawnPage(of: LinkPageProps) {
  const { links, petition } = catalogue(of.locale)
  return (
    <LinkPage {...of} heading={links.withdraw.done} text={links.withdraw.doneText}>
      <p>
        <a class="button" href={`/${of.locale}/p/${of.slug}`}>
          {petition.toPetition}
        </a>
      </p>
    </LinkPage>
  )
}

interface Content {
  heading: string
  text: string
  children?: Child
}

function LinkPage({ locale, slug, title, language, heading, text, children }: LinkPageProps & Content) {
  return (
    <Layout locale={locale} title={heading} petition={slug}>
      <main class="narrow link" id="content">
        <p class="eyebrow">
          <bdi lang={language}>{title}</bdi>
        </p>
        <h1>{heading}</h1>
        <p class="lead">{text}</p>
        {children}
      </main>
    </Layout>
  )
}

/** Lets people check what they confirm: someone else may have signed with their email address. */
function ShownAs({ locale, publicName, comment }: Shown & { locale: Locale }) {
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
