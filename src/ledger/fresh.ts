/** The SQL that decides which messages of a batch are new, and with which status. Shared, so that rows and tallies agree. */
import { DISPOSABLE_DOMAIN } from '../../schema/review.ts'

/**
 * True for a `message` of petition `p` that was signed after the petition had ended, or while it was closed for a time. A
 * signature given in time counts, however long its message was in the queue.
 */
export const SIGNED_LATE = `(
  coalesce(message.value ->> 'signedAt' >= coalesce(p.closed_at, p.closes_at), false)
  OR coalesce(message.value ->> 'signedAt' >= p.paused_at AND message.value ->> 'signedAt' < p.resumed_at, false))`

/** Confirmation by email: for every signature of some petitions, and for signatures without a bot check of all. */
const AWAITS_EMAIL = `(p.confirmation = 'email' OR message.value ->> 'sealedEmail' IS NOT NULL)`

/** True for a `message` of petition ?2 whose signer withdrew it before it arrived, or before it was delivered again. */
export const WITHDRAWN_BEFORE = `EXISTS (
  SELECT 1 FROM withdrawals AS w WHERE w.petition_id = ?2 AND w.id = message.value ->> 'id')`

/**
 * The form without script has no bot check, so anybody can sign with another person's email address. On a petition
 * without confirmation, that unconfirmed signature is replaced as soon as the same signer signs with a bot check, and the
 * new one counts at once. ?1 messages, ?2 petition.
 */
const REPLACED = `
  SELECT s.signer FROM json_each(?1) AS message
  CROSS JOIN petitions AS p ON p.id = ?2
  CROSS JOIN signatures AS s ON s.petition_id = ?2 AND s.signer = unhex(message.value ->> 'signer')
  WHERE NOT ${AWAITS_EMAIL} AND NOT ${SIGNED_LATE}
    AND s.status IN ('pending', 'quarantined') AND s.confirmed_at IS NULL
    -- A repeat of the same message is not a second signature.
    AND s.id <> message.value ->> 'id'
    AND NOT ${WITHDRAWN_BEFORE}`
export const DELETE_EMAILS_OF_REPLACED = `DELETE FROM emails WHERE petition_id = ?2 AND signer IN (${REPLACED})`
export const DELETE_REPLACED = `DELETE FROM signatures WHERE petition_id = ?2 AND signer IN (${REPLACED})`

/**
 * Common table expressions: the messages (?1, a JSON array) of petition ?2 that were signed in time, that have a new signer
 * and a new challenge, and that were not withdrawn before. Only among those, the earliest message of each challenge and of
 * each signer is chosen: a message that cannot be stored must not take the place of one that can.
 */
export const FRESH_SIGNATURES = `
  candidates AS (
    SELECT
      unhex(message.value ->> 'signer') AS signer,
      message.value ->> 'id' AS id,
      message.value ->> 'publicName' AS public_name,
      message.value ->> 'country' AS country,
      message.value ->> 'comment' AS comment,
      message.value ->> 'partner' AS partner,
      message.value ->> 'locale' AS locale,
      message.value ->> 'signedAt' AS signed_at,
      unhex(message.value ->> 'contact') AS contact,
      message.value ->> 'suspicion' AS suspicion,
      unhex(message.value ->> '$.review.network') AS network,
      CASE
        WHEN message.value ->> '$.review.disposable' THEN x'${DISPOSABLE_DOMAIN}'
        ELSE unhex(message.value ->> '$.review.emailDomain')
      END AS email_domain,
      message.value ->> '$.review.country' AS request_country,
      message.value ->> '$.review.disposable' AS disposable,
      nullif(message.value ->> '$.review.signals', '[]') AS signals,
      CASE
        WHEN message.value ->> 'suspicion' IS NOT NULL THEN 'quarantined'
        WHEN ${AWAITS_EMAIL} THEN 'pending'
        ELSE 'counted'
      END AS status,
      CASE WHEN NOT ${AWAITS_EMAIL} THEN message.value ->> 'signedAt' END AS confirmed_at,
      message.value ->> 'sealedEmail' IS NULL AS proven,
      -- For a reminder, where the petition sends them. None while it is held for review.
      CASE
        WHEN message.value ->> 'suspicion' IS NULL AND p.reminder AND p.confirmation = 'email' AND p.email_subject = 'title'
        THEN unhex(message.value ->> 'sealedEmail')
      END AS reminder,
      row_number() OVER (PARTITION BY message.value ->> 'id' ORDER BY message.value ->> 'signedAt') AS nth_of_challenge
    FROM json_each(?1) AS message
    JOIN petitions AS p ON p.id = ?2
    WHERE p.state <> 'draft'
      AND NOT ${SIGNED_LATE}
      AND NOT EXISTS (
        SELECT 1 FROM signatures AS s
        WHERE s.petition_id = ?2 AND s.signer = unhex(message.value ->> 'signer'))
      AND NOT EXISTS (
        SELECT 1 FROM signatures AS s
        WHERE s.petition_id = ?2 AND s.id = message.value ->> 'id')
      AND NOT ${WITHDRAWN_BEFORE}
  ),
  fresh AS MATERIALIZED (
    SELECT * FROM (
      SELECT *, row_number() OVER (PARTITION BY signer ORDER BY proven DESC, signed_at) AS nth_of_signer
      FROM candidates WHERE nth_of_challenge = 1)
    WHERE nth_of_signer = 1
  )`
