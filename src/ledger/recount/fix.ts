/** Fixes what is stored of one petition, in one transaction: it becomes what the rows say at that moment. */
import { runSteps } from '../batch.ts'
import { deliveriesStatement } from '../outbox.ts'
import { addRemovals, dayKey } from '../removals.ts'
import { fixClaimSteps } from './claims.ts'
import { WITH_TALLY_DIFFERENCES } from './compare.ts'
import { missingMilestoneSteps } from './milestones.ts'

export interface Fixed {
  /** The number of counted signatures that was stored, null for none, and the one that is stored now. */
  before: number | null
  after: number
  /** How many of each were changed or added; events are of milestones. */
  tallies: number
  milestones: number
  events: number
  /** How many rows of the record of removals. */
  removals: number
  /** How many of claims, and of their sum. */
  claims: number
  /** Of the added events, for the webhook queue. */
  deliveryIds: string[]
}

/** `since`: the first minute whose tally is compared. Times are in milliseconds. */
export async function fixPetition(
  db: D1Database,
  petitionId: number,
  { origin, now, since }: { origin: string; now: number; since: number },
): Promise<Fixed> {
  const ids = JSON.stringify([petitionId])
  const rowsOf = await runSteps(db, {
    before: db.prepare('SELECT n FROM counters WHERE petition_id = ?1').bind(petitionId),
    tallies: db.prepare(FIX_TALLIES).bind(ids, since),
    counter: db.prepare(FIX_COUNTER).bind(petitionId),
    after: db.prepare('SELECT n FROM counters WHERE petition_id = ?1').bind(petitionId),
    removals: db.prepare(ADD_REMOVED).bind(petitionId, now),
    ...fixClaimSteps(db, petitionId),
    ...missingMilestoneSteps(db, petitionId, { origin, now }),
    deliveries: deliveriesStatement(db, [petitionId], now),
  })
  const [before] = rowsOf('before')
  return {
    before: before === undefined ? null : Number(before['n']),
    after: Number(rowsOf('after')[0]?.['n']),
    tallies: rowsOf('tallies').length,
    milestones: rowsOf('milestones').length,
    events: rowsOf('events').length,
    removals: rowsOf('removals').length,
    claims: rowsOf('claims').length + rowsOf('claimed').length,
    deliveryIds: rowsOf('deliveries').map(({ id }) => String(id)),
  }
}

const FIX_TALLIES = `
  ${WITH_TALLY_DIFFERENCES}
  INSERT INTO tallies (petition_id, dimension, key, n)
  SELECT petition_id, dimension, key, counted FROM tally_differences WHERE true
  ON CONFLICT DO UPDATE SET n = excluded.n
  RETURNING dimension`

/** After the tallies, whose sum is the number of counted rows: they are not read again. No milestone is reached by this. */
const FIX_COUNTER = `
  INSERT INTO counters (petition_id, n, "before")
  SELECT ?1, n, n FROM (
    SELECT coalesce(sum(n), 0) AS n FROM tallies WHERE petition_id = ?1 AND dimension = 'hour')
  WHERE true
  ON CONFLICT DO UPDATE SET n = excluded.n, "before" = excluded."before" WHERE n <> excluded.n`

/** Removals that the record lacks are added to today. It is never lowered: the rows do not say which day is wrong. */
const ADD_REMOVED = `
  ${addRemovals(`
    SELECT ?1, ${dayKey('?2')}, 'removed', missing FROM (
      SELECT (SELECT count(*) FROM signatures NOT INDEXED WHERE petition_id = ?1 AND status = 'removed')
        - (SELECT coalesce(sum(n), 0) FROM removals WHERE petition_id = ?1 AND reason = 'removed') AS missing)
    WHERE missing > 0`)}
  RETURNING n`
