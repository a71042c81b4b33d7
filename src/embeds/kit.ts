/** What a partner needs to spread a petition: links and codes that credit them. */
import { petitionUrl } from '../http/urls.ts'
import { element, escapeMarkup } from '../markup/element.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { counterElement, frameCode, script, signFormCode } from './codes.ts'
import { frameUrl, signFrameUrl } from './oembed.ts'

export interface KitInput {
  /** Scheme and host. */
  origin: string
  slug: string
  title: string
  /** The code. */
  partner: string
  words: Catalogue
}

export interface Kit {
  /** The code. */
  partner: string
  /** To sign; it opens in each reader's language. */
  link: string
  counter: string
  frame: string
  signForm: string
  /** Paths. */
  qr: string
  sheet: string
  poster: string
}

export function kitOf({ origin, slug, title, partner, words }: KitInput): Kit {
  const link = petitionUrl(origin, slug, partner)
  const fallback = element('a', { href: link }, escapeMarkup(title))
  const sizing = script({ src: `${origin}/embed.js` })
  return {
    partner,
    link,
    counter: script({ src: `${origin}/widget.js` }) + counterElement(slug, { partner }, { href: link, title }),
    frame: frameCode(frameUrl(origin, slug, { partner }), words.embed.frameTitle(title)) + fallback + sizing,
    signForm:
      signFormCode(signFrameUrl(origin, slug, { partner }), words.embed.signFormTitle(title)) + fallback + sizing,
    qr: `/qr/${slug}.svg?source=${encodeURIComponent(partner)}`,
    sheet: `/p/${slug}/print?partner=${encodeURIComponent(partner)}`,
    poster: `/p/${slug}/poster?partner=${encodeURIComponent(partner)}`,
  }
}
