/** Translations of a campaign's updates. A trigger stores the words of each update as they were published and edited. */
import type { Actor } from '../../schema/audit.ts'
import type { Locale } from '../../schema/locales.ts'
import type { UpdateTranslationForm } from '../../schema/update.ts'
import { auditStatement } from '../audit.ts'
import { VERSIONS_MAX_PER_UPDATE } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import { TOO_MANY_VERSIONS } from './patch.ts'
import type { Petition } from './petitions.ts'
import { hasTranslation, isSameLanguage, withoutTranslation, withTranslation } from './translation-refs.ts'

export interface UpdateTranslation {
  number: number
  language: string
  translates: number
  title: string
  /** Markdown. */
  body: string
  /** Milliseconds since the epoch. */
  publishedAt: number
}

/** In one transaction, so that two editors get two numbers. The one that is shown already, if the words are the same. */
export async function putUpdateTranslation(
  db: D1Database,
  { id: petitionId, language }: Pick<Petition, 'id' | 'language'>,
  { updateId, locale, form }: { updateId: string; locale: Locale; form: UpdateTranslationForm },
  { by, now }: { by: Actor; now: number },
): Promise<Result<UpdateTranslation>> {
  if (isSameLanguage(language, locale)) {
    return refuse({ code: 'invalid-update', errors: [{ path: 'language', code: 'not-a-choice' }] })
  }
  const put = [petitionId, updateId, form.of ?? null, locale, form.title, form.body]
  const [found, added] = await db.batch<Record<string, unknown>>([
    db.prepare(FIND).bind(...put),
    db.prepare(ADD).bind(...put, now),
    db.prepare(SHOW).bind(...put),
    auditStatement(db, {
      petitionId,
      act: 'update-translated',
      by,
      facts: { update: updateId, language: locale },
      now,
    }),
  ])
  const [update] = found?.results ?? []
  if (update === undefined) return refuse({ code: 'not-found' })
  if (update['isOriginal'] !== 1) {
    return refuse({ code: 'invalid-update', errors: [{ path: 'of', code: 'no-such-version' }] })
  }
  const { title, body } = form
  const shown = update['number'] === null ? undefined : update
  const row = added?.results[0] ?? shown
  if (row === undefined) return refuse(TOO_MANY_VERSIONS)
  const [number, translates] = [Number(row['number']), Number(row['translates'])]
  return ok({ number, language: locale, translates, title, body, publishedAt: Number(row['publishedAt']) })
}

/** Of an update `u`: the original that is translated. ?3 its number, or null for the current one. */
const ORIGINAL = `
  SELECT 1 FROM update_versions AS v
  WHERE v.petition_id = u.petition_id AND v.update_id = u.id AND v.number = coalesce(?3, u.version) AND v.translates IS NULL`

/** Of an update `u`: the translation that is shown, if it has these words. ?4 language, ?5 title, ?6 body. */
const SAME = `
  FROM json_each(u.translations) AS shown
  JOIN update_versions AS v ON v.petition_id = u.petition_id AND v.update_id = u.id AND v.number = shown.value ->> 'number'
  WHERE shown.value ->> 'language' = ?4 AND v.title = ?5 AND v.body = ?6 AND v.translates = coalesce(?3, u.version)`

const IS_FREE = `u.petition_id = ?1 AND u.id = ?2 AND u.versions < ${VERSIONS_MAX_PER_UPDATE} AND EXISTS (${ORIGINAL})
  AND NOT EXISTS (SELECT 1 ${SAME})`

const FIND = `
  SELECT EXISTS (${ORIGINAL}) AS isOriginal, (SELECT v.number ${SAME}) AS number, (SELECT v.published_at ${SAME}) AS publishedAt,
    coalesce(?3, u.version) AS translates
  FROM updates AS u WHERE u.petition_id = ?1 AND u.id = ?2`

const ADD = `
  INSERT INTO update_versions (petition_id, update_id, number, language, translates, title, body, published_at)
  SELECT u.petition_id, u.id, u.versions + 1, ?4, coalesce(?3, u.version), ?5, ?6, ?7 FROM updates AS u WHERE ${IS_FREE}
  RETURNING number, translates, published_at AS publishedAt`

const SHOW = `
  UPDATE updates AS u
  SET versions = versions + 1, translations = ${withTranslation('u', '?4', 'u.versions + 1', 'coalesce(?3, u.version)')}
  WHERE ${IS_FREE}`

/** False when there is none. */
export async function removeUpdateTranslation(
  db: D1Database,
  petitionId: number,
  { updateId, locale }: { updateId: string; locale: Locale },
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .prepare(
        `UPDATE updates SET translations = ${withoutTranslation('updates', '?3')}
       WHERE petition_id = ?1 AND id = ?2 AND ${hasTranslation('updates', '?3')}`,
      )
      .bind(petitionId, updateId, locale),
    auditStatement(db, {
      petitionId,
      act: 'update-translation-removed',
      by,
      facts: { update: updateId, language: locale },
      now,
    }),
  ])
  return (removed?.meta.changes ?? 0) > 0
}
