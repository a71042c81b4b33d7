/**
 * Imports of earlier lists: a claim with a row for each signer. A test, and adding the rows, go through the file in its order: a batch
 * says after which row of the file it begins, so that one that is sent twice, or by two tabs, counts once. What a test found is said
 * once, of the whole file: docs/decisions/043-imports.md.
 */
import type { Actor } from '../../schema/audit.ts'
import type { BeginForm } from '../../schema/import.ts'
import { auditStatement, INSERT_AUDIT } from '../audit.ts'
import { CLAIMS_MAX_ROWS, DAY_MS, IMPORT_TEST_MIN_SIGNERS, IMPORT_UNDO_DAYS, IMPORTS_PER_DAY } from '../limits.ts'
import { runSteps } from './batch.ts'
import { BEGIN } from './counter.ts'
import { milestoneSteps } from './milestones.ts'
import { newIdAt } from '../uuid-time.ts'

export interface ImportBy {
  petitionId: number
  /** Of the claim: UUIDv7. */
  id: string
  by: Actor & { id: string }
  /** The public origin, for the links in events. */
  origin: string
  /** In milliseconds. */
  now: number
}

/** Rows of the file after `from` up to `to`, counted from 1. */
export interface FilePart {
  from: number
  to: number
}

export interface ImportedRow {
  /** UUIDv7, which the contact is encrypted for. */
  id: string
  /** As `signerHash` makes it. */
  signer: string
  country: string | null
  /** In milliseconds. */
  signedAt: number
  /** Hex. */
  contact: string
}

/** Once its contacts were deleted, a petition gets no others. */
const MAY_IMPORT = `EXISTS (
  SELECT 1 FROM petitions WHERE id = ?1 AND state <> 'draft' AND deleted_at IS NULL AND contacts_deleted_at IS NULL)`
/** Whether the petition may get a list. */
export const mayImport = async (db: D1Database, petitionId: number): Promise<boolean> =>
  (await db.prepare(`SELECT ${MAY_IMPORT} AS may`).bind(petitionId).first<{ may: number }>())?.may === 1

/** Within a day, for the tests and imports of a petition together. ?1 petition, `since` in ms. */
const FEW = (since: string): string => `
  ${IMPORTS_PER_DAY} > (
    SELECT count(*) FROM claims WHERE petition_id = ?1 AND kind = 'import' AND added_at > ${since})
  AND (SELECT count(*) FROM claims WHERE petition_id = ?1) < ${CLAIMS_MAX_ROWS}`

/** Lists that were only tested. They say how many were tested within a day, and nothing after that. */
const DELETE_OLD_TESTS = `
  DELETE FROM claims WHERE petition_id = ?1 AND kind = 'import' AND begun_at IS NULL AND added_at <= ?2`

/** An import that is only tested. `false`: there were too many within a day. Doing it again is harmless. */
export async function beginTest(db: D1Database, { petitionId, id, by, now }: ImportBy, rows: number): Promise<boolean> {
  const rowsOf = await runSteps(db, {
    old: db.prepare(DELETE_OLD_TESTS).bind(petitionId, now - DAY_MS),
    insert: db
      .prepare(
        `INSERT INTO claims (petition_id, id, kind, n, file_rows, added_by, added_at)
         SELECT ?1, ?2, 'import', 0, ?3, ?4, ?5 WHERE ${MAY_IMPORT} AND ${FEW('?6')} ON CONFLICT DO NOTHING`,
      )
      .bind(petitionId, id, rows, by.id, now, now - DAY_MS),
    entry: auditStatement(db, { petitionId, act: 'import-tested', by, facts: { n: rows }, now }),
    there: db.prepare('SELECT 1 FROM claims WHERE petition_id = ?1 AND id = ?2').bind(petitionId, id),
  })
  return rowsOf('there').length > 0
}

