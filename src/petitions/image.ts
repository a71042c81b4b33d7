/** A petition's image: every query about it. Its description is in the row of the petition, its bytes in the table images. */
import type { Actor } from '../../schema/audit.ts'
import type { PetitionResponse, PetitionImage } from '../../schema/petition.ts'
import { auditStatement } from '../audit.ts'

export interface Setting {
  by: Actor
  /** Whether the operator looks at it before the petition opens: then another image of a draft ends what was approved. */
  needsApproval: boolean
  now: number
  /** The image that its sender has seen, null members for none: with another one, nothing is changed. */
  seen?: { hash: string | null; alt: string | null }
}

/** SQL: whether the image is as it was seen. ?4 whether that matters, ?5 its hash, ?6 its description. */
const IS_AS_SEEN = `(?4 = 0 OR (image ->> 'hash' IS ?5 AND image ->> 'alt' IS ?6))`
/** SQL: ?3 whether the operator has to look at it. */
const SCHEDULED_AT = 'scheduled_at = CASE WHEN ?3 = 0 THEN scheduled_at END'

const bound = ({ needsApproval, seen }: Setting): (number | string | null)[] => [
  needsApproval ? 1 : 0,
  seen === undefined ? 0 : 1,
  seen?.hash ?? null,
  seen?.alt ?? null,
]

/** Replaces the previous image. False if that was not the one that was seen. */
export async function setImage(
  db: D1Database,
  petitionId: number,
  { hash, type, width, height, alt }: PetitionImage,
  bytes: Uint8Array,
  setting: Setting,
): Promise<boolean> {
  const { by, now } = setting
  const image = JSON.stringify({ hash, type, width, height, alt } satisfies PetitionImage)
  const [set] = await db.batch([
    db
      .prepare(
        `UPDATE petitions SET image = ?2, revision = revision + 1, ${SCHEDULED_AT} WHERE id = ?1 AND ${IS_AS_SEEN}`,
      )
      .bind(petitionId, image, ...bound(setting)),
    auditStatement(db, { petitionId, act: 'image-set', by, now }),
    // `changes()` is that of the entry, which is written only if the image was set.
    db
      .prepare(
        `INSERT INTO images (petition_id, hash, bytes) SELECT ?1, ?2, ?3 WHERE changes() > 0
         ON CONFLICT DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes`,
      )
      .bind(petitionId, hash, bytes),
  ])
  return (set?.meta.changes ?? 0) > 0
}

/** Describes the image that is there. False if there is none, it is not the one that was seen, or is described so already. */
export async function setAlt(db: D1Database, petitionId: number, alt: string, setting: Setting): Promise<boolean> {
  const { by, now } = setting
  const [set] = await db.batch([
    db
      .prepare(
        `UPDATE petitions SET image = json_set(image, '$.alt', ?2), revision = revision + 1, ${SCHEDULED_AT}
         WHERE id = ?1 AND image IS NOT NULL AND image ->> 'alt' <> ?2 AND ${IS_AS_SEEN}`,
      )
      .bind(petitionId, alt, ...bound(setting)),
    auditStatement(db, { petitionId, act: 'image-set', by, now }),
  ])
  return (set?.meta.changes ?? 0) > 0
}

/** False if there is none, or it is not the one that was seen. */
export async function removeImage(db: D1Database, petitionId: number, setting: Setting): Promise<boolean> {
  const { by, now } = setting
  const [removed] = await db.batch([
    db
      .prepare(
        `UPDATE petitions SET image = NULL, revision = revision + 1, ${SCHEDULED_AT}
         WHERE id = ?1 AND image IS NOT NULL AND ${IS_AS_SEEN}`,
      )
      .bind(petitionId, null, ...bound(setting)),
    auditStatement(db, { petitionId, act: 'image-removed', by, now }),
    db
      .prepare('DELETE FROM images WHERE petition_id = ?1 AND (SELECT image IS NULL FROM petitions WHERE id = ?1)')
      .bind(petitionId),
  ])
  return (removed?.meta.changes ?? 0) > 0
}

/** Null when the petition has another image by now, or none. */
export async function readImage(
  db: D1Database,
  petitionId: number,
  hash: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await db
    .prepare('SELECT bytes FROM images WHERE petition_id = ?1 AND hash = ?2')
    .bind(petitionId, hash)
    .first<{ bytes: ArrayBuffer | number[] }>()
  return row === null ? null : new Uint8Array(row.bytes)
}

export const imageResponseOf = (
  slug: string,
  { hash, width, height, alt }: PetitionImage,
  origin: string,
): NonNullable<PetitionResponse['image']> => ({ url: `${origin}/images/${slug}/${hash}`, width, height, alt })
