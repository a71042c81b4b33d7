/** A catalogue laid out flat, so that a test can look at each of its sentences. */
import type { Locale } from '../../schema/locales.ts'
import { type Catalogue, catalogue } from '../../src/i18n/catalogue.ts'
import { emailCatalogue } from '../../src/i18n/email-catalogue.ts'
import type { EmailCatalogue } from '../../src/i18n/en/email.ts'
import { type Legal, legalTexts } from '../../src/i18n/legal.ts'

export type Words = Catalogue & { email: EmailCatalogue; legal: Legal }

/** All that a language has: the words of the site, those of emails, and the texts on privacy and terms. */
export const wordsOf = (locale: Locale): Words => ({
  ...catalogue(locale),
  email: emailCatalogue(locale),
  legal: legalTexts(locale),
})

/** What a catalogue holds, by path: `form.submit`. The forms of the counted noun are held by a test of their own. */
export function entriesOf(words: object, prefix = ''): [path: string, value: unknown][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const path = `${prefix}${key}`
    if (path === 'counter.signed') return []
    return typeof value === 'object' && value !== null ? entriesOf(value, `${path}.`) : [[path, value]]
  })
}

export const sentencesOf = (locale: Locale): Map<string, string> =>
  new Map(entriesOf(wordsOf(locale)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
