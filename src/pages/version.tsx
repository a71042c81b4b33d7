/** One version of a petition's text, as it was. */
import { raw } from 'hono/html'

import { petitionPageUrls } from '../http/urls.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { renderMarkdown } from '../markup/markdown.ts'
import { Layout } from './layout.tsx'
import { BackTo, Day, nameOf, type OfPetition, type ReadVersion } from './version-parts.tsx'

export interface VersionPageProps extends OfPetition {
  version: ReadVersion
  /** It is what the petition's page shows to its readers. */
  isCurrent: boolean
}

export function VersionPage({ locale, origin, petition, version, isCurrent }: VersionPageProps) {
  const { slug } = petition
  const { number, title, addressee, body, language, kind, why, publishedAt, signatures } = version
  const words = catalogue(locale)
  const { versions } = words
  return (
    <Layout
      locale={locale}
      petition={slug}
      title={words.labelled(versions.version(number), title)}
      urls={{ ...petitionPageUrls(slug, `/changes/${number}`), origin }}
    >
      <main class="narrow plain" id="content">
        <BackTo {...{ locale, slug }} title={petition.title} language={petition.language} />
        <h1 lang={language} dir="auto">
          {title}
        </h1>
        <div class="head">
          <p class="chip">{nameOf(words, kind)}</p>
          <p class="note">
            <Day {...{ locale, petition, publishedAt }} />
          </p>
        </div>
        <p class="note">{words.labelled(versions.signedThis, words.number(signatures))}</p>
        {!isCurrent && <p class="notice">{versions.old}</p>}
        {why !== null && (
          <p class="note" lang={petition.language} dir="auto">
            {why}
          </p>
        )}
        <dl class="facts">
          <div>
            <dt>{words.petition.to}</dt>
            <dd lang={language}>
              <bdi>{addressee}</bdi>
            </dd>
          </div>
        </dl>
        <div class="prose" lang={language} dir="auto">
          {raw(renderMarkdown(body, 2))}
        </div>
        <p>
          <a class="button quiet" href={`/${locale}/p/${slug}/changes`}>
            {versions.title}
          </a>
        </p>
      </main>
    </Layout>
  )
}
