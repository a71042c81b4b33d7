/** The ledger's side of the links in mails: a signature that is confirmed begins to count, one that is withdrawn is gone. */
import { lowerTalliesBy, raiseTalliesBy } from './tallies.ts'

/** The ids of ?1, a JSON array of messages without repeats, with the moments of their confirmation. */
const CONFIRMED = `json_each(?1) AS message ON message.value ->> 'id' = s.id`
const IDS = `(SELECT value ->> 'id' FROM json_each(?1))`

/** Repeats change nothing: only what is pending moves. ?1 messages, ?2 petition. */
export const confirmationSteps = (db: D1Database, messages: string, petitionId: number) => ({
  confirmedTallies: db.prepare(RAISE_FOR_CONFIRMED).bind(messages, petitionId),
  confirmed: db.prepare(CONFIRM).bind(messages, petitionId),
  // Right after the update: changes() is the number of rows that it moved.
  confirmedCounter: db.prepare(ADD_CHANGES).bind(petitionId),
  confirmedForReview: db.prepare(CONFIRM_QUARANTINED).bind(messages, petitionId),
})

const RAISE_FOR_CONFIRMED = raiseTalliesBy(`
  SELECT message.value ->> 'at' AS confirmed_at, s.country, s.source
  FROM signatures AS s JOIN ${CONFIRMED}
  WHERE s.petition_id = ?2 AND s.status = 'pending'`)

const CONFIRM = `
  UPDATE signatures AS s
  SET status = 'counted', confirmed_at = message.value ->> 'at'
  FROM json_each(?1) AS message
  WHERE s.petition_id = ?2 AND s.id = message.value ->> 'id' AND s.status = 'pending'
  RETURNING id`

const ADD_CHANGES = `UPDATE counters SET n = n + changes() WHERE petition_id = ?1 AND shard = 0 RETURNING n`

/** It counts when the review lets it go. */
const CONFIRM_QUARANTINED = `
  UPDATE signatures AS s
  SET confirmed_at = message.value ->> 'at'
  FROM json_each(?1) AS message
  WHERE s.petition_id = ?2 AND s.id = message.value ->> 'id' AND s.status = 'quarantined' AND s.confirmed_at IS NULL`

/** Deletes the rows, whatever their state, and says publicly how many counted. ?1 messages, ?2 petition, ?3 now in ms. */
export const withdrawalSteps = (db: D1Database, messages: string, petitionId: number, now: number) => ({
  loweredTallies: db.prepare(LOWER_FOR_WITHDRAWN).bind(messages, petitionId),
  withdrawnLedger: db.prepare(NOTE_WITHDRAWN).bind(messages, petitionId, now),
  withdrawnMails: db.prepare(FORGET_MAILS).bind(messages, petitionId),
  withdrawn: db.prepare(DELETE_COUNTED).bind(messages, petitionId),
  loweredCounter: db.prepare(SUBTRACT_CHANGES).bind(petitionId),
  withdrawnUncounted: db.prepare(DELETE_OTHERS).bind(messages, petitionId),
  // So that a signature message that comes again does not bring it back.
  tombstones: db.prepare(REMEMBER_WITHDRAWN).bind(messages, petitionId, now),
})

const LOWER_FOR_WITHDRAWN = lowerTalliesBy(`
  SELECT confirmed_at, country, source FROM signatures
  WHERE petition_id = ?2 AND id IN ${IDS} AND status = 'counted'`)

const NOTE_WITHDRAWN = `
  INSERT INTO removals (petition_id, day, reason, n)
  SELECT ?2, strftime('%Y-%m-%d', ?3 / 1000, 'unixepoch'), 'withdrawn', count(*) FROM signatures
  WHERE petition_id = ?2 AND id IN ${IDS} AND status = 'counted'
  HAVING count(*) > 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

const FORGET_MAILS = `
  DELETE FROM mails WHERE petition_id = ?2 AND signer IN (
    SELECT signer FROM signatures WHERE petition_id = ?2 AND id IN ${IDS})`

const DELETE_COUNTED = `DELETE FROM signatures WHERE petition_id = ?2 AND id IN ${IDS} AND status = 'counted' RETURNING id`

const SUBTRACT_CHANGES = `UPDATE counters SET n = n - changes() WHERE petition_id = ?1 AND shard = 0 RETURNING n`

/** What was removed by the campaign stays, without its contact, so that it cannot be given again. */
const DELETE_OTHERS = `
  DELETE FROM signatures WHERE petition_id = ?2 AND id IN ${IDS} AND status IN ('pending', 'quarantined')`

const REMEMBER_WITHDRAWN = `
  INSERT INTO withdrawals (petition_id, id, at)
  SELECT ?2, value ->> 'id', ?3 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`
