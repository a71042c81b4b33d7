/**
 * The sheet on which signatures are collected on paper: what people sign, and empty rows. It prints from the browser's menu and
 * needs no script. The head of the table has the title, because browsers repeat it on every page: a sheet that is separated
 * from the first one still says what was signed.
 */
import { raw } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import { petitionPageUrls } from '../http/urls.ts'
import { around } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { PRINT_ROWS, PRINT_TEXT_MAX_CHARS } from '../limits.ts'
import { renderMarkdown, summaryOf } from '../markup/markdown.ts'
import { Layout } from './layout.tsx'
import { OnPaper } from './on-paper.tsx'

export interface PrintPageProps {
  locale: Locale
  origin: string
  /** The code of the partner whose sheet it is. */
  partner: string | null
  petition: {
    slug: string
    title: string
    addressee: string
    starter: string
    /** BCP 47, of the petition's own texts. */
    language: string
    /** Markdown. */
    body: string
  }
}

/** The style sheet of this page, beside that of all pages. Lengths are those of paper. */
const SHEET = `
@page { margin: 12mm; }
.sheet { max-width: 60rem; }
.sheet header { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin-bottom: 1rem; }
.sheet header > :first-child { flex: 1 1 18rem; }
.sheet h1 { font-size: 1.5rem; }
.sheet .facts { margin: .6rem 0 0; gap: .2rem .9rem; }
.sheet .prose { font-size: 1rem; line-height: 1.4; }
.sheet .prose :is(h2, h3, h4, h5, h6) { font-size: 1rem; margin: .7em 0 .2em; }
.sheet .prose :is(p, ul, ol, li) { margin: .3em 0; }
.sheet .on-paper { display: flex; flex-direction: column; align-items: start; gap: .3rem; max-width: 14rem; font-size: .875rem; line-height: 1.3; }
.sheet .on-paper img { flex: none; width: 5.5rem; height: 5.5rem; }
.sheet .on-paper p { margin: 0; }
.sheet table { width: 100%; margin-top: 1rem; border-collapse: collapse; table-layout: fixed; counter-reset: row; }
.sheet th, .sheet td { padding: .3rem .4rem; border: 1px solid var(--edge); text-align: start; vertical-align: bottom; font-size: .875rem; font-weight: 600; line-height: 1.3; }
.sheet thead tr:first-child th, .sheet tfoot td { border: 0; padding-inline: 0; font-weight: 400; }
.sheet tbody tr { counter-increment: row; break-inside: avoid; }
.sheet tbody td { height: 10mm; vertical-align: middle; font-weight: 400; }
.sheet tbody td:first-child::before { content: counter(row); color: var(--soft); font-size: .75rem; }
@media print {
  :root:root { font-size: 9.5pt; line-height: 1.4; }
  main.sheet { max-width: none; padding: 0; }
  body > .masthead, .sheet .note { display: none; }
  .sheet .on-paper img { width: 24mm; height: 24mm; }
  .sheet th, .sheet td { border-color: #000; }
}
`

export const PRINT_STYLES = SHEET.replace(/\n\s*/g, '')

export function PrintPage({ locale, origin, partner, petition }: PrintPageProps) {
  const { slug, title, addressee, starter, language, body } = petition
  const words = catalogue(locale)
  const { form, print } = words
  const whole = Array.from(body).length <= PRINT_TEXT_MAX_CHARS
  const [before, after] = around(print.handTo)
  return (
    <Layout
      locale={locale}
      title={words.labelled(print.title, title)}
      urls={{ ...petitionPageUrls(slug, '/print'), origin, query: partner === null ? '' : `?partner=${partner}` }}
      head={<style>{raw(PRINT_STYLES)}</style>}
    >
      <main class="sheet" id="content">
        <p class="note">
          {print.how}
          <br />
          <a href={`/${locale}/p/${slug}`}>{words.petition.toPetition}</a>
        </p>
        <header>
          <div>
            <h1 lang={language} dir="auto">
              {title}
            </h1>
            <dl class="facts">
              <div>
                <dt>{words.petition.to}</dt>
                <dd lang={language}>
                  <bdi>{addressee}</bdi>
                </dd>
              </div>
              <div>
                <dt>{words.petition.startedBy}</dt>
                <dd>
                  <bdi>{starter}</bdi>
                </dd>
              </div>
              {partner !== null && (
                <div>
                  <dt>{words.embed.partner}</dt>
                  <dd>
                    <bdi>{partner}</bdi>
                  </dd>
                </div>
              )}
            </dl>
          </div>
          <OnPaper {...{ words, slug, origin, partner }} eager />
        </header>
        <div class="prose" lang={language} dir="auto">
          {whole ? raw(renderMarkdown(body, 2)) : <p>{summaryOf(body, PRINT_TEXT_MAX_CHARS)}</p>}
        </div>
        {!whole && <p>{print.fullText}</p>}
        <table>
          <thead>
            <tr>
              <th colspan={4} scope="colgroup">
                <strong lang={language} dir="auto">
                  {title}
                </strong>
                <br />
                {print.declaration}
              </th>
            </tr>
            <tr>
              {[print.name, print.place, form.optional(form.email), print.signature].map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tfoot>
            <tr>
              <td colspan={4}>
                {before}
                <bdi>{starter}</bdi>
                {after}
              </td>
            </tr>
          </tfoot>
          <tbody>
            {Array.from({ length: PRINT_ROWS }, () => (
              <tr>
                <td></td>
                <td></td>
                <td></td>
                <td></td>
              </tr>
            ))}
          </tbody>
        </table>
      </main>
    </Layout>
  )
}
