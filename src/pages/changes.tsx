/** What changed in a petition's text, the newest change first. */
import { petitionPageUrls } from '../http/urls.ts'
import { type Catalogue, catalogue } from '../i18n/catalogue.ts'
import { languageName } from '../i18n/names.ts'
import { CHANGES_SHOWN_MAX_ROWS } from '../limits.ts'
import { type Budget, newBudget } from './diff.ts'
import { Differences } from './differences.tsx'
import { Layout } from './layout.tsx'
import { LostLinksLink } from './lost-links.tsx'
import { BackTo, Day, nameOf, type OfPetition, type ReadVersion, type ShownVersion } from './version-parts.tsx'

export interface ChangesPageProps extends OfPetition {
  /** Originals, newest first: one more than are compared, if there are more. */
  originals: readonly ReadVersion[]
  /** Those that are shown now. */
  translations: readonly ShownVersion[]
}

export function ChangesPage({ locale, origin, petition, originals, translations }: ChangesPageProps) {
  const { slug, title, language, confirmation } = petition
  const words = catalogue(locale)
  const { versions } = words
  const budget = newBudget(language)
  return (
    <Layout
      locale={locale}
      petition={slug}
      title={words.labelled(versions.title, title)}
      urls={{ ...petitionPageUrls(slug, '/changes'), origin }}
    >
      <main class="narrow plain" id="content">
        <BackTo {...{ locale, slug, title, language }} />
        <h1>{versions.title}</h1>
        {originals.slice(0, CHANGES_SHOWN_MAX_ROWS).map((version, index) => (
          <Change {...{ words, locale, petition, version, budget }} before={originals[index + 1] ?? null} />
        ))}
        {translations.length > 0 && (
          <section class="card version">
            <h2>{versions.translations}</h2>
            <ul>
              {translations.map(({ number, language: into }) => (
                <li>
                  <a href={`/${locale}/p/${slug}/changes/${number}`}>{languageName(into, locale)}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p class="note">{versions.changedMind}</p>
        {confirmation === 'email' && <LostLinksLink locale={locale} slug={slug} />}
      </main>
    </Layout>
  )
}

interface ChangeProps extends Pick<OfPetition, 'locale' | 'petition'> {
  words: Catalogue
  version: ReadVersion
  /** Null for the first one. */
  before: ReadVersion | null
  budget: Budget
}

function Change({ words, locale, petition, version, before, budget }: ChangeProps) {
  const { versions } = words
  const { number, language, kind, why, publishedAt, signatures } = version
  return (
    <section class="card version">
      <div class="head">
        <h2>
          <Day {...{ locale, petition, publishedAt }} />
        </h2>
        <p class="chip">{nameOf(words, kind)}</p>
      </div>
      <p class="note">{words.labelled(versions.signedThis, words.number(signatures))}</p>
      {why !== null && (
        <p lang={language} dir="auto">
          {why}
        </p>
      )}
      {before !== null && <Differences {...{ words, locale, version, before, budget }} />}
      <p>
        <a href={`/${locale}/p/${petition.slug}/changes/${number}`}>{versions.read}</a>
      </p>
    </section>
  )
}
