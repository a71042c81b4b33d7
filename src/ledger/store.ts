/**
 * Step 6, the only writer of signatures. One D1 batch, which is one transaction, takes a whole queue batch: rows,
 * counter, tallies, milestones and the events that they cause. Whatever is redelivered, reordered or half-failed
 * changes nothing twice, because every statement depends only on which rows were new in this transaction.
 */
import type { SignatureMessage } from '../../schema/signature.ts'
import { deliveriesStatement } from '../notify/outbox.ts'
import { FRESH_SIGNATURES, SIGNED_LATE } from './fresh.ts'
import { milestoneStatements } from './milestones.ts'
import { tallyStatements } from './tallies.ts'

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
  const plans = groups.map((group) => petitionStatements(db, group, origin, now))
  const results = await db.batch<Record<string, unknown>>(plans.flatMap(({ statements }) => statements))

  const outcome: StoreOutcome = { counted: 0, repeated: 0, late: 0, orphans: [], deliveryIds: [] }
  let at = 0
  for (const [index, group] of groups.entries()) {
    const plan = plans[index]
    if (plan === undefined) continue
    const rowsOf = (statement: number): Record<string, unknown>[] => results[at + statement]?.results ?? []
    if (rowsOf(plan.petition).length === 0) {
      outcome.orphans.push(...group.messages)
    } else {
      const counted = Number(rowsOf(plan.counter)[0]?.['added'] ?? 0)
      const late = Number(rowsOf(plan.late)[0]?.['n'] ?? 0)
      outcome.counted += counted
      outcome.late += late
      outcome.repeated += group.messages.length - counted - late
      outcome.deliveryIds.push(...rowsOf(plan.deliveries).map((row) => String(row['id'])))
    }
    at += plan.statements.length
  }
  return outcome
}

/** The statements of one petition, and where among them the answers are that the outcome is made of. */
function petitionStatements(db: D1Database, { petitionId, distinct }: PetitionGroup, origin: string, now: number) {
  const rows = JSON.stringify(distinct)
  const before = [
    db.prepare('SELECT id FROM petitions WHERE id = ?1').bind(petitionId),
    db.prepare(COUNT_LATE).bind(rows, petitionId),
    ...tallyStatements(db, petitionId, rows),
    db.prepare(INSERT_SIGNATURES).bind(rows, petitionId, now),
  ]
  const after = [
    // changes() is the number of rows that the insert just before really wrote.
    db.prepare(RAISE_COUNTER).bind(petitionId),
    ...milestoneStatements(db, petitionId, origin, now),
    deliveriesStatement(db, petitionId, now),
  ]
  const statements = [...before, ...after]
  return { statements, petition: 0, late: 1, counter: before.length, deliveries: statements.length - 1 }
}

/** Exact, whatever the edge's cached state was when it let them in. */
const COUNT_LATE = `
  SELECT count(*) AS n
  FROM json_each(?1) AS message JOIN petitions AS p ON p.id = ?2
  WHERE ${SIGNED_LATE}`

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
