/** The SQL that decides which messages of a batch are new, and with which status. Shared, so that rows and tallies agree. */
import { DISPOSABLE_DOMAIN } from '../../schema/review.ts'
import { CLOCK_SKEW_MAX_MS, REMINDER_SIGNED_WITHIN_MS } from '../limits.ts'
import { whileModerated } from './hide.ts'

/**
 * True for a `message` of petition `p` that was signed after the petition had ended or was taken down, or while it was for a time. A
 * signature given in time counts, however long its message was in the queue.
 */
export const SIGNED_LATE = `(
  coalesce(message.value ->> 'signedAt' >= coalesce(p.closed_at, p.closes_at), false)
  OR coalesce(message.value ->> 'signedAt' >= p.taken_down_at, false)
  -- Nothing is stored of what is being erased, however late it arrives.
  OR p.erasing_at IS NOT NULL
  OR EXISTS (
    SELECT 1 FROM json_each(p.pauses) AS pause
    WHERE message.value ->> 'signedAt' >= pause.value ->> 0 AND message.value ->> 'signedAt' < pause.value ->> 1))`

/** True for a `message` that its signer has withdrawn: older than what was said for the signer, or of an id that was. */
const WITHDRAWN = `(
  EXISTS (
    SELECT 1 FROM withdrawn_signers AS w
    WHERE w.petition_id = message.value ->> 'petitionId' AND w.signer = unhex(message.value ->> 'signer')
      AND w.at >= message.value ->> 'signedAt')
  OR EXISTS (
    SELECT 1 FROM withdrawals AS w
    WHERE w.petition_id = message.value ->> 'petitionId' AND w.id = message.value ->> 'id'))`

/**
 * The version of petition `p` that a `message` signed: the one that it names, if there was such a version; otherwise the original
 * that was current when it was signed. After a restore, a number may be that of another text, published later than the signature.
 * Versions are never changed, so it does not matter when the message arrives. Reads a row of versions only where it names a
 * translation, or the text was changed after the signature.
 */
const SIGNED_VERSION = `
  CASE
    WHEN message.value ->> 'version' = p.version AND message.value ->> 'signedAt' >= coalesce(p.text_changed_at, 0) THEN p.version
    WHEN EXISTS (
      SELECT 1 FROM versions AS v WHERE v.petition_id = p.id AND v.number = message.value ->> 'version'
        AND v.published_at <= message.value ->> 'signedAt' + ${CLOCK_SKEW_MAX_MS}) THEN message.value ->> 'version'
    WHEN message.value ->> 'signedAt' >= coalesce(p.text_changed_at, 0) THEN p.version
    ELSE coalesce((
      SELECT v.number FROM versions AS v
      WHERE v.petition_id = p.id AND v.translates IS NULL AND v.published_at <= message.value ->> 'signedAt'
      ORDER BY v.number DESC LIMIT 1), 1)
  END`

/**
 * Whether what is public of a `message` waits until a moderator has looked at it: if that was so when it was signed, no matter when it
 * arrives.
 */
const WAITS = `(
  message.value ->> 'publicName' IS NOT NULL AND ${whileModerated(`message.value ->> 'signedAt'`, 'p.moderated')})`

/** Confirmation by email: for every signature of some petitions, and for signatures without a bot check of all. */
const AWAITS_EMAIL = `(p.confirmation = 'email' OR message.value ->> 'sealedEmail' IS NOT NULL)`

/**
 * Which of a signer's signatures is the one that is stored and counted: the one that was confirmed first, or, while none is
 * confirmed, the one that was given first. So somebody who signs with another person's email address never decides what that
 * person's signature contains, and the order in which messages arrive decides nothing.
 */
const precedence = (row: string): string =>
  `${row}.confirmed_at IS NULL, coalesce(${row}.confirmed_at, 0), ${row}.signed_at, ${row}.id`
/** SQL for a window of the rows of one signer. */
export const inPrecedence = (row: string): string =>
  `(PARTITION BY ${row}.petition_id, ${row}.signer ORDER BY ${precedence(row)})`
/** SQL: whether row `a` is the signature rather than row `b`. */
export const precedes = (a: string, b: string): string => `(${precedence(a)}) < (${precedence(b)})`

