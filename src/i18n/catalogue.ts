/** Which sentences a reader gets: by the address of the page, or by what their browser asks for. */
import { parseAccept } from 'hono/utils/accept'

import { LOCALES, type Locale } from '../../schema/locales.ts'
import { ACCEPT_LANGUAGE_MAX_CHARS } from '../limits.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { type Catalogue, en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ru } from './ru.ts'
import { tr } from './tr.ts'
import { uk } from './uk.ts'
import { uz } from './uz.ts'
import { zh } from './zh.ts'

const CATALOGUES: Record<Locale, Catalogue> = { en, ru, uz, uk, es, fr, de, ar, tr, zh }

export const catalogue = (locale: Locale): Catalogue => CATALOGUES[locale]

export const isLocale = (text: string): text is Locale => LOCALES.some((locale) => locale === text)

/**
 * The best language for an Accept-Language header (RFC 9110 §12.5.4), judged by the base language alone. Of a header that is
 * longer than any browser's only the beginning is read.
 */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  const wanted = parseAccept((acceptLanguage ?? '').slice(0, ACCEPT_LANGUAGE_MAX_CHARS)).toSorted((a, b) => b.q - a.q)
  for (const { type, q } of wanted) {
    const base = type.split('-', 1)[0]?.toLowerCase() ?? ''
    if (q > 0 && isLocale(base)) return base
  }
  return LOCALES[0]
}
