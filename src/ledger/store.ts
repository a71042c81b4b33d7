/**
 * Stores a batch of queue messages: signatures, confirmations, withdrawals and requests for links. One D1 batch, which is
 * one transaction, changes the signatures, the counter, the tallies, the emails, the milestones and the events that they cause. A batch that
 * is delivered again, in another order or after half of it was stored changes nothing twice, because every statement depends
 * only on what is new or pending in this transaction.
 */
import type { EmailMessage, LedgerMessage } from '../../schema/message.ts'
import { runPlans } from './batch.ts'
import { emailMessagesOf } from './email-outbox.ts'
import { byPetition, type StoreContext, storeSteps } from './store-steps.ts'

/** How many messages had which result. */
export interface StoreCounts {
  /** New signatures that count. */
  counted: number
  /** New signatures that are to be confirmed by email. */
  pending: number
  /** New signatures that are held for review. */
  quarantined: number
  /** Signatures of earlier batches that are now held for review. */
  quarantinedLater: number
  /** Repeats of a signer or of a solved challenge. */
  repeated: number
  /** Signed after the petition had closed. */
  late: number
  /** Pending signatures that now count. */
  confirmed: number
  /** Counted signatures that were withdrawn. */
  withdrawn: number
}

export interface StoreOutcome {
  counts: StoreCounts
  /** Messages of a petition that is not in the database. They are not stored. */
  orphans: LedgerMessage[]
  /** Deliveries for the webhook queue. */
  deliveryIds: string[]
  /** Messages for the email queue. */
  emails: EmailMessage[]
}

export const NO_COUNTS: StoreCounts = {
  counted: 0,
  pending: 0,
  quarantined: 0,
  quarantinedLater: 0,
  repeated: 0,
  late: 0,
  confirmed: 0,
  withdrawn: 0,
}

export async function storeMessages(
  db: D1Database,
  messages: readonly LedgerMessage[],
  context: StoreContext,
): Promise<StoreOutcome> {
  const groups = byPetition(messages)
  const results = await runPlans(
    db,
    groups.map((group) => storeSteps(db, group, context)),
  )
  const outcome: StoreOutcome = { counts: { ...NO_COUNTS }, orphans: [], deliveryIds: [], emails: [] }
  for (const [index, rowsOf] of results.entries()) {
    const group = groups[index]
    if (group === undefined) continue
    const [petition] = rowsOf('petition')
    if (petition === undefined) {
      outcome.orphans.push(...group.messages)
      continue
    }
    const { counts } = outcome
    const counted = Number(rowsOf('counter')[0]?.['added'] ?? 0)
    const uncounted = rowsOf('uncounted')
    const quarantined = uncounted.filter(({ status }) => status === 'quarantined').length
    const late = Number(petition['late'])
    counts.counted += counted
    counts.quarantined += quarantined
    counts.quarantinedLater += rowsOf('quarantinedCounted').length + rowsOf('quarantinedPending').length
    counts.pending += uncounted.length - quarantined
    counts.late += late
    counts.repeated += group.signatures.length - counted - uncounted.length - late
    counts.confirmed += rowsOf('confirmed').length
    counts.withdrawn += rowsOf('withdrawn').length
    outcome.deliveryIds.push(...rowsOf('deliveries').map(({ id }) => String(id)))
    outcome.emails.push(...emailMessagesOf(group.petitionId, [...rowsOf('emails'), ...rowsOf('linksEmails')]))
  }
  return outcome
}
