/**
 * Petitions that are being written. A draft belongs to one account. It is saved with the revision that was read, so that a second
 * tab or a double click overwrites nothing unseen.
 */
import { secretHash } from '../crypto/secret.ts'
import { DRAFT_MAX_BYTES, DRAFT_PREVIEW_TTL_MS, DRAFTS_MAX_PER_ACCOUNT } from '../limits.ts'
import { done, not, type Outcome } from './outcome.ts'

/** What was typed, by the names of its fields: whatever the console puts there. */
export type DraftData = Readonly<Record<string, unknown>>

export interface Draft {
  id: string
  data: DraftData
  revision: number
  /** In milliseconds. */
  createdAt: number
  updatedAt: number
  /** Until when its preview can be read; null without one. */
  previewExpiresAt: number | null
}

interface DraftRow extends Omit<Draft, 'data'> {
  data: string
}

const COLUMNS = `id, data, revision, created_at AS createdAt, updated_at AS updatedAt, preview_expires_at AS previewExpiresAt`
const draftOf = (row: DraftRow): Draft => ({ ...row, data: JSON.parse(row.data) })

const tooLarge = (json: string): boolean => new TextEncoder().encode(json).length > DRAFT_MAX_BYTES

/** `id`: a UUID. A second call with the same id gives the draft that is there. */
export async function createDraft(
  db: D1Database,
  { id, accountId, data, now }: { id: string; accountId: string; data: DraftData; now: number },
): Promise<Outcome<Draft, 'too-many' | 'too-large'>> {
  const json = JSON.stringify(data)
  if (tooLarge(json)) return not('too-large')
  await db
    .prepare(
      `INSERT INTO drafts (id, account_id, data, created_at, updated_at)
       SELECT ?1, ?2, ?3, ?4, ?4 WHERE (SELECT count(*) FROM drafts WHERE account_id = ?2) < ${DRAFTS_MAX_PER_ACCOUNT}
       ON CONFLICT DO NOTHING`,
    )
    .bind(id, accountId, json, now)
    .run()
  const draft = await findDraft(db, accountId, id)
  return draft === null ? not('too-many') : done(draft)
}

/** Of this account alone. */
export async function findDraft(db: D1Database, accountId: string, id: string): Promise<Draft | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM drafts WHERE id = ?1 AND account_id = ?2`)
    .bind(id, accountId)
    .first<DraftRow>()
  return row === null ? null : draftOf(row)
}

/** The last changed first. */
export async function listDrafts(db: D1Database, accountId: string): Promise<Draft[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM drafts WHERE account_id = ?1 ORDER BY updated_at DESC, id`)
    .bind(accountId)
    .all<DraftRow>()
  return results.map(draftOf)
}

export interface DraftChange {
  id: string
  accountId: string
  /** The one that was read. */
  revision: number
  /** Replaces what is there. */
  data: DraftData
  now: number
}

export type Saved =
  | { ok: true; value: Draft }
  | { ok: false; why: 'not-found' | 'too-large' }
  /** Somebody else has saved it since: `current` is what is there now. */
  | { ok: false; why: 'changed-meanwhile'; current: Draft }

export async function saveDraft(db: D1Database, { id, accountId, revision, data, now }: DraftChange): Promise<Saved> {
  const json = JSON.stringify(data)
  if (tooLarge(json)) return not('too-large')
  const row = await db
    .prepare(
      `UPDATE drafts SET data = ?4, revision = revision + 1, updated_at = ?5
       WHERE id = ?1 AND account_id = ?2 AND revision = ?3 RETURNING ${COLUMNS}`,
    )
    .bind(id, accountId, revision, json, now)
    .first<DraftRow>()
  if (row !== null) return done(draftOf(row))
  const current = await findDraft(db, accountId, id)
  if (current === null) return not('not-found')
  // A second press sends what the first one has saved.
  return sorted(current.data) === sorted(data) ? done(current) : { ok: false, why: 'changed-meanwhile', current }
}

const sorted = (data: DraftData): string =>
  JSON.stringify(Object.entries(data).toSorted(([one], [other]) => (one < other ? -1 : 1)))

export async function deleteDraft(db: D1Database, accountId: string, id: string): Promise<boolean> {
  const deleted = await db.prepare('DELETE FROM drafts WHERE id = ?1 AND account_id = ?2').bind(id, accountId).run()
  return deleted.meta.changes > 0
}

/**
 * Lets anyone who has `token`, as `newSecret` makes it, read the draft for a week; null ends that. A link from before stops working.
 * When it ends, in milliseconds; null if there is no such draft, or no preview any more.
 */
export async function setPreview(
  db: D1Database,
  { id, accountId, token, now }: { id: string; accountId: string; token: string | null; now: number },
): Promise<number | null> {
  const row = await db
    .prepare(
      `UPDATE drafts SET preview_hash = ?3, preview_expires_at = ?4 WHERE id = ?1 AND account_id = ?2
       RETURNING preview_expires_at AS expiresAt`,
    )
    .bind(
      id,
      accountId,
      token === null ? null : await secretHash(token),
      token === null ? null : now + DRAFT_PREVIEW_TTL_MS,
    )
    .first<{ expiresAt: number | null }>()
  return row?.expiresAt ?? null
}

/** The draft whose preview this token opens. */
export async function findPreview(db: D1Database, token: string, now: number): Promise<Draft | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM drafts WHERE preview_hash = ?1 AND preview_expires_at > ?2`)
    .bind(await secretHash(token), now)
    .first<DraftRow>()
  return row === null ? null : draftOf(row)
}
