/** A petition's picture: every query about it. Its description is in the petition's row, its bytes in a table of their own. */
import type { PetitionAnswer, PetitionPicture } from '../../schema/petition.ts'

/** Takes the place of the one there was. */
export async function setPicture(
  db: D1Database,
  petitionId: number,
  { hash, type, width, height, alt }: PetitionPicture,
  bytes: Uint8Array,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO pictures (petition_id, hash, bytes) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes`,
      )
      .bind(petitionId, hash, bytes),
    db
      .prepare('UPDATE petitions SET picture = ?2 WHERE id = ?1')
      .bind(petitionId, JSON.stringify({ hash, type, width, height, alt } satisfies PetitionPicture)),
  ])
}

export async function removePicture(db: D1Database, petitionId: number): Promise<void> {
  await db.batch([
    db.prepare('DELETE FROM pictures WHERE petition_id = ?1').bind(petitionId),
    db.prepare('UPDATE petitions SET picture = NULL WHERE id = ?1').bind(petitionId),
  ])
}

/** Null when it is no longer this picture. */
export async function readPicture(
  db: D1Database,
  petitionId: number,
  hash: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await db
    .prepare('SELECT bytes FROM pictures WHERE petition_id = ?1 AND hash = ?2')
    .bind(petitionId, hash)
    .first<{ bytes: ArrayBuffer | number[] }>()
  return row === null ? null : new Uint8Array(row.bytes)
}

export const pictureAnswerOf = (
  slug: string,
  { hash, width, height, alt }: PetitionPicture,
  origin: string,
): NonNullable<PetitionAnswer['picture']> => ({ url: `${origin}/pictures/${slug}/${hash}`, width, height, alt })
