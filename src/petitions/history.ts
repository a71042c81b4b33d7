/** The history of a petition, for its feed: milestones, changes of its text, and when it was closed or declared a victory. */
import type { ChangeKind } from '../../schema/version.ts'
import { ENDINGS_LOOKED_MAX_ROWS, FEED_ENTRIES_MAX_ROWS } from '../limits.ts'

export interface Reached {
  threshold: number
  /** Milliseconds since the epoch. */
  reachedAt: number
}

export interface Ending {
  how: 'closed' | 'victory'
  /** Milliseconds since the epoch. */
  at: number
}

export interface TextChanged {
  number: number
  kind: ChangeKind
  why: string | null
  /** Milliseconds since the epoch. */
  at: number
}

export interface History {
  /** Newest first. */
  milestones: Reached[]
  /** Newest first. Without those before the petition was last opened again. */
  endings: Ending[]
  /** Newest first. */
  changes: TextChanged[]
}

/** The times of endings are read from their events, which never change. */
export async function readHistory(db: D1Database, petitionId: number): Promise<History> {
  const [milestones, endings, changes] = await Promise.all([
    db
      .prepare(
        `SELECT threshold, reached_at AS reachedAt FROM milestones WHERE petition_id = ?1
         ORDER BY reached_at DESC, threshold DESC LIMIT ${FEED_ENTRIES_MAX_ROWS}`,
      )
      .bind(petitionId)
      .all<Reached>(),
    db
      .prepare(
        `SELECT replace(type, 'petition.', '') AS how, created_at AS at FROM (
           SELECT o.type, o.created_at FROM petitions AS p CROSS JOIN outbox AS o ON o.petition_id = p.id
           WHERE p.id = ?1 AND p.state IN ('closed', 'victory')
             AND o.created_at >= coalesce((SELECT max(value ->> 1) FROM json_each(p.pauses)), 0)
           ORDER BY o.created_at DESC LIMIT ${ENDINGS_LOOKED_MAX_ROWS})
         WHERE type IN ('petition.closed', 'petition.victory')
         ORDER BY created_at DESC, type DESC LIMIT ${FEED_ENTRIES_MAX_ROWS}`,
      )
      .bind(petitionId)
      .all<Ending>(),
    db
      .prepare(
        `SELECT number, kind, why, published_at AS at FROM versions
         WHERE petition_id = ?1 AND number > 1 AND translates IS NULL
         ORDER BY number DESC LIMIT ${FEED_ENTRIES_MAX_ROWS}`,
      )
      .bind(petitionId)
      .all<TextChanged>(),
  ])
  return { milestones: milestones.results, endings: endings.results, changes: changes.results }
}
