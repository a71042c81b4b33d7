/**
 * Holds signatures for review that count or are pending already, when a flood is only recognised later: its first signatures
 * came before the threshold was passed. Rows that are held, released or removed are not changed, so a batch that is
 * delivered twice changes nothing the second time.
 */
import type { ReviewFacts } from '../../schema/message.ts'
import { DISPOSABLE_DOMAIN } from '../../schema/review.ts'
import type { CrowdRule } from '../review/arrivals.ts'
import type { Flood } from '../review/rules.ts'
import { changeCounters } from './counter.ts'
import { heldAfter } from './held-kinds.ts'
import { recordRemovals } from './removals.ts'
import { lowerTalliesBy, talliedOf } from './tallies.ts'

/** A signature that was stored and is to be held for review, with the facts that its row does not have. */
export interface Held {
  petitionId: number
  /** Hex. */
  signer: string
  /** In milliseconds. */
  signedAt: number
  suspicion: CrowdRule
  review: ReviewFacts
}

/** Each once, for the first of the floods that it is in. */
export function heldBy(petitionId: number, floods: readonly Flood[]): Held[] {
  const held = new Map<string, Held>()
  for (const { rule, open } of floods) {
    for (const { signer, signedAt, review } of open) {
      const name = `${signer}/${signedAt}`
      if (!held.has(name)) held.set(name, { petitionId, signer, signedAt, suspicion: rule, review })
    }
  }
  return [...held.values()]
}

/** ?1 `Held`, ?2 now in ms. */
export function quarantineSteps(db: D1Database, held: readonly Held[], now: number) {
  const json = JSON.stringify(held)
  return {
    quarantinedTallies: db.prepare(LOWER_FOR_FLOODED).bind(json),
    quarantinedRemovals: db.prepare(RECORD_QUARANTINED).bind(json, now),
    quarantinedCounters: db.prepare(SUBTRACT_FLOODED).bind(json),
    heldEmails: db.prepare(HOLD_EMAILS).bind(json),
    quarantined: db.prepare(QUARANTINE).bind(json),
  }
}

const FLOODED = `
  flooded AS MATERIALIZED (
    SELECT s.signer, s.id, s.status, s.confirmed_at, ${talliedOf('s')}, held.value AS held
    FROM json_each(?1) AS held
    CROSS JOIN petitions AS p ON p.id = held.value ->> 'petitionId'
    CROSS JOIN signatures AS s ON s.petition_id = p.id AND s.signer = unhex(held.value ->> 'signer')
    WHERE s.signed_at = held.value ->> 'signedAt'
      -- A signature confirmed by email stays counted: a flood of invented email addresses must not lower the count.
      AND (s.status = 'pending' OR s.status = 'counted' AND p.confirmation = 'none'))`

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
  SET status = 'quarantined', reminder = NULL, held_after = ${heldAfter('signatures.petition_id')},
    suspicion = flooded.held ->> 'suspicion',
    network = unhex(flooded.held ->> '$.review.network'),
    email_domain = CASE
      WHEN flooded.held ->> '$.review.disposable' THEN x'${DISPOSABLE_DOMAIN}'
      ELSE unhex(flooded.held ->> '$.review.emailDomain')
    END,
    request_country = flooded.held ->> '$.review.country',
    disposable = flooded.held ->> '$.review.disposable',
    signals = nullif(flooded.held ->> '$.review.signals', '[]')
  FROM flooded
  WHERE signatures.petition_id = flooded.petition_id AND signatures.signer = flooded.signer
  RETURNING signatures.id`
