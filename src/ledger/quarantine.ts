/**
 * Holds signatures for review that count or are pending already, when a flood is only recognised later: its first signatures
 * came before the threshold was passed. Rows that are held, released or removed are not changed, so a batch that is
 * delivered twice changes nothing the second time.
 */
import { DISPOSABLE_DOMAIN } from '../../schema/review.ts'
import type { Flood } from '../review/rules.ts'
import { SUBTRACT_CHANGES } from './counter.ts'
import { recordRemovals } from './removals.ts'
import { lowerTalliesBy } from './tallies.ts'

/** ?1 floods, ?2 petition, ?3 now in ms. */
export function quarantineSteps(db: D1Database, floods: readonly Flood[], petitionId: number, now: number) {
  const json = JSON.stringify(floods)
  return {
    quarantinedTallies: db.prepare(LOWER_FOR_FLOODED).bind(json, petitionId),
    quarantinedRemovals: db.prepare(RECORD_QUARANTINED).bind(json, petitionId, now),
    heldEmails: db.prepare(HOLD_EMAILS).bind(json, petitionId),
    quarantinedCounted: db.prepare(quarantineThose('counted')).bind(json, petitionId),
    quarantinedCounter: db.prepare(SUBTRACT_CHANGES).bind(petitionId),
    quarantinedPending: db.prepare(quarantineThose('pending')).bind(json, petitionId),
  }
}

/** The index is named because the planner would choose to read the whole petition. */
const floodedBy = (column: 'network' | 'email_domain'): string => `
  SELECT s.signer, s.status
  FROM json_each(?1) AS flood
  CROSS JOIN petitions AS p ON p.id = ?2
  CROSS JOIN signatures AS s INDEXED BY signatures_${column}
  WHERE (flood.value ->> 'rule' = 'network') = ${column === 'network'}
    AND s.petition_id = ?2 AND s.${column} = unhex(flood.value ->> 'key')
    AND s.signed_at > flood.value ->> 'since' AND s.signed_at <= flood.value ->> 'until'
    -- A signature confirmed by email stays counted: a flood of invented email addresses must not lower the count.
    AND (s.status = 'pending' OR s.status = 'counted' AND p.confirmation = 'none')`

const FLOODED = `
  flooded AS MATERIALIZED (${floodedBy('network')} UNION ${floodedBy('email_domain')})`

const LOWER_FOR_FLOODED = lowerTalliesBy(`
  WITH ${FLOODED}
  SELECT confirmed_at, country, partner FROM signatures
  WHERE petition_id = ?2 AND signer IN (SELECT signer FROM flooded WHERE status = 'counted')`)

/** Only what leaves the count is recorded: pending signatures were never visible. */
const RECORD_QUARANTINED = `
  WITH ${FLOODED}
  ${recordRemovals('quarantined', `flooded WHERE status = 'counted'`, '?3')}`

/** Not reminders and links: they fail when they are tried, and their email addresses are deleted. */
const HOLD_EMAILS = `
  WITH ${FLOODED}
  UPDATE emails SET state = 'held', next_attempt_at = NULL
  WHERE petition_id = ?2 AND state = 'pending' AND kind IN ('confirm', 'already-signed') AND signer IN (SELECT signer FROM flooded)`

const quarantineThose = (status: 'counted' | 'pending'): string => `
  WITH ${FLOODED}
  UPDATE signatures
  SET status = 'quarantined', reminder = NULL,
    suspicion = CASE
      WHEN network IN (SELECT unhex(value ->> 'key') FROM json_each(?1) WHERE value ->> 'rule' = 'network') THEN 'network'
      WHEN email_domain = x'${DISPOSABLE_DOMAIN}' THEN 'disposable'
      ELSE 'email-domain'
    END
  WHERE petition_id = ?2 AND signer IN (SELECT signer FROM flooded WHERE status = '${status}')
  RETURNING id`
