/**
 * An attempt to send one email, in the database: claimed before it, and its result recorded after it. The claim is a
 * conditional UPDATE, so that two consumers with the same queue message do not both send. The email address is stored
 * encrypted and is deleted as soon as the email is sent or has failed.
 */
import type { EmailSubject, PetitionState } from '../../schema/petition.ts'
import type { EmailKind } from '../../schema/email.ts'
import type { EmailMessage } from '../../schema/message.ts'
import { addressSql } from '../address.ts'
import { EMAIL_LEASE_SECONDS } from '../limits.ts'

export interface Claimed {
  kind: EmailKind
  /** The signature, or the repeat, that its link confirms. */
  signature_id: string
  locale: string
  /** This one included. */
  attempts: number
  /** Hex. */
  sealed: string
  /** In milliseconds. */
  created_at: number
  slug: string
  /** The slug in its links. */
  address: string
  title: string
  starter: string
  language: string
  email_subject: EmailSubject
  /** Of the signature, or `imported` where only an earlier list has the signer; null when neither exists any more. */
  status: string | null
  state: PetitionState
  /** In milliseconds. */
  closes_at: number | null
  taken_down_at: number | null
  deleted_at: number | null
}

/** ?1 petition, ?2 signer as hex, ?3 id. */
const THIS_EMAIL = 'petition_id = ?1 AND signer = unhex(?2) AND id = ?3'
const keyOf = ({ petitionId, signer, id }: EmailMessage): [number, string, string] => [petitionId, signer, id]

/** SQL: the links of the email `m` are for somebody on an earlier list. */
const IS_LISTED = `EXISTS (
  SELECT 1 FROM imported AS i JOIN claims AS c ON c.petition_id = i.petition_id AND c.id = i.import_id
  WHERE i.petition_id = m.petition_id AND i.signer = m.signer AND i.id = m.signature_id AND c.undone_at IS NULL)`

/** Null when another consumer has claimed it, it is not due yet, or it is no longer pending. `now` in milliseconds. */
export async function claim(db: D1Database, message: EmailMessage, now: number): Promise<Claimed | null> {
  const [, { results } = { results: [] }] = await db.batch<Claimed>([
    db
      .prepare(
        `UPDATE emails SET attempts = attempts + 1, leased_until = ?5
         WHERE ${THIS_EMAIL} AND state = 'pending' AND next_attempt_at <= ?4 AND coalesce(leased_until, 0) <= ?4`,
      )
      .bind(...keyOf(message), now, now + EMAIL_LEASE_SECONDS * 1000),
    db
      .prepare(
        `SELECT m.kind, m.signature_id, m.locale, m.attempts, coalesce(hex(m.sealed), '') AS sealed, m.created_at,
           p.slug, ${addressSql('p.')} AS address, p.title, p.starter, p.language, p.email_subject, p.state, p.closes_at, p.taken_down_at,
           p.deleted_at, CASE WHEN ${IS_LISTED} THEN 'imported' ELSE s.status END AS status
         FROM emails AS m
         JOIN petitions AS p ON p.id = m.petition_id
         LEFT JOIN signatures AS s ON s.petition_id = m.petition_id AND s.signer = m.signer
         WHERE m.petition_id = ?1 AND m.signer = unhex(?2) AND m.id = ?3 AND changes() > 0`,
      )
      .bind(...keyOf(message)),
  ])
  return results[0] ?? null
}

/** When the next attempt is due, in milliseconds; null when there will be none. */
export async function nextAttemptAt(db: D1Database, message: EmailMessage): Promise<number | null> {
  const pending = await db
    .prepare(
      `SELECT max(next_attempt_at, coalesce(leased_until, 0)) AS at FROM emails WHERE ${THIS_EMAIL} AND state = 'pending'`,
    )
    .bind(...keyOf(message))
    .first<{ at: number }>()
  return pending?.at ?? null
}

/** Postpones an email without an attempt, so that the cron does not send it to the queue before `until`, in milliseconds. */
export const holdEmail = (db: D1Database, message: EmailMessage, until: number): Promise<unknown> =>
  db
    .prepare(`UPDATE emails SET next_attempt_at = max(next_attempt_at, ?4) WHERE ${THIS_EMAIL} AND state = 'pending'`)
    .bind(...keyOf(message), until)
    .run()

/**
 * Even if another consumer has claimed it meanwhile: it is sent. Not if it is to ask for a confirmation by now, having said that
 * there was nothing to do: that email is not sent yet.
 */
export const recordSent = (
  db: D1Database,
  message: EmailMessage,
  { kind }: Pick<Claimed, 'kind'>,
  now: number,
): Promise<unknown> =>
  db
    .prepare(
      `UPDATE emails SET state = 'sent', sent_at = ?4, sealed = NULL, next_attempt_at = NULL, last_error = NULL
       WHERE ${THIS_EMAIL} AND kind = ?5`,
    )
    .bind(...keyOf(message), now, kind)
    .run()

/** The claim with ?4 attempts only: after its lease, another one may have taken its place. */
const STILL_CLAIMED = `${THIS_EMAIL} AND state = 'pending' AND attempts = ?4`

/** `bounced`: the petition counts it, in the same transaction, without whose email it was. */
export const recordFailed = (
  db: D1Database,
  message: EmailMessage,
  { attempts }: Claimed,
  { code, bounced }: { code: string; bounced: boolean },
): Promise<unknown> =>
  db.batch([
    db
      .prepare(
        `UPDATE emails SET state = 'failed', sealed = NULL, next_attempt_at = NULL, last_error = ?5 WHERE ${STILL_CLAIMED}`,
      )
      .bind(...keyOf(message), attempts, code),
    ...(bounced
      ? [
          db
            .prepare('UPDATE petitions SET bounced_count = bounced_count + 1 WHERE id = ?1 AND changes() > 0')
            .bind(message.petitionId),
        ]
      : []),
  ])

/** `counts`: whether this attempt is one of the limited number. `at` in milliseconds. */
export const recordRetry = (
  db: D1Database,
  message: EmailMessage,
  { attempts }: Claimed,
  { code, at, counts }: { code: string; at: number; counts: boolean },
): Promise<unknown> =>
  db
    .prepare(
      `UPDATE emails SET next_attempt_at = ?5, leased_until = NULL, last_error = ?6, attempts = ?7 WHERE ${STILL_CLAIMED}`,
    )
    .bind(...keyOf(message), attempts, at, code, counts ? attempts : attempts - 1)
    .run()
