/** A petition's image: every query about it. Its description is in the row of the petition, its bytes in the table images. */
import type { Actor } from '../../schema/audit.ts'
import type { PetitionResponse, PetitionImage } from '../../schema/petition.ts'
import { auditStatement } from '../audit.ts'

export interface Setting {
  by: Actor
  /** Whether the operator looks at it before the petition opens: then another image of a draft ends what was approved. */
  needsApproval: boolean
  now: number
}

/** Replaces the previous image. */
export async function setImage(
  db: D1Database,
  petitionId: number,
  { hash, type, width, height, alt }: PetitionImage,
  bytes: Uint8Array,
  { by, needsApproval, now }: Setting,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO images (petition_id, hash, bytes) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes`,
      )
      .bind(petitionId, hash, bytes),
    db
      .prepare(
        `UPDATE petitions
         SET image = ?2, revision = revision + 1, scheduled_at = CASE WHEN ?3 = 0 THEN scheduled_at END
         WHERE id = ?1`,
      )
      .bind(
        petitionId,
        JSON.stringify({ hash, type, width, height, alt } satisfies PetitionImage),
        needsApproval ? 1 : 0,
      ),
    auditStatement(db, { petitionId, act: 'image-set', by, now }),
  ])
}

export async function removeImage(
  db: D1Database,
  petitionId: number,
  { by, now }: { by: Actor; now: number },
): Promise<void> {
  await db.batch([
    db
      .prepare('UPDATE petitions SET image = NULL, revision = revision + 1 WHERE id = ?1 AND image IS NOT NULL')
      .bind(petitionId),
    auditStatement(db, { petitionId, act: 'image-removed', by, now }),
    db.prepare('DELETE FROM images WHERE petition_id = ?1').bind(petitionId),
  ])
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
