/** How a petition ends, and opens again. The event is written in the transaction that makes it true. */
import { deliveriesStatement, eventStatement } from '../notify/outbox.ts'
import type { Petition } from './petitions.ts'

export interface Ended {
  /** False when the petition was not in a state that this can follow. */
  changed: boolean
  deliveryIds: string[]
}

/** `at` is when it ended, in ms: what is signed at that moment or later does not count. */
export async function endPetition(
  db: D1Database,
  petition: Pick<Petition, 'id'>,
  ending: 'closed' | 'victory',
  at: number,
  origin: string,
  now: number,
): Promise<Ended> {
  // A victory may be declared of a petition that had closed; its end stays when it was.
  const leaves = ending === 'closed' ? `state = 'open'` : `state IN ('open', 'closed')`
  const results = await db.batch<{ id: string }>([
    db
      .prepare(`UPDATE petitions SET state = ?2, closed_at = coalesce(closed_at, ?3) WHERE id = ?1 AND ${leaves}`)
      .bind(petition.id, ending, at),
    eventStatement(
      db,
      { id: `${ending}_${petition.id}_${now}`, type: `petition.${ending}`, petitionId: petition.id, origin, now },
      'if-changed',
    ),
    deliveriesStatement(db, petition.id, now),
  ])
  return {
    changed: (results[0]?.meta.changes ?? 0) > 0,
    deliveryIds: (results[2]?.results ?? []).map(({ id }) => id),
  }
}

/** Opens a draft, or a petition that had ended; that one loses its end. False when it is open already. */
export async function openPetition(db: D1Database, petitionId: number): Promise<boolean> {
  const result = await db
    .prepare(
      `UPDATE petitions
       SET closes_at = CASE state WHEN 'draft' THEN closes_at END, closed_at = NULL, state = 'open'
       WHERE id = ?1 AND state <> 'open'`,
    )
    .bind(petitionId)
    .run()
  return result.meta.changes > 0
}

/** Closes every petition whose time has run out. Returns the deliveries to send. */
export async function closeExpired(db: D1Database, origin: string, now: number): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT id, closes_at AS closesAt FROM petitions WHERE state = 'open' AND closes_at <= ?1 LIMIT 100`)
    .bind(now)
    .all<{ id: number; closesAt: number }>()
  const deliveryIds: string[] = []
  for (const { id, closesAt } of results) {
    deliveryIds.push(...(await endPetition(db, { id }, 'closed', closesAt, origin, now)).deliveryIds)
  }
  return deliveryIds
}
