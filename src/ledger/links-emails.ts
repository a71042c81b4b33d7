/**
 * Emails with the links of a signature, for anyone who has lost theirs. The page says the same to everybody: only here is it
 * known whether the email address has signed, and where it has not, nothing is written.
 */
import type { LinksMessage } from '../../schema/message.ts'
import { DAY_MS, EMAILS_PER_DAY, LINKS_REQUEST_MAX_AGE_MS } from '../limits.ts'

/**
 * An email for each request of a signer who is to confirm, is counted, or is on an imported list alone, within the limit per signer and
 * day: one for several requests in a batch, and one for a request that is delivered twice. None for a signature that is held for
 * review or was removed; nor for one that is counted on a petition without confirmation by email, which may be too dangerous for emails:
 * anyone who reads a mailbox could have them sent. Returns `petitionId`, `signer` (hex) and `id`. ?1 requests, ?2 now in ms.
 */
const ADD_LINKS_EMAILS = `
  WITH asked AS MATERIALIZED (
    SELECT message.value ->> 'petitionId' AS petition_id,
      message.value ->> 'id' AS id,
      unhex(message.value ->> 'signer') AS signer,
      unhex(message.value ->> 'sealedEmail') AS sealed,
      message.value ->> 'locale' AS locale,
      row_number() OVER (
        PARTITION BY message.value ->> 'petitionId', message.value ->> 'signer'
        ORDER BY message.value ->> 'askedAt', message.value ->> 'id') AS nth
    FROM jsonb_each(?1) AS message
    WHERE message.value ->> 'askedAt' > ?2 - ${LINKS_REQUEST_MAX_AGE_MS})
  INSERT INTO emails (petition_id, signer, id, kind, signature_id, sealed, locale, state, next_attempt_at, created_at)
  SELECT s.petition_id, s.signer, asked.id, 'links',
    CASE s.status WHEN 'pending' THEN coalesce(${lastRepeat('id')}, s.id) ELSE s.id END,
    asked.sealed, asked.locale, 'pending', ?2, ?2
  FROM asked
  CROSS JOIN petitions AS p ON p.id = asked.petition_id
  CROSS JOIN signatures AS s ON s.petition_id = p.id AND s.signer = asked.signer
  WHERE asked.nth = 1 AND (s.status = 'pending' OR s.status = 'counted' AND p.confirmation = 'email')
    AND ${belowDailyLimit('?2')}
  UNION ALL
  SELECT s.petition_id, s.signer, asked.id, 'links', s.id, asked.sealed, asked.locale, 'pending', ?2, ?2
  FROM asked
  CROSS JOIN petitions AS p ON p.id = asked.petition_id
  CROSS JOIN imported AS s ON s.petition_id = p.id AND s.signer = asked.signer
  CROSS JOIN claims AS c ON c.petition_id = p.id AND c.id = s.import_id
  WHERE asked.nth = 1 AND p.confirmation = 'email' AND c.undone_at IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM signatures AS signed
      WHERE signed.petition_id = p.id AND signed.signer = asked.signer AND signed.status IN ('pending', 'counted'))
    AND ${belowDailyLimit('?2')}
  ON CONFLICT DO NOTHING
  RETURNING petition_id AS petitionId, lower(hex(signer)) AS signer, id`

/**
 * SQL: of what the signer `s` signed again last, which is what a link that is sent now confirms. Null if there is none: what is
 * held for review gets no email.
 */
export function lastRepeat(column: 'id' | 'sealed' | 'locale'): string {
  return `(
    SELECT r.${column} FROM repeats AS r WHERE r.petition_id = s.petition_id AND r.signer = s.signer
      AND r.sealed IS NOT NULL AND r.suspicion IS NULL
    ORDER BY r.signed_at DESC, r.id DESC LIMIT 1)`
}

/** SQL: the signer `s` may get one more email. `now` is SQL, in ms. */
export function belowDailyLimit(now: string): string {
  return `(
    SELECT count(*) FROM emails AS earlier
    WHERE earlier.petition_id = s.petition_id AND earlier.signer = s.signer AND earlier.created_at > ${now} - ${DAY_MS}
  ) < ${EMAILS_PER_DAY}`
}

export const linksEmailsStatement = (
  db: D1Database,
  requests: readonly LinksMessage[],
  now: number,
): D1PreparedStatement => db.prepare(ADD_LINKS_EMAILS).bind(JSON.stringify(requests), now)
