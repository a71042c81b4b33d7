/**
 * Which signature of a signer is stored and counted, when there are several: see `precedence` in fresh.ts. It depends on what is
 * stored alone, so doing it again, or after a crash, changes nothing.
 */
import { SHARED_COLUMNS } from './columns.ts'
import { BEGIN, changeCounters } from './counter.ts'
import { inPrecedence, precedes, STATUS } from './fresh.ts'
import { heldAfter } from './held-kinds.ts'
import { belowDailyLimit } from './links-emails.ts'
import { RECORD_REPLACED } from './removals.ts'
import { raiseTalliesBy, takeFromTallies, talliedOf } from './tallies.ts'

/** Whose signature is to be replaced. */
export interface SignerKey {
  petitionId: number
  /** Hex. */
  signer: string
}

/**
 * Those of the signers of a batch who have a repeat that precedes their signature, or that takes the place of one that
 * was withdrawn. ?1 their messages as a JSON array: a confirmation names its signer by its id alone.
 */
export const FIND_REPLACEABLE = `
  WITH people AS (
    SELECT value ->> 'petitionId' AS petition_id, unhex(value ->> 'signer') AS signer FROM jsonb_each(?1)
    WHERE value ->> 'signer' IS NOT NULL
    UNION
    SELECT s.petition_id, s.signer FROM jsonb_each(?1) AS message
    CROSS JOIN signatures AS s INDEXED BY signatures_petition_id
      ON s.petition_id = message.value ->> 'petitionId' AND s.id = message.value ->> 'id'
    WHERE message.value ->> 'kind' = 'confirmation'
    UNION
    SELECT r.petition_id, r.signer FROM jsonb_each(?1) AS message
    CROSS JOIN repeats AS r ON r.petition_id = message.value ->> 'petitionId' AND r.id = message.value ->> 'id'
    WHERE message.value ->> 'kind' = 'confirmation')
  SELECT DISTINCT people.petition_id AS petitionId, lower(hex(people.signer)) AS signer
  FROM people
  CROSS JOIN repeats AS r ON r.petition_id = people.petition_id AND r.signer = people.signer
  LEFT JOIN signatures AS s ON s.petition_id = people.petition_id AND s.signer = people.signer
  WHERE s.signer IS NULL OR s.status <> 'removed' AND ${precedes('r', 's')}`

/** A signature that a repeat precedes goes back to the repeats, and the first of those takes its place; it gets no reminder. ?1 signers. */
export const replacementSteps = (db: D1Database, signers: readonly SignerKey[], now: number) => {
  const json = JSON.stringify(signers)
  const petitionIds = JSON.stringify([...new Set(signers.map(({ petitionId }) => petitionId))])
  return {
    counters: db.prepare(BEGIN).bind(petitionIds),
    takenTallies: db.prepare(TAKE_CURRENT).bind(json),
    takenCounters: db.prepare(SUBTRACT_CURRENT).bind(json),
    stored: db.prepare(STORE_CURRENT).bind(json),
    deleted: db.prepare(DELETE_CURRENT).bind(json),
    chosenTallies: db.prepare(RAISE_FOR_CHOSEN).bind(json),
    chosenCounters: db.prepare(ADD_CHOSEN).bind(json),
    removals: db.prepare(RECORD_REPLACED).bind(petitionIds, now),
    chosen: db.prepare(INSERT_CHOSEN).bind(json),
    chosenEmails: db.prepare(ASK_TO_CONFIRM).bind(json, now),
    deletedRepeats: db.prepare(DELETE_CHOSEN).bind(json),
  }
}

/** ?1 signers. */
const ofSigners = (table: 'signatures' | 'repeats'): string => `
  FROM json_each(?1) AS named
  CROSS JOIN ${table} AS s ON s.petition_id = named.value ->> 'petitionId' AND s.signer = unhex(named.value ->> 'signer')`

