/** The languages of the interface, as BCP 47 tags. The first is the default. */
export const LOCALES = ['en', 'ru', 'uz', 'uk', 'es', 'fr', 'de', 'ar', 'tr', 'zh'] as const
export type Locale = (typeof LOCALES)[number]

export const isLocale = (text: string): text is Locale => LOCALES.some((locale) => locale === text)
