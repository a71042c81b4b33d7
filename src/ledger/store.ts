/**
 * Step 6, the only writer of signatures. One D1 batch, which is one transaction, takes a whole queue batch: rows,
 * counter, tallies, milestones and the events that they cause. Whatever is redelivered, reordered or half-failed
 * changes nothing twice, because every statement depends only on which rows were new in this transaction.
 */
import type { SignatureMessage } from '../../schema/signature.ts'
import { deliveriesStatement } from '../notify/outbox.ts'
import { FRESH_SIGNATURES, SIGNED_LATE } from './fresh.ts'
import { ADD_MILESTONE_EVENTS, ADD_MILESTONES } from './milestones.ts'
import { RAISE_TALLIES } from './tallies.ts'

export interface StoreOutcome {
  /** Signatures that were new. */
  counted: number
  /** Repeats of a signer or of a solved challenge. */
  repeated: number
  /** Signed after the petition had closed. */
  late: number
  /** Of a petition that is not in the database; they are not stored and must be kept elsewhere. */
  orphans: SignatureMessage[]
  /** Deliveries to be sent to the webhook queue. */
  deliveryIds: string[]
}

interface PetitionGroup {
  petitionId: number
  messages: SignatureMessage[]
  /** The messages without those that repeat a signer or a solved challenge within the group. */
  distinct: SignatureMessage[]
}

/** `origin` is the public one, for the links in events; `now` in milliseconds. */
export async function storeSignatures(
  db: D1Database,
  messages: readonly SignatureMessage[],
  origin: string,
  now: number,
): Promise<StoreOutcome> {
  const groups = byPetition(messages)
  const plans = groups.map((group) => planOf(db, group, origin, now))
  const results = await db.batch<Record<string, unknown>>(plans.flatMap((plan) => Object.values(plan)))

  const outcome: StoreOutcome = { counted: 0, repeated: 0, late: 0, orphans: [], deliveryIds: [] }
  for (const { messages: all } of groups) {
    const [petition, , , counter, , , deliveries] = results.splice(0, STEPS)
    const [known] = petition?.results ?? []
    if (known === undefined) {
      outcome.orphans.push(...all)
      continue
    }
    const counted = Number(counter?.results[0]?.['added'] ?? 0)
    const late = Number(known['late'])
    outcome.counted += counted
    outcome.late += late
    outcome.repeated += all.length - counted - late
    outcome.deliveryIds.push(...(deliveries?.results ?? []).map((row) => String(row['id'])))
  }
  return outcome
}

/** The steps of one petition's share of the transaction, in their order. */
function planOf(db: D1Database, { petitionId, distinct }: PetitionGroup, origin: string, now: number) {
  const rows = JSON.stringify(distinct)
  return {
    petition: db.prepare(FIND_PETITION).bind(rows, petitionId),
    tallies: db.prepare(RAISE_TALLIES).bind(rows, petitionId),
    signatures: db.prepare(INSERT_SIGNATURES).bind(rows, petitionId, now),
    // Right after the insert: changes() is the number of rows that it really wrote.
    counter: db.prepare(RAISE_COUNTER).bind(petitionId),
    events: db.prepare(ADD_MILESTONE_EVENTS).bind(petitionId, origin, now),
    milestones: db.prepare(ADD_MILESTONES).bind(petitionId, origin, now),
    deliveries: deliveriesStatement(db, petitionId, now),
  }
}

const STEPS = 7

/** No row when there is no such petition; or else how many of the messages were signed after its end. */
const FIND_PETITION = `
  SELECT (SELECT count(*) FROM json_each(?1) AS message WHERE ${SIGNED_LATE}) AS late
  FROM petitions AS p
  WHERE p.id = ?2`

const INSERT_SIGNATURES = `
  WITH ${FRESH_SIGNATURES}
  INSERT INTO signatures
    (petition_id, signer, id, public_name, country, comment, source, locale, status, signed_at, stored_at)
  SELECT ?2, signer, id, public_name, country, comment, source, locale, 'counted', signed_at, ?3
  FROM fresh
  WHERE true
  ON CONFLICT DO NOTHING`

const RAISE_COUNTER = `
  UPDATE counters
  SET "before" = n, n = n + changes()
  WHERE petition_id = ?1 AND shard = 0
  RETURNING n - "before" AS added`

function byPetition(messages: readonly SignatureMessage[]): PetitionGroup[] {
  return [...Map.groupBy(messages, (message) => message.petitionId)].map(([petitionId, group]) => ({
    petitionId,
    messages: group,
    distinct: distinctOf(group),
  }))
}

/** Earliest first, so that of two messages of one signer around the closing the one in time is kept. */
function distinctOf(messages: readonly SignatureMessage[]): SignatureMessage[] {
  const signers = new Set<string>()
  const ids = new Set<string>()
  return messages
    .toSorted((a, b) => a.signedAt - b.signedAt)
    .filter(({ signer, id }) => {
      if (signers.has(signer) || ids.has(id)) return false
      signers.add(signer)
      ids.add(id)
      return true
    })
}
