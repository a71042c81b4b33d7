/**
 * Emails with the links of a signature, for whoever has lost theirs. The page says the same to everybody: only here is it
 * known whether the email address has signed, and where it has not, nothing is written.
 */
import { DAY_MS, EMAILS_PER_DAY, LINKS_REQUEST_MAX_AGE_MS } from '../limits.ts'

/**
 * An email for each request whose signer is to confirm or is counted, within the limit per signer and day: one for several
 * requests in a batch, and one for a request that is delivered twice. None for a signature that is held for review or was
 * removed; nor for one that is counted on a petition without confirmation by email, which may be too dangerous for emails:
 * whoever reads a mailbox could have them sent. Returns `signer` (hex) and `id`. ?1 requests, ?2 petition, ?3 now in ms.
 */
const ADD_LINKS_EMAILS = `
  INSERT INTO emails
    (petition_id, signer, id, kind, signature_id, sealed, contact, public_name, comment, locale, state, next_attempt_at,
     created_at)
  SELECT ?2, s.signer, asked.id, 'links', s.id, asked.sealed, given.contact, given.public_name, given.comment, asked.locale,
    'pending', ?3, ?3
  FROM (
    SELECT message.value ->> 'id' AS id,
      unhex(message.value ->> 'signer') AS signer,
      unhex(message.value ->> 'sealedEmail') AS sealed,
      message.value ->> 'locale' AS locale,
      row_number() OVER (
        PARTITION BY message.value ->> 'signer' ORDER BY message.value ->> 'askedAt', message.value ->> 'id') AS nth
    FROM json_each(?1) AS message
    WHERE message.value ->> 'askedAt' > ?3 - ${LINKS_REQUEST_MAX_AGE_MS}) AS asked
  CROSS JOIN petitions AS p ON p.id = ?2
  CROSS JOIN signatures AS s ON s.petition_id = ?2 AND s.signer = asked.signer
  LEFT JOIN emails AS given ON s.status = 'pending' AND ${givenLast('given')}
  WHERE asked.nth = 1 AND (s.status = 'pending' OR s.status = 'counted' AND p.confirmation = 'email')
    AND ${belowDailyLimit('?3')}
  ON CONFLICT DO NOTHING
  RETURNING lower(hex(signer)) AS signer, id`

/**
 * SQL: `row` is the email with the content that the signer `s` of petition ?2 gave last before confirming, after the first
 * message. The new email has it too, so that its link confirms what was given last.
 */
export function givenLast(row: string): string {
  return `${row}.petition_id = ?2 AND ${row}.signer = s.signer AND ${row}.id = (
    SELECT e.id FROM emails AS e
    WHERE e.petition_id = ?2 AND e.signer = s.signer AND e.contact IS NOT NULL
    ORDER BY e.created_at DESC, e.id DESC LIMIT 1)`
}

/** SQL: the signer `s` of petition ?2 may get one more email. `now` is SQL, in ms. */
export function belowDailyLimit(now: string): string {
  return `(
    SELECT count(*) FROM emails AS earlier
    WHERE earlier.petition_id = ?2 AND earlier.signer = s.signer AND earlier.created_at > ${now} - ${DAY_MS}
  ) < ${EMAILS_PER_DAY}`
}

export const linksEmailsStatement = (
  db: D1Database,
  requests: string,
  petitionId: number,
  now: number,
): D1PreparedStatement => db.prepare(ADD_LINKS_EMAILS).bind(requests, petitionId, now)
