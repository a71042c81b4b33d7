/** What a restore changes in the data of a backup before it becomes a database: docs/decisions/030-restore.md. */
import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

import type { WithdrawalMessage } from '../../../schema/message.ts'
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

/** Besides a database that goes on: other ids of events, no webhook that is called, and nobody who gets an email. */
export function makeCopy(db: DatabaseSync, now: number): void {
  db.exec(`
    BEGIN;
    UPDATE instance SET key = lower(hex(randomblob(8)));
    UPDATE webhooks SET disabled_at = ${now} WHERE disabled_at IS NULL;
    UPDATE deliveries SET state = 'failed', next_attempt_at = NULL, last_error = 'copy' WHERE state = 'pending';
    UPDATE emails SET state = 'failed', sealed = NULL, next_attempt_at = NULL, last_error = 'copy' WHERE state IN ('pending', 'held');
    UPDATE signatures SET reminder = NULL;
    UPDATE repeats SET sealed = NULL;
    COMMIT;`)
}

/** The queue on which they are sent again. */
const SIGNATURES_QUEUE = 'undersigned-signatures'

/**
 * Withdrawals that `later`, a backup of the same database from a later time, has and `db` has not. They are added as dead letters, so that the
 * ledger itself carries them out when they are sent again. Returns their number.
 */
export function addWithdrawals(db: DatabaseSync, later: DatabaseSync, now: number): number {
  const isMissing = {
    signer: db.prepare(`SELECT 1 FROM petitions WHERE id = ?1
      AND NOT EXISTS (SELECT 1 FROM withdrawn_signers WHERE petition_id = ?1 AND signer = ?2 AND at >= ?3)`),
    id: db.prepare(`SELECT 1 FROM petitions WHERE id = ?1
      AND NOT EXISTS (SELECT 1 FROM withdrawals WHERE petition_id = ?1 AND id = ?2)`),
  }
  const add = db.prepare('INSERT INTO dead_letters (id, queue, body, sent_at, stored_at) VALUES (?, ?, ?, ?, ?)')
  let added = 0
  const addLetter = (message: WithdrawalMessage): void => {
    add.run(`withdrawal-${randomUUID()}`, SIGNATURES_QUEUE, JSON.stringify(message), message.at, now)
    added++
  }
  db.exec('BEGIN')
  const signers = later.prepare(
    'SELECT petition_id, lower(hex(signer)) AS signer, signer AS bytes, at FROM withdrawn_signers',
  )
  for (const { petition_id: petition, signer, bytes, at } of signers.iterate()) {
    if (bytes === undefined || isMissing.signer.get(Number(petition), bytes, Number(at)) === undefined) continue
    addLetter(withdrawal(Number(petition), { id: randomUUID(), signer: String(signer), proven: true, at: Number(at) }))
  }
  for (const { petition_id: petition, id, at } of later
    .prepare('SELECT petition_id, id, at FROM withdrawals')
    .iterate()) {
    if (isMissing.id.get(Number(petition), String(id)) === undefined) continue
    addLetter(withdrawal(Number(petition), { id: String(id), signer: null, proven: false, at: Number(at) }))
  }
  db.exec('COMMIT')
  return added
}

const withdrawal = (
  petitionId: number,
  facts: Pick<WithdrawalMessage, 'id' | 'signer' | 'proven' | 'at'>,
): WithdrawalMessage => ({ v: 4, kind: 'withdrawal', petitionId, ...facts })
