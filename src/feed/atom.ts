/** Atom feeds (RFC 4287): data in, XML out. */
import { iso } from '../iso-time.ts'
import { element, emptyElement, escapeMarkup } from '../markup/element.ts'

/** Text of the feed (RFC 4287 §3.1): plain, or HTML. */
export interface Words {
  type: 'text' | 'html'
  value: string
  /** BCP 47, where it is not the language of the feed. */
  language?: string
}

export interface Entry {
  /** An IRI that never changes and is unique (RFC 4287 §4.2.6). */
  id: string
  title: Words
  content: Words
  /** Where to read it. */
  link: string
  /** Milliseconds since the epoch. */
  publishedAt: number
  updatedAt: number
}

export interface Feed {
  id: string
  language: string
  title: string
  subtitle: Words
  author: string
  icon: string
  /** The URL of this feed. */
  self: string
  /** The URL of the page that the feed belongs to, in the language of the feed: readers follow any alternate, often the last. */
  page: string
  /** When a feed without entries was updated, in milliseconds since the epoch. */
  startedAt: number
  /** In any order. */
  entries: readonly Entry[]
}

/** The newest entry first, `maxEntries` of them. */
export function atomFeed(feed: Feed, maxEntries: number): string {
  const entries = feed.entries.toSorted((a, b) => b.publishedAt - a.publishedAt).slice(0, maxEntries)
  const updatedAt = Math.max(feed.startedAt, ...entries.map((entry) => entry.updatedAt))
  const children = [
    element('id', {}, escapeMarkup(feed.id)),
    element('title', {}, escapeMarkup(feed.title)),
    words('subtitle', feed.subtitle),
    element('updated', {}, iso(updatedAt)),
    element('author', {}, element('name', {}, escapeMarkup(feed.author))),
    element('icon', {}, escapeMarkup(feed.icon)),
    emptyElement('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    emptyElement('link', { rel: 'alternate', type: 'text/html', hreflang: feed.language, href: feed.page }),
    ...entries.map(entryElement),
  ]
  const attributes = {
    xmlns: 'http://www.w3.org/2005/Atom',
    'xml:lang': feed.language,
    // For relative links in the campaign's text.
    'xml:base': feed.page,
  }
  return `<?xml version="1.0" encoding="utf-8"?>\n${element('feed', attributes, `\n${children.join('\n')}\n`)}\n`
}

function entryElement({ id, title, content, link, publishedAt, updatedAt }: Entry): string {
  return element(
    'entry',
    {},
    [
      element('id', {}, escapeMarkup(id)),
      words('title', title),
      element('published', {}, iso(publishedAt)),
      element('updated', {}, iso(updatedAt)),
      emptyElement('link', { rel: 'alternate', type: 'text/html', href: link }),
      words('content', content),
    ].join(''),
  )
}

const words = (name: string, { type, value, language }: Words): string =>
  element(name, { type, 'xml:lang': language }, escapeMarkup(value))
