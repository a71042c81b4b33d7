/** How a petition is ended and reopened. The event is stored in the transaction that changes the state. */
import type { Actor } from '../../schema/audit.ts'
import { auditStatement } from '../audit.ts'
import { EXPIRED_MAX_ROWS } from '../limits.ts'
import { deliveriesStatement, eventStatement } from '../ledger/outbox.ts'
import { StatementsSpent } from '../platform/d1-budget.ts'
import { withPause } from './pauses.ts'
import type { Petition } from './petitions.ts'

export interface Ended {
  /** False when the petition was not in a state that this can follow. */
  changed: boolean
  deliveryIds: string[]
}

export interface Ending {
  state: 'closed' | 'victory'
  /** Markdown; null leaves the outcome as it is. */
  outcome: string | null
  by: Actor
  /** The public one, for the links in the event. */
  origin: string
  /** In milliseconds: signatures of this moment or later do not count, nor those after a deadline that has passed. */
  now: number
}

export const endPetition = (db: D1Database, petitionId: number, ending: Ending): Promise<Ended> =>
  end(db, petitionId, ending, CAN_END[ending.state])

/** A victory can be declared for a petition that was closed before; it stays closed since then. */
const CAN_END = { closed: `state = 'open'`, victory: `state IN ('open', 'closed')` }

export interface Closed {
  /** To send. */
  deliveryIds: string[]
  /** Petitions that could not be closed: they are tried again with the next call. */
  failures: { petitionId: number; error: unknown }[]
}

/** Closes every petition whose deadline has passed, each whether or not others fail. */
export async function closeExpired(db: D1Database, origin: string, now: number): Promise<Closed> {
  const { results } = await db
    .prepare(`SELECT id FROM petitions WHERE state = 'open' AND closes_at <= ?1 LIMIT ${EXPIRED_MAX_ROWS}`)
    .bind(now)
    .all<{ id: number }>()
  const closed: Closed = { deliveryIds: [], failures: [] }
  for (const { id } of results) {
    try {
      // Checked again in the transaction: its deadline may have been moved since.
      const ended = await end(db, id, { state: 'closed', outcome: null, by: BY_SITE, origin, now }, IS_EXPIRED)
      closed.deliveryIds.push(...ended.deliveryIds)
    } catch (error) {
      // The others are closed by the next call.
      if (error instanceof StatementsSpent) break
      closed.failures.push({ petitionId: id, error })
    }
  }
  return closed
}

const BY_SITE: Actor = { kind: 'site', id: null }
const IS_EXPIRED = `state = 'open' AND closes_at <= ?3`

/** `condition`: SQL that must hold for the petition; ?3 is now. */
async function end(
  db: D1Database,
  petitionId: number,
  { state, outcome, by, origin, now }: Ending,
  condition: string,
): Promise<Ended> {
  const results = await db.batch<{ id: string }>([
    db
      .prepare(
        `UPDATE petitions SET state = ?2, closed_at = coalesce(closed_at, min(?3, coalesce(closes_at, ?3))),
           outcome = coalesce(?4, outcome)
         WHERE id = ?1 AND ${condition}`,
      )
      .bind(petitionId, state, now, outcome),
    auditStatement(db, { petitionId, act: state, by, now }),
    eventStatement(
      db,
      { id: `${state}_${petitionId}_${now}`, keyed: true, type: `petition.${state}`, petitionId, origin, now },
      'if-changed',
    ),
    deliveriesStatement(db, [petitionId], now),
  ])
  return {
    changed: (results[0]?.meta.changes ?? 0) > 0,
    deliveryIds: (results[3]?.results ?? []).map(({ id }) => id),
  }
}

/**
 * Opens a draft, or reopens a petition that has ended: its deadline and end are deleted, but signatures from the time in
 * which it was closed still do not count. A draft loses its deadline only if that has passed. A trigger makes the words of a draft its first version. False when it is open already.
 */
export async function openPetition(
  db: D1Database,
  { id: petitionId, state }: Pick<Petition, 'id' | 'state'>,
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [opened] = await db.batch([
    db
      .prepare(
        `UPDATE petitions
       SET state = 'open',
         opened_at = CASE state WHEN 'draft' THEN ?2 ELSE coalesce(opened_at, created_at) END,
         pauses = CASE state WHEN 'draft' THEN pauses ELSE ${withPause('coalesce(closed_at, closes_at)', '?2')} END,
         closes_at = CASE WHEN state = 'draft' AND closes_at > ?2 THEN closes_at END,
         closed_at = NULL,
         unconfirmed_deleted_at = NULL,
         contacts_deleted_at = NULL
       WHERE id = ?1 AND (state <> 'open' OR closes_at <= ?2)`,
      )
      .bind(petitionId, now),
    auditStatement(db, { petitionId, act: state === 'draft' ? 'opened' : 'reopened', by, now }),
  ])
  return (opened?.meta.changes ?? 0) > 0
}
