/** Where a petition can be passed on by a plain link: each service's own address for it, without any of their scripts. */
import { BLUESKY_POST_MAX_GRAPHEMES } from '../limits.ts'

export interface Shared {
  url: string
  title: string
}

export interface ShareLink {
  id: 'whatsapp' | 'telegram' | 'x' | 'facebook' | 'bluesky' | 'email'
  /** The service's own name, the same in every language; of email, the word given. */
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
    // Without an app id; the title is that of the page itself.
    { id: 'facebook', name: 'Facebook', href: withQuery('https://www.facebook.com/sharer/sharer.php', { u: url }) },
    // https://docs.bsky.app/docs/advanced-guides/intent-links
    { id: 'bluesky', name: 'Bluesky', href: withQuery('https://bsky.app/intent/compose', { text: post(title, url) }) },
    // RFC 6068
    { id: 'email', name: email, href: withQuery('mailto:', { subject: title, body: `${title}\r\n\r\n${url}` }) },
  ]
}

/** `+` for a space is the form's way; in an email's subject it would stay a plus. */
const withQuery = (address: string, query: Record<string, string>): string =>
  `${address}?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`

/** Of one line, without what breaks an encoder or turns round what is written after it in somebody else's box. */
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** What is too long for a post loses the end of its title, never of its link. */
function post(title: string, url: string): string {
  const room = BLUESKY_POST_MAX_GRAPHEMES - graphemes(` ${url}`).length
  const parts = graphemes(title)
  return parts.length <= room ? `${title} ${url}` : `${parts.slice(0, Math.max(room - 1, 0)).join('')}… ${url}`
}

const graphemes = (text: string): string[] => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
