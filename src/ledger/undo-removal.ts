/**
 * Undoes a removal: what was removed is held for review again, as if nothing had been decided. What its signers did meanwhile counts:
 * whatever they withdrew is deleted now, and what they signed again may become the signature. Each transaction does all of that for some
 * signers, so that a process which ends in between leaves none of them half done. A removal that is still being carried out ends with it.
 */
import type { Actor } from '../../schema/audit.ts'
import { countedAuditStatement } from '../audit.ts'
import { FORMER_REMOVAL_MAX_ROWS, UNDO_CHUNK_SIGNERS } from '../limits.ts'
import { timeOfId } from '../uuid-time.ts'
import { runSteps } from './batch.ts'
import type { At, Sent } from './decide.ts'
import { type Chunk, hasUnderWay, noteChunk, type UnderWay } from './decisions.ts'
import { emailMessagesOf } from './email-outbox.ts'
import { heldAfter } from './held-kinds.ts'
import { milestoneSteps } from './milestones.ts'
import { addRemovals, dayKey } from './removals.ts'
import { firstUndoable } from './removed.ts'
import { replacementSteps } from './replacements.ts'

export interface Undone extends Sent {
  /** How many are no longer removed. */
  n: number
  /** How many of them are still to have their turn. */
  left: number
}

/**
 * Nothing is changed where it is `too-late`, or was undone before, or another decision is `under-way`. `decision`: as `remove` returned
 * it.
 */
export async function undoRemoval(
  db: D1Database,
  petitionId: number,
  decision: string,
  { by, ...at }: At & { by: Actor },
): Promise<Undone | 'too-late' | 'under-way'> {
  if (decision < firstUndoable(at.now)) return 'too-late'
  const rowsOf = await runSteps(db, {
    former: db.prepare(ADD_FORMER).bind(petitionId, decision),
    begun: db.prepare(BEGIN_UNDO).bind(decision, petitionId),
    entry: countedAuditStatement(
      db,
      { petitionId, act: 'removal-undone', by, facts: { decision }, now: at.now },
      N_OF_ENTRY,
    ),
    other: db.prepare(`SELECT ${hasUnderWay('?2')} AS underWay WHERE ?1 <> ''`).bind(decision, petitionId),
  })
  const [begun] = rowsOf('begun')
  if (begun === undefined) return rowsOf('other')[0]?.['underWay'] === 1 ? 'under-way' : 'too-late'
  const chunk = await undoChunk(db, { petitionId, id: decision, state: 'undo' }, at)
  return { n: Number(begun['n']), left: chunk.left, deliveryIds: chunk.deliveryIds, emails: chunk.emails }
}

/** The next signers of a removal that is being undone. */
export async function undoChunk(
  db: D1Database,
  { petitionId, id }: UnderWay & { state: 'undo' },
  { origin, now, rows = UNDO_CHUNK_SIGNERS }: At,
): Promise<Chunk & Sent> {
  const { results } = await db
    .prepare(FIND_NEXT)
    .bind(petitionId, id, rows)
    .all<{ signer: string; hasRepeats: number }>()
  const again = results.flatMap(({ signer, hasRepeats }) => (hasRepeats === 1 ? [{ petitionId, signer }] : []))
  const next = [
    petitionId,
    id,
    JSON.stringify(results.map(({ signer }) => signer)),
    JSON.stringify(again.map(({ signer }) => signer)),
  ]
  const rowsOf = await runSteps(db, {
    taken: db.prepare(TAKE_FROM_RECORD).bind(...next, timeOfId(id)),
    emptied: db.prepare(DELETE_EMPTY_RECORD).bind(petitionId),
    held: db.prepare(HOLD).bind(...next),
    noted: db.prepare(NOTE_UNDONE).bind(petitionId, id),
    withdrawn: db.prepare(DELETE_WITHDRAWN).bind(...next),
    forgotten: db.prepare(FORGET_DECISION).bind(...next),
    ended: db.prepare(END_UNDO).bind(petitionId, id),
    ...(again.length === 0
      ? { chosenEmails: undefined, deliveries: undefined }
      : { ...replacementSteps(db, again, now), ...milestoneSteps(db, [petitionId], { origin, now }) }),
  })
  const [noted] = rowsOf('noted')
  return {
    rows: Number(noted?.['rows'] ?? 0),
    left: rowsOf('ended').length > 0 ? 0 : Number(noted?.['left'] ?? 0),
    deliveryIds: rowsOf('deliveries').map((row) => String(row['id'])),
    emails: emailMessagesOf(rowsOf('chosenEmails')),
  }
}

