/**
 * The audit log: who did what to a petition. An entry is written in the transaction of what it says, and only if that changed
 * something. A trigger refuses changes of it; entries are deleted after a year, and with the petition.
 */
import type { SQL } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'

import type { Actor, AuditAct, AuditFacts } from '../schema/audit.ts'
import { auditLog } from '../schema/tables.ts'
import { addressSql } from './address.ts'
import { AUDIT_PAGE_ROWS, AUDIT_RETENTION_DAYS, AUDIT_SCAN_MAX_ROWS, DAY_MS, RETENTION_CHUNK_ROWS } from './limits.ts'
import { AFTER_EVERY_ID, newIdAt, timeOfId } from './uuid-time.ts'

/** Followed by a SELECT of these columns. */
export const INSERT_AUDIT = 'INSERT INTO audit_log (petition_id, id, act, by_kind, by_id, facts, at)'

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

/** As `auditStatement`; the fact `n` is how many rows the statement before it changed, or what SQL says: ?1 petition, ?6 the facts. */
export const countedAuditStatement = (db: D1Database, entry: AuditEntry, n = 'changes()'): D1PreparedStatement =>
  entryStatement(db, entry, 'changes() > 0', `json_set(?6, '$.n', ${n})`)

const entryStatement = (
  db: D1Database,
  { petitionId, act, by, facts, now }: AuditEntry,
  condition: string,
  shown = '?6',
): D1PreparedStatement =>
  db
    .prepare(
      `${INSERT_AUDIT}
       SELECT ?1, ?2, ?3, ?4, ?5, ${shown}, ?7 WHERE ${condition}`,
    )
    .bind(petitionId, newIdAt(now), act, by.kind, by.id, JSON.stringify(facts ?? {}), now)

/** The first entry, in the transaction that starts the petition. `petitionId`: SQL. */
export const startedEntry = (
  orm: DrizzleD1Database,
  petitionId: SQL<number>,
  { by, now }: Pick<AuditEntry, 'by' | 'now'>,
) =>
  orm.insert(auditLog).values({
    petitionId,
    id: newIdAt(now),
    act: 'started',
    byKind: by.kind,
    byId: by.id,
    facts: {},
    at: now,
  })

export interface ListedEntry {
  id: string
  /** One of `AUDIT_ACTS`, unless a later release wrote it. */
  act: string
  by: Actor
  facts: AuditFacts
  /** In milliseconds. */
  at: number
}

/** What a reader looks for: some acts, and those of one account, of tokens, operators or the site. Null for all. */
export interface AuditFilter {
  acts: readonly AuditAct[] | null
  by: { kind: Actor['kind']; id: string | null } | null
}

export interface AuditPage<Entry = ListedEntry> {
  entries: Entry[]
  /** The id before which the next page begins; null at the end. */
  next: string | null
}

/**
 * A page of the log of a petition, newest first. `before`: the id before which it begins, null for the newest. It reads at most
 * `AUDIT_SCAN_MAX_ROWS` entries by the primary key, however few of them are looked for: then the page is shorter than others, and
 * `next` continues.
 */
export async function listAudit(
  db: D1Database,
  petitionId: number,
  { acts, by }: AuditFilter,
  before: string | null,
): Promise<AuditPage> {
  const bound = [petitionId, before ?? AFTER_EVERY_ID]
  const [found, last] = await db.batch<EntryRow>([
    db
      .prepare(
        `SELECT ${ENTRY_COLUMNS} FROM (
           SELECT * FROM audit_log WHERE petition_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ${AUDIT_SCAN_MAX_ROWS}) AS e
         WHERE (?3 IS NULL OR e.act IN (SELECT value FROM json_each(?3)))
           AND (?4 IS NULL OR e.by_kind = ?4 AND (?5 IS NULL OR e.by_id = ?5))
         ORDER BY e.id DESC LIMIT ${AUDIT_PAGE_ROWS + 1}`,
      )
      .bind(...bound, acts === null ? null : JSON.stringify(acts), by?.kind ?? null, by?.id ?? null),
    db
      .prepare(
        `SELECT id FROM audit_log WHERE petition_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT 1 OFFSET ${AUDIT_SCAN_MAX_ROWS - 1}`,
      )
      .bind(...bound),
  ])
  return pageOf((found?.results ?? []).map(entryOf), last?.results[0]?.id ?? null)
}

export interface OperatorEntry extends ListedEntry {
  petition: { slug: string; title: string; language: string }
}

/**
 * A page of what operators did to any petition, newest first; `before` as in `listAudit`. Ids begin with the time, by which the index
 * goes.
 */
export async function listOperatorAudit(db: D1Database, before: string | null): Promise<AuditPage<OperatorEntry>> {
  const { results } = await db
    .prepare(
      `SELECT ${ENTRY_COLUMNS}, ${addressSql('p.')} AS slug, p.title, p.language FROM audit_log AS e JOIN petitions AS p ON p.id = e.petition_id
       WHERE e.by_kind = 'operator' AND e.at <= ?1 AND e.id < ?2
       ORDER BY e.at DESC, e.id DESC LIMIT ${AUDIT_PAGE_ROWS + 1}`,
    )
    .bind(before === null ? Number.MAX_SAFE_INTEGER : timeOfId(before), before ?? AFTER_EVERY_ID)
    .all<EntryRow & OperatorEntry['petition']>()
  const entries = results.map((row) => {
    const { slug, title, language } = row
    return Object.assign(entryOf(row), { petition: { slug, title, language } })
  })
  return pageOf(entries, null)
}

/** Whether a text has the form of an entry’s id. */
export const isAuditId = (text: string): boolean =>
  /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(text)

const ENTRY_COLUMNS = 'e.id, e.act, e.by_kind AS byKind, e.by_id AS byId, e.facts, e.at'

interface EntryRow {
  id: string
  act: string
  byKind: Actor['kind']
  byId: string | null
  facts: string
  at: number
}

const entryOf = ({ id, act, byKind, byId, facts, at }: EntryRow): ListedEntry => ({
  id,
  act,
  by: { kind: byKind, id: byId },
  facts: JSON.parse(facts),
  at,
})

/** `scannedTo`: the last id that was looked at, if there may be more after it. */
function pageOf<Entry extends ListedEntry>(found: Entry[], scannedTo: string | null): AuditPage<Entry> {
  const entries = found.slice(0, AUDIT_PAGE_ROWS)
  return { entries, next: found.length > AUDIT_PAGE_ROWS ? (entries.at(-1)?.id ?? null) : scannedTo }
}

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
