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
import { grouped } from '../platform/grouped.ts'

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

/** SQL: the emails that ?1, a JSON array of messages, names. */
const THESE_EMAILS = `(petition_id, signer, id) IN (
  SELECT due.value ->> 'petitionId', unhex(due.value ->> 'signer'), due.value ->> 'id' FROM jsonb_each(?1) AS due)`

/** Those that are due and that no other consumer has claimed. In milliseconds: ?2 now, ?3 the end of the lease. */
const CLAIM = `
  UPDATE emails SET attempts = attempts + 1, leased_until = ?3
  WHERE ${THESE_EMAILS} AND state = 'pending' AND next_attempt_at <= ?2 AND coalesce(leased_until, 0) <= ?2
  RETURNING petition_id AS "petitionId", lower(hex(signer)) AS signer, id`

const READ = `
  SELECT m.petition_id AS "petitionId", lower(hex(m.signer)) AS signer, m.id,
    m.kind, m.signature_id, m.locale, m.attempts, coalesce(hex(m.sealed), '') AS sealed, m.created_at,
    p.slug, ${addressSql('p.')} AS address, p.title, p.starter, p.language, p.email_subject, p.state, p.closes_at, p.taken_down_at,
    p.deleted_at, CASE WHEN ${IS_LISTED} THEN 'imported' ELSE s.status END AS status
  FROM jsonb_each(?1) AS due
  CROSS JOIN emails AS m ON m.petition_id = due.value ->> 'petitionId'
    AND m.signer = unhex(due.value ->> 'signer') AND m.id = due.value ->> 'id'
  JOIN petitions AS p ON p.id = m.petition_id
  LEFT JOIN signatures AS s ON s.petition_id = m.petition_id AND s.signer = m.signer`

type Key = Pick<EmailMessage, 'petitionId' | 'signer' | 'id'>
const textOf = ({ petitionId, signer, id }: Key): string => `${petitionId}/${signer}/${id}`
const jsonOf = (messages: readonly Key[]): string =>
  JSON.stringify(messages.map(({ petitionId, signer, id }) => ({ petitionId, signer, id })))

/** What the attempts at the emails of a batch ask of the database, together where they can. */
export interface Attempts {
  /**
   * Null when another consumer has claimed it, it is not due yet, it is no longer pending, or another message of the batch is of the
   * same email.
   */
  claim: (message: EmailMessage) => Promise<Claimed | null>
  /**
   * Even if another consumer has claimed it meanwhile: it is sent. Not if it is to ask for a confirmation by now, having said that
   * there was nothing to do: that email is not sent yet. `at` in milliseconds.
   */
  recordSent: (message: EmailMessage, claimed: Pick<Claimed, 'kind'>, at: number) => Promise<void>
}

/** All are claimed with the first. `now` in milliseconds. */
export function attemptsAt(db: D1Database, messages: readonly EmailMessage[], now: number): Attempts {
  let claiming: Promise<Map<string, Claimed>> | undefined
  const recordSent = grouped<SentEmail>((sent) => recordAllSent(db, sent))
  return {
    async claim(message) {
      const claimed = await (claiming ??= claimAll(db, messages, now))
      const key = textOf(message)
      const mine = claimed.get(key) ?? null
      claimed.delete(key)
      return mine
    },
    recordSent: (message, { kind }, at) => recordSent({ message, kind, at }),
  }
}

async function claimAll(db: D1Database, messages: readonly EmailMessage[], now: number): Promise<Map<string, Claimed>> {
  const json = jsonOf(messages)
  const [ours, read] = await db.batch<Key & Claimed>([
    db.prepare(CLAIM).bind(json, now, now + EMAIL_LEASE_SECONDS * 1000),
    db.prepare(READ).bind(json),
  ])
  const claimed = new Set(ours?.results.map(textOf))
  return new Map(
    (read?.results ?? []).map((row): [string, Claimed] => [textOf(row), row]).filter(([key]) => claimed.has(key)),
  )
}

interface SentEmail {
  message: EmailMessage
  kind: EmailKind
  at: number
}

/** As if all were sent at the time of the last one. */
function recordAllSent(db: D1Database, sent: readonly SentEmail[]): Promise<unknown> {
  const at = Math.max(...sent.map((one) => one.at))
  const kinds = [...new Set(sent.map(({ kind }) => kind))]
  return db.batch(
    kinds.map((kind) => {
      const messages = sent.filter((one) => one.kind === kind).map(({ message }) => message)
      return db
        .prepare(
          `UPDATE emails SET state = 'sent', sent_at = ?2, sealed = NULL, next_attempt_at = NULL, last_error = NULL
           WHERE ${THESE_EMAILS} AND kind = ?3`,
        )
        .bind(jsonOf(messages), at, kind)
    }),
  )
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
