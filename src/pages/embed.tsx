/** What an iframe shows: the counter element, framed by nothing, and a plain link where scripts do not run. */
import { raw } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import type { CountAnswer } from '../../schema/petition.ts'
import { catalogue } from '../i18n/catalogue.ts'

/** The whole style of the framed page. */
export const EMBED_STYLES = `:root{color-scheme:light dark}body{margin:0;font:16px/1.4 system-ui,sans-serif}petition-counter{display:block}`

export function EmbedPage({
  locale,
  slug,
  title,
  count,
}: {
  locale: Locale
  slug: string
  title: string
  count: CountAnswer
}) {
  const words = catalogue(locale)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <style>{raw(EMBED_STYLES)}</style>
          <script type="module" src="/widget.js"></script>
        </head>
        <body>
          <petition-counter petition={slug} lang={locale}>
            <a href={`/${locale}/p/${slug}`} target="_blank" rel="noopener">
              {words.number(count.count)} {words.petition.signers(count.count)}
            </a>
          </petition-counter>
        </body>
      </html>
    </>
  )
}

declare module 'hono/jsx/jsx-runtime' {
  namespace JSX {
    interface IntrinsicElements {
      'petition-counter': { petition: string; lang?: string; children?: unknown }
    }
  }
}
