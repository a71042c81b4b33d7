/** Plain links for sharing a petition: each service's own share URL, without its scripts. */
import { BLUESKY_POST_MAX_GRAPHEMES } from '../limits.ts'

export interface Shared {
  url: string
  title: string
  /** What is said with the link; the title where it is missing. */
  text?: string
}

/** By which way a link was shared: the partner code in its URL, so that the campaign sees which way brought signatures. */
export type ShareWay = 'share' | 'copy' | 'qr' | ShareService
type ShareService = 'whatsapp' | 'telegram' | 'x' | 'facebook' | 'bluesky' | 'email'

export interface ShareLink {
  id: ShareService
  /** The service's own name, the same in every language; for email, the given word. */
  name: string
  href: string
  /** `href` around its text, for a script that puts another one there. Null where the service takes no text. */
  around: { before: string; after: string } | null
  /** How many characters its text may have. Null for any number. */
  room: number | null
}

/** Codes of ways to share, which are no partners'. */
export const SHARE_WAYS = [
  'share',
  'copy',
  'qr',
  'whatsapp',
  'telegram',
  'x',
  'facebook',
  'bluesky',
  'email',
] as const satisfies readonly ShareWay[]

export const isShareWay = (code: string): code is ShareWay => SHARE_WAYS.some((way) => way === code.toLowerCase())

/** The partner to whom what a reader shares is credited: the one who brought the reader, and nobody who came by a way to share. */
export const creditedPartner = (partner: string | null): string | null =>
  partner === null || isShareWay(partner) ? null : partner

/** `url` with the way as its partner code, unless it has one: whom a partner brought brings others for that partner. */
export function sharedUrl(url: string, way: ShareWay): string {
  const shared = new URL(url)
  if (!shared.searchParams.has('source')) shared.searchParams.set('source', way)
  return shared.href
}

/** Stands for the text while a link is made (OBJECT REPLACEMENT CHARACTER). */
const PLACE = '\uFFFC'

export function shareLinks(shared: Shared, email: string): ShareLink[] {
  const title = oneLine(shared.title)
  const said = oneLine(shared.text ?? shared.title)
  const link = (
    id: ShareService,
    name: string,
    hrefOf: (url: string, text: string) => string,
    roomFor: (url: string) => number | null = () => null,
  ): ShareLink => {
    const url = sharedUrl(shared.url, id)
    const room = roomFor(url)
    const open = hrefOf(url, PLACE)
    const at = open.lastIndexOf(encodeURIComponent(PLACE))
    return {
      id,
      name,
      href: hrefOf(url, room === null ? said : cut(said, room)),
      around:
        at === -1 ? null : { before: open.slice(0, at), after: open.slice(at + encodeURIComponent(PLACE).length) },
      room,
    }
  }
  return [
    // https://faq.whatsapp.com/5913398998672934
    link('whatsapp', 'WhatsApp', (url, text) => withQuery('https://wa.me/', { text: `${text} ${url}` })),
    // https://core.telegram.org/widgets/share#custom-buttons
    link('telegram', 'Telegram', (url, text) => withQuery('https://t.me/share/url', { url, text })),
    // https://docs.x.com/x-for-websites/post-button/guides/web-intent
    link('x', 'X', (url, text) => withQuery('https://x.com/intent/tweet', { text, url })),
    // Without an app id; Facebook reads the title from the page.
    link('facebook', 'Facebook', (url) => withQuery('https://www.facebook.com/sharer/sharer.php', { u: url })),
    // https://docs.bsky.app/docs/advanced-guides/intent-links
    link(
      'bluesky',
      'Bluesky',
      (url, text) => withQuery('https://bsky.app/intent/compose', { text: `${text} ${url}` }),
      (url) => Math.max(BLUESKY_POST_MAX_GRAPHEMES - graphemes(` ${url}`).length, 0),
    ),
    // RFC 6068
    link('email', email, (url, text) => withQuery('mailto:', { subject: title, body: `${text}\r\n\r\n${url}` })),
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

/** If a post is too long, its text is cut, never the link. */
function cut(text: string, room: number): string {
  const parts = graphemes(text)
  return parts.length <= room ? text : `${parts.slice(0, Math.max(room - 1, 0)).join('')}…`
}

const graphemes = (text: string): string[] => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
