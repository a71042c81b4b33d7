/** The count as a plain link, for pages that a server assembles and that run no script. */
import type { Locale } from '../../schema/locales.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { element, escapeMarkup } from '../markup/element.ts'

export interface CountLink {
  href: string
  title: string
  /** Of the title, BCP 47. */
  language: string
  count: number
  locale: Locale
  words: Catalogue
}

/** `<a …><bdi>Title</bdi>: 12,345 signatures</a>`: the title may have another direction than the sentence. */
export function countLink({ href, title, language, count, locale, words }: CountLink): string {
  const isolated = element('bdi', { lang: language === locale ? null : language }, escapeMarkup(title))
  const counted = escapeMarkup(`${words.number(count)} ${words.petition.signers(count)}`)
  return element('a', { href, lang: locale, dir: words.direction }, `${isolated}: ${counted}`)
}
