/**
 * Which signature of a signer is stored and counted, when there are several: see `ELECTION` in fresh.ts. It depends on what is
 * stored alone, so holding an election again, or after a crash, changes nothing.
 */
import { SHARED_COLUMNS } from './columns.ts'
import { BEGIN, changeCounters } from './counter.ts'
import { inElection, isElectedBefore, STATUS } from './fresh.ts'
import { raiseTalliesBy, takeFromTallies } from './tallies.ts'

/** Of whom an election is to be held. */
export interface Elector {
  petitionId: number
  /** Hex. */
  signer: string
}

/**
 * Those of the signers of a batch who have a repeat that is elected before their signature, or that takes the place of one that
 * was withdrawn. ?1 their messages as a JSON array: a confirmation names its signer by its id alone.
 */
export const FIND_ELECTORS = `
  WITH people AS (
    SELECT value ->> 'petitionId' AS petition_id, unhex(value ->> 'signer') AS signer FROM json_each(?1)
    WHERE value ->> 'signer' IS NOT NULL
    UNION
    SELECT s.petition_id, s.signer FROM json_each(?1) AS message
    CROSS JOIN signatures AS s INDEXED BY signatures_petition_id
      ON s.petition_id = message.value ->> 'petitionId' AND s.id = message.value ->> 'id'
    WHERE message.value ->> 'kind' = 'confirmation'
    UNION
    SELECT r.petition_id, r.signer FROM json_each(?1) AS message
    CROSS JOIN repeats AS r ON r.petition_id = message.value ->> 'petitionId' AND r.id = message.value ->> 'id'
    WHERE message.value ->> 'kind' = 'confirmation')
  SELECT DISTINCT people.petition_id AS petitionId, lower(hex(people.signer)) AS signer
  FROM people
  CROSS JOIN repeats AS r ON r.petition_id = people.petition_id AND r.signer = people.signer
  LEFT JOIN signatures AS s ON s.petition_id = people.petition_id AND s.signer = people.signer
  WHERE s.signer IS NULL OR s.status <> 'removed' AND ${isElectedBefore('r', 's')}`

/**
 * The signature of each elector goes back to the repeats, and the one that is elected takes its place; it gets no reminder. ?1
 * electors.
 */
export const electionSteps = (db: D1Database, electors: readonly Elector[], now: number) => {
  const json = JSON.stringify(electors)
  return {
    counters: db.prepare(BEGIN).bind(JSON.stringify([...new Set(electors.map(({ petitionId }) => petitionId))])),
    takenTallies: db.prepare(TAKE_SITTING).bind(json),
    takenCounters: db.prepare(SUBTRACT_SITTING).bind(json),
    stored: db.prepare(STORE_SITTING).bind(json),
    deleted: db.prepare(DELETE_SITTING).bind(json),
    electedTallies: db.prepare(RAISE_FOR_ELECTED).bind(json),
    electedCounters: db.prepare(ADD_ELECTED).bind(json),
    elected: db.prepare(INSERT_ELECTED).bind(json),
    electedEmails: db.prepare(SEND_CONFIRM_EMAILS).bind(json, now),
    deletedRepeats: db.prepare(DELETE_ELECTED).bind(json),
  }
}

/** ?1 electors. */
const ofElectors = (table: 'signatures' | 'repeats'): string => `
  FROM json_each(?1) AS elector
  CROSS JOIN ${table} AS s ON s.petition_id = elector.value ->> 'petitionId' AND s.signer = unhex(elector.value ->> 'signer')`

const sitting = (columns: string, condition = `s.status <> 'removed'`): string =>
  `SELECT ${columns} ${ofElectors('signatures')} WHERE ${condition}`

const TAKE_SITTING = takeFromTallies(
  sitting('s.petition_id, s.confirmed_at, s.country, s.partner', `s.status = 'counted'`),
)
const SUBTRACT_SITTING = changeCounters('-', sitting('s.petition_id', `s.status = 'counted'`))

const columnsOf = (row: string): string =>
  SHARED_COLUMNS.split(',')
    .map((column) => `${row}.${column.trim()}`)
    .join(', ')

const STORE_SITTING = `
  INSERT INTO repeats (${SHARED_COLUMNS}, sealed) ${sitting(`${columnsOf('s')}, s.reminder`)} ON CONFLICT DO NOTHING`

const DELETE_SITTING = `
  DELETE FROM signatures WHERE (petition_id, signer) IN (${sitting('s.petition_id, s.signer')})`

const ELECTED = `
  elected AS MATERIALIZED (
    SELECT *, ${STATUS} AS status FROM (
      SELECT ${columnsOf('s')}, row_number() OVER ${inElection('s')} AS nth
      ${ofElectors('repeats')}
      WHERE NOT EXISTS (
        SELECT 1 FROM signatures AS other WHERE other.petition_id = s.petition_id AND other.signer = s.signer))
    WHERE nth = 1)`

const RAISE_FOR_ELECTED = raiseTalliesBy(`
  WITH ${ELECTED}
  SELECT petition_id, confirmed_at, country, partner FROM elected WHERE status = 'counted'`)

const ADD_ELECTED = changeCounters('+', `WITH ${ELECTED} SELECT petition_id FROM elected WHERE status = 'counted'`)

const INSERT_ELECTED = `
  WITH ${ELECTED}
  INSERT INTO signatures (${SHARED_COLUMNS}, status) SELECT ${SHARED_COLUMNS}, status FROM elected`

/** Those whose email said that there was nothing to do, because of a signature that has been withdrawn. ?2 now in ms. */
const SEND_CONFIRM_EMAILS = `
  UPDATE emails SET kind = 'confirm', state = 'pending', sealed = r.sealed, attempts = 0, next_attempt_at = ?2
  FROM (
    SELECT s.petition_id, s.signer, s.id, s.sealed ${ofElectors('repeats')}
    CROSS JOIN signatures AS elected ON elected.petition_id = s.petition_id AND elected.signer = s.signer AND elected.id = s.id
    WHERE elected.status = 'pending' AND s.sealed IS NOT NULL) AS r
  WHERE emails.petition_id = r.petition_id AND emails.signer = r.signer AND emails.id = r.id AND emails.kind = 'already-signed'
  RETURNING emails.petition_id AS petitionId, lower(hex(emails.signer)) AS signer, emails.id`

const DELETE_ELECTED = `
  DELETE FROM repeats WHERE (petition_id, signer, id) IN (
    SELECT s.petition_id, s.signer, s.id ${ofElectors('signatures')})`