/** SQL: a signer (`signer`) who would not be added: counted here, on a list already, or withdrawn here, as far as that is still known. */
const KNOWN = (signer: string): string => `(
  EXISTS (SELECT 1 FROM signatures AS s WHERE s.petition_id = ?1 AND s.signer = ${signer} AND s.status = 'counted')
  OR EXISTS (
    SELECT 1 FROM imported AS i JOIN claims AS c ON c.petition_id = i.petition_id AND c.id = i.import_id
    WHERE i.petition_id = ?1 AND i.signer = ${signer} AND c.undone_at IS NULL)
  OR EXISTS (SELECT 1 FROM withdrawn_signers AS w WHERE w.petition_id = ?1 AND w.signer = ${signer}))`

/** What an import has come to. */
export interface Reached {
  /** The last row of the file that was taken. */
  reached: number
  fileRows: number
  added: number
  /** How many of those count as a claim now. */
  n: number
  begunAt: number | null
  finishedAt: number | null
  undoneAt: number | null
}

const READ = `
  SELECT reached, file_rows AS fileRows, added, n, begun_at AS begunAt, finished_at AS finishedAt, undone_at AS undoneAt
  FROM claims WHERE petition_id = ?1 AND id = ?2 AND kind = 'import'`

const reachedIn = (rows: readonly Record<string, unknown>[]): Reached | null => {
  const [row] = rows
  if (row === undefined) return null
  const timeOf = (name: string): number | null => (typeof row[name] === 'number' ? row[name] : null)
  return {
    reached: Number(row['reached']),
    fileRows: Number(row['fileRows']),
    added: Number(row['added']),
    n: Number(row['n']),
    begunAt: timeOf('begunAt'),
    finishedAt: timeOf('finishedAt'),
    undoneAt: timeOf('undoneAt'),
  }
}

/**
 * `signers`: as `signerHash` makes them, each once. Returns how far the test is then; null if there is no such test. Each batch but the
 * last has as many as a test needs: one signer in batches of its own would be many.
 */
export async function testSigners(
  db: D1Database,
  { petitionId, id }: Pick<ImportBy, 'petitionId' | 'id'>,
  { from, to }: FilePart,
  signers: readonly string[],
): Promise<Reached | null> {
  const rowsOf = await runSteps(db, {
    test: db
      .prepare(
        `UPDATE claims SET reached = ?4, tested = tested + ?6,
           here = here + (SELECT count(*) FROM json_each(?5) AS one WHERE ${KNOWN('unhex(one.value)')})
         WHERE petition_id = ?1 AND id = ?2 AND kind = 'import' AND begun_at IS NULL AND finished_at IS NULL
           AND reached = ?3 AND ?4 <= file_rows AND (?6 >= ${IMPORT_TEST_MIN_SIGNERS} OR ?4 = file_rows)`,
      )
      .bind(petitionId, id, from, to, JSON.stringify(signers), signers.length),
    there: db.prepare(READ).bind(petitionId, id),
  })
  return reachedIn(rowsOf('there'))
}

/**
 * What the test of a whole file found: `here` of `tested` signers are known, null if they are too few to say so. Null if the test is
 * not at the end of its file.
 */
export async function testResult(
  db: D1Database,
  { petitionId, id, now }: Pick<ImportBy, 'petitionId' | 'id' | 'now'>,
): Promise<{ tested: number; here: number | null } | null> {
  // Nothing is tested any more once something was said: otherwise each batch would say something of its signers.
  const row = await db
    .prepare(
      `UPDATE claims SET finished_at = coalesce(finished_at, ?3)
       WHERE petition_id = ?1 AND id = ?2 AND kind = 'import' AND begun_at IS NULL AND reached = file_rows
       RETURNING tested, here`,
    )
    .bind(petitionId, id, now)
    .first<{ tested: number; here: number }>()
  if (row === null) return null
  return { tested: row.tested, here: row.tested < IMPORT_TEST_MIN_SIGNERS ? null : row.here }
}

export type Begun = 'begun' | 'already' | 'too-many'

