/**
 * Renders a campaign's Markdown. micromark shows raw HTML as text and drops dangerous link schemes. Images are disabled: they
 * would load from other hosts and reveal readers to them. So are definitions of links: each `[a]` would repeat the URL of its
 * definition, and 12,000 characters would become markup of more than 100 MB. A text that would take long to parse is shown as
 * it was written.
 */
import { micromark } from 'micromark'

import { createBounded } from '../platform/cache/bounded.ts'
import { CACHE_BUDGETS_BYTES } from '../limits.ts'
import { isAffordable, plainParagraphs } from './plain.ts'

const rendered = createBounded<string>(CACHE_BUDGETS_BYTES.markup)

/**
 * The highest heading becomes level `top`, to fit the outline of the page. The same text gives the same markup, so an isolate
 * renders it once.
 */
export function renderMarkdown(markdown: string, top: number): string {
  const key = `${top}${markdown}`
  const known = rendered.get(key)
  if (known !== undefined) return known
  const html = isAffordable(markdown) ? parsed(markdown, top) : plainParagraphs(markdown)
  rendered.set(key, html)
  return html
}

const parsed = (markdown: string, top: number): string =>
  withoutDeadLinks(
    withHeadingsFrom(
      top,
      micromark(markdown, { extensions: [{ disable: { null: ['labelStartImage', 'definition'] } }] }),
    ),
  )

// All tags in it are micromark's: those of the author are escaped.
const HEADING = /(<\/?h)([1-6])>/g
const HEADING_LOWEST = 6

function withHeadingsFrom(top: number, html: string): string {
  const highest = Math.min(...Array.from(html.matchAll(HEADING), ([, , level]) => Number(level)))
  return html.replace(
    HEADING,
    (_, tag: string, level: string) => `${tag}${Math.min(Number(level) - highest + top, HEADING_LOWEST)}>`,
  )
}

/** Removes links whose scheme was dropped: with an empty `href` they would point to the page itself. */
function withoutDeadLinks(html: string): string {
  // Links do not nest, so an end tag belongs to the last start tag.
  let dead = false
  return html.replace(/<a href="[^<>]*>|<\/a>/g, (tag) => {
    if (tag !== '</a>') dead = tag.startsWith('<a href=""')
    return dead ? '' : tag
  })
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** The first paragraph as plain text, for descriptions; at most `maxChars` code points, and empty when there is none. */
export function summaryOf(markdown: string, maxChars: number): string {
  const html = renderMarkdown(markdown, 2)
  const start = html.indexOf('<p>')
  const paragraph = start === -1 ? '' : html.slice(start, html.indexOf('</p>', start))
  const plain = paragraph
    .replace(/<[^<>]*>/g, '')
    .replace(/&#?\w+;/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
  const chars = Array.from(plain)
  return chars.length <= maxChars
    ? plain
    : `${chars
        .slice(0, maxChars - 1)
        .join('')
        .trimEnd()}…`
}
