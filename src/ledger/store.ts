/**
 * Step 6, the only writer of signatures. One D1 batch, which is one transaction, takes a whole queue batch: signatures,
 * confirmations and withdrawals; counter, tallies, emails, milestones and the events that they cause. Whatever is
 * redelivered, reordered or half-failed changes nothing twice, because every statement depends only on what is new or
 * waiting in this transaction.
 */
import type {
  ConfirmationMessage,
  LedgerMessage,
  EmailMessage,
  SignatureMessage,
  WithdrawalMessage,
} from '../../schema/message.ts'
import type { Suspicion } from '../../schema/review.ts'
import { DAY_MS, REVIEW_RETENTION_DAYS } from '../limits.ts'
import { emailMessagesOf, emailsStatement } from './email-outbox.ts'
import { deliveriesStatement } from './outbox.ts'
import type { Flood } from '../review/rules.ts'
import { ADOPT, confirmationSteps, withdrawalSteps } from './confirmations.ts'
import { FORGET_EMAILS_OF_GIVEN_UP, FRESH_SIGNATURES, MAKE_ROOM, SIGNED_LATE } from './fresh.ts'
import { ADD_MILESTONE_EVENTS, ADD_MILESTONES } from './milestones.ts'
import { quarantineSteps } from './quarantine.ts'
import { RAISE_TALLIES } from './tallies.ts'

/** How many messages became what. */
export interface StoreCounts {
  /** New signatures that count. */
  counted: number
  /** New signatures that wait for their email to be answered. */
  pending: number
  /** New signatures that wait for review. */
  quarantined: number
  /** Signatures of before that now wait for it too. */
  quarantinedLater: number
  /** Repeats of a signer or of a solved challenge. */
  repeated: number
  /** Signed after the petition had closed. */
  late: number
  /** Pending signatures that now count. */
  confirmed: number
  /** Counted signatures that were taken back. */
  withdrawn: number
}

