/** A catalogue laid out flat, so that a test can look at each of its sentences. */
import type { Locale } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'

/** What a catalogue holds, by path: `form.submit`. The forms of the counted noun are held by a test of their own. */
export function entriesOf(words: object, prefix = ''): [path: string, value: unknown][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const path = `${prefix}${key}`
    if (path === 'counter.signed') return []
    return typeof value === 'object' && value !== null ? entriesOf(value, `${path}.`) : [[path, value]]
  })
}

export const sentencesOf = (locale: Locale): Map<string, string> =>
  new Map(entriesOf(catalogue(locale)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
