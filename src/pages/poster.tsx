/** A poster on A4: what is asked of whom, and where to sign, to be scanned or typed. It prints from the browser's menu and needs no script. */
import { raw } from 'hono/html'

import { petitionPageUrls, petitionUrl } from '../http/urls.ts'
import { around } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Layout } from './layout.tsx'
import type { PrintPageProps } from './print.tsx'

/** Titles with more characters are smaller, so that the poster fits one page. */
const LONG_TITLE_CHARS = 60

/** Lengths are those of paper. The code is the largest thing that a phone has to read from some metres away. */
const SHEET = `
@page { margin: 14mm; }
.poster { max-width: 46rem; }
.poster article { display: flex; flex-direction: column; gap: 1.5rem; align-items: center; margin-block: 1.5rem; padding: 2rem 1rem; border: 1px solid var(--edge); border-radius: 12px; text-align: center; }
.poster h1 { font-size: 2.75rem; line-height: 1.15; text-wrap: balance; overflow-wrap: anywhere; }
.poster .long { font-size: 1.9rem; }
.poster p { margin: 0; max-width: 100%; }
.poster .to { font-size: 1.25rem; overflow-wrap: anywhere; }
.poster img { width: min(20rem, 100%); height: auto; }
.poster .scan { font-size: 1.25rem; }
.poster .address { font-size: 1.5rem; font-weight: 600; overflow-wrap: anywhere; }
@media print {
  :root:root { font-size: 14pt; }
  main.poster { max-width: none; padding: 0; }
  body > .masthead, body > footer, .poster .note { display: none; }
  .poster article { height: 262mm; justify-content: center; margin: 0; padding: 0; border: 0; break-inside: avoid; overflow: hidden; }
  .poster img { width: 95mm; height: 95mm; }
}
`

export const POSTER_STYLES = SHEET.replace(/\n\s*/g, '')

export function PosterPage({ locale, origin, partner, petition }: PrintPageProps) {
  const { slug, title, addressee, language } = petition
  const words = catalogue(locale)
  const { print } = words
  const [before, after] = around((whom) => words.labelled(words.petition.to, whom))
  const query = partner === null ? '' : encodeURIComponent(partner)
  return (
    <Layout
      locale={locale}
      title={words.labelled(print.poster, title)}
      urls={{ ...petitionPageUrls(slug, '/poster'), origin, query: query === '' ? '' : `?partner=${query}` }}
      head={<style>{raw(POSTER_STYLES)}</style>}
    >
      <main class="poster" id="content">
        <p class="note">
          {print.how}
          <br />
          <a href={`/${locale}/p/${slug}`}>{words.petition.toPetition}</a>
        </p>
        <article>
          <h1 class={Array.from(title).length > LONG_TITLE_CHARS ? 'long' : 'short'} lang={language} dir="auto">
            {title}
          </h1>
          <p class="to">
            {before}
            <bdi lang={language}>{addressee}</bdi>
            {after}
          </p>
          <img src={`/qr/${slug}.svg${query === '' ? '' : `?source=${query}`}`} alt="" width={320} height={320} />
          <p class="scan">{print.scan}</p>
          {/* Without the scheme, which nobody types. */}
          <p class="address">
            <bdi dir="ltr">{petitionUrl(origin, slug, partner).replace(/^https?:\/\//, '')}</bdi>
          </p>
        </article>
      </main>
    </Layout>
  )
}
