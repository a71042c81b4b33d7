/** The words of emails, apart from those of the site: the consumer Worker needs no others. */
import type { Locale } from '../../schema/locales.ts'
import { ar } from './ar/email.ts'
import { de } from './de/email.ts'
import { type EmailCatalogue, en } from './en/email.ts'
import { es } from './es/email.ts'
import { fr } from './fr/email.ts'
import { ru } from './ru/email.ts'
import { tr } from './tr/email.ts'
import { uk } from './uk/email.ts'
import { uz } from './uz/email.ts'
import { zh } from './zh/email.ts'

const CATALOGUES: Record<Locale, EmailCatalogue> = { en, ru, uz, uk, es, fr, de, ar, tr, zh }

export const emailCatalogue = (locale: Locale): EmailCatalogue => CATALOGUES[locale]
