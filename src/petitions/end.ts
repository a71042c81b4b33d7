/** How a petition ends, and opens again. The event is written in the transaction that makes it true. */
import { EXPIRED_MAX_ROWS } from '../limits.ts'
import { deliveriesStatement, eventStatement } from '../ledger/outbox.ts'

export interface Ended {
  /** False when the petition was not in a state that this can follow. */
  changed: boolean
  deliveryIds: string[]
}

/**
 * What is signed at `now` or later does not count; nor what came after a closing time that has run out meanwhile.
 * `outcome` is told with it; null leaves what was told before.
 */
export const endPetition = (
  db: D1Database,
  petitionId: number,
  ending: 'closed' | 'victory',
  outcome: string | null,
  origin: string,
  now: number,
): Promise<Ended> => {
  // A victory may be declared of a petition that had closed; its end stays when it was.
  const from = ending === 'closed' ? `state = 'open'` : `state IN ('open', 'closed')`
  return end(db, petitionId, ending, from, outcome, origin, now)
}

/** Closes every petition whose time has run out. Returns the deliveries to send. */
export async function closeExpired(db: D1Database, origin: string, now: number): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT id FROM petitions WHERE state = 'open' AND closes_at <= ?1 LIMIT ${EXPIRED_MAX_ROWS}`)
    .bind(now)
    .all<{ id: number }>()
  const deliveryIds: string[] = []
  for (const { id } of results) {
    // Asked again in the transaction: it may have been given more time since.
    const ended = await end(db, id, 'closed', `state = 'open' AND closes_at <= ?3`, null, origin, now)
    deliveryIds.push(...ended.deliveryIds)
  }
  return deliveryIds
}

async function end(
  db: D1Database,
  petitionId: number,
  ending: 'closed' | 'victory',
  from: string,
  outcome: string | null,
  origin: string,
  now: number,
): Promise<Ended> {
  const results = await db.batch<{ id: string }>([
    db
      .prepare(
        `UPDATE petitions SET state = ?2, closed_at = coalesce(closed_at, min(?3, coalesce(closes_at, ?3))),
           outcome = coalesce(?4, outcome)
         WHERE id = ?1 AND ${from}`,
      )
      .bind(petitionId, ending, now, outcome),
    eventStatement(
      db,
      { id: `${ending}_${petitionId}_${now}`, type: `petition.${ending}`, petitionId, origin, now },
      'if-changed',
    ),
    deliveriesStatement(db, petitionId, now),
  ])
  return {
    changed: (results[0]?.meta.changes ?? 0) > 0,
    deliveryIds: (results[2]?.results ?? []).map(({ id }) => id),
  }
}

/**
 * Opens a draft, or a petition that had ended: that one loses its end, but what was signed while it was closed stays
 * too late. False when it is open already.
 */
export async function openPetition(db: D1Database, petitionId: number, now: number): Promise<boolean> {
  const result = await db
    .prepare(
      `UPDATE petitions
       SET state = 'open',
         paused_at = CASE state WHEN 'draft' THEN NULL ELSE coalesce(closed_at, closes_at) END,
         resumed_at = CASE state WHEN 'draft' THEN NULL ELSE ?2 END,
         closes_at = CASE state WHEN 'draft' THEN closes_at END,
         closed_at = NULL,
         unconfirmed_deleted_at = NULL,
         contacts_deleted_at = NULL
       WHERE id = ?1 AND (state <> 'open' OR closes_at <= ?2)`,
    )
    .bind(petitionId, now)
    .run()
  return result.meta.changes > 0
}
