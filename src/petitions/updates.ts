/** The updates of a petition: every query about them, and an update as the API shows it. */
import { and, desc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'

import { updates } from '../../schema/tables.ts'
import type { UpdateResponse, UpdateForm, UpdatePatch, UpdatesResponse } from '../../schema/update.ts'
import { iso, isoOrNull } from '../iso-time.ts'
import { UPDATES_MAX_PER_PETITION } from '../limits.ts'

export type Update = typeof updates.$inferSelect

/** All of them, newest first: they are few, so one cached query serves every page. */
export const listUpdates = (db: D1Database, petitionId: number): Promise<Update[]> =>
  drizzle(db)
    .select()
    .from(updates)
    .where(eq(updates.petitionId, petitionId))
    .orderBy(desc(updates.id))
    .limit(UPDATES_MAX_PER_PETITION)

/** Null when the petition has as many as it may have. `id` is a UUIDv7 of `now`. */
export async function addUpdate(
  db: D1Database,
  petitionId: number,
  { title, body }: UpdateForm,
  id: string,
  now: number,
): Promise<Update | null> {
  const result = await db
    .prepare(
      `INSERT INTO updates (petition_id, id, title, body, published_at)
       SELECT ?1, ?2, ?3, ?4, ?5
       WHERE (SELECT count(*) FROM updates WHERE petition_id = ?1) < ${UPDATES_MAX_PER_PETITION}`,
    )
    .bind(petitionId, id, title, body, now)
    .run()
  return result.meta.changes > 0 ? { petitionId, id, title, body, publishedAt: now, editedAt: null } : null
}

/** The update as it is now, or null when there is none. An empty patch changes nothing, `editedAt` included. */
export async function patchUpdate(
  db: D1Database,
  petitionId: number,
  id: string,
  patch: UpdatePatch,
  now: number,
): Promise<Update | null> {
  const orm = drizzle(db)
  const it = and(eq(updates.petitionId, petitionId), eq(updates.id, id))
  const [row] =
    Object.keys(patch).length === 0
      ? await orm.select().from(updates).where(it)
      : await orm
          .update(updates)
          .set({ ...patch, editedAt: now })
          .where(it)
          .returning()
  return row ?? null
}

/** False when there is none. */
export async function removeUpdate(db: D1Database, petitionId: number, id: string): Promise<boolean> {
  const result = await drizzle(db)
    .delete(updates)
    .where(and(eq(updates.petitionId, petitionId), eq(updates.id, id)))
  return result.meta.changes > 0
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

export const updateResponseOf = ({ id, title, body, publishedAt, editedAt }: Update): UpdateResponse => ({
  id,
  title,
  body,
  publishedAt: iso(publishedAt),
  editedAt: isoOrNull(editedAt),
})
