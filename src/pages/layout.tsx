/** The layout of every page: head, header and footer. It loads nothing from other hosts. */
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'

import { LOCALES, type Locale } from '../../schema/locales.ts'
import type { PageUrls } from '../http/urls.ts'
import { around } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Footer } from './footer.tsx'
import { LanguageLinks } from './language-links.tsx'
import { Logo } from './logo.tsx'
import { STYLES } from './styles.ts'

export interface LayoutUrls extends PageUrls {
  /** Scheme and host: crawlers and other sites need absolute URLs. */
  origin: string
  /** The path of the page itself, where it is not that of its language. */
  canonical?: string
  /** Query string of the links to other languages: `?…` or empty. Not part of the page's own URL. */
  query?: string
}

export interface LayoutProps {
  locale: Locale
  title: string
  description?: string
  /** Missing if the page has no other languages. */
  urls?: LayoutUrls
  /** URLs of modules. */
  scripts?: readonly string[]
  /** More elements for the head, for crawlers and other sites. */
  head?: Child
  /** The slug, on pages of a petition. */
  petition?: string
  children?: Child
}

export function Layout({ locale, title, description, urls, scripts = [], head, petition, children }: LayoutProps) {
  const words = catalogue(locale)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={locale} dir={words.direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{title}</title>
          {description !== undefined && <meta name="description" content={description} />}
          {urls !== undefined && (
            <>
              <link rel="canonical" href={urls.origin + (urls.canonical ?? urls.of(locale))} />
              {LOCALES.map((other) => (
                <link rel="alternate" hreflang={other} href={urls.origin + urls.of(other)} />
              ))}
              <link rel="alternate" hreflang="x-default" href={urls.origin + urls.neutral} />
            </>
          )}
          {head}
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <style>{raw(STYLES)}</style>
          {scripts.map((src) => (
            <script type="module" src={src}></script>
          ))}
        </head>
        <body>
          <a class="skip" href="#content">
            {words.skip}
          </a>
          <header class="masthead">
            <a class="brand" href={`/?lang=${locale}`}>
              <Logo />
              Undersigned
            </a>
            {urls !== undefined && <Languages locale={locale} urls={urls} />}
          </header>
          {children}
          <Footer {...{ locale, petition }} />
        </body>
      </html>
    </>
  )
}

/** A `details` element with links: it works without scripts and with a keyboard. */
function Languages({ locale, urls }: { locale: Locale; urls: LayoutUrls }) {
  const words = catalogue(locale)
  const [before] = around((language) => words.labelled(words.languages, language))
  return (
    <nav class="languages" aria-label={words.languages}>
      <details>
        <summary>
          <span class="visually-hidden">{before}</span>
          {words.name}
        </summary>
        <LanguageLinks locale={locale} of={(other) => urls.of(other) + (urls.query ?? '')} />
      </details>
    </nav>
  )
}
