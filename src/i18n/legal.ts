/** The texts of the pages on privacy and terms: apart from the site's words, which every page needs. */
import type { Locale } from '../../schema/locales.ts'
import { ar } from './ar/legal.ts'
import { de } from './de/legal.ts'
import { en, type Legal } from './en/legal.ts'
import { es } from './es/legal.ts'
import { fr } from './fr/legal.ts'
import { ru } from './ru/legal.ts'
import { tr } from './tr/legal.ts'
import { uk } from './uk/legal.ts'
import { uz } from './uz/legal.ts'
import { zh } from './zh/legal.ts'

const TEXTS: Record<Locale, Legal> = { en, ru, uz, uk, es, fr, de, ar, tr, zh }

export type { Legal }

export const legalTexts = (locale: Locale): Legal => TEXTS[locale]
