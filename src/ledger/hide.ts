/**
 * What the public sees of names and reasons is decided by moderators: a reason or both are hidden, or shown again. The signature counts
 * in any case, and its signer gets no message. Why it was hidden is in the audit log alone.
 */
import type { Actor, AuditFacts } from '../../schema/audit.ts'
import type { Hiding, HidingGround } from '../../schema/signature.ts'
import { auditStatement, countedAuditStatement } from '../audit.ts'

/** The index is named because the planner would choose to read the whole petition. */
const BY_ID = 'INDEXED BY signatures_petition_id'

export interface Hide {
  petitionId: number
  /** Of the signature. */
  id: string
  hide: Exclude<Hiding, 'waiting'>
  why: HidingGround
  by: Actor
  /** In milliseconds. */
  now: number
}

/**
 * For a transaction. Nothing is written where it is hidden so already, or there is no such public name: the second of them changes a row
 * where it is.
 */
export const hideStatements = (db: D1Database, { petitionId, id, hide, why, by, now }: Hide): D1PreparedStatement[] =>
  changeStatements(db, { petitionId, id, to: hide }, { by, now, act: 'signer-hidden', facts: { hide, why } })

/** False where nothing is written. */
export async function hideSigner(db: D1Database, hide: Hide): Promise<boolean> {
  const [, hidden] = await db.batch(hideStatements(db, hide))
  return (hidden?.meta.changes ?? 0) > 0
}

/** `to`: what is hidden of it from now on; null for nothing. False where that is so already. */
export async function showSigner(
  db: D1Database,
  { petitionId, id, to, by, now }: Pick<Hide, 'petitionId' | 'id' | 'by' | 'now'> & { to: Hiding | null },
): Promise<boolean> {
  const statements = changeStatements(db, { petitionId, id, to }, { by, now, act: 'signer-shown', facts: { hide: to } })
  const [, shown] = await db.batch(statements)
  return (shown?.meta.changes ?? 0) > 0
}

function changeStatements(
  db: D1Database,
  { petitionId, id, to }: { petitionId: number; id: string; to: Hiding | null },
  { by, now, act, facts }: { by: Actor; now: number; act: 'signer-hidden' | 'signer-shown'; facts: AuditFacts },
): D1PreparedStatement[] {
  return [
    db.prepare(HIDE_REPEATS).bind(petitionId, id, to),
    db.prepare(HIDE).bind(petitionId, id, to),
    auditStatement(db, { petitionId, act, by, facts: { ...facts, signature: id }, now }),
  ]
}

/** Those of `ids` that wait are shown, both name and reason; how many. One entry for all. */
export async function showWaiting(
  db: D1Database,
  { petitionId, ids, by, now }: { petitionId: number; ids: readonly string[]; by: Actor; now: number },
): Promise<number> {
  const [shown] = await db.batch([
    db.prepare(SHOW_WAITING).bind(petitionId, JSON.stringify(ids)),
    countedAuditStatement(db, { petitionId, act: 'signer-shown', by, now }),
  ])
  return shown?.results.length ?? 0
}

/** SQL: whether names wait for a moderator that were signed at `signedAt`, by `moderated` of their petition. */
export const whileModerated = (signedAt: string, moderated: string): string => `
  EXISTS (
    SELECT 1 FROM json_each(${moderated}) AS moderated
    WHERE ${signedAt} >= moderated.value ->> 0 AND (moderated.value ->> 1 IS NULL OR ${signedAt} < moderated.value ->> 1))`

/** What is hidden of a row of a repeat, SQL: what was hidden of its signer stays hidden, whichever row becomes the signature. */
export const hiddenOfRepeat = (row: string): string => `
  coalesce((
    SELECT CASE s.hidden WHEN 'both' THEN 'both' WHEN 'reason' THEN coalesce(${row}.hidden, 'reason') END
    FROM signatures AS s WHERE s.petition_id = ${row}.petition_id AND s.signer = ${row}.signer), ${row}.hidden)`

/** Only of what is counted and has a public name. ?1 petition, ?2 id, ?3 what is hidden. */
const CHANGES = `petition_id = ?1 AND id = ?2 AND status = 'counted' AND public_name IS NOT NULL AND hidden IS NOT ?3`

const HIDE = `
  UPDATE signatures ${BY_ID} SET hidden = ?3
  WHERE ${CHANGES}`

/**
 * A repeat that nobody has looked at continues to wait, unless all of its signer is hidden: then it waits again once that one is shown.
 */
const HIDE_REPEATS = `
  UPDATE repeats SET hidden = CASE WHEN hidden = 'both' AND ${whileModerated('repeats.signed_at', '(SELECT moderated FROM petitions WHERE id = ?1)')} THEN 'waiting' ELSE ?3 END
  WHERE (petition_id, signer) IN (
      SELECT petition_id, signer FROM signatures ${BY_ID} WHERE ${CHANGES})
    AND hidden IS NOT ?3 AND ?3 IS NOT 'waiting' AND (?3 = 'both' OR hidden IS NOT 'waiting')`

const SHOW_WAITING = `
  UPDATE signatures ${BY_ID} SET hidden = NULL
  WHERE petition_id = ?1 AND id IN (SELECT value FROM json_each(?2)) AND status = 'counted' AND hidden = 'waiting'
  RETURNING id`
