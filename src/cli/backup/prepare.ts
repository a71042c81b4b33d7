/** What a restore changes in the data of a backup before it becomes a database: docs/decisions/030-restore.md. */
import type { DatabaseSync } from 'node:sqlite'

import { RESTORE_SKIPPED_PETITIONS } from '../../limits.ts'
import { readMigration } from './tables.ts'

/** Each migration with its record in one transaction. */
export function applyMigrations(db: DatabaseSync, names: readonly string[]): void {
  for (const name of names) {
    db.exec(`BEGIN; ${readMigration(name)}`)
    db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name)
    db.exec('COMMIT')
  }
}

/**
 * Petitions that were created after the backup are lost, but not messages on the queues, links in emails and events that name
 * them by their number: no other petition gets it.
 */
export function skipNumbers(db: DatabaseSync): void {
  db.prepare(`INSERT INTO sqlite_sequence (name, seq) SELECT 'petitions', 0
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'petitions')`).run()
  db.prepare(`UPDATE sqlite_sequence SET seq = seq + ? WHERE name = 'petitions'`).run(RESTORE_SKIPPED_PETITIONS)
}

/** Makes a copy that cannot disturb the original: it has other ids of events, calls no webhook and sends no email. */
export function makeCopy(db: DatabaseSync, now: number): void {
  db.exec(`
    BEGIN;
    UPDATE instance SET key = lower(hex(randomblob(8)));
    UPDATE webhooks SET disabled_at = ${now} WHERE disabled_at IS NULL;
    UPDATE deliveries SET state = 'failed', next_attempt_at = NULL, last_error = 'copy' WHERE state = 'pending';
    UPDATE emails SET state = 'failed', sealed = NULL, next_attempt_at = NULL, last_error = 'copy' WHERE state IN ('pending', 'held');
    UPDATE account_emails SET state = 'failed', address = NULL, sealed = NULL, next_attempt_at = NULL, last_error = 'copy' WHERE state = 'pending';
    UPDATE signatures SET reminder = NULL;
    UPDATE repeats SET sealed = NULL;
    COMMIT;`)
}
