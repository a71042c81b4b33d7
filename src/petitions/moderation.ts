/** What the operator decides of a petition, and the way there, as statements: each changes a row only where it may. */
import type { TakeDownGround } from '../../schema/account.ts'
import { addressSql } from '../address.ts'
import { SUBMITTED_MAX_ROWS } from '../limits.ts'
import { withPause } from './pauses.ts'

/** A draft as it was read: what was checked of it holds for this revision. */
export interface ReadDraft {
  petitionId: number
  revision: number
  now: number
}

/** Sends a draft for approval. */
export const submitStatement = (db: D1Database, { petitionId, revision, now }: ReadDraft): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE petitions SET submitted_at = ?2
       WHERE id = ?1 AND state = 'draft' AND submitted_at IS NULL AND scheduled_at IS NULL AND revision = ?3`,
    )
    .bind(petitionId, now, revision)

/** Lets a draft open by itself at the time that is set, where nobody has to approve it. */
export const scheduleStatement = (db: D1Database, { petitionId, revision, now }: ReadDraft): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE petitions SET scheduled_at = ?2
       WHERE id = ?1 AND state = 'draft' AND submitted_at IS NULL AND scheduled_at IS NULL AND opens_at > ?2
         AND revision = ?3`,
    )
    .bind(petitionId, now, revision)

/** Opens a draft where nobody has to approve it. A trigger makes its words the first version. */
export const openDraftStatement = (db: D1Database, { petitionId, revision, now }: ReadDraft): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE petitions SET state = 'open', opened_at = ?2, opens_at = NULL, scheduled_at = NULL
       WHERE id = ?1 AND state = 'draft' AND submitted_at IS NULL AND revision = ?3`,
    )
    .bind(petitionId, now, revision)

/** Ends the wait of a draft with a decision that does not open it. */
export const unsubmitStatement = (
  db: D1Database,
  { petitionId, revision }: Omit<ReadDraft, 'now'>,
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE petitions SET submitted_at = NULL
       WHERE id = ?1 AND state = 'draft' AND submitted_at IS NOT NULL AND revision = ?2`,
    )
    .bind(petitionId, revision)

/** An owner continues to write: it waits neither for the operator nor for its time. */
export const takeBackStatement = (db: D1Database, petitionId: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE petitions SET submitted_at = NULL, scheduled_at = NULL
       WHERE id = ?1 AND state = 'draft' AND (submitted_at IS NOT NULL OR scheduled_at IS NOT NULL)`,
    )
    .bind(petitionId)

/**
 * Opens what waits, as it was read, or lets it open by itself at the time that is set, and ends its wait. With the API the operator may
 * have opened it before.
 */
export const approveStatement = (db: D1Database, { petitionId, revision, now }: ReadDraft): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE petitions SET
         opened_at = CASE WHEN ${OPENS_NOW} THEN ?2 ELSE opened_at END,
         state = CASE WHEN ${OPENS_NOW} THEN 'open' ELSE state END,
         scheduled_at = CASE WHEN ${OPENS_LATER} THEN ?2 END,
         opens_at = CASE WHEN ${OPENS_LATER} THEN opens_at END,
         submitted_at = NULL
       WHERE id = ?1 AND submitted_at IS NOT NULL AND (state <> 'draft' OR revision = ?3)`,
    )
    .bind(petitionId, now, revision)

const OPENS_LATER = `state = 'draft' AND coalesce(opens_at, 0) > ?2`
const OPENS_NOW = `state = 'draft' AND coalesce(opens_at, 0) <= ?2`

export interface TakeDown {
  petitionId: number
  ground: TakeDownGround
  /** Public. */
  reason: string
  now: number
}

export const takeDownStatement = (db: D1Database, { petitionId, ground, reason, now }: TakeDown): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE petitions SET taken_down_at = ?2, taken_down_ground = ?3, taken_down_reason = ?4
       WHERE id = ?1 AND taken_down_at IS NULL AND state <> 'draft'`,
    )
    .bind(petitionId, now, ground, reason)

/**
 * What was signed while it was taken down does not count, whenever it arrives. If the petition has ended meanwhile, the pause ends with
 * it: the end is later than every pause.
 */
export const putBackStatement = (db: D1Database, petitionId: number, now: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE petitions SET
         pauses = CASE WHEN taken_down_at < ${UNTIL} THEN ${withPause('taken_down_at', UNTIL)} ELSE pauses END,
         taken_down_at = NULL, taken_down_ground = NULL, taken_down_reason = NULL
       WHERE id = ?1 AND taken_down_at IS NOT NULL`,
    )
    .bind(petitionId, now)
const UNTIL = 'min(?2, coalesce(closed_at, closes_at, ?2))'

export interface Submitted {
  id: number
  slug: string
  title: string
  language: string
  starter: string
  /** In milliseconds. */
  submittedAt: number
}

/** What waits for the operator, the longest waiting first. */
export async function listSubmitted(db: D1Database): Promise<Submitted[]> {
  const { results } = await db
    .prepare(
      `SELECT id, ${addressSql()} AS slug, title, language, starter, submitted_at AS submittedAt FROM petitions
       WHERE submitted_at IS NOT NULL ORDER BY submitted_at LIMIT ${SUBMITTED_MAX_ROWS}`,
    )
    .all<Submitted>()
  return results
}
