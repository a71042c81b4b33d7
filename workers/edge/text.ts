/** Which text of a petition a reader sees: that of their own language, where there is one, or the original. */
import type { Locale } from '../../schema/locales.ts'
import type { Petition } from '../../src/petitions/petitions.ts'
import type { Version } from '../../src/petitions/versions.ts'
import type { ShownText } from '../../src/pages/shown-text.ts'
import { waitUntil } from './background.ts'
import { versionKey } from './cache-keys.ts'
import type { RouteContext } from './respond.tsx'
import { servicesOf } from './services.ts'

/** `number`: as the URL has it. Null for none of this petition; a number that it cannot have is not looked up. */
export async function versionOf(c: RouteContext, petition: Petition, number: string | number): Promise<Version | null> {
  if (!/^[1-9]\d{0,6}$/.test(String(number)) || Number(number) > petition.versions) return null
  return servicesOf(c.env).caches.versions.get(versionKey(petition.id, Number(number)), waitUntil(c))
}

/** The original, as the row of the petition has it. */
export const originalOf = (petition: Petition, hasTranslation = false): ShownText => {
  const { title, addressee, body, language, version: number } = petition
  return { title, addressee, body, language, number, isTranslation: false, isBehind: false, hasTranslation }
}

/** `asWritten`: the original, also where there is a translation. */
export async function shownText(
  c: RouteContext,
  petition: Petition,
  locale: Locale,
  asWritten: boolean,
): Promise<ShownText> {
  const ref = petition.translations.find(({ language }) => language === locale)
  if (ref === undefined || asWritten) return originalOf(petition, ref !== undefined)
  const read = await versionOf(c, petition, ref.number)
  if (read === null) return originalOf(petition)
  const { title, addressee, body, number } = read
  const isBehind = ref.translates < petition.version
  return { title, addressee, body, language: locale, number, isTranslation: true, isBehind, hasTranslation: true }
}
