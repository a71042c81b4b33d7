/** What a draft was when the operator last asked for a change: the next approval shows what is different since. */
import type { Petition } from './petitions.ts'

export interface AskedChange {
  title: string
  addressee: string
  starter: string
  /** Markdown. */
  body: string
  /** Of the image; null for none. */
  imageHash: string | null
  /** In the operator's words. */
  message: string
  /** In milliseconds. */
  at: number
}

/** As the operator has read it. Only if the statement before it changed a row. */
export const rememberAskedStatement = (
  db: D1Database,
  {
    id,
    title,
    addressee,
    starter,
    body,
    image,
  }: Pick<Petition, 'id' | 'title' | 'addressee' | 'starter' | 'body' | 'image'>,
  { message, now }: { message: string; now: number },
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO asked_changes (petition_id, title, addressee, starter, body, image_hash, message, at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE changes() > 0
       ON CONFLICT DO UPDATE SET title = excluded.title, addressee = excluded.addressee, starter = excluded.starter,
         body = excluded.body, image_hash = excluded.image_hash, message = excluded.message, at = excluded.at`,
    )
    .bind(id, title, addressee, starter, body, image?.hash ?? null, message, now)

/** Once it is open, everyone can read what its words were. */
export const forgetAskedStatement = (db: D1Database, petitionId: number): D1PreparedStatement =>
  db
    .prepare(
      `DELETE FROM asked_changes
       WHERE petition_id = ?1 AND EXISTS (SELECT 1 FROM petitions WHERE id = ?1 AND state <> 'draft')`,
    )
    .bind(petitionId)

/** Null if no change was asked for. */
export const findAskedChange = (db: D1Database, petitionId: number): Promise<AskedChange | null> =>
  db
    .prepare(
      `SELECT title, addressee, starter, body, image_hash AS imageHash, message, at FROM asked_changes WHERE petition_id = ?1`,
    )
    .bind(petitionId)
    .first<AskedChange>()
