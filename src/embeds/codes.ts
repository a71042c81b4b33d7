/** The code that a partner copies, for each form of the counter. Pure: settings in, text out. */
import type { Locale } from '../../schema/locales.ts'
import { petitionUrl } from '../http/urls.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import {
  FRAME_HEIGHT_PX,
  FRAME_WIDTH_PX,
  OG_IMAGE_HEIGHT_PX,
  OG_IMAGE_WIDTH_PX,
  SIGN_FRAME_HEIGHT_PX,
} from '../limits.ts'
import { element, emptyElement, escapeMarkup } from '../markup/element.ts'
import { FRAME_SANDBOX, SIGN_FRAME_SANDBOX } from './frame-options.ts'
import { frameUrl, signFrameUrl } from './oembed.ts'
import { type EmbedOptions, settingsOf } from './options.ts'

/** A released version of the counter, which never changes, with its hash for Subresource Integrity. */
export interface PinnedCounter {
  path: string
  integrity: string
}

export interface CodesInput {
  origin: string
  slug: string
  title: string
  options: EmbedOptions
  /** The language of badges and images when the partner has chosen none. */
  locale: Locale
  words: Catalogue
  pinned: PinnedCounter
}

export type EmbedCodes = Record<
  | 'element'
  | 'pinned'
  | 'frame'
  | 'signForm'
  | 'oembed'
  | 'badge'
  | 'badgeMarkdown'
  | 'shields'
  | 'link'
  | 'image'
  | 'qr'
  | 'feed'
  | 'data',
  string
>

export function embedCodes({ origin, slug, title, options, locale, words, pinned }: CodesInput): EmbedCodes {
  const settings = settingsOf(options)
  const { partner, language } = options
  const lang = language ?? locale
  const page = petitionUrl(origin, slug, partner, language)
  const counter = counterElement(slug, settings, { href: page, title })
  const badge = `${origin}/badge/${slug}.svg?lang=${lang}`
  const query = new URLSearchParams({ lang, ...(partner === null ? {} : { partner }) }).toString()
  const alt = words.embed.frameTitle(title)
  const link = element('a', { href: page }, escapeMarkup(title))
  const sizing = script({ src: `${origin}/embed.js` })
  const linked = (image: Record<string, string | number>): string =>
    element('a', { href: page }, emptyElement('img', { ...image, alt }))
  return {
    element: script({ src: `${origin}/widget.js` }) + counter,
    pinned: script({ src: origin + pinned.path, integrity: pinned.integrity, crossorigin: 'anonymous' }) + counter,
    // All that WordPress leaves of it, if the author may not post iframes.
    frame: frameCode(frameUrl(origin, slug, settings), alt) + link + sizing,
    signForm: signFormCode(signFrameUrl(origin, slug, options), words.embed.signFormTitle(title)) + link + sizing,
    oembed: petitionUrl(origin, slug, partner, lang),
    badge: linked({ src: badge, height: 20 }),
    badgeMarkdown: `[![${escapeMarkdown(alt)}](${badge})](${page})`,
    shields: `${origin}/badge/${slug}.json?lang=${lang}`,
    link: `${origin}/link/${slug}.html?${query}`,
    image: linked({ src: `${origin}/og/${lang}/${slug}.png`, width: OG_IMAGE_WIDTH_PX, height: OG_IMAGE_HEIGHT_PX }),
    qr: `${origin}/qr/${slug}.svg${partner === null ? '' : `?source=${encodeURIComponent(partner)}`}`,
    feed: `${origin}/${lang}/p/${slug}/feed.atom`,
    data: `${origin}/api/petitions/${slug}/count`,
  }
}

export const script = (attributes: Record<string, string>): string =>
  element('script', { type: 'module', ...attributes })

/** The counter, with a link that is shown until the count is loaded. */
export const counterElement = (
  slug: string,
  settings: Record<string, string | null>,
  link: { href: string; title: string },
): string =>
  element(
    'petition-counter',
    { petition: slug, ...settings },
    element('a', { href: link.href }, escapeMarkup(link.title)),
  )

export const frameCode = (src: string, title: string): string =>
  iframe(src, title, { height: FRAME_HEIGHT_PX, sandbox: FRAME_SANDBOX })

/** The form to sign, in an iframe. */
export const signFormCode = (src: string, title: string): string =>
  iframe(src, title, { height: SIGN_FRAME_HEIGHT_PX, sandbox: SIGN_FRAME_SANDBOX })

const iframe = (src: string, title: string, { height, sandbox }: { height: number; sandbox: string }): string =>
  element('iframe', {
    src,
    title,
    // Numbers for sites that remove styles.
    width: FRAME_WIDTH_PX,
    height,
    style: 'width:100%;border:0',
    loading: 'lazy',
    sandbox,
  })

/** For the text of a link or an image (CommonMark 0.31 §2.4). Line breaks become spaces. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>&|~!]/g, '\\$&').replace(/\s+/g, ' ')
