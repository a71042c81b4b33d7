/** The frame of every page: head, masthead, foot. Nothing in it comes from another host. */
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'

import { LOCALES, type Locale } from '../../schema/locales.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { STYLES } from './styles.ts'

export interface LayoutProps {
  locale: Locale
  title: string
  description?: string
  /** The page's path without its language, for the links to its other languages; none when it has no others. */
  path?: string
  origin?: string
  script?: string
  children?: Child
}

export function Layout({ locale, title, description, path, origin, script, children }: LayoutProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{title}</title>
          {description !== undefined && <meta name="description" content={description} />}
          {path !== undefined &&
            LOCALES.map((other) => <link rel="alternate" hreflang={other} href={`${origin ?? ''}/${other}${path}`} />)}
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <style>{raw(STYLES)}</style>
          {script !== undefined && <script type="module" src={script}></script>}
        </head>
        <body>
          <header class="masthead">
            <a class="brand" href={`/?lang=${locale}`}>
              Undersigned
            </a>
            {path !== undefined && (
              <nav class="languages" aria-label={catalogue(locale).languages}>
                {LOCALES.map((other) => (
                  <a
                    href={`/${other}${path}`}
                    lang={other}
                    hreflang={other}
                    {...(other === locale ? { 'aria-current': 'page' as const } : {})}
                  >
                    {catalogue(other).name}
                  </a>
                ))}
              </nav>
            )}
          </header>
          {children}
        </body>
      </html>
    </>
  )
}
