/** The statements of `storeMessages`: for each petition of a batch, which ones run and in which order. */
import type {
  ConfirmationMessage,
  LedgerMessage,
  LinksMessage,
  SignatureMessage,
  WithdrawalMessage,
} from '../../schema/message.ts'
import { DAY_MS, REMINDER_SIGNED_WITHIN_MS, REVIEW_RETENTION_DAYS } from '../limits.ts'
import type { Screening } from '../review/screen.ts'
import type { Steps } from './batch.ts'
import { ADOPT, confirmationSteps, withdrawalSteps } from './confirmations.ts'
import { BEGIN, BEGIN_WITH_CHANGES } from './counter.ts'
import { emailsStatement } from './email-outbox.ts'
import { DELETE_EMAILS_OF_REPLACED, DELETE_REPLACED, FRESH_SIGNATURES, SIGNED_LATE } from './fresh.ts'
import { linksEmailsStatement } from './links-emails.ts'
import { ADD_MILESTONE_EVENTS, ADD_MILESTONES } from './milestones.ts'
import { deliveriesStatement } from './outbox.ts'
import { quarantineSteps } from './quarantine.ts'
import { raiseTalliesBy } from './tallies.ts'

export interface StoreContext extends Screening {
  /** The public origin, for the links in events. */
  origin: string
  /** In milliseconds. */
  now: number
}

export interface PetitionGroup {
  petitionId: number
  messages: LedgerMessage[]
  signatures: SignatureMessage[]
  confirmations: ConfirmationMessage[]
  withdrawals: WithdrawalMessage[]
  /** Requests for the links of a signature. */
  links: LinksMessage[]
}

/** The steps whose rows are read. */
type ReadStep =
  | 'petition'
  | 'counter'
  | 'uncounted'
  | 'emails'
  | 'linksEmails'
  | 'confirmed'
  | 'quarantinedCounted'
  | 'quarantinedPending'
  | 'deliveries'
  | 'withdrawn'

/** Steps with nothing to do are left out. */
export function storeSteps(
  db: D1Database,
  group: PetitionGroup,
  { origin, now, suspicionOf, floods }: StoreContext,
): Steps<ReadStep> {
  const { petitionId, confirmations, withdrawals, links } = group
  const adopting = confirmations.filter(({ id, emailId }) => id !== emailId)
  const shown = floods.get(petitionId) ?? []
  const signatures = JSON.stringify(
    group.signatures.map((message) => ({
      ...message,
      suspicion: suspicionOf(message),
      // A dead letter that was sent again may be older than the time for which these facts may be stored.
      review: message.signedAt < now - REVIEW_RETENTION_DAYS * DAY_MS ? null : message.review,
    })),
  )
  return {
    petition: db.prepare(FIND_PETITION).bind(signatures, petitionId),
    ...(group.signatures.length === 0
      ? { counter: db.prepare(BEGIN).bind(petitionId) }
      : {
          // Before any statement asks which signatures are new.
          ...(group.signatures.some(({ sealedEmail }) => sealedEmail === null)
            ? {
                replacedEmails: db.prepare(DELETE_EMAILS_OF_REPLACED).bind(signatures, petitionId),
                replaced: db.prepare(DELETE_REPLACED).bind(signatures, petitionId),
              }
            : {}),
          // Before the INSERT, after which none of them is new.
          tallies: db.prepare(RAISE_FOR_NEW).bind(signatures, petitionId),
          signatures: db.prepare(insertThose(`status = 'counted'`)).bind(signatures, petitionId, now),
          counter: db.prepare(BEGIN_WITH_CHANGES).bind(petitionId),
          uncounted: db
            .prepare(`${insertThose(`status <> 'counted'`)} RETURNING status`)
            .bind(signatures, petitionId, now),
        }),
    ...(group.signatures.some(({ sealedEmail }) => sealedEmail !== null)
      ? { emails: emailsStatement(db, signatures, petitionId, now) }
      : {}),
    ...(links.length > 0 ? { linksEmails: linksEmailsStatement(db, JSON.stringify(links), petitionId, now) } : {}),
    ...(adopting.length > 0 ? { adopted: db.prepare(ADOPT).bind(JSON.stringify(adopting), petitionId) } : {}),
    ...(confirmations.length > 0 ? confirmationSteps(db, JSON.stringify(confirmations), petitionId, now) : {}),
    // Before the milestones, so that a flood reaches none.
    ...(shown.length > 0 ? quarantineSteps(db, shown, petitionId, now) : {}),
    events: db.prepare(ADD_MILESTONE_EVENTS).bind(petitionId, origin, now),
    milestones: db.prepare(ADD_MILESTONES).bind(petitionId, origin, now),
    deliveries: deliveriesStatement(db, petitionId, now),
    // Last: a milestone stays reached when a signature is withdrawn at the same time.
    ...(withdrawals.length > 0 ? withdrawalSteps(db, JSON.stringify(withdrawals), petitionId, now) : {}),
  }
}

/** No row when there is no such petition. `late` is the number of messages that were signed after its end. */
const FIND_PETITION = `
  SELECT (SELECT count(*) FROM json_each(?1) AS message WHERE ${SIGNED_LATE}) AS late
  FROM petitions AS p
  WHERE p.id = ?2`

const RAISE_FOR_NEW = raiseTalliesBy(`
  WITH ${FRESH_SIGNATURES}
  SELECT confirmed_at, country, partner FROM fresh WHERE status = 'counted'`)

const COLUMNS = `signer, id, public_name, country, comment, partner, locale, status, signed_at, confirmed_at, contact,
  suspicion, network, email_domain, request_country, disposable, signals`

const insertThose = (condition: string): string => `
  WITH ${FRESH_SIGNATURES}
  INSERT INTO signatures (petition_id, ${COLUMNS}, stored_at, reminder)
  SELECT ?2, ${COLUMNS}, ?3, CASE WHEN signed_at > ?3 - ${REMINDER_SIGNED_WITHIN_MS} THEN reminder END FROM fresh
  WHERE ${condition}
  ON CONFLICT DO NOTHING`

export function byPetition(messages: readonly LedgerMessage[]): PetitionGroup[] {
  return [...Map.groupBy(messages, (message) => message.petitionId)].map(([petitionId, group]) => ({
    petitionId,
    messages: group,
    signatures: group.filter((message) => message.kind === 'signature'),
    confirmations: firstOfEach(group.filter((message) => message.kind === 'confirmation')),
    // What is proven can do more.
    withdrawals: firstOfEach(
      group.filter((message) => message.kind === 'withdrawal').toSorted((a, b) => Number(b.proven) - Number(a.proven)),
    ),
    links: group.filter((message) => message.kind === 'links'),
  }))
}

function firstOfEach<M extends { id: string }>(messages: readonly M[]): M[] {
  const ids = new Set<string>()
  return messages.filter(({ id }) => !ids.has(id) && ids.add(id))
}
