/** Translations of a petition's text: each is a version, and the row of the petition says which one is shown in a language. */
import type { Actor } from '../../schema/audit.ts'
import type { Locale } from '../../schema/locales.ts'
import type { TranslationForm } from '../../schema/version.ts'
import { auditStatement } from '../audit.ts'
import { PATCH_ATTEMPTS_MAX, UNAVAILABLE_RETRY_AFTER_SECONDS, VERSIONS_MAX_PER_PETITION } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import { TOO_MANY_VERSIONS } from './patch.ts'
import { findPetitionById, type Petition } from './petitions.ts'
import { hasTranslation, isSameLanguage, withoutTranslation, withTranslation } from './translation-refs.ts'
import { findVersion, type Version } from './versions.ts'

/** `petition`: as it was read. The translation that is shown from now on: as it is already, if the words are the same. */
export async function putTranslation(
  db: D1Database,
  petition: Petition,
  { locale, form }: { locale: Locale; form: TranslationForm },
  { by, now }: { by: Actor; now: number },
): Promise<Result<Version>> {
  if (petition.state === 'draft') return refuse({ code: 'conflict', why: 'not-published' })
  if (isSameLanguage(petition.language, locale)) {
    return refuse({ code: 'invalid-petition', errors: [{ path: 'language', code: 'not-a-choice' }] })
  }
  const original = await findVersion(db, petition.id, form.of)
  if (original === null || original.translates !== null) {
    return refuse({ code: 'invalid-petition', errors: [{ path: 'of', code: 'no-such-version' }] })
  }
  const { title, addressee = original.addressee, body } = form
  const words = { title, addressee, body }
  let read: Petition | null = petition
  for (let attempt = 0; attempt < PATCH_ATTEMPTS_MAX; attempt++) {
    const shown = await shownIn(db, read, locale)
    if (shown !== null && isSame(shown, { ...words, translates: form.of })) return ok(shown)
    if (read.versions >= VERSIONS_MAX_PER_PETITION) return refuse(TOO_MANY_VERSIONS)
    const number = read.versions + 1
    const added = await db.batch([
      db.prepare(ADD_VERSION).bind(read.id, number, locale, form.of, title, addressee, body, now),
      db.prepare(SHOW_VERSION).bind(read.id, number, locale, form.of),
      auditStatement(db, {
        petitionId: read.id,
        act: 'translation-published',
        by,
        facts: { language: locale, version: number },
        now,
      }),
    ])
    if ((added[1]?.meta.changes ?? 0) > 0) {
      const facts = { number, language: locale, translates: form.of, kind: 'translation' as const, why: null }
      return ok({ ...facts, ...words, publishedAt: now, signatures: 0 })
    }
    read = await findPetitionById(db, petition.id)
    if (read === null) return refuse({ code: 'petition-not-found' })
  }
  return refuse({ code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
}

/** ?2 number: one more than there are. */
const ADD_VERSION = `
  INSERT INTO versions (petition_id, number, language, translates, title, addressee, body, kind, published_at)
  SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, 'translation', ?8 FROM petitions
  WHERE id = ?1 AND versions = ?2 - 1 AND state <> 'draft'`

const SHOW_VERSION = `
  UPDATE petitions SET versions = ?2, translations = ${withTranslation('petitions', '?3', '?2', '?4')}
  WHERE id = ?1 AND versions = ?2 - 1 AND state <> 'draft'`

/** Takes the translation from the page. Its version stays, for those who signed it. False when there is none. */
export async function removeTranslation(
  db: D1Database,
  petitionId: number,
  locale: Locale,
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .prepare(
        `UPDATE petitions SET translations = ${withoutTranslation('petitions', '?2')}
       WHERE id = ?1 AND ${hasTranslation('petitions', '?2')}`,
      )
      .bind(petitionId, locale),
    auditStatement(db, { petitionId, act: 'translation-removed', by, facts: { language: locale }, now }),
  ])
  return (removed?.meta.changes ?? 0) > 0
}

async function shownIn(db: D1Database, { id, translations }: Petition, locale: Locale): Promise<Version | null> {
  const shown = translations.find(({ language }) => language === locale)
  return shown === undefined ? null : findVersion(db, id, shown.number)
}

type Compared = Pick<Version, 'title' | 'addressee' | 'body' | 'translates'>

const isSame = (a: Compared, b: Compared): boolean =>
  a.title === b.title && a.addressee === b.addressee && a.body === b.body && a.translates === b.translates