/** ?1 petition, ?2 decision. */
const OF_DECISION = `
  FROM signatures AS s INDEXED BY signatures_decision
  WHERE s.decision IS NOT NULL AND s.decision = ?2 AND s.petition_id = ?1`

/** Of the former release, which wrote no row for a removal. With a row, no signature is read. */
const ADD_FORMER = `
  INSERT INTO decisions (petition_id, id, state, condition, first_kind, last_kind, number, n, done)
  SELECT ?1, ?2, 'removed', '{}', '', '', 0, count(*), count(*) FROM (
    SELECT 1
    FROM (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM decisions WHERE petition_id = ?1 AND id = ?2)) AS former
    CROSS JOIN signatures AS s INDEXED BY signatures_decision
      ON s.decision IS NOT NULL AND s.decision = ?2 AND s.petition_id = ?1
    LIMIT ${FORMER_REMOVAL_MAX_ROWS})
  HAVING count(*) > 0`

/** ?1 decision, ?2 petition. What was not removed yet stays held. */
const BEGIN_UNDO = `
  UPDATE decisions SET state = 'undo', n = done, done = 0
  WHERE petition_id = ?2 AND id = ?1 AND state <> 'undo' AND (state = 'remove' OR NOT ${hasUnderWay('?2')})
  RETURNING n`

const N_OF_ENTRY = `(SELECT n FROM decisions WHERE petition_id = ?1 AND id = ?6 ->> 'decision')`

const SIGNED_AGAIN = `EXISTS (SELECT 1 FROM repeats AS r WHERE r.petition_id = s.petition_id AND r.signer = s.signer)`

const FIND_NEXT = `
  SELECT lower(hex(s.signer)) AS signer, ${SIGNED_AGAIN} AS hasRepeats ${OF_DECISION} LIMIT ?3`

/**
 * ?3 signers in hex as a JSON array, ?4 those of them whose repeats this transaction looks at. Who has signed again since they were read
 * has a turn in the next one.
 */
const NEXT = `
  FROM signatures AS s
  WHERE s.petition_id = ?1 AND s.signer IN (SELECT unhex(value) FROM json_each(?3)) AND s.decision = ?2
    AND (s.signer IN (SELECT unhex(value) FROM json_each(?4)) OR NOT ${SIGNED_AGAIN})
    AND EXISTS (SELECT 1 FROM decisions WHERE petition_id = ?1 AND id = ?2 AND state = 'undo')`

const KEYS = `SELECT s.petition_id, s.signer ${NEXT}`

/** On the day of the removal. ?5 its time in ms. */
const TAKE_FROM_RECORD = addRemovals(
  `SELECT s.petition_id, ${dayKey('?5')}, 'removed', -count(*) ${NEXT} GROUP BY s.petition_id`,
)

/** Nothing is left to say of that day. ?1 petition. */
const DELETE_EMPTY_RECORD = `DELETE FROM removals WHERE petition_id = ?1 AND n = 0`

const HOLD = `
  UPDATE signatures SET status = 'quarantined', held_after = ${heldAfter('?1')} WHERE (petition_id, signer) IN (${KEYS})`

const NOTE_UNDONE = noteChunk('undo')

const DELETE_WITHDRAWN = `
  DELETE FROM signatures WHERE (petition_id, signer) IN (
    ${KEYS} AND (
      EXISTS (
        SELECT 1 FROM withdrawn_signers AS w
        WHERE w.petition_id = s.petition_id AND w.signer = s.signer AND w.at >= s.signed_at)
      OR EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.petition_id = s.petition_id AND w.id = s.id)))`

const FORGET_DECISION = `UPDATE signatures SET decision = NULL WHERE (petition_id, signer) IN (${KEYS})`

const END_UNDO = `
  DELETE FROM decisions
  WHERE petition_id = ?1 AND id = ?2 AND state = 'undo' AND NOT EXISTS (SELECT 1 ${OF_DECISION}) RETURNING id`
