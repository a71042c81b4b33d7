/**
 * What the link to withdraw does: the signatures that it speaks for are deleted, and stay so. One that came by email speaks for
 * the signer: for every signature until then, also for those whose messages arrive later. Any other speaks for the signature of
 * its id alone, and so for nothing when somebody signed with another person's email address.
 */
import type { WithdrawalMessage } from '../../schema/message.ts'
import { changeCounters } from './counter.ts'
import { recordRemovals } from './removals.ts'
import { NOT_REMOVED } from './removed.ts'
import { lowerTalliesBy, talliedOf } from './tallies.ts'

/** ?1 messages, ?2 now in ms. Before the signatures of the batch, so that none of those is stored that is withdrawn. */
export const withdrawalSteps = (db: D1Database, messages: readonly WithdrawalMessage[], now: number) => {
  const json = JSON.stringify(messages)
  return {
    withdrawnSigners: db.prepare(ADD_WITHDRAWN_SIGNERS).bind(json),
    withdrawals: db.prepare(ADD_WITHDRAWALS).bind(json),
    loweredTallies: db.prepare(LOWER_FOR_WITHDRAWN).bind(json),
    withdrawnRemovals: db.prepare(RECORD_WITHDRAWN).bind(json, now),
    loweredCounters: db.prepare(SUBTRACT_WITHDRAWN).bind(json),
    withdrawnEmails: db.prepare(DELETE_EMAILS).bind(json),
    withdrawn: db.prepare(DELETE_SIGNATURES).bind(json),
    withdrawnRepeats: db.prepare(DELETE_REPEATS).bind(json),
  }
}

/**
 * The rows of `table` that the messages (?1) speak for. A row that the campaign removed stays: the same signer cannot sign again. If its
 * removal is undone, it is deleted then.
 */
const spokenFor = (table: 'signatures' | 'repeats', columns: string, deletable = `s.status <> 'removed'`): string => {
  const index = table === 'signatures' ? 'INDEXED BY signatures_petition_id' : ''
  const only = table === 'signatures' ? deletable : 'true'
  return `
    SELECT ${columns} FROM jsonb_each(?1) AS message
    CROSS JOIN ${table} AS s ON s.petition_id = message.value ->> 'petitionId' AND s.signer = unhex(message.value ->> 'signer')
    WHERE message.value ->> 'proven' AND s.signed_at <= message.value ->> 'at' AND ${only}
    UNION
    SELECT ${columns} FROM jsonb_each(?1) AS message
    CROSS JOIN ${table} AS s ${index} ON s.petition_id = message.value ->> 'petitionId' AND s.id = message.value ->> 'id'
    WHERE NOT message.value ->> 'proven' AND ${only}`
}

/** Who signed what the messages (?1) name by the id alone, be it the signature or a repeat, which may become the signature meanwhile. */
export const SIGNERS_OF_WITHDRAWALS = `
  SELECT s.petition_id AS petitionId, lower(hex(s.signer)) AS signer FROM jsonb_each(?1) AS message
  CROSS JOIN signatures AS s INDEXED BY signatures_petition_id
    ON s.petition_id = message.value ->> 'petitionId' AND s.id = message.value ->> 'id'
  WHERE s.status <> 'removed'
  UNION
  SELECT r.petition_id, lower(hex(r.signer)) FROM jsonb_each(?1) AS message
  CROSS JOIN repeats AS r ON r.petition_id = message.value ->> 'petitionId' AND r.id = message.value ->> 'id'`

const KEY = 's.petition_id, s.signer, s.id'
const COUNTED = `counted AS MATERIALIZED (
  SELECT * FROM (${spokenFor('signatures', `s.signer, s.id, s.status, s.confirmed_at, ${talliedOf('s')}`)}) WHERE status = 'counted')`

/**
 * So that a message that is delivered later, or again, does not restore what is withdrawn. A trigger deletes what an earlier list has of
 * the signer: a link that no email has proven says nothing of it.
 */
const ADD_WITHDRAWN_SIGNERS = `
  INSERT INTO withdrawn_signers (petition_id, signer, at)
  SELECT value ->> 'petitionId', unhex(value ->> 'signer'), max(value ->> 'at') FROM jsonb_each(?1)
  WHERE value ->> 'proven' GROUP BY 1, 2
  ON CONFLICT DO UPDATE SET at = excluded.at WHERE excluded.at > at`
const ADD_WITHDRAWALS = `
  INSERT INTO withdrawals (petition_id, id, at)
  SELECT value ->> 'petitionId', value ->> 'id', value ->> 'at' FROM jsonb_each(?1)
  WHERE NOT value ->> 'proven'
  ON CONFLICT DO NOTHING`

const LOWER_FOR_WITHDRAWN = lowerTalliesBy(`
  WITH ${COUNTED}
  SELECT counted.confirmed_at, ${talliedOf('counted')} FROM counted`)

const RECORD_WITHDRAWN = `
  WITH ${COUNTED}
  ${recordRemovals('withdrawn', 'counted', '?2')}`

const SUBTRACT_WITHDRAWN = changeCounters('-', `WITH ${COUNTED} SELECT petition_id FROM counted`)

/** Ids are unique in a petition. With the key alone in a subquery of two parts, SQLite would read the whole table. */
const WHERE_SPOKEN = `
  WHERE (petition_id, signer) IN (SELECT petition_id, signer FROM spoken) AND`

const PROVEN_TOO = `${KEY}, message.value ->> 'proven' AS proven`

/**
 * Of a link that no email has proven, only emails that nobody tried to send: otherwise anyone could sign with another person's email
 * address and withdraw, again and again, and each time that person would get an email, past the limit of a day.
 */
const DELETE_EMAILS = `
  WITH spoken AS MATERIALIZED (${spokenFor('signatures', PROVEN_TOO, NOT_REMOVED)} UNION ${spokenFor('repeats', PROVEN_TOO)})
  DELETE FROM emails ${WHERE_SPOKEN} signature_id IN (SELECT id FROM spoken)
    AND (attempts = 0 OR signature_id IN (SELECT id FROM spoken WHERE proven))`

const DELETE_SIGNATURES = `
  WITH spoken AS MATERIALIZED (${spokenFor('signatures', KEY)})
  DELETE FROM signatures ${WHERE_SPOKEN} id IN (SELECT id FROM spoken)
  RETURNING petition_id AS petitionId, lower(hex(signer)) AS signer, status`

const DELETE_REPEATS = `
  WITH spoken AS MATERIALIZED (${spokenFor('repeats', KEY)})
  DELETE FROM repeats ${WHERE_SPOKEN} id IN (SELECT id FROM spoken)`
