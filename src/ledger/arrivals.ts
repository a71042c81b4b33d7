/** What the review remembers of the signatures of the last hour: a row for two seconds, to which every batch adds its lines. */
import type { SignatureMessage } from '../../schema/message.ts'
import { DISPOSABLE_DOMAIN } from '../../schema/review.ts'
import {
  ARRIVALS_FORGOTTEN_MAX_KEYS,
  ARRIVALS_SLOT_FORGOTTEN_MAX_CHARS,
  ARRIVALS_SLOT_MAX_CHARS,
  ARRIVALS_SLOT_MS,
} from '../limits.ts'
import { arrivalLine, FORGET, sharedBy } from '../review/arrivals.ts'
import type { Screening } from '../review/screen.ts'

/** SQL; `ms` is a parameter. Numbers of JavaScript are no integers in SQL. */
const slotOf = (ms: '?2' | '?4'): string => `CAST(${ms} / ${ARRIVALS_SLOT_MS} AS INTEGER)`

/** After the signatures were inserted: of those that were, and of no repeat. ?1 signatures with their lines, ?2 now in ms. */
const ADD_ARRIVALS = `
  INSERT INTO arrivals (petition_id, slot, lines)
  SELECT s.petition_id, ${slotOf('?2')}, group_concat(message.value ->> 'line', '')
  FROM jsonb_each(?1) AS message
  CROSS JOIN signatures AS s
    ON s.petition_id = message.value ->> 'petitionId' AND s.signer = unhex(message.value ->> 'signer')
  WHERE s.id = message.value ->> 'id' AND s.stored_at = ?2
  GROUP BY s.petition_id
  ON CONFLICT DO UPDATE SET lines = lines || excluded.lines WHERE length(lines) < ${ARRIVALS_SLOT_MAX_CHARS}`

/** Undefined where no signature has anything in common with others. */
export function arrivalsStatement(
  db: D1Database,
  signatures: readonly SignatureMessage[],
  { now, suspicionOf }: Pick<Screening, 'suspicionOf'> & { now: number },
): D1PreparedStatement | undefined {
  const lines = signatures
    .filter(({ review }) => sharedBy(review).length > 0)
    .map((message) => {
      const { petitionId, signer, id } = message
      return { petitionId, signer, id, line: arrivalLine(message, suspicionOf(message) !== null) }
    })
  return lines.length === 0 ? undefined : db.prepare(ADD_ARRIVALS).bind(JSON.stringify(lines), now)
}

/**
 * Before a release: what the signatures of `rows` have in common is not a crowd any more, so that a flood that continues does not hold
 * them again, also where it has filled the two seconds. `ctes` are the common table expressions that `rows` needs, SQL for a table with `signer`; ?1 petition, ?4 now in ms.
 */
export const forgetArrivals = (ctes: string, rows: string): string => `
  WITH ${ctes}
  INSERT INTO arrivals (petition_id, slot, lines)
  SELECT ?1, ${slotOf('?4')}, group_concat('${FORGET} ' || name || ' ' || CAST(?4 AS INTEGER) || char(10), '')
  FROM (
    SELECT 'network/' || lower(hex(s.network)) AS name
    FROM ${rows} AS released CROSS JOIN signatures AS s ON s.petition_id = ?1 AND s.signer = released.signer
    WHERE s.network IS NOT NULL
    UNION
    SELECT CASE s.email_domain WHEN x'${DISPOSABLE_DOMAIN}' THEN 'disposable/' ELSE 'email-domain/' END || lower(hex(s.email_domain))
    FROM ${rows} AS released CROSS JOIN signatures AS s ON s.petition_id = ?1 AND s.signer = released.signer
    WHERE s.email_domain IS NOT NULL
    LIMIT ${ARRIVALS_FORGOTTEN_MAX_KEYS})
  WHERE true
  HAVING count(*) > 0
  ON CONFLICT DO UPDATE SET lines = lines || excluded.lines WHERE length(lines) < ${ARRIVALS_SLOT_FORGOTTEN_MAX_CHARS}`
