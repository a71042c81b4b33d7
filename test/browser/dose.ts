/**
 * `npm run test:pages` looks at every page in every language, font and state. Each takes a processor a second or more, so `npm test`
 * has a part of them: those that most often break first.
 */
import { LOCALES } from '../../schema/locales.ts'
import { EVERY_FONT } from './fonts.ts'

/** Whether all is looked at. What `npm test` has whole is then left out: `test.skipIf(isWhole)`. */
export const isWhole = process.env['PAGES'] === 'all'

export const dose = <const T>(all: readonly T[], part: readonly NoInfer<T>[]): readonly T[] => (isWhole ? all : part)

/** German has the longest words, Arabic runs from right to left. */
export const SOME_LOCALES = dose(LOCALES, ['en', 'de', 'ar'])
/** The widest font: what fits in it fits in others. */
export const SOME_FONTS = dose(EVERY_FONT, ['DejaVu Sans'])
