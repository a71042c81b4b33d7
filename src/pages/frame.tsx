/** The page in the iframe: the counter alone, and a plain link where scripts do not run. */
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import type { CountResponse } from '../../schema/petition.ts'
import { petitionUrl } from '../http/urls.ts'
import type { FrameOptions } from '../embeds/frame-options.ts'
import { catalogue } from '../i18n/catalogue.ts'
import type { Problem } from '../http/problem.ts'

/**
 * All styles of the framed page. It sets no colour scheme, so that a parent page without one, or with a light one, shows
 * through; the counter has its own, and so has the fallback link.
 */
export const FRAME_STYLES = `body{margin:0;font:16px/1.4 system-ui,sans-serif;overflow-wrap:break-word}
petition-counter{display:block;width:auto}
petition-counter,body>a{color-scheme:light dark}
petition-counter[theme=light]{color-scheme:light}
petition-counter[theme=dark]{color-scheme:dark}
petition-counter>a,body>a{display:block;padding:1em;border:1px solid #8888;border-radius:12px;background:Canvas;color:CanvasText}`

export function FramePage({
  locale,
  slug,
  title,
  count,
  options,
}: {
  locale: Locale
  slug: string
  title: string
  count: CountResponse
  options: FrameOptions
}) {
  const words = catalogue(locale)
  return (
    // In this order: frame.js hears every count that the counter reads.
    <Frame locale={locale} title={title} scripts={['/frame.js', '/widget.js']}>
      <petition-counter petition={slug} lang={locale} {...options}>
        <a href={petitionUrl('', slug, options.partner ?? null, locale)} target="_blank" rel="noopener">
          {words.petition.count(count.count)}
        </a>
      </petition-counter>
    </Frame>
  )
}

/** Shown if the petition does not exist or cannot be loaded. It shows no count. */
export function FrameProblemPage({ locale, problem }: { locale: Locale; problem: Problem }) {
  return (
    <Frame locale={locale} title={problem.title} scripts={['/frame.js']}>
      <a href={`/?lang=${locale}`} target="_blank" rel="noopener">
        {problem.title}
      </a>
    </Frame>
  )
}

interface FrameProps {
  locale: Locale
  title: string
  scripts: readonly string[]
  children?: Child
}

function Frame({ locale, title, scripts, children }: FrameProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={locale} dir={catalogue(locale).direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <style>{raw(FRAME_STYLES)}</style>
          {scripts.map((src) => (
            <script type="module" src={src}></script>
          ))}
        </head>
        <body>{children}</body>
      </html>
    </>
  )
}

declare module 'hono/jsx/jsx-runtime' {
  namespace JSX {
    interface IntrinsicElements {
      'petition-counter': FrameOptions & { petition: string; lang?: string; children?: unknown }
    }
  }
}
