/** How a petition is ended and reopened. The event is stored in the transaction that changes the state. */
import type { Actor } from '../../schema/audit.ts'
import { auditStatement } from '../audit.ts'
import { DAY_MS, EXPIRED_MAX_ROWS, REOPEN_MAX_DAYS } from '../limits.ts'
import { deliveriesStatement, eventStatement } from '../ledger/outbox.ts'
import { StatementsSpent } from '../platform/d1-budget.ts'
import { forgetAskedStatement } from './asked-changes.ts'
import { isPast } from './opening.ts'
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
    .prepare(`SELECT id FROM petitions INDEXED BY petitions_closing WHERE state = 'open' AND closes_at <= ?1
       ORDER BY closes_at LIMIT ${EXPIRED_MAX_ROWS}`)
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
           outcome = coalesce(?4, outcome), outcome_draft = CASE WHEN ?4 IS NULL THEN outcome_draft END,
           revision = revision + (?4 IS NOT NULL)
         WHERE id = ?1 AND deleted_at IS NULL AND ${condition}`,
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

export interface Opening {
  by: Actor
  /** The new deadline of a petition that is reopened; null for none. In milliseconds. */
  closesAt?: number | null
  /** In milliseconds. */
  now: number
}

/**
 * Opens a draft, or reopens a petition that has ended, for REOPEN_MAX_DAYS after its end: its deadline and end are deleted, and
 * its outcome becomes a draft, but signatures from the time in which it was closed still do not count. A draft loses its deadline
 * only if that has passed. A trigger makes the words of a draft its first version. False when it is open already, or it is too late.
 */
export async function openPetition(
  db: D1Database,
  { id: petitionId, state }: Pick<Petition, 'id' | 'state'>,
  { by, closesAt = null, now }: Opening,
): Promise<boolean> {
  const [opened] = await db.batch([
    db
      .prepare(
        `UPDATE petitions
       SET state = 'open',
         opened_at = CASE state WHEN 'draft' THEN ?2 ELSE coalesce(opened_at, created_at) END,
         pauses = CASE state WHEN 'draft' THEN pauses ELSE ${withPause('coalesce(closed_at, closes_at)', '?2')} END,
         closes_at = CASE WHEN state <> 'draft' THEN ?3 WHEN closes_at > ?2 THEN closes_at END,
         closed_at = NULL,
         opens_at = NULL,
         scheduled_at = NULL,
         revision = revision + (outcome IS NOT NULL),
         outcome_draft = coalesce(outcome, outcome_draft),
         outcome = NULL,
         unconfirmed_deleted_at = NULL,
         contacts_deleted_at = NULL
       WHERE id = ?1 AND deleted_at IS NULL AND (state <> 'open' OR closes_at <= ?2)
         AND (state = 'draft' OR coalesce(closed_at, closes_at, ?2) > ?2 - ${REOPEN_MAX_DAYS * DAY_MS})`,
      )
      .bind(petitionId, now, closesAt),
    auditStatement(db, { petitionId, act: state === 'draft' ? 'opened' : 'reopened', by, now }),
    ...(state === 'draft' ? [forgetAskedStatement(db, petitionId)] : []),
  ])
  return (opened?.meta.changes ?? 0) > 0
}

export interface OpenedScheduled {
  /** How many. */
  opened: number
  /** Petitions that could not be opened: they are tried again with the next call. */
  failures: Closed['failures']
}

/**
 * Opens every draft whose time has come, each whether or not others fail. Not one without a key, or whose deadline has passed: nobody
 * could sign it. A trigger makes its words the first version.
 */
export async function openScheduled(db: D1Database, now: number): Promise<OpenedScheduled> {
  const { results } = await db
    .prepare(
      `SELECT id FROM petitions INDEXED BY petitions_scheduled WHERE ${IS_DUE} ORDER BY opens_at LIMIT ${EXPIRED_MAX_ROWS}`,
    )
    .bind(now)
    .all<{ id: number }>()
  const done: OpenedScheduled = { opened: 0, failures: [] }
  for (const { id: petitionId } of results) {
    try {
      // Checked again in the transaction: its time may have been moved since.
      const [opened] = await db.batch([
        db
          .prepare(
            `UPDATE petitions SET state = 'open', opened_at = ?1, opens_at = NULL, scheduled_at = NULL
             WHERE id = ?2 AND ${IS_DUE}`,
          )
          .bind(now, petitionId),
        auditStatement(db, { petitionId, act: 'opened', by: BY_SITE, now }),
        forgetAskedStatement(db, petitionId),
      ])
      done.opened += opened?.meta.changes ?? 0
    } catch (error) {
      // The others are opened by the next call.
      if (error instanceof StatementsSpent) break
      done.failures.push({ petitionId, error })
    }
  }
  return done
}

/** ?1 is now. */
const IS_DUE = `scheduled_at IS NOT NULL AND opens_at <= ?1 AND state = 'draft' AND submitted_at IS NULL
  AND public_keys <> '[]' AND (closes_at IS NULL OR closes_at > ?1)`

/** When it ended, or its deadline passed; null while it is open, and for a draft. In milliseconds. */
export const endedAt = ({ state, closedAt, closesAt }: Ends, now: number): number | null =>
  state === 'draft' ? null : (closedAt ?? (isPast(closesAt, now) ? closesAt : null))

/** Until when it can be reopened, in milliseconds; null if it has not ended. */
export function reopenableUntil(petition: Ends, now: number): number | null {
  const ended = endedAt(petition, now)
  return ended === null ? null : ended + REOPEN_MAX_DAYS * DAY_MS
}

type Ends = Pick<Petition, 'state' | 'closedAt' | 'closesAt'>
