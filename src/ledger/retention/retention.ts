/**
 * What is kept only for a time, and its end. Each step does a bounded part and says how many rows it ended: what is left
 * over waits for the next hour. Time Travel keeps deleted rows for 30 days more; what must not outlive its time at all is
 * therefore stored sealed or as a keyed hash.
 */
import {
  DAY_MS,
  DEAD_LETTERS_RETENTION_DAYS,
  UNSENT_EMAILS_RETENTION_DAYS,
  EMAILS_RETENTION_DAYS,
  RETENTION_CHUNK_ROWS,
  RETENTION_CHUNKS_MAX,
  REVIEW_RETENTION_DAYS,
  WITHDRAWALS_RETENTION_DAYS,
} from '../../limits.ts'
import type { Log } from '../../platform/log.ts'
import { deleteContacts, deleteReviewFacts, deleteUnconfirmed } from './signatures.ts'

export interface RetentionSettings {
  /** After the end of a petition. */
  unconfirmedDays: number
  /** After the end of a petition; a month is 30 days here. */
  contactsMonths: number
}

/** How many rows ended, by what they were. */
export type Ended = Record<
  'reviewFacts' | 'unconfirmed' | 'contacts' | 'emails' | 'unsentEmails' | 'withdrawals' | 'deadLetters',
  number
>

const DAYS_PER_MONTH = 30

/** `now` in milliseconds. A step that fails is told, and keeps none of the others from being done. */
export async function endWhatHasExpired(
  db: D1Database,
  settings: RetentionSettings,
  now: number,
  log: Log,
): Promise<Partial<Ended>> {
  const daysAgo = (days: number): number => now - days * DAY_MS
  const steps: Record<keyof Ended, () => Promise<number>> = {
    reviewFacts: () => deleteReviewFacts(db, daysAgo(REVIEW_RETENTION_DAYS)),
    unconfirmed: () => deleteUnconfirmed(db, daysAgo(settings.unconfirmedDays), now),
    contacts: () => deleteContacts(db, daysAgo(settings.contactsMonths * DAYS_PER_MONTH), now),
    emails: () => inChunks(db, DELETE_EMAILS, daysAgo(EMAILS_RETENTION_DAYS)),
    unsentEmails: () => inChunks(db, DELETE_UNSENT_EMAILS, daysAgo(UNSENT_EMAILS_RETENTION_DAYS)),
    withdrawals: () => inChunks(db, DELETE_WITHDRAWALS, daysAgo(WITHDRAWALS_RETENTION_DAYS)),
    deadLetters: () => inChunks(db, DELETE_DEAD_LETTERS, daysAgo(DEAD_LETTERS_RETENTION_DAYS)),
  }
  const ended: Record<string, number> = {}
  for (const [step, end] of Object.entries(steps)) {
    try {
      ended[step] = await end()
    } catch (error) {
      log.error('retention.failed', { step, error })
    }
  }
  return ended
}

const DELETE_EMAILS = `
  DELETE FROM emails WHERE (petition_id, signer, id) IN (
    SELECT petition_id, signer, id FROM emails WHERE state IN ('sent', 'failed') AND created_at < ?1 LIMIT ?2)`

/** With its address: who let it lie so long will not answer it. */
const DELETE_UNSENT_EMAILS = `
  DELETE FROM emails WHERE (petition_id, signer, id) IN (
    SELECT petition_id, signer, id FROM emails WHERE created_at < ?1 LIMIT ?2)`

const DELETE_WITHDRAWALS = `
  DELETE FROM withdrawals WHERE (petition_id, id) IN (SELECT petition_id, id FROM withdrawals WHERE at < ?1 LIMIT ?2)`

const DELETE_DEAD_LETTERS = `
  DELETE FROM dead_letters WHERE id IN (SELECT id FROM dead_letters WHERE stored_at < ?1 LIMIT ?2)`

async function inChunks(db: D1Database, sql: string, before: number): Promise<number> {
  let ended = 0
  for (let chunk = 0; chunk < RETENTION_CHUNKS_MAX; chunk++) {
    const { meta } = await db.prepare(sql).bind(before, RETENTION_CHUNK_ROWS).run()
    ended += meta.changes
    if (meta.changes < RETENTION_CHUNK_ROWS) break
  }
  return ended
}
