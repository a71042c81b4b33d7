/**
 * The audit log: who did what to a petition. An entry is written in the transaction of what it says, and only if that changed
 * something. A trigger refuses changes of it; entries are deleted after a year, and with the petition.
 */
import type { SQL } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import { v7 as uuidv7 } from 'uuid'

import type { Actor, AuditAct, AuditFacts } from '../schema/audit.ts'
import { auditLog } from '../schema/tables.ts'
import { AUDIT_RETENTION_DAYS, DAY_MS, RETENTION_CHUNK_ROWS } from './limits.ts'

/** Followed by a SELECT of these columns. */
export const INSERT_AUDIT = 'INSERT INTO audit_log (petition_id, id, act, by_kind, by_id, facts, at)'

export const newAuditId = (now: number): string => uuidv7({ msecs: now })

export interface AuditEntry {
  petitionId: number
  act: AuditAct
  by: Actor
  facts?: AuditFacts
  /** In milliseconds. */
  now: number
}

/** Of what changes nothing else, as of reading contacts. */
export const writeAudit = async (db: D1Database, entry: AuditEntry): Promise<void> => {
  await entryStatement(db, entry, 'true').run()
}

/** Follows the statement that it is about: written if that one changed a row. Of a statement after it, `changes()` says the same. */
export const auditStatement = (db: D1Database, entry: AuditEntry): D1PreparedStatement =>
  entryStatement(db, entry, 'changes() > 0')

const entryStatement = (
  db: D1Database,
  { petitionId, act, by, facts, now }: AuditEntry,
  condition: string,
): D1PreparedStatement =>
  db
    .prepare(
      `${INSERT_AUDIT}
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE ${condition}`,
    )
    .bind(petitionId, newAuditId(now), act, by.kind, by.id, JSON.stringify(facts ?? {}), now)

/** The first entry, in the transaction that starts the petition. `petitionId`: SQL. */
export const startedEntry = (
  orm: DrizzleD1Database,
  petitionId: SQL<number>,
  { by, now }: Pick<AuditEntry, 'by' | 'now'>,
) =>
  orm.insert(auditLog).values({
    petitionId,
    id: newAuditId(now),
    act: 'started',
    byKind: by.kind,
    byId: by.id,
    facts: {},
    at: now,
  })

/** Deletes entries that are a year old; how many. Bounded: the rest has its turn later. */
export async function deleteOldAudit(db: D1Database, now: number): Promise<number> {
  const deleted = await db
    .prepare(
      `DELETE FROM audit_log WHERE (petition_id, id) IN (SELECT petition_id, id FROM audit_log WHERE at < ?1 LIMIT ?2)`,
    )
    .bind(now - AUDIT_RETENTION_DAYS * DAY_MS, RETENTION_CHUNK_ROWS)
    .run()
  return deleted.meta.changes
}
