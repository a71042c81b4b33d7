/** Plain links for sharing a petition: each service's own share URL, without its scripts. */
import { BLUESKY_POST_MAX_GRAPHEMES } from '../limits.ts'

export interface Shared {
  url: string
  title: string
}

export interface ShareLink {
  id: 'whatsapp' | 'telegram' | 'x' | 'facebook' | 'bluesky' | 'email'
  /** The service's own name, the same in every language; for email, the given word. */
  name: string
  href: string
}

export function shareLinks(shared: Shared, email: string): ShareLink[] {
  const { url } = shared
  const title = oneLine(shared.title)
  return [
    // https://faq.whatsapp.com/5913398998672934
    { id: 'whatsapp', name: 'WhatsApp', href: withQuery('https://wa.me/', { text: `${title} ${url}` }) },
    // https://core.telegram.org/widgets/share#custom-buttons
    { id: 'telegram', name: 'Telegram', href: withQuery('https://t.me/share/url', { url, text: title }) },
    // https://docs.x.com/x-for-websites/post-button/guides/web-intent
    { id: 'x', name: 'X', href: withQuery('https://x.com/intent/tweet', { text: title, url }) },
    // Without an app id; Facebook reads the title from the page.
    { id: 'facebook', name: 'Facebook', href: withQuery('https://www.facebook.com/sharer/sharer.php', { u: url }) },
    // https://docs.bsky.app/docs/advanced-guides/intent-links
    { id: 'bluesky', name: 'Bluesky', href: withQuery('https://bsky.app/intent/compose', { text: post(title, url) }) },
    // RFC 6068
    { id: 'email', name: email, href: withQuery('mailto:', { subject: title, body: `${title}\r\n\r\n${url}` }) },
  ]
}

/** Spaces as %20: the `+` of forms would stay a plus in an email's subject. */
const withQuery = (url: string, query: Record<string, string>): string =>
  `${url}?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`

/** One line, without characters that break an encoder or reverse the text after them. */
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** If a post is too long, the title is cut, never the link. */
function post(title: string, url: string): string {
  const room = BLUESKY_POST_MAX_GRAPHEMES - graphemes(` ${url}`).length
  const parts = graphemes(title)
  return parts.length <= room ? `${title} ${url}` : `${parts.slice(0, Math.max(room - 1, 0)).join('')}… ${url}`
}

const graphemes = (text: string): string[] => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
