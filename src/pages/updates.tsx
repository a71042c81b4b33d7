/** What the campaign has told of late, on the petition's page. */
import { raw } from 'hono/html'

import type { Catalogue } from '../i18n/en.ts'

export interface ShownUpdate {
  id: string
  title: string
  /** Rendered from Markdown, with no markup of the author's own. */
  bodyHtml: string
  /** Milliseconds since the epoch. */
  publishedAt: number
}

export interface UpdatesProps {
  words: Catalogue
  /** Newest first; nothing is shown where there are none. */
  updates: readonly ShownUpdate[]
  /** BCP 47, of the petition's own words. */
  language: string
  /** The address of the feed. */
  feed: string
}

/** The id of an update's article, to which the feed leads. */
export const updateAnchor = (id: string): string => `update-${id}`

export function Updates({ words, updates, language, feed }: UpdatesProps) {
  if (updates.length === 0) return null
  return (
    <section class="updates card">
      <h2>{words.petition.updates}</h2>
      {updates.map(({ id, title, bodyHtml, publishedAt }) => (
        <article id={updateAnchor(id)}>
          <h3 lang={language} dir="auto">
            {title}
          </h3>
          <p class="note">
            <time datetime={new Date(publishedAt).toISOString()}>{words.date(publishedAt)}</time>
          </p>
          <div class="prose" lang={language} dir="auto">
            {raw(bodyHtml)}
          </div>
        </article>
      ))}
      <p>
        <a href={feed} type="application/atom+xml">
          {words.petition.feed}
        </a>
      </p>
    </section>
  )
}
