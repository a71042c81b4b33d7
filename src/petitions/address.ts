/** Changing the web address of a petition, and where it was before: see src/address.ts. */
import type { Actor } from '../../schema/audit.ts'
import { addressOf, addressSql } from '../address.ts'
import { auditStatement } from '../audit.ts'
import { DAY_MS, SLUG_CHANGES_DAYS, SLUG_CHANGES_MAX, SLUGS_SHOWN_MAX_ROWS } from '../limits.ts'
import { findPetitionById, type Petition } from './petitions.ts'

const WINDOW_MS = SLUG_CHANGES_DAYS * DAY_MS

/** The slug in the address of a petition, as it is now; null if there is no such petition. Reads one row. */
export async function readAddress(db: D1Database, petitionId: number): Promise<string | null> {
  const row = await db
    .prepare(`SELECT ${addressSql()} AS slug FROM petitions WHERE id = ?1`)
    .bind(petitionId)
    .first<{ slug: string }>()
  return row?.slug ?? null
}

/** How often it may be changed before some time has passed. `now` in milliseconds. */
export const changesLeft = ({ slugChanges }: Pick<Petition, 'slugChanges'>, now: number): number =>
  Math.max(0, SLUG_CHANGES_MAX - slugChanges.filter((at) => at > now - WINDOW_MS).length)

/** When one more change is possible, where none is left now; in milliseconds. */
export const changeableAt = ({ slugChanges }: Pick<Petition, 'slugChanges'>, now: number): number => {
  const oldest = slugChanges.filter((at) => at > now - WINDOW_MS).at(SLUG_CHANGES_MAX - 1)
  return oldest === undefined ? now : oldest + WINDOW_MS
}

export interface FormerAddresses {
  /** The newest, without the present one. */
  slugs: string[]
  /** How many there are. */
  count: number
}

/** The slugs by which it was found before, the newest first; its first one is the last. */
export async function listFormerAddresses(
  db: D1Database,
  petition: Pick<Petition, 'id' | 'slug' | 'publicSlug'>,
): Promise<FormerAddresses> {
  const { results } = await db
    .prepare(
      `SELECT slug, count(*) OVER () AS count FROM (
         SELECT slug, created_at FROM slugs WHERE petition_id = ?1 UNION ALL SELECT ?2, 0)
       WHERE slug <> ?3 ORDER BY created_at DESC, slug LIMIT ${SLUGS_SHOWN_MAX_ROWS}`,
    )
    .bind(petition.id, petition.slug, addressOf(petition))
    .all<{ slug: string; count: number }>()
  return { slugs: results.map(({ slug }) => slug), count: results[0]?.count ?? 0 }
}

export type AddressChange =
  | { ok: true }
  | { ok: false; why: 'slug-taken' | 'slug-changed-often' | 'changed-meanwhile' | 'not-found' }

/**
 * Changes the address `from` to `to`, a slug by its form; asked again, it is done already. Former addresses of the petition itself are free
 * for it, those of others are not. `now` in milliseconds.
 */
export async function changeAddress(
  db: D1Database,
  petitionId: number,
  { from, to }: { from: string; to: string },
  { by, now }: { by: Actor; now: number },
): Promise<AddressChange> {
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE petitions SET public_slug = nullif(?3, slug), revision = revision + 1,
           slug_changes = (SELECT json_group_array(value) FROM (
             SELECT ?4 AS value UNION ALL SELECT value FROM json_each(petitions.slug_changes) WHERE value > ?5
             ORDER BY value DESC LIMIT ${SLUG_CHANGES_MAX}))
         WHERE id = ?1 AND deleted_at IS NULL AND ${addressSql()} = ?2 AND ?2 <> ?3
           AND (SELECT count(*) FROM json_each(petitions.slug_changes) WHERE value > ?5) < ${SLUG_CHANGES_MAX}
           AND NOT EXISTS (SELECT 1 FROM petitions AS other WHERE other.slug = ?3 AND other.id <> ?1)
           AND NOT EXISTS (SELECT 1 FROM slugs WHERE slugs.slug = ?3 AND slugs.petition_id <> ?1)`,
      )
      .bind(petitionId, from, to, now, now - WINDOW_MS),
    auditStatement(db, { petitionId, act: 'address-changed', by, now }),
    // Its first one is in `petitions`.
    db
      .prepare(
        `INSERT INTO slugs (slug, petition_id, created_at)
         SELECT public_slug, id, ?3 FROM petitions WHERE id = ?1 AND public_slug = ?2
         ON CONFLICT DO NOTHING`,
      )
      .bind(petitionId, to, now),
  ])
  if ((changed?.meta.changes ?? 0) > 0) return { ok: true }
  const current = await findPetitionById(db, petitionId)
  if (current === null || current.deletedAt !== null) return { ok: false, why: 'not-found' }
  if (addressOf(current) === to) return { ok: true }
  if (addressOf(current) !== from) return { ok: false, why: 'changed-meanwhile' }
  return { ok: false, why: changesLeft(current, now) === 0 ? 'slug-changed-often' : 'slug-taken' }
}
