/**
 * A campaigner's Markdown → markup. micromark shows raw HTML as text and drops dangerous link schemes by itself.
 * Images are not made: they would come from other hosts, and tell those hosts who reads.
 */
import { micromark } from 'micromark'

const rendered = new Map<string, string>()
const KEPT_BODIES = 100

/** The same text gives the same markup, so an isolate renders it once. */
export function renderMarkdown(markdown: string): string {
  const known = rendered.get(markdown)
  if (known !== undefined) return known
  const html = micromark(markdown, { extensions: [{ disable: { null: ['labelStartImage'] } }] })
  if (rendered.size >= KEPT_BODIES) rendered.clear()
  rendered.set(markdown, html)
  return html
}

/** The first paragraph as plain text, for descriptions; at most `maxChars` code points. */
export function summaryOf(markdown: string, maxChars: number): string {
  const paragraph = markdown.split(/\n\s*\n/).find((part) => /^[\p{L}\p{N}"'«“]/u.test(part.trim())) ?? ''
  const plain = paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
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
