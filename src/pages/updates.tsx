/** The campaign's updates: the latest on the petition's page, all of them on a page of their own. */
import { raw } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import { petitionPageUrls, updateAnchor } from '../http/urls.ts'
import { catalogue } from '../i18n/catalogue.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { renderMarkdown } from '../markup/markdown.ts'
import { Layout } from './layout.tsx'

export interface ShownUpdate {
  id: string
  title: string
  /** Markdown. */
  body: string
  /** Milliseconds since the epoch. */
  publishedAt: number
  /** BCP 47, of a translation; null for the language of the petition. */
  language: string | null
}

export interface UpdatesProps {
  words: Catalogue
  /** Newest first; nothing is shown if there are none. */
  updates: readonly ShownUpdate[]
  /** BCP 47, of the petition's text. */
  language: string
  /** The URL of the feed. */
  feed: string
  /** The path of the form to report one of them. */
  report: string
  /** Links to more. */
  ways: readonly { href: string; text: string }[]
}

export function Updates({ words, updates, language, feed, report, ways }: UpdatesProps) {
  if (updates.length === 0) return null
  return (
    <section class="updates card">
      <h2>{words.petition.updates}</h2>
      {updates.map(({ id, title, body, publishedAt, language: translated }) => (
        <article id={updateAnchor(id)}>
          <h3 lang={translated ?? language} dir="auto">
            {title}
          </h3>
          <p class="note">
            <time datetime={new Date(publishedAt).toISOString()}>{words.date(publishedAt)}</time>
            <a
              class="to-report"
              href={`${report}?update=${id}`}
              rel="nofollow"
              aria-label={words.labelled(words.trust.report.link, title)}
            >
              {words.trust.report.link}
            </a>
          </p>
          <div class="prose" lang={translated ?? language} dir="auto">
            {raw(renderMarkdown(body, 4))}
          </div>
        </article>
      ))}
      {ways.map(({ href, text }) => (
        <p>
          <a href={href}>{text}</a>
        </p>
      ))}
      <p>
        <a href={feed} type="application/atom+xml">
          {words.petition.feed}
        </a>
      </p>
    </section>
  )
}

export interface UpdatesPageProps {
  locale: Locale
  /** Scheme and host. */
  origin: string
  slug: string
  title: string
  /** Of the title and the updates. */
  language: string
  /** At least one. */
  updates: readonly ShownUpdate[]
  /** The id of the first one shown, when that is not the newest. */
  from: string | null
  /** The id of the first one of the next page. */
  older: string | null
}

export function UpdatesPage({ locale, origin, slug, title, language, updates, from, older }: UpdatesPageProps) {
  const words = catalogue(locale)
  const page = petitionPageUrls(slug).of(locale)
  const { of, neutral } = petitionPageUrls(slug, from === null ? '/updates' : `/updates?from=${from}`)
  return (
    <Layout
      locale={locale}
      title={words.labelled(words.petition.updates, title)}
      urls={{ of, neutral, origin }}
      petition={slug}
    >
      <main class="narrow" id="content">
        <h1 lang={language} dir="auto">
          {title}
        </h1>
        <Updates
          {...{ words, updates, language }}
          feed={`${page}/feed.atom`}
          report={`${page}/report`}
          ways={[
            ...(older === null ? [] : [{ href: `${page}/updates?from=${older}`, text: words.petition.olderUpdates }]),
            ...(from === null ? [] : [{ href: `${page}/updates`, text: words.petition.allUpdates }]),
          ]}
        />
        <p>
          <a class="button quiet" href={page}>
            {words.petition.toPetition}
          </a>
        </p>
      </main>
    </Layout>
  )
}
