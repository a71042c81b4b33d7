/** The count as a plain link, for pages that a server assembles and that run no script. */
import type { Locale } from '../../schema/locales.ts'
import { around } from '../i18n/around.ts'
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
  const [before, after] = around((title) => words.labelled(title, words.petition.count(count)))
  const content = escapeMarkup(before) + isolated + escapeMarkup(after)
  return element('a', { href, lang: locale, dir: words.direction }, content)
}