/** Adding begins, after a test or without one. */
export async function beginImport(
  db: D1Database,
  { petitionId, id, by, now }: ImportBy,
  { rows, source, collectedOn, evidence, note }: BeginForm,
): Promise<Begun> {
  const texts = [source, collectedOn, evidence === '' ? null : evidence, note === '' ? null : note]
  const rowsOf = await runSteps(db, {
    begin: db
      .prepare(
        `INSERT INTO claims (petition_id, id, kind, source, collected_on, n, evidence, note, file_rows, added_by, added_at, begun_at)
         SELECT ?1, ?2, 'import', ?3, ?4, 0, ?5, ?6, ?7, ?8, ?9, ?9
         WHERE ${MAY_IMPORT} AND (${FEW('?10')} OR EXISTS (SELECT 1 FROM claims WHERE petition_id = ?1 AND id = ?2))
         ON CONFLICT DO UPDATE SET source = excluded.source, collected_on = excluded.collected_on, evidence = excluded.evidence,
           note = excluded.note, file_rows = excluded.file_rows, added_by = excluded.added_by, added_at = excluded.added_at,
           begun_at = excluded.begun_at, finished_at = NULL, reached = 0, tested = 0, here = 0
         WHERE kind = 'import' AND begun_at IS NULL
         RETURNING id`,
      )
      .bind(petitionId, id, ...texts, rows, by.id, now, now - DAY_MS),
    entry: auditStatement(db, { petitionId, act: 'import-begun', by, facts: { n: rows }, now }),
    there: db.prepare(`${READ} AND begun_at IS NOT NULL`).bind(petitionId, id),
  })
  if (rowsOf('begin').length > 0) return 'begun'
  return rowsOf('there').length > 0 ? 'already' : 'too-many'
}

/** Of ?5, the rows of a batch, those that are stored: each signer and each id once, and nobody who withdrew here. */
const FRESH = `
  fresh AS MATERIALIZED (
    SELECT unhex(one.value ->> 'signer') AS signer, one.value ->> 'id' AS id, one.value ->> 'country' AS country,
      one.value ->> 'signedAt' AS signed_at, unhex(one.value ->> 'contact') AS contact
    FROM json_each(?5) AS one
    WHERE NOT EXISTS (
        SELECT 1 FROM withdrawn_signers AS w WHERE w.petition_id = ?1 AND w.signer = unhex(one.value ->> 'signer'))
      AND NOT EXISTS (SELECT 1 FROM imported AS i WHERE i.petition_id = ?1 AND i.signer = unhex(one.value ->> 'signer'))
      AND NOT EXISTS (SELECT 1 FROM imported AS i WHERE i.petition_id = ?1 AND i.id = one.value ->> 'id'))`

/** What an undone import has left of these signers, which is deleted in time, is not in the way of another import. */
const DELETE_UNDONE = `
  DELETE FROM imported WHERE petition_id = ?1 AND signer IN (SELECT unhex(value ->> 'signer') FROM json_each(?2))
    AND EXISTS (
      SELECT 1 FROM claims AS c
      WHERE c.petition_id = imported.petition_id AND c.id = imported.import_id AND c.undone_at IS NOT NULL)`

/** ?3 and ?4: the part of the file. */
const TAKE = `
  WITH ${FRESH}
  UPDATE claims SET reached = ?4, added = added + (SELECT count(*) FROM fresh),
    n = n + (SELECT count(*) FROM fresh WHERE NOT EXISTS (
      SELECT 1 FROM signatures AS s WHERE s.petition_id = ?1 AND s.signer = fresh.signer AND s.status = 'counted'))
  WHERE petition_id = ?1 AND id = ?2 AND kind = 'import' AND begun_at IS NOT NULL AND finished_at IS NULL
    AND undone_at IS NULL AND reached = ?3 AND ?4 <= file_rows AND ${MAY_IMPORT}`

