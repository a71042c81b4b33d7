/** The words of the console, apart from those of the site: no other Worker needs them. */
import type { Locale } from '../../schema/locales.ts'
import { ar } from './ar/console.ts'
import { de } from './de/console.ts'
import { type ConsoleWords, en } from './en/console.ts'
import { es } from './es/console.ts'
import { fr } from './fr/console.ts'
import { ru } from './ru/console.ts'
import { tr } from './tr/console.ts'
import { uk } from './uk/console.ts'
import { uz } from './uz/console.ts'
import { zh } from './zh/console.ts'

const CATALOGUES: Record<Locale, ConsoleWords> = { en, ru, uz, uk, es, fr, de, ar, tr, zh }

export type { ConsoleWords }

export const consoleWords = (locale: Locale): ConsoleWords => CATALOGUES[locale]
