/** What of accounts is deleted after its time, as tasks of the cron. Each deletes a bounded number of rows; the rest has its turn later. */
import { DAY_MS, DRAFTS_RETENTION_DAYS, EMAILS_RETENTION_DAYS, RETENTION_CHUNK_ROWS } from '../limits.ts'
import type { Tasks } from '../platform/run-all.ts'

/** `now` in milliseconds. */
export function accountRetention(now: number): Tasks {
  return {
    // A day longer than they are valid: they are counted, and their page says that they were used.
    links: deleting(DELETE_LINKS, now - DAY_MS),
    sessions: deleting(DELETE_SESSIONS, now),
    challenges: deleting(DELETE_CHALLENGES, now),
    drafts: deleting(DELETE_DRAFTS, now - DRAFTS_RETENTION_DAYS * DAY_MS),
    accountEmails: deleting(DELETE_EMAILS, now - EMAILS_RETENTION_DAYS * DAY_MS),
  }
}

const deleting =
  (sql: string, before: number): Tasks[string] =>
  async (db) =>
    (await db.prepare(sql).bind(before, RETENTION_CHUNK_ROWS).run()).meta.changes

const DELETE_LINKS = `
  DELETE FROM sign_in_links WHERE token_hash IN (SELECT token_hash FROM sign_in_links WHERE expires_at < ?1 LIMIT ?2)`

/** One that ended because nobody used it is deleted with the others, in its time. */
const DELETE_SESSIONS = `
  DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < ?1 LIMIT ?2)`

const DELETE_CHALLENGES = `
  DELETE FROM passkey_challenges WHERE challenge IN (
    SELECT challenge FROM passkey_challenges WHERE expires_at < ?1 LIMIT ?2)`

const DELETE_DRAFTS = `
  DELETE FROM drafts WHERE id IN (SELECT id FROM drafts WHERE updated_at < ?1 LIMIT ?2)`

/** `state <> 'pending'` is the condition of the index. Those that are still pending are deleted by the cron that sends them. */
const DELETE_EMAILS = `
  DELETE FROM account_emails WHERE id IN (
    SELECT id FROM account_emails WHERE state <> 'pending' AND created_at < ?1 LIMIT ?2)`
