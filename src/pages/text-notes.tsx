/** What stands above a petition's text: that it was changed, and whether it is a translation. */
import type { Locale } from '../../schema/locales.ts'
import type { ChangeKind } from '../../schema/version.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { languageName } from '../i18n/names.ts'
import { dayIn } from '../i18n/time.ts'
import { iso } from '../iso-time.ts'
import type { ShownText } from './shown-text.ts'

export interface ShownChange {
  kind: ChangeKind
  /** The campaign's own words. */
  why: string | null
  /** In milliseconds. */
  at: number
  /** A name in the IANA database, for the day. */
  timeZone: string
}

interface NoteProps {
  words: Catalogue
  locale: Locale
  slug: string
  /** BCP 47, of the original. */
  language: string
}

export function TextChanged({ words, locale, slug, language, changed }: NoteProps & { changed: ShownChange }) {
  const { kind, why, at, timeZone } = changed
  return (
    <div class="notice changed">
      <p>
        <time datetime={iso(at)}>{words.versions.changedOn(dayIn(at, timeZone, locale))}</time>
      </p>
      <p class="chip">{words.versions.kinds[kind]}</p>
      {why !== null && (
        <p lang={language} dir="auto">
          {why}
        </p>
      )}
      <p>
        <a href={`/${locale}/p/${slug}/changes`}>{words.versions.see}</a>
      </p>
    </div>
  )
}

/** Nothing for a text that is in the reader's language as it was written. */
export function WhichLanguage({ words, locale, slug, language, text }: NoteProps & { text: ShownText }) {
  const { versions, petition } = words
  const name = languageName(language, locale)
  const page = `/${locale}/p/${slug}`
  if (text.isTranslation) {
    return (
      <p class="note">
        {text.isBehind ? words.sentences(versions.originalIn(name), versions.behind) : versions.originalIn(name)}
        <br />
        <a href={`${page}?text=original`} hreflang={language}>
          {versions.toOriginal}
        </a>
      </p>
    )
  }
  if (text.language === locale) return null
  return (
    <p class="note">
      {petition.writtenIn(name)}
      {text.hasTranslation && (
        <>
          <br />
          <a href={page}>{versions.toTranslation}</a>
        </>
      )}
    </p>
  )
}
