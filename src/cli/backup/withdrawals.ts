/**
 * Withdrawals that a later backup of the same database has, for a database that went back to an earlier time. They are added as dead letters,
 * so that the ledger itself carries them out when they are replayed.
 */
import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

import type { WithdrawalMessage } from '../../../schema/message.ts'

/** The queue to which they are replayed. */
const QUEUE = 'undersigned-signatures'

/** Statements for the earlier database, each in one line. They add what it has not, and may be repeated. */
export function* withdrawalsSql(later: DatabaseSync, now: number): Generator<string> {
  const signers = later.prepare(
    'SELECT petition_id AS petition, lower(hex(signer)) AS signer, at FROM withdrawn_signers',
  )
  for (const { petition, signer, at } of signers.iterate()) {
    const known = `withdrawn_signers WHERE petition_id = ${Number(petition)} AND signer = X'${String(signer)}' AND at >= ${Number(at)}`
    const facts = { petitionId: Number(petition), signer: String(signer), proven: true, at: Number(at) }
    yield letterSql({ v: 5, kind: 'withdrawal', id: uuidOf(JSON.stringify(facts)), ...facts }, known, now)
  }
  const withdrawals = later.prepare('SELECT petition_id AS petition, lower(id) AS id, at FROM withdrawals')
  for (const { petition, id, at } of withdrawals.iterate()) {
    const facts = { petitionId: Number(petition), signer: null, proven: false, at: Number(at) }
    const known = `withdrawals WHERE petition_id = ${Number(petition)} AND id = ${quotedText(String(id))}`
    yield letterSql({ v: 5, kind: 'withdrawal', id: String(id), ...facts }, known, now)
  }
}

const letterSql = (message: WithdrawalMessage, known: string, now: number): string => {
  const { petitionId, id, at } = message
  const values = [`withdrawal-${petitionId}-${id}`, QUEUE, JSON.stringify(message)].map(quotedText).join(', ')
  return `INSERT INTO dead_letters (id, queue, body, sent_at, stored_at) SELECT ${values}, ${at}, ${now} WHERE EXISTS (SELECT 1 FROM petitions WHERE id = ${petitionId}) AND NOT EXISTS (SELECT 1 FROM ${known}) ON CONFLICT DO NOTHING;`
}

const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A withdrawal that speaks for the signer names no signature, but every message has an id: the same for the same withdrawal. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
