/** The languages the product speaks, as BCP 47 tags. The first is what a reader gets when nothing else fits. */
export const LOCALES = ['en', 'ru', 'es', 'fr', 'de', 'ar'] as const
export type Locale = (typeof LOCALES)[number]