export interface StoreOutcome {
  counts: StoreCounts
  /** Of a petition that is not in the database; they are not stored and must be kept elsewhere. */
  orphans: LedgerMessage[]
  /** Deliveries to be sent to the webhook queue. */
  deliveryIds: string[]
  /** To be sent to the email queue. */
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

/** Why a signature is set aside for review, if it is. */
export type Judge = (message: SignatureMessage) => Suspicion | null

export interface StoreContext {
  /** The public one, for the links in events. */
  origin: string
  /** In milliseconds. */
  now: number
  suspicionOf: Judge
  /** Floods that the batch has shown, by petition; none when nobody has looked. */
  floods?: ReadonlyMap<number, readonly Flood[]>
}

interface PetitionGroup {
  petitionId: number
  messages: LedgerMessage[]
  signatures: SignatureMessage[]
  confirmations: ConfirmationMessage[]
  withdrawals: WithdrawalMessage[]
}

export async function storeMessages(
  db: D1Database,
  messages: readonly LedgerMessage[],
  context: StoreContext,
): Promise<StoreOutcome> {
  const plans = byPetition(messages).map((group) => ({ group, steps: planOf(db, group, context) }))
  const results = await db.batch<Row>(plans.flatMap(({ steps }) => Object.values(steps)))

  const outcome: StoreOutcome = { counts: { ...NO_COUNTS }, orphans: [], deliveryIds: [], emails: [] }
  for (const { group, steps } of plans) {
    const names: string[] = Object.keys(steps)
    const mine = results.splice(0, names.length)
    const rowsOf = (name: keyof Steps): Row[] => mine[names.indexOf(name)]?.results ?? []

    const [petition] = rowsOf('petition')
    if (petition === undefined) {
      outcome.orphans.push(...group.messages)
      continue
    }
    const { counts } = outcome
    const counted = Number(rowsOf('counter')[0]?.['added'] ?? 0)
    const waiting = rowsOf('waiting')
    const quarantined = waiting.filter(({ status }) => status === 'quarantined').length
    const late = Number(petition['late'])
    counts.counted += counted
    counts.quarantined += quarantined
    counts.quarantinedLater += rowsOf('quarantinedCounted').length + rowsOf('quarantinedPending').length
    counts.pending += waiting.length - quarantined
    counts.late += late
    counts.repeated += group.signatures.length - counted - waiting.length - late
    counts.confirmed += rowsOf('confirmed').length
    counts.withdrawn += rowsOf('withdrawn').length
    outcome.deliveryIds.push(...rowsOf('deliveries').map(({ id }) => String(id)))
    outcome.emails.push(...emailMessagesOf(group.petitionId, rowsOf('emails')))
  }
  return outcome
}

type Row = Record<string, unknown>

/** The steps of one petition's share of the transaction, in their order; those that have nothing to do are left out. */
interface Steps {
  petition: D1PreparedStatement
  counter: D1PreparedStatement
  givenUpEmails?: D1PreparedStatement
  givenUp?: D1PreparedStatement
  tallies?: D1PreparedStatement
  signatures?: D1PreparedStatement
  waiting?: D1PreparedStatement
  emails?: D1PreparedStatement
  adopted?: D1PreparedStatement
  confirmed?: D1PreparedStatement
  quarantinedCounted?: D1PreparedStatement
  quarantinedPending?: D1PreparedStatement
  events: D1PreparedStatement
  milestones: D1PreparedStatement
  deliveries: D1PreparedStatement
  withdrawn?: D1PreparedStatement
}

function planOf(db: D1Database, group: PetitionGroup, { origin, now, suspicionOf, floods }: StoreContext): Steps {
  const { petitionId, confirmations, withdrawals } = group
  const adopting = confirmations.filter(({ id, emailId }) => id !== emailId)
  const shown = floods?.get(petitionId) ?? []
  const signatures = JSON.stringify(
    group.signatures.map((message) => ({
      ...message,
      suspicion: suspicionOf(message),
      // A dead letter that was put back may be older than these facts may become.
      review: message.signedAt < now - REVIEW_RETENTION_DAYS * DAY_MS ? null : message.review,
    })),
  )
  return {
    petition: db.prepare(FIND_PETITION).bind(signatures, petitionId),
    ...(group.signatures.length === 0
      ? { counter: db.prepare(MARK_COUNTER).bind(petitionId) }
      : {
          // Before anything asks what is new.
          ...(group.signatures.some(({ sealedEmail }) => sealedEmail === null)
            ? {
                givenUpEmails: db.prepare(FORGET_EMAILS_OF_GIVEN_UP).bind(signatures, petitionId),
                givenUp: db.prepare(MAKE_ROOM).bind(signatures, petitionId),
              }
            : {}),
          tallies: db.prepare(RAISE_TALLIES).bind(signatures, petitionId),
          signatures: db.prepare(insertThose(`status = 'counted'`)).bind(signatures, petitionId, now),
          // Right after the insert: changes() is the number of rows that it really wrote.
          counter: db.prepare(RAISE_COUNTER).bind(petitionId),
          waiting: db
            .prepare(`${insertThose(`status <> 'counted'`)} RETURNING status`)
            .bind(signatures, petitionId, now),
        }),
    ...(group.signatures.some(({ sealedEmail }) => sealedEmail !== null)
      ? { emails: emailsStatement(db, signatures, petitionId, now) }
      : {}),
    ...(adopting.length > 0 ? { adopted: db.prepare(ADOPT).bind(JSON.stringify(adopting), petitionId) } : {}),
    ...(confirmations.length > 0 ? confirmationSteps(db, JSON.stringify(confirmations), petitionId, now) : {}),
    // Before the milestones: what a flood would have passed is not passed.
    ...(shown.length > 0 ? quarantineSteps(db, shown, petitionId, now) : {}),
    events: db.prepare(ADD_MILESTONE_EVENTS).bind(petitionId, origin, now),
    milestones: db.prepare(ADD_MILESTONES).bind(petitionId, origin, now),
    deliveries: deliveriesStatement(db, petitionId, now),
    // Last: a milestone that was passed was passed, whoever leaves in the same moment.
    ...(withdrawals.length > 0 ? withdrawalSteps(db, JSON.stringify(withdrawals), petitionId, now) : {}),
  }
}

/** No row when there is no such petition; or else how many of the messages were signed after its end. */
const FIND_PETITION = `
  SELECT (SELECT count(*) FROM json_each(?1) AS message WHERE ${SIGNED_LATE}) AS late
  FROM petitions AS p
  WHERE p.id = ?2`

const insertThose = (condition: string): string => `
  WITH ${FRESH_SIGNATURES}
  INSERT INTO signatures
    (petition_id, signer, id, public_name, country, comment, partner, locale, status, signed_at, stored_at,
     confirmed_at, contact, suspicion, network, email_domain, request_country, disposable, signals)
  SELECT ?2, signer, id, public_name, country, comment, partner, locale, status, signed_at, ?3,
    confirmed_at, contact, suspicion, network, email_domain, request_country, disposable, signals
  FROM fresh
  WHERE ${condition}
  ON CONFLICT DO NOTHING`

const RAISE_COUNTER = `
  UPDATE counters
  SET "before" = n, n = n + changes()
  WHERE petition_id = ?1 AND shard = 0
  RETURNING n - "before" AS added`

/** Where the milestones are measured from when only confirmations and withdrawals came. */
const MARK_COUNTER = `UPDATE counters SET "before" = n WHERE petition_id = ?1 AND shard = 0 RETURNING 0 AS added`

function byPetition(messages: readonly LedgerMessage[]): PetitionGroup[] {
  return [...Map.groupBy(messages, (message) => message.petitionId)].map(([petitionId, group]) => {
    const signatures = group.filter((message) => message.kind === 'signature')
    return {
      petitionId,
      messages: group,
      signatures,
      confirmations: firstOfEach(group.filter((message) => message.kind === 'confirmation')),
      withdrawals: firstOfEach(group.filter((message) => message.kind === 'withdrawal')),
    }
  })
}

function firstOfEach<M extends { id: string }>(messages: readonly M[]): M[] {
  const ids = new Set<string>()
  return messages.filter(({ id }) => !ids.has(id) && ids.add(id))
}
