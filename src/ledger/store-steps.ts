/** The statements of `storeMessages`: which ones run for a batch, whatever petitions it is of, and in which order. */
import type { LedgerMessage, SignatureMessage } from '../../schema/message.ts'
import type { Suspicion } from '../../schema/review.ts'
import { DAY_MS, REVIEW_RETENTION_DAYS } from '../limits.ts'
import type { Screening } from '../review/screen.ts'
import { arrivalsStatement } from './arrivals.ts'
import { BEGIN } from './counter.ts'
import { confirmationSteps } from './confirmations.ts'
import { FIND_REPLACEABLE } from './replacements.ts'
import { emailsStatement } from './email-outbox.ts'
import { SIGNED_LATE } from './fresh.ts'
import { linksEmailsStatement } from './links-emails.ts'
import { milestoneSteps } from './milestones.ts'
import { heldBy, quarantineSteps } from './quarantine.ts'
import { signatureSteps } from './signatures.ts'
import { withdrawalSteps } from './withdrawals.ts'

export interface StoreContext extends Screening {
  /** The public origin, for the links in events. */
  origin: string
  /** In milliseconds. */
  now: number
}

/** Steps with nothing to do are left out. There are at most `STORE_STATEMENTS_MAX` of them, however many petitions. */
export function storeSteps(
  db: D1Database,
  messages: readonly LedgerMessage[],
  { origin, now, suspicionOf, floods }: StoreContext,
) {
  const signatures = messages.filter((message) => message.kind === 'signature')
  const confirmations = messages.filter((message) => message.kind === 'confirmation')
  const withdrawals = messages.filter((message) => message.kind === 'withdrawal')
  const links = messages.filter((message) => message.kind === 'links')
  const petitionIds = [...new Set(messages.map(({ petitionId }) => petitionId))]
  const flooded = petitionIds.flatMap((petitionId) => heldBy(petitionId, floods.get(petitionId) ?? []))
  const ids = JSON.stringify(petitionIds)
  const judged = signatures.map((message) => {
    const suspicion = suspicionOf(message)
    // Of what is not held for review, `arrivals` has these facts. A dead letter that was sent again may be older than the time for
    // which they may be stored.
    const isStored = suspicion !== null && message.signedAt >= now - REVIEW_RETENTION_DAYS * DAY_MS
    return { ...message, suspicion, review: isStored ? message.review : null }
  })
  const json = JSON.stringify(judged)
  const emailed = judged
    .filter(({ sealedEmail }) => sealedEmail !== null)
    .map((message) => Object.assign(decisiveOf(message), { sealedEmail: message.sealedEmail }))
  const decisive = JSON.stringify(judged.map(decisiveOf))
  return {
    petitions: db.prepare(FIND_PETITIONS).bind(decisive, ids),
    // First, so that none of the signatures below is stored that is withdrawn.
    ...(withdrawals.length > 0 ? withdrawalSteps(db, withdrawals, now) : {}),
    ...(signatures.length > 0
      ? {
          ...signatureSteps(db, { json, decisive }, now, ids),
          arrivals: arrivalsStatement(db, signatures, { now, suspicionOf }),
        }
      : { counters: db.prepare(BEGIN).bind(ids), signatures: undefined }),
    ...(emailed.length > 0 ? { emails: emailsStatement(db, JSON.stringify(emailed), now) } : {}),
    ...(links.length > 0 ? { linksEmails: linksEmailsStatement(db, links, now) } : {}),
    ...(confirmations.length > 0 ? confirmationSteps(db, confirmations) : {}),
    // Before the milestones, so that a flood reaches none.
    ...(flooded.length > 0 ? quarantineSteps(db, flooded, now) : {}),
    ...milestoneSteps(db, petitionIds, { origin, now }),
    replaceable: db
      .prepare(FIND_REPLACEABLE)
      .bind(JSON.stringify(messages.filter(({ kind }) => kind !== 'links').map(namesOf))),
  }
}

/** `late` is the number of messages that were signed after the end. No row for a petition that there is not. ?1, ?2. */
const FIND_PETITIONS = `
  SELECT p.id, count(late.petition_id) AS late
  FROM json_each(?2) AS batch
  CROSS JOIN petitions AS p ON p.id = batch.value
  LEFT JOIN (
    SELECT p.id AS petition_id FROM jsonb_each(?1) AS message
    CROSS JOIN petitions AS p ON p.id = message.value ->> 'petitionId'
    WHERE ${SIGNED_LATE}) AS late ON late.petition_id = p.id
  GROUP BY p.id`

/**
 * What decides whether and how a message counts: a quarter of its text, for the statements that store no signature. `sealedEmail` says
 * only whether there is one.
 */
const decisiveOf = (message: Omit<SignatureMessage, 'review'> & { suspicion: Suspicion | null }) => {
  const { petitionId, signer, id, signedAt, country, partner, locale, version, suspicion, sealedEmail } = message
  return {
    petitionId,
    signer,
    id,
    signedAt,
    country,
    partner,
    locale,
    version,
    suspicion,
    sealedEmail: sealedEmail && '',
  }
}

/** What says of whom a message is. */
const namesOf = (message: LedgerMessage) => ({
  petitionId: message.petitionId,
  kind: message.kind,
  id: message.id,
  signer: message.kind === 'confirmation' ? null : message.signer,
})
