/** Countries as lists have them: codes, or names in one of our languages. */
import { COUNTRY_ALIASES, COUNTRY_CODES } from '../../../../schema/countries.ts'
import { LOCALES } from '../../../../schema/locales.ts'

let byName: Map<string, string> | null = null

/** Null for what is no country. */
export function countryOf(text: string): string | null {
  const upper = text.trim().toUpperCase()
  const code = COUNTRY_ALIASES.get(upper) ?? upper
  if (COUNTRY_CODES.has(code)) return code
  byName ??= names()
  return byName.get(keyOf(text)) ?? null
}

function names(): Map<string, string> {
  const found = new Map<string, string>()
  for (const locale of LOCALES) {
    for (const style of ['long', 'short'] as const) {
      const namesIn = new Intl.DisplayNames([locale], { type: 'region', style, fallback: 'none' })
      for (const code of COUNTRY_CODES) {
        const name = namesIn.of(code)
        if (name !== undefined) found.set(keyOf(name), code)
      }
    }
  }
  return found
}

const keyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{P}\s]/gu, '')
    .toLowerCase()
