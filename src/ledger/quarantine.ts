/**
 * Sets aside what counts or waits already, when a flood shows itself only later: its first signatures came before it was
 * one. Rows that are set aside, released or removed are not touched again, so a batch that comes twice changes nothing.
 */
import { DISPOSABLE_DOMAIN } from '../../schema/review.ts'
import type { Flood } from '../review/rules.ts'
import { lowerTalliesBy } from './tallies.ts'

/** ?1 floods, ?2 petition, ?3 now in ms. */
export function quarantineSteps(db: D1Database, floods: readonly Flood[], petitionId: number, now: number) {
  const json = JSON.stringify(floods)
  return {
    quarantinedTallies: db.prepare(LOWER_FOR_FLOODED).bind(json, petitionId),
    quarantinedRemovals: db.prepare(NOTE_QUARANTINED).bind(json, petitionId, now),
    setAsideMails: db.prepare(HOLD_EMAILS).bind(json, petitionId),
    quarantinedCounted: db.prepare(quarantineThose('counted')).bind(json, petitionId),
    // Right after the update: changes() is the number of rows that it moved.
    quarantinedCounter: db.prepare(SUBTRACT_CHANGES).bind(petitionId),
    quarantinedPending: db.prepare(quarantineThose('pending')).bind(json, petitionId),
  }
}

/** The index is named because the planner would rather read the whole petition. */
const floodedBy = (column: 'network' | 'email_domain'): string => `
  SELECT s.signer, s.status
  FROM json_each(?1) AS flood
  CROSS JOIN petitions AS p ON p.id = ?2
  CROSS JOIN signatures AS s INDEXED BY signatures_${column}
  WHERE (flood.value ->> 'rule' = 'network') = ${column === 'network'}
    AND s.petition_id = ?2 AND s.${column} = unhex(flood.value ->> 'key')
    AND s.signed_at > flood.value ->> 'since' AND s.signed_at <= flood.value ->> 'until'
    -- Who has answered an email is somebody: made-up addresses must not take them off the count.
    AND (s.status = 'pending' OR s.status = 'counted' AND p.confirmation = 'none')`

const FLOODED = `
  flooded AS MATERIALIZED (${floodedBy('network')} UNION ${floodedBy('email_domain')})`

const LOWER_FOR_FLOODED = lowerTalliesBy(`
  WITH ${FLOODED}
  SELECT confirmed_at, country, partner FROM signatures
  WHERE petition_id = ?2 AND signer IN (SELECT signer FROM flooded WHERE status = 'counted')`)

/** Public is only what leaves the count: what never counted was never seen. */
const NOTE_QUARANTINED = `
  WITH ${FLOODED}
  INSERT INTO removals (petition_id, day, reason, n)
  SELECT ?2, strftime('%Y-%m-%d', ?3 / 1000, 'unixepoch'), 'quarantined', count(*) FROM flooded
  WHERE status = 'counted'
  HAVING count(*) > 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

const HOLD_EMAILS = `
  WITH ${FLOODED}
  UPDATE emails SET state = 'held', next_attempt_at = NULL
  WHERE petition_id = ?2 AND state = 'pending' AND signer IN (SELECT signer FROM flooded)`

const quarantineThose = (status: 'counted' | 'pending'): string => `
  WITH ${FLOODED}
  UPDATE signatures
  SET status = 'quarantined',
    suspicion = CASE
      WHEN network IN (SELECT unhex(value ->> 'key') FROM json_each(?1) WHERE value ->> 'rule' = 'network') THEN 'network'
      WHEN email_domain = x'${DISPOSABLE_DOMAIN}' THEN 'disposable'
      ELSE 'email-domain'
    END
  WHERE petition_id = ?2 AND signer IN (SELECT signer FROM flooded WHERE status = '${status}')
  RETURNING id`

const SUBTRACT_CHANGES = `UPDATE counters SET n = n - changes() WHERE petition_id = ?1 AND shard = 0 RETURNING n`
