/** The SQL that says which messages of a batch are new, and what becomes of each. Shared, so that rows and tallies cannot disagree. */
import { DISPOSABLE_DOMAIN } from '../../schema/review.ts'

/**
 * True for a `message` of petition `p` that was signed when the petition had ended, or while it was closed for a time.
 * What was signed in time counts, however long it then waited in the queue.
 */
export const SIGNED_LATE = `(
  coalesce(message.value ->> 'signedAt' >= coalesce(p.closed_at, p.closes_at), false)
  OR coalesce(message.value ->> 'signedAt' >= p.paused_at AND message.value ->> 'signedAt' < p.resumed_at, false))`

/** A petition may ask everybody to answer an email; who signs without a proof is asked on any petition. */
const AWAITS_EMAIL = `(p.confirmation = 'email' OR message.value ->> 'sealedEmail' IS NOT NULL)`

/**
 * Anybody can sign without a proof in somebody's name. On a petition that asks for no email, whoever then signs with one
 * must count at once: what waits under their name makes room. ?1 messages, ?2 petition.
 */
const GIVEN_UP = `
  SELECT s.signer FROM json_each(?1) AS message
  CROSS JOIN petitions AS p ON p.id = ?2
  CROSS JOIN signatures AS s ON s.petition_id = ?2 AND s.signer = unhex(message.value ->> 'signer')
  WHERE NOT ${AWAITS_EMAIL} AND NOT ${SIGNED_LATE}
    AND s.status IN ('pending', 'quarantined') AND s.confirmed_at IS NULL
    -- Its own repeat is no second signature.
    AND s.id <> message.value ->> 'id'`
export const FORGET_EMAILS_OF_GIVEN_UP = `DELETE FROM emails WHERE petition_id = ?2 AND signer IN (${GIVEN_UP})`
export const MAKE_ROOM = `DELETE FROM signatures WHERE petition_id = ?2 AND signer IN (${GIVEN_UP})`

/**
 * Common table expressions: the messages (?1, a JSON array) of petition ?2 that were signed in time, whose signer and
 * challenge are both new to the ledger, and that were not withdrawn before they came again. Only among those, of one
 * challenge or one signer the earliest is taken: a message that cannot be stored must not stand in for one that can.
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
      AND NOT EXISTS (
        SELECT 1 FROM withdrawals AS w
        WHERE w.petition_id = ?2 AND w.id = message.value ->> 'id')
  ),
  fresh AS MATERIALIZED (
    SELECT * FROM (
      SELECT *, row_number() OVER (PARTITION BY signer ORDER BY proven DESC, signed_at) AS nth_of_signer
      FROM candidates WHERE nth_of_challenge = 1)
    WHERE nth_of_signer = 1
  )`
