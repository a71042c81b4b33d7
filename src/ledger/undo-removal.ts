/**
 * Undoes a removal: what was removed is held for review again, as if nothing had been decided. What its signers did meanwhile counts:
 * whatever they withdrew is deleted now, and what they signed again may become the signature.
 */
import type { Actor } from '../../schema/audit.ts'
import type { EmailMessage } from '../../schema/message.ts'
import { auditStatement } from '../audit.ts'
import { REPLACED_CHUNK_SIGNERS } from '../limits.ts'
import { timeOfId } from '../uuid-time.ts'
import { runSteps } from './batch.ts'
import { addRemovals, dayKey } from './removals.ts'
import { firstUndoable } from './removed.ts'
import { replace } from './store.ts'

export interface Undone {
  /** How many are no longer removed. */
  n: number
  deliveryIds: string[]
  /** To dispatch. */
  emails: EmailMessage[]
}

/** Null, and nothing is changed, where it is too late or was undone before. `decision`: as `remove` returned it. `now` in milliseconds. */
export async function undoRemoval(
  db: D1Database,
  petitionId: number,
  decision: string,
  { by, origin, now }: { by: Actor; origin: string; now: number },
): Promise<Undone | null> {
  if (decision < firstUndoable(now)) return null
  const n = (await db.prepare(COUNT).bind(petitionId, decision).first<{ n: number }>())?.n ?? 0
  if (n === 0) return null
  const statement = (sql: string) => db.prepare(sql).bind(petitionId, decision)
  const rowsOf = await runSteps(db, {
    removals: db.prepare(TAKE_FROM_RECORD).bind(petitionId, decision, timeOfId(decision)),
    emptied: db.prepare(DELETE_EMPTY_RECORD).bind(petitionId),
    signers: statement(FIND_SIGNERS_AGAIN),
    held: statement(HOLD),
    entry: auditStatement(db, { petitionId, act: 'removal-undone', by, facts: { n, decision }, now }),
    withdrawn: statement(DELETE_WITHDRAWN),
    forgotten: statement(FORGET_DECISION),
  })
  const signers = rowsOf('signers').map(({ signer }) => ({ petitionId, signer: String(signer) }))
  const deliveryIds: string[] = []
  const emails: EmailMessage[] = []
  for (let first = 0; first < signers.length; first += REPLACED_CHUNK_SIGNERS) {
    const replaced = await replace(db, signers.slice(first, first + REPLACED_CHUNK_SIGNERS), { origin, now })
    deliveryIds.push(...replaced.deliveryIds)
    emails.push(...replaced.emails)
  }
  return { n, deliveryIds, emails }
}

/** ?1 petition, ?2 decision. */
const OF_DECISION = `
  FROM signatures AS s INDEXED BY signatures_decision
  WHERE s.decision IS NOT NULL AND s.decision = ?2 AND s.petition_id = ?1`

const COUNT = `SELECT count(*) AS n ${OF_DECISION}`

/** On the day of the removal. ?3 its time in ms. */
const TAKE_FROM_RECORD = addRemovals(
  `SELECT s.petition_id, ${dayKey('?3')}, 'removed', -count(*) ${OF_DECISION} GROUP BY s.petition_id`,
)

/** Nothing is left to say of that day. ?1 petition. */
const DELETE_EMPTY_RECORD = `DELETE FROM removals WHERE petition_id = ?1 AND n = 0`

/** Those who signed again, in hex. */
const FIND_SIGNERS_AGAIN = `
  SELECT lower(hex(s.signer)) AS signer ${OF_DECISION}
    AND EXISTS (SELECT 1 FROM repeats AS r WHERE r.petition_id = s.petition_id AND r.signer = s.signer)`

const KEYS = `SELECT s.petition_id, s.signer ${OF_DECISION}`

const HOLD = `
  UPDATE signatures SET status = 'quarantined' WHERE (petition_id, signer) IN (${KEYS})`

const DELETE_WITHDRAWN = `
  DELETE FROM signatures WHERE (petition_id, signer) IN (
    ${KEYS} AND (
      EXISTS (
        SELECT 1 FROM withdrawn_signers AS w
        WHERE w.petition_id = s.petition_id AND w.signer = s.signer AND w.at >= s.signed_at)
      OR EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.petition_id = s.petition_id AND w.id = s.id)))`

const FORGET_DECISION = `UPDATE signatures SET decision = NULL WHERE (petition_id, signer) IN (${KEYS})`
