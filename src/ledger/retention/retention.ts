/**
 * Deletes what may be stored for a limited time only. Each step deletes a bounded number of rows and returns how many; the
 * rest is deleted in the next hour.
 *
 * Limitation: D1 Time Travel can restore deleted rows for 30 days more. Personal data is therefore stored encrypted or as a
 * keyed hash.
 */
import {
  ARRIVALS_RETENTION_CHUNKS_MAX,
  ARRIVALS_RETENTION_MS,
  ARRIVALS_SLOT_MS,
  DAY_MS,
  DEAD_LETTERS_RETENTION_DAYS,
  UNSENT_EMAILS_RETENTION_DAYS,
  EMAILS_RETENTION_DAYS,
  REPEATS_RETENTION_DAYS,
  RETENTION_CHUNK_ROWS,
  REVIEW_RETENTION_DAYS,
  WITHDRAWALS_RETENTION_DAYS,
} from '../../limits.ts'
import { type Ran, runAll, type Tasks } from '../../platform/run-all.ts'
import { inChunks } from './chunks.ts'
import { clearUndoneImports } from './imports.ts'
import { deleteRemoved } from './removed.ts'
import { deleteContacts, deleteReviewFacts, deleteUnconfirmed } from './signatures.ts'
import { sweep } from './sweep.ts'

export interface RetentionSettings {
  /** After the end of a petition. */
  unconfirmedDays: number
  /** After the end of a petition; a month is 30 days here. */
  contactsMonths: number
}

/** How many rows were deleted, or lost a part, by kind. */
type Deleted = Record<
  | 'arrivals'
  | 'removed'
  | 'reviewFacts'
  | 'unconfirmed'
  | 'contacts'
  | 'repeats'
  | 'emails'
  | 'heldEmails'
  | 'withdrawals'
  | 'withdrawnSigners'
  | 'deadLetters'
  | 'undoneImports',
  number
>

const DAYS_PER_MONTH = 30

/** When the contacts of a petition that ended at `closedAt` are deleted; both in milliseconds. */
export const contactsEndAt = (
  closedAt: number,
  { contactsMonths }: Pick<RetentionSettings, 'contactsMonths'>,
): number => closedAt + contactsMonths * DAYS_PER_MONTH * DAY_MS

/**
 * `now` in milliseconds. Every step runs, whether or not others fail. Those with the most statements are last, and have what is
 * left of `statementsMax`.
 */
export async function deleteExpired(
  db: D1Database,
  settings: RetentionSettings,
  now: number,
  statementsMax = Infinity,
): Promise<Ran> {
  const daysAgo = (days: number): number => now - days * DAY_MS
  const steps: Tasks & Record<keyof Deleted, Tasks[string]> = {
    arrivals: (db) =>
      deleteOld(
        db,
        DELETE_ARRIVALS,
        Math.floor((now - ARRIVALS_RETENTION_MS) / ARRIVALS_SLOT_MS),
        ARRIVALS_RETENTION_CHUNKS_MAX,
      ),
    removed: (db) => deleteRemoved(db, now),
    // Before the emails, from which it is known how long their links are valid.
    repeats: (db) => deleteRepeats(db, daysAgo(REPEATS_RETENTION_DAYS)),
    emails: (db) => deleteOld(db, DELETE_EMAILS, daysAgo(EMAILS_RETENTION_DAYS)),
    heldEmails: (db) => deleteOld(db, DELETE_HELD_EMAILS, daysAgo(UNSENT_EMAILS_RETENTION_DAYS)),
    withdrawals: (db) => deleteOld(db, DELETE_WITHDRAWALS, daysAgo(WITHDRAWALS_RETENTION_DAYS)),
    withdrawnSigners: (db) => deleteOld(db, DELETE_WITHDRAWN_SIGNERS, daysAgo(WITHDRAWALS_RETENTION_DAYS)),
    deadLetters: (db) => deleteOld(db, DELETE_DEAD_LETTERS, daysAgo(DEAD_LETTERS_RETENTION_DAYS)),
    undoneImports: (db) => clearUndoneImports(db, now),
    reviewFacts: (db) => deleteReviewFacts(db, daysAgo(REVIEW_RETENTION_DAYS)),
    unconfirmed: (db) => deleteUnconfirmed(db, daysAgo(settings.unconfirmedDays), now),
    contacts: (db) => deleteContacts(db, daysAgo(settings.contactsMonths * DAYS_PER_MONTH), now),
  }
  return runAll(steps, db, statementsMax)
}