/** If the statement before has taken the batch. Of the same parameters. */
const ADD = `
  WITH ${FRESH}
  INSERT INTO imported (petition_id, signer, id, import_id, country, signed_at, contact)
  SELECT ?1, signer, id, ?2, country, signed_at, contact FROM fresh WHERE changes() > 0`

/** `rows`: each signer and each id at most once. Returns what the import has come to then; null if there is none. */
export async function addRows(
  db: D1Database,
  { petitionId, id, origin, now }: Omit<ImportBy, 'by'>,
  { from, to }: FilePart,
  rows: readonly ImportedRow[],
): Promise<{ import: Reached; deliveryIds: string[] } | null> {
  const json = JSON.stringify(rows)
  const bound = [petitionId, id, from, to, json]
  const rowsOf = await runSteps(db, {
    counters: db.prepare(BEGIN).bind(JSON.stringify([petitionId])),
    undone: db.prepare(DELETE_UNDONE).bind(petitionId, json),
    take: db.prepare(TAKE).bind(...bound),
    add: db.prepare(ADD).bind(...bound),
    ...milestoneSteps(db, [petitionId], { origin, now }),
    there: db.prepare(`${READ} AND begun_at IS NOT NULL AND ${MAY_IMPORT}`).bind(petitionId, id),
  })
  const reached = reachedIn(rowsOf('there'))
  if (reached === null) return null
  return { import: reached, deliveryIds: rowsOf('deliveries').map((row) => String(row['id'])) }
}

/** At the end of the file. Doing it again is harmless. Null if there is no such import. */
export async function finishImport(
  db: D1Database,
  { petitionId, id, by, now }: Omit<ImportBy, 'origin'>,
): Promise<Reached | null> {
  const rowsOf = await runSteps(db, {
    finish: db
      .prepare(
        `UPDATE claims SET finished_at = ?3
         WHERE petition_id = ?1 AND id = ?2 AND kind = 'import' AND begun_at IS NOT NULL AND finished_at IS NULL
           AND undone_at IS NULL AND reached = file_rows`,
      )
      .bind(petitionId, id, now),
    entry: entryWithNumber(db, { petitionId, id, by, now }, { act: 'import-finished', n: 'added' }),
    there: db.prepare(`${READ} AND begun_at IS NOT NULL`).bind(petitionId, id),
  })
  return reachedIn(rowsOf('there'))
}

/** `auditStatement`, with a number of the import. */
const entryWithNumber = (
  db: D1Database,
  { petitionId, id, by, now }: Omit<ImportBy, 'origin'>,
  { act, n }: { act: 'import-finished' | 'import-undone'; n: 'added' | 'n' },
): D1PreparedStatement =>
  db
    .prepare(
      `${INSERT_AUDIT}
       SELECT ?1, ?2, ?3, ?4, ?5, json_object('n', (SELECT ${n} FROM claims WHERE petition_id = ?1 AND id = ?6)), ?7
       WHERE changes() > 0`,
    )
    .bind(petitionId, newIdAt(now), act, by.kind, by.id, id, now)

/** Until when it can be undone, in milliseconds. */
export const importUndoableUntil = (begunAt: number): number => begunAt + IMPORT_UNDO_DAYS * DAY_MS

/** Of those that are begun. Its rows are deleted in time; none of them counts from now on. `false`: too late, or undone. */
export async function undoImport(
  db: D1Database,
  { petitionId, id, by, now }: Omit<ImportBy, 'origin'>,
): Promise<boolean> {
  const [undone] = await db.batch([
    db
      .prepare(
        `UPDATE claims SET undone_at = ?3
         WHERE petition_id = ?1 AND id = ?2 AND kind = 'import' AND begun_at > ?4 AND undone_at IS NULL RETURNING id`,
      )
      .bind(petitionId, id, now, now - IMPORT_UNDO_DAYS * DAY_MS),
    entryWithNumber(db, { petitionId, id, by, now }, { act: 'import-undone', n: 'n' }),
  ])
  return undone?.results.length === 1
}
