/** The updates of a petition: every query about them, and an update as the API shows it. */
import { and, eq, lt } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'

import type { Actor } from '../../schema/audit.ts'
import type { Locale } from '../../schema/locales.ts'
import { updates } from '../../schema/tables.ts'
import type { UpdateResponse, UpdateForm, UpdatePatch, UpdatesResponse } from '../../schema/update.ts'
import { auditStatement } from '../audit.ts'
import { iso, isoOrNull } from '../iso-time.ts'
import { UPDATE_TWICE_MS, UPDATES_MAX_PER_PETITION, VERSIONS_MAX_PER_UPDATE } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import { TOO_MANY_VERSIONS } from './patch.ts'

export type Update = typeof updates.$inferSelect

/** An update with its words in the language of a reader, where it has them. */
export interface ReadUpdate extends Update {
  /** BCP 47, of its title and body; null for that of the petition. */
  language: string | null
}

/** The titles of updates by their ids, without those that are deleted. */
export async function titlesOfUpdates(
  db: D1Database,
  petitionId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { results } = await db
    .prepare(
      `SELECT u.id, u.title FROM json_each(?2) AS wanted
       JOIN updates AS u ON u.petition_id = ?1 AND u.id = wanted.value`,
    )
    .bind(petitionId, JSON.stringify(ids))
    .all<{ id: string; title: string }>()
  return new Map(results.map(({ id, title }) => [id, title]))
}

/**
 * All of them, newest first: they are few, so one cached query serves every page. `locale`: with their translation into it, where
 * there is one; null for all as they were written.
 */
export async function listUpdates(
  db: D1Database,
  { petitionId, locale }: { petitionId: number; locale: Locale | null },
): Promise<ReadUpdate[]> {
  const { results } = await db
    .prepare(`${READ_UPDATES} ORDER BY u.id DESC LIMIT ${UPDATES_MAX_PER_PETITION}`)
    .bind(petitionId, locale)
    .all<Row>()
  return results.map(updateOf)
}

/** One of them, as `listUpdates` reads them; null if there is none. */
export async function findUpdate(
  db: D1Database,
  { petitionId, id, locale }: { petitionId: number; id: string; locale: Locale | null },
): Promise<ReadUpdate | null> {
  const row = await db.prepare(`${READ_UPDATES} AND u.id = ?3`).bind(petitionId, locale, id).first<Row>()
  return row === null ? null : updateOf(row)
}

type Row = Omit<ReadUpdate, 'translations'> & { translations: string }

const updateOf = (row: Row): ReadUpdate => Object.assign(row, { translations: JSON.parse(row.translations) })

const READ_UPDATES = `
  SELECT u.petition_id AS petitionId, u.id, coalesce(v.title, u.title) AS title, coalesce(v.body, u.body) AS body, v.language,
    u.published_at AS publishedAt, u.edited_at AS editedAt, u.version, u.versions, u.translations
  FROM updates AS u
  LEFT JOIN update_versions AS v ON v.petition_id = u.petition_id AND v.update_id = u.id AND v.number = (
    SELECT value ->> 'number' FROM json_each(u.translations) WHERE value ->> 'language' = ?2)
  WHERE u.petition_id = ?1`

/**
 * Null when the petition has as many as it may have. `id` is a UUIDv7 of `now`. A trigger stores its words as version 1. `once`: null too
 * if the same words were published a moment ago, by the same button.
 */
export async function addUpdate(
  db: D1Database,
  petitionId: number,
  { title, body }: UpdateForm,
  id: string,
  { by, now, once = false }: { by: Actor; now: number; once?: boolean },
): Promise<Update | null> {
  const [added] = await db.batch([
    db
      .prepare(
        `INSERT INTO updates (petition_id, id, title, body, published_at)
       SELECT ?1, ?2, ?3, ?4, ?5
       WHERE (SELECT count(*) FROM updates WHERE petition_id = ?1) < ${UPDATES_MAX_PER_PETITION}
         AND NOT EXISTS (
           SELECT 1 FROM updates WHERE petition_id = ?1 AND title = ?3 AND body = ?4 AND published_at > ?6)`,
      )
      .bind(petitionId, id, title, body, now, once ? now - UPDATE_TWICE_MS : Number.MAX_SAFE_INTEGER),
    auditStatement(db, { petitionId, act: 'update-published', by, facts: { update: id }, now }),
  ])
  if (added?.meta.changes === 0) return null
  return { petitionId, id, title, body, publishedAt: now, editedAt: null, version: 1, versions: 1, translations: [] }
}

export interface Patched {
  /** As it is now. */
  update: Update
  /** False if somebody else has changed its words since `version`: then nothing was changed. */
  isSaved: boolean
}

/**
 * `version`: that of the words that its author has read; null if it does not matter to them. An empty patch changes nothing, `editedAt`
 * included. New words are a version, which a trigger stores; a trigger runs after what RETURNING gives, so the update is read.
 */
export async function patchUpdate(
  db: D1Database,
  petitionId: number,
  id: string,
  patch: UpdatePatch,
  { by, now, version = null }: { by: Actor; now: number; version?: number | null },
): Promise<Result<Patched>> {
  const orm = drizzle(db)
  const it = and(eq(updates.petitionId, petitionId), eq(updates.id, id))
  const isEmpty = Object.keys(patch).length === 0
  const { sql, params } = orm
    .update(updates)
    .set({ ...patch, editedAt: now })
    .where(
      and(
        it,
        lt(updates.versions, VERSIONS_MAX_PER_UPDATE),
        ...(version === null ? [] : [eq(updates.version, version)]),
      ),
    )
    .toSQL()
  const [changed] = isEmpty
    ? []
    : await db.batch([
        db.prepare(sql).bind(...params),
        auditStatement(db, { petitionId, act: 'update-changed', by, facts: { update: id }, now }),
      ])
  const [row] = await orm.select().from(updates).where(it)
  if (row === undefined) return refuse({ code: 'not-found' })
  if (changed?.meta.changes !== 0) return ok({ update: row, isSaved: true })
  return version === null || row.version === version ? refuse(TOO_MANY_VERSIONS) : ok({ update: row, isSaved: false })
}

/** False when there is none. */
export async function removeUpdate(
  db: D1Database,
  petitionId: number,
  id: string,
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [removed] = await db.batch([
    db.prepare('DELETE FROM updates WHERE petition_id = ?1 AND id = ?2').bind(petitionId, id),
    auditStatement(db, { petitionId, act: 'update-removed', by, facts: { update: id }, now }),
  ])
  return (removed?.meta.changes ?? 0) > 0
}

/** At most `limit` of `all`, newest first, after `cursor`: the id of the last one of the page before. */
export function pageOfUpdates(all: readonly Update[], limit: number, cursor: string | null): UpdatesResponse {
  const left = cursor === null ? all : all.filter(({ id }) => id < cursor)
  const page = left.slice(0, limit)
  return {
    updates: page.map(updateResponseOf),
    cursor: left.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

export const updateResponseOf = ({ publishedAt, editedAt, ...update }: Update): UpdateResponse => ({
  id: update.id,
  title: update.title,
  body: update.body,
  publishedAt: iso(publishedAt),
  editedAt: isoOrNull(editedAt),
  version: update.version,
  translations: update.translations,
})
