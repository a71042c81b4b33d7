/**
 * Stores a batch of queue messages: signatures, confirmations and withdrawals. One D1 batch, which is one transaction,
 * changes the signatures, the counters, the tallies, the emails, the milestones and the events that they cause. What is stored
 * for a signer depends on what the signer did and when, not on how the messages arrived: see docs/decisions/029.
 */
import type { EmailMessage, LedgerMessage, WithdrawalMessage } from '../../schema/message.ts'
import { type Row, runSteps } from './batch.ts'
import { type SignerKey, replacementSteps } from './replacements.ts'
import { emailMessagesOf } from './email-outbox.ts'
import { milestoneSteps } from './milestones.ts'
import { type StoreContext, storeSteps } from './store-steps.ts'
import { SIGNERS_OF_WITHDRAWALS, withdrawalSteps } from './withdrawals.ts'

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
  /** Repeats that took the place of a signature, or of one that was withdrawn. */
  replaced: number
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
  replaced: 0,
}

export async function storeMessages(
  db: D1Database,
  messages: readonly LedgerMessage[],
  context: StoreContext,
): Promise<StoreOutcome> {
  const unnamed = await withdrawUnnamed(db, messages, context)
  const rowsOf = await runSteps(db, storeSteps(db, messages, context))
  const petitions = new Map(rowsOf('petitions').map(({ id, late }) => [Number(id), Number(late)]))
  const known = messages.filter(({ petitionId }) => petitions.has(petitionId))
  // Also of what was stored while `withdrawUnnamed` asked whose signatures it names.
  const stored = messages.some(isUnnamed) ? rowsOf('withdrawn') : []
  const signers = eachOnce([...rowsOf('replaceable'), ...stored].map(signerKeyOf))
  // A transaction of its own: most batches have none, and if the process dies before it, the batch is delivered again.
  const replaced = signers.length === 0 ? null : await replace(db, signers, context)
  const counts = countsOf(known, petitions, rowsOf)
  return {
    counts: {
      ...counts,
      withdrawn: counts.withdrawn + unnamed.withdrawn,
      replaced: unnamed.replaced + (replaced?.rows ?? 0),
    },
    orphans: messages.filter(({ petitionId }) => !petitions.has(petitionId)),
    deliveryIds: [
      ...unnamed.deliveryIds,
      ...rowsOf('deliveries').map(({ id }) => String(id)),
      ...(replaced?.deliveryIds ?? []),
    ],
    emails: [
      ...unnamed.emails,
      ...emailMessagesOf([...rowsOf('emails'), ...rowsOf('linksEmails')]),
      ...(replaced?.emails ?? []),
    ],
  }
}

const signerKeyOf = ({ petitionId, signer }: Row): SignerKey => ({
  petitionId: Number(petitionId),
  signer: String(signer),
})

const eachOnce = (signers: readonly SignerKey[]): SignerKey[] => [
  ...new Map(signers.map((key) => [`${key.petitionId}/${key.signer}`, key])).values(),
]

const isUnnamed = (message: LedgerMessage): message is WithdrawalMessage =>
  message.kind === 'withdrawal' && message.signer === null

/**
 * Withdrawals that do not name their signer: those of former versions, and those that a restore adds. Once the signature is deleted,
 * nothing says whose repeat takes its place, so one transaction does both. `storeSteps` finds them done.
 */
async function withdrawUnnamed(db: D1Database, messages: readonly LedgerMessage[], { origin, now }: StoreContext) {
  const unnamed = messages.filter(isUnnamed)
  const found =
    unnamed.length === 0
      ? []
      : (await db.prepare(SIGNERS_OF_WITHDRAWALS).bind(JSON.stringify(unnamed)).all<Row>()).results
  if (found.length === 0) return { withdrawn: 0, replaced: 0, deliveryIds: [], emails: [] }
  const signers = found.map(signerKeyOf)
  const petitionIds = [...new Set(signers.map(({ petitionId }) => petitionId))]
  const rowsOf = await runSteps(db, {
    ...withdrawalSteps(db, unnamed, now),
    ...replacementSteps(db, signers, now),
    ...milestoneSteps(db, petitionIds, { origin, now }),
  })
  return {
    withdrawn: rowsOf('withdrawn').filter(({ status }) => status === 'counted').length,
    replaced: rowsOf('chosen').length,
    deliveryIds: rowsOf('deliveries').map(({ id }) => String(id)),
    emails: emailMessagesOf(rowsOf('chosenEmails')),
  }
}

function countsOf(
  known: readonly LedgerMessage[],
  petitions: ReadonlyMap<number, number>,
  rowsOf: (step: 'signatures' | 'quarantined' | 'confirmed' | 'withdrawn') => Row[],
): StoreCounts {
  const withStatus = (step: Parameters<typeof rowsOf>[0], status: string): number =>
    rowsOf(step).filter((row) => row['status'] === status).length
  const late = [...petitions.values()].reduce((sum, n) => sum + n, 0)
  const signatures = known.filter(({ kind }) => kind === 'signature').length
  return {
    ...NO_COUNTS,
    counted: withStatus('signatures', 'counted'),
    pending: withStatus('signatures', 'pending'),
    quarantined: withStatus('signatures', 'quarantined'),
    quarantinedLater: rowsOf('quarantined').length,
    repeated: signatures - rowsOf('signatures').length - late,
    late,
    confirmed: withStatus('confirmed', 'counted'),
    withdrawn: withStatus('withdrawn', 'counted'),
  }
}

/** Puts the right signature in the place of each signer's. A transaction of its own, which can be repeated. */
export async function replace(
  db: D1Database,
  signers: readonly SignerKey[],
  { origin, now }: Pick<StoreContext, 'origin' | 'now'>,
) {
  const petitionIds = [...new Set(signers.map(({ petitionId }) => petitionId))]
  const rowsOf = await runSteps(db, {
    ...replacementSteps(db, signers, now),
    ...milestoneSteps(db, petitionIds, { origin, now }),
  })
  return {
    rows: rowsOf('chosen').length,
    deliveryIds: rowsOf('deliveries').map(({ id }) => String(id)),
    emails: emailMessagesOf(rowsOf('chosenEmails')),
  }
}
