/** The front page: the open petitions. */
import type { Locale } from '../../schema/locales.ts'
import { around } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Layout } from './layout.tsx'

export interface HomeProps {
  locale: Locale
  /** Whether the URL says the language; otherwise the browser does. */
  chosen: boolean
  /** Scheme and host. */
  origin: string
  petitions: readonly { slug: string; title: string; addressee: string; language: string; count: number }[]
}

export function HomePage({ locale, chosen, origin, petitions }: HomeProps) {
  const words = catalogue(locale)
  const [before, after] = around(words.home.to)
  return (
    <Layout
      locale={locale}
      title={words.home.title}
      description={words.home.lead}
      urls={{ origin, of: (other) => `/?lang=${other}`, neutral: '/', ...(chosen ? {} : { canonical: '/' }) }}
    >
      <main class="narrow" id="content">
        <h1>{words.home.title}</h1>
        <p class="lead">{words.home.lead}</p>
        <h2 class="eyebrow">{words.home.openNow}</h2>
        {petitions.length === 0 && <p>{words.home.none}</p>}
        <ul class="cards">
          {petitions.map(({ slug, title, addressee, language, count }) => (
            <li>
              <a href={`/${locale}/p/${slug}`}>
                <strong lang={language} dir="auto">
                  {title}
                </strong>
                <span>
                  {before}
                  <bdi>{addressee}</bdi>
                  {after}
                </span>
                <span>{words.petition.count(count)}</span>
              </a>
            </li>
          ))}
        </ul>
      </main>
    </Layout>
  )
}
