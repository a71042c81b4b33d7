/**
 * Holds signatures for review that count or are pending already, when a flood is only recognised later: its first signatures
 * came before the threshold was passed. Rows that are held, released or removed are not changed, so a batch that is
 * delivered twice changes nothing the second time.
 */
import { DISPOSABLE_DOMAIN } from '../../schema/review.ts'
import type { Flood } from '../review/rules.ts'
import { changeCounters } from './counter.ts'
import { recordRemovals } from './removals.ts'
import { lowerTalliesBy, talliedOf } from './tallies.ts'

/** ?1 floods, ?2 now in ms. */
export function quarantineSteps(db: D1Database, floods: readonly PetitionFlood[], now: number) {
  const json = JSON.stringify(floods)
  return {
    quarantinedTallies: db.prepare(LOWER_FOR_FLOODED).bind(json),
    quarantinedRemovals: db.prepare(RECORD_QUARANTINED).bind(json, now),
    quarantinedCounters: db.prepare(SUBTRACT_FLOODED).bind(json),
    heldEmails: db.prepare(HOLD_EMAILS).bind(json),
    quarantined: db.prepare(QUARANTINE).bind(json),
  }
}

/** A flood and the petition that it came over. */
export type PetitionFlood = Flood & { petitionId: number }

/** The index is named because the planner would choose to read the whole petition. */
const floodedBy = (column: 'network' | 'email_domain'): string => `
  SELECT s.signer, s.id, s.status, s.confirmed_at, ${talliedOf('s')}
  FROM json_each(?1) AS flood
  CROSS JOIN petitions AS p ON p.id = flood.value ->> 'petitionId'
  CROSS JOIN signatures AS s INDEXED BY signatures_${column}
  WHERE (flood.value ->> 'rule' = 'network') = ${column === 'network'}
    AND s.petition_id = p.id AND s.${column} = unhex(flood.value ->> 'key')
    AND s.signed_at > flood.value ->> 'since' AND s.signed_at <= flood.value ->> 'until'
    -- A signature confirmed by email stays counted: a flood of invented email addresses must not lower the count.
    AND (s.status = 'pending' OR s.status = 'counted' AND p.confirmation = 'none')`

const FLOODED = `
  flooded AS MATERIALIZED (${floodedBy('network')} UNION ${floodedBy('email_domain')})`

const COUNTED = `SELECT flooded.confirmed_at, ${talliedOf('flooded')} FROM flooded WHERE status = 'counted'`

const LOWER_FOR_FLOODED = lowerTalliesBy(`WITH ${FLOODED} ${COUNTED}`)
const SUBTRACT_FLOODED = changeCounters('-', `WITH ${FLOODED} ${COUNTED}`)

/** Only what leaves the count is recorded: pending signatures were never visible. */
const RECORD_QUARANTINED = `
  WITH ${FLOODED}
  ${recordRemovals('quarantined', `flooded WHERE status = 'counted'`, '?2')}`

/** Not reminders and links: they fail when they are tried, and their email addresses are deleted. */
const HOLD_EMAILS = `
  WITH ${FLOODED}
  UPDATE emails SET state = 'held', next_attempt_at = NULL
  WHERE state = 'pending' AND (petition_id, signer, id) IN (SELECT petition_id, signer, id FROM flooded)`

/** Returns one row for each. */
const QUARANTINE = `
  WITH ${FLOODED}
  UPDATE signatures
  SET status = 'quarantined', reminder = NULL,
    suspicion = CASE
      WHEN network IN (
        SELECT unhex(value ->> 'key') FROM json_each(?1)
        WHERE value ->> 'rule' = 'network' AND value ->> 'petitionId' = signatures.petition_id) THEN 'network'
      WHEN email_domain = x'${DISPOSABLE_DOMAIN}' THEN 'disposable'
      ELSE 'email-domain'
    END
  WHERE (petition_id, signer) IN (SELECT petition_id, signer FROM flooded)
  RETURNING id`