/** SQL: the status of a row that is not removed. */
export const STATUS = `
  CASE WHEN suspicion IS NOT NULL THEN 'quarantined' WHEN confirmed_at IS NULL THEN 'pending' ELSE 'counted' END`

/**
 * Common table expressions. `given`: the messages (?1, a JSON array, of any petitions) that were signed in time and are not
 * withdrawn. ?2 now in ms. jsonb_each, since json_each makes a text of each message, which every `->>` would have to parse.
 */
export const GIVEN_SIGNATURES = `
  given AS (
    SELECT
      message.value ->> 'petitionId' AS petition_id,
      unhex(message.value ->> 'signer') AS signer,
      message.value ->> 'id' AS id,
      message.value ->> 'publicName' AS public_name,
      message.value ->> 'country' AS country,
      message.value ->> 'comment' AS comment,
      message.value ->> 'partner' AS partner,
      message.value ->> 'locale' AS locale,
      message.value ->> 'signedAt' AS signed_at,
      ?2 AS stored_at,
      CASE WHEN NOT ${AWAITS_EMAIL} THEN message.value ->> 'signedAt' END AS confirmed_at,
      unhex(message.value ->> 'contact') AS contact,
      unhex(message.value ->> 'sealedEmail') AS sealed,
      message.value ->> 'suspicion' AS suspicion,
      unhex(message.value ->> '$.review.network') AS network,
      CASE
        WHEN message.value ->> '$.review.disposable' THEN x'${DISPOSABLE_DOMAIN}'
        ELSE unhex(message.value ->> '$.review.emailDomain')
      END AS email_domain,
      message.value ->> '$.review.country' AS request_country,
      message.value ->> '$.review.disposable' AS disposable,
      nullif(message.value ->> '$.review.signals', '[]') AS signals,
      ${SIGNED_VERSION} AS version,
      CASE WHEN ${WAITS} THEN 'waiting' END AS hidden,
      -- For a reminder, where the petition sends them. None while it is held for review.
      CASE
        WHEN message.value ->> 'suspicion' IS NULL AND p.reminder AND p.confirmation = 'email' AND p.email_subject = 'title'
          AND message.value ->> 'signedAt' > ?2 - ${REMINDER_SIGNED_WITHIN_MS}
        THEN unhex(message.value ->> 'sealedEmail')
      END AS reminder
    FROM jsonb_each(?1) AS message
    JOIN petitions AS p ON p.id = message.value ->> 'petitionId'
    WHERE p.state <> 'draft' AND NOT ${SIGNED_LATE} AND NOT ${WITHDRAWN})`

/** What decides which messages become rows, and with which status. */
const DECISIVE_COLUMNS = 'petition_id, signer, id, signed_at, confirmed_at, suspicion'

/**
 * `fresh`: of those, what becomes a row. They have a new signer and a new challenge. Only among those, the earliest message of
 * each challenge and the first of each signer: a message that cannot be stored must not take the place of
 * one that can. `columns`: those of `given` that the statement needs; others would be copied by every window.
 */
export function freshSignatures(columns: string): string {
  const all = [...new Set(`${DECISIVE_COLUMNS}, ${columns}`.split(',').map((column) => column.trim()))].join(', ')
  return `
  ${GIVEN_SIGNATURES},
  candidates AS (
    SELECT ${all}, row_number() OVER (PARTITION BY petition_id, id ORDER BY signed_at) AS nth_of_challenge
    FROM given
    WHERE NOT EXISTS (
        SELECT 1 FROM signatures AS s WHERE s.petition_id = given.petition_id AND s.signer = given.signer)
      AND NOT EXISTS (SELECT 1 FROM signatures AS s WHERE s.petition_id = given.petition_id AND s.id = given.id)
      AND NOT EXISTS (SELECT 1 FROM repeats AS r WHERE r.petition_id = given.petition_id AND r.id = given.id)
  ),
  fresh AS MATERIALIZED (
    SELECT ${all}, ${STATUS} AS status FROM (
      SELECT *, row_number() OVER ${inPrecedence('candidates')} AS nth_of_signer
      FROM candidates WHERE nth_of_challenge = 1)
    WHERE nth_of_signer = 1
  )`
}
