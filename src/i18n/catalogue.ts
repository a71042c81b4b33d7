/** The catalogues, and the choice between them by Accept-Language. */
import { parseAccept } from 'hono/utils/accept'

import { isLocale, LOCALES, type Locale } from '../../schema/locales.ts'
import { ACCEPT_LANGUAGE_MAX_CHARS } from '../limits.ts'
import { ar } from './ar/site.ts'
import { de } from './de/site.ts'
import { type Catalogue, en } from './en/site.ts'
import { es } from './es/site.ts'
import { fr } from './fr/site.ts'
import { ru } from './ru/site.ts'
import { tr } from './tr/site.ts'
import { uk } from './uk/site.ts'
import { uz } from './uz/site.ts'
import { zh } from './zh/site.ts'

const CATALOGUES: Record<Locale, Catalogue> = { en, ru, uz, uk, es, fr, de, ar, tr, zh }

export type { Catalogue }

export const catalogue = (locale: Locale): Catalogue => CATALOGUES[locale]

/**
 * The best language for an Accept-Language header (RFC 9110 §12.5.4), compared by base language only. Only the beginning of a
 * header that is longer than any browser's is read.
 */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  const wanted = parseAccept((acceptLanguage ?? '').slice(0, ACCEPT_LANGUAGE_MAX_CHARS)).toSorted((a, b) => b.q - a.q)
  for (const { type, q } of wanted) {
    const base = type.split('-', 1)[0]?.toLowerCase() ?? ''
    if (q > 0 && isLocale(base)) return base
  }
  return LOCALES[0]
}