/** One that no repeat precedes stays as it is: with its reminder, and held as early as it was. */
const current = (columns: string, condition = `s.status <> 'removed'`): string => `
  SELECT ${columns} ${ofSigners('signatures')}
  WHERE ${condition} AND EXISTS (
    SELECT 1 FROM repeats AS r WHERE r.petition_id = s.petition_id AND r.signer = s.signer AND ${precedes('r', 's')})`

const TAKE_CURRENT = takeFromTallies(current(`s.confirmed_at, ${talliedOf('s')}`, `s.status = 'counted'`))
const SUBTRACT_CURRENT = changeCounters('-', current('s.petition_id', `s.status = 'counted'`))

const columnsOf = (row: string): string =>
  SHARED_COLUMNS.split(',')
    .map((column) => `${row}.${column.trim()}`)
    .join(', ')

const STORE_CURRENT = `
  INSERT INTO repeats (${SHARED_COLUMNS}, sealed) ${current(`${columnsOf('s')}, s.reminder`)} ON CONFLICT DO NOTHING`

const DELETE_CURRENT = `
  DELETE FROM signatures WHERE (petition_id, signer) IN (${current('s.petition_id, s.signer')})`

const CHOSEN = `
  chosen AS MATERIALIZED (
    SELECT *, ${STATUS} AS status FROM (
      SELECT ${columnsOf('s')}, row_number() OVER ${inPrecedence('s')} AS nth
      ${ofSigners('repeats')}
      WHERE NOT EXISTS (
        SELECT 1 FROM signatures AS other WHERE other.petition_id = s.petition_id AND other.signer = s.signer))
    WHERE nth = 1)`

const RAISE_FOR_CHOSEN = raiseTalliesBy(`
  WITH ${CHOSEN}
  SELECT chosen.confirmed_at, ${talliedOf('chosen')} FROM chosen WHERE status = 'counted'`)

const ADD_CHOSEN = changeCounters('+', `WITH ${CHOSEN} SELECT petition_id FROM chosen WHERE status = 'counted'`)

/** Returns one row for each. */
const INSERT_CHOSEN = `
  WITH ${CHOSEN}
  INSERT INTO signatures (${SHARED_COLUMNS}, status, held_after)
  SELECT ${SHARED_COLUMNS}, status, CASE status WHEN 'quarantined' THEN ${heldAfter('chosen.petition_id')} ELSE 0 END FROM chosen
  RETURNING id`

/**
 * Those whose email said that there was nothing to do, or was not written or not sent, because of a signature that has been
 * withdrawn. Of one that is held for review, the email is held too. ?2 now in ms.
 */
const ASK_TO_CONFIRM = `
  INSERT INTO emails (petition_id, signer, id, kind, signature_id, sealed, locale, state, next_attempt_at, created_at)
  SELECT s.petition_id, s.signer, s.id, 'confirm', s.id, s.sealed, s.locale,
    CASE chosen.status WHEN 'pending' THEN 'pending' ELSE 'held' END, CASE chosen.status WHEN 'pending' THEN ?2 END, ?2
  ${ofSigners('repeats')}
  CROSS JOIN signatures AS chosen ON chosen.petition_id = s.petition_id AND chosen.signer = s.signer AND chosen.id = s.id
  WHERE chosen.status IN ('pending', 'quarantined') AND chosen.confirmed_at IS NULL AND s.sealed IS NOT NULL
    AND (
      ${belowDailyLimit('?2')}
      OR EXISTS (
        SELECT 1 FROM emails AS m WHERE m.petition_id = s.petition_id AND m.signer = s.signer AND m.id = s.id))
  ON CONFLICT DO UPDATE
    SET kind = 'confirm', state = excluded.state, sealed = excluded.sealed, attempts = 0, last_error = NULL,
      next_attempt_at = excluded.next_attempt_at
    WHERE kind = 'already-signed' OR state = 'failed' AND last_error = 'confirmed'
  RETURNING petition_id AS petitionId, CASE state WHEN 'pending' THEN lower(hex(signer)) END AS signer, id`

const DELETE_CHOSEN = `
  DELETE FROM repeats WHERE (petition_id, signer, id) IN (
    SELECT s.petition_id, s.signer, s.id ${ofSigners('signatures')})`
