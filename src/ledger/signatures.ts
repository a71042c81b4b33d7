/**
 * The statements for messages of signatures, of any petitions. ?1 messages, or what is decisive of them, ?2 now in ms, ?3 ids of the
 * petitions.
 */
import { REPEATS_MAX_ROWS_PER_SIGNER } from '../limits.ts'
import { SHARED_COLUMNS } from './columns.ts'
import { heldAfter } from './held-kinds.ts'
import { hiddenOfRepeat } from './hide.ts'
import { NOT_REMOVED } from './removed.ts'
import { beginAndAdd } from './counter.ts'
import { freshSignatures, GIVEN_SIGNATURES } from './fresh.ts'
import { raiseTalliesBy, TALLIED_COLUMNS } from './tallies.ts'

export const signatureSteps = (
  db: D1Database,
  { json, decisive }: { json: string; decisive: string },
  now: number,
  petitionIds: string,
) => ({
  // Before the INSERT, after which none of them is new.
  tallies: db.prepare(RAISE_FOR_FRESH).bind(decisive, now),
  counters: db.prepare(ADD_FRESH).bind(decisive, now, petitionIds),
  signatures: db.prepare(INSERT_FRESH).bind(json, now),
  repeats: db.prepare(INSERT_REPEATS).bind(json, now),
})

const RAISE_FOR_FRESH = raiseTalliesBy(`
  WITH ${freshSignatures(TALLIED_COLUMNS)}
  SELECT confirmed_at, ${TALLIED_COLUMNS} FROM fresh WHERE status = 'counted'`)

const ADD_FRESH = beginAndAdd(freshSignatures('petition_id'), 'fresh', '?3')

const INSERT_FRESH = `
  WITH ${freshSignatures(`${SHARED_COLUMNS}, reminder`)}
  INSERT INTO signatures (${SHARED_COLUMNS}, status, reminder, held_after)
  SELECT ${SHARED_COLUMNS}, status, reminder,
    CASE status WHEN 'quarantined' THEN ${heldAfter('fresh.petition_id')} ELSE 0 END
  FROM fresh
  WHERE true
  ON CONFLICT DO NOTHING
  RETURNING status`

/**
 * What a signer signs again is stored for a while: an older withdrawal that arrives later, or the link in its email, may make it
 * the signature. Nothing is stored of somebody whom the campaign removed, or with a challenge that is spent.
 */
const INSERT_REPEATS = `
  WITH ${GIVEN_SIGNATURES}
  INSERT INTO repeats (${SHARED_COLUMNS}, sealed)
  SELECT ${SHARED_COLUMNS.replace('hidden', hiddenOfRepeat('new'))}, sealed FROM (
    -- Not the number of the row: a message may be delivered twice in one batch.
    SELECT *, dense_rank() OVER (PARTITION BY petition_id, signer ORDER BY signed_at, id) AS nth FROM given
    WHERE EXISTS (
        SELECT 1 FROM signatures AS s
        WHERE s.petition_id = given.petition_id AND s.signer = given.signer AND s.id <> given.id AND ${NOT_REMOVED})
      AND NOT EXISTS (SELECT 1 FROM signatures AS s WHERE s.petition_id = given.petition_id AND s.id = given.id)
      AND NOT EXISTS (SELECT 1 FROM repeats AS r WHERE r.petition_id = given.petition_id AND r.id = given.id)) AS new
  WHERE nth + (
    SELECT count(*) FROM repeats AS r WHERE r.petition_id = new.petition_id AND r.signer = new.signer
  ) <= ${REPEATS_MAX_ROWS_PER_SIGNER}
  ON CONFLICT DO NOTHING`