/** `state <> 'pending'` is the condition of the index, which SQLite uses only where it finds it again. */
const DELETE_EMAILS = `
  DELETE FROM emails WHERE (petition_id, signer, id) IN (
    SELECT petition_id, signer, id FROM emails
    WHERE state <> 'pending' AND state IN ('sent', 'failed') AND coalesce(sent_at, created_at) < ?1 LIMIT ?2)`

/** With the email address: nobody confirms so late. Those that are still pending are deleted by the cron that sends them. */
const DELETE_HELD_EMAILS = `
  DELETE FROM emails WHERE (petition_id, signer, id) IN (
    SELECT petition_id, signer, id FROM emails
    WHERE state <> 'pending' AND state = 'held' AND coalesce(sent_at, created_at) < ?1 LIMIT ?2)`

const DELETE_WITHDRAWALS = `
  DELETE FROM withdrawals WHERE (petition_id, id) IN (SELECT petition_id, id FROM withdrawals WHERE at < ?1 LIMIT ?2)`

const DELETE_WITHDRAWN_SIGNERS = `
  DELETE FROM withdrawn_signers WHERE (petition_id, signer) IN (
    SELECT petition_id, signer FROM withdrawn_signers WHERE at < ?1 LIMIT ?2)`

/** Not while an email with their link is yet to be sent, or the link is valid: also a reminder, and links that were asked for. */
const DELETE_REPEATS = `
  DELETE FROM repeats WHERE (petition_id, signer, id) IN (
    SELECT petition_id, signer, id FROM repeats AS r
    WHERE stored_at > ?2 AND stored_at <= ?3 AND NOT EXISTS (
      SELECT 1 FROM emails AS m
      WHERE m.petition_id = r.petition_id AND m.signer = r.signer AND m.signature_id = r.id
        AND (m.state IN ('pending', 'held') OR m.sent_at >= ?1)))`

/** ?1 before when they were stored, ?2 after when, both in ms, ?3 how many. */
const NEXT_REPEATS = `
  SELECT max(stored_at) AS last, count(*) AS n FROM (
    SELECT stored_at FROM repeats WHERE stored_at > ?2 AND stored_at < ?1 ORDER BY stored_at LIMIT ?3)`

const DELETE_ARRIVALS = `
  DELETE FROM arrivals WHERE (petition_id, slot) IN (SELECT petition_id, slot FROM arrivals WHERE slot < ?1 LIMIT ?2)`

const DELETE_DEAD_LETTERS = `
  DELETE FROM dead_letters WHERE id IN (SELECT id FROM dead_letters WHERE stored_at < ?1 LIMIT ?2)`

async function deleteOld(db: D1Database, sql: string, before: number, chunksMax?: number): Promise<number> {
  const statement = db.prepare(sql).bind(before, RETENTION_CHUNK_ROWS)
  const { rows } = await inChunks(async () => (await statement.run()).meta.changes, chunksMax)
  return rows
}

/** Those that stay may be many, and are looked at in turns. */
async function deleteRepeats(db: D1Database, before: number): Promise<number> {
  const { rows } = await sweep(db, {
    petitionId: 0,
    task: 'repeats',
    from: '-1',
    next: (after) => db.prepare(NEXT_REPEATS).bind(before, Number(after), RETENTION_CHUNK_ROWS),
    work: (after, last) => [db.prepare(DELETE_REPEATS).bind(before, Number(after), Number(last))],
  })
  return rows
}
