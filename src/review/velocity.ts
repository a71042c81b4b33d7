/**
 * How many signatures with something in common came within an hour. Read once in each batch: one statement for each petition,
 * all in one round trip. For each network and domain no more rows are read than are needed to compare with the threshold.
 *
 * Limitation: an id has the time at which its challenge was made, not solved. An attacker who requests many challenges and
 * uses them half an hour later is not seen by the rule for surges.
 */
import type { SignatureMessage } from '../../schema/message.ts'
import type { ReviewRules } from '../../schema/review.ts'
import { firstIdAt } from '../uuid-time.ts'
import { PROOF_TTL_SECONDS, REVIEW_HOUR_MS, REVIEW_MINUTE_MS, REVIEW_RULE_OFF, REVIEW_RULES } from '../limits.ts'
import { type Crowd, type Known, rulesOf } from './rules.ts'

/** What is asked of one petition. */
export interface Question {
  petitionId: number
  messages: readonly SignatureMessage[]
  crowds: readonly Crowd[]
}

/** Of a petition for which nothing was read: the default rules. */
export const UNKNOWN: Known = { rules: REVIEW_RULES, velocities: new Map(), lastMinute: 0 }

/** One result for each question, in their order. A petition that does not exist has no signatures. */
export async function readVelocities(db: D1Database, questions: readonly Question[]): Promise<Known[]> {
  if (questions.length === 0) return []
  const results = await db.batch<VelocityRow>(questions.map((question) => velocityStatement(db, question)))
  return questions.map(({ crowds }, index) => {
    const row = results[index]?.results[0]
    if (row === undefined) return UNKNOWN
    const velocities: Record<string, [number, number]> = JSON.parse(row.crowds ?? '{}')
    return {
      rules: rulesOf(row.rules === null ? null : JSON.parse(row.rules)),
      velocities: new Map(
        crowds.map((crowd, position) => {
          const [earlier, open] = velocities[position] ?? [0, 0]
          return [crowd, { earlier, open }]
        }),
      ),
      lastMinute: row.last_minute,
    }
  })
}

interface VelocityRow {
  rules: string | null
  crowds: string | null
  last_minute: number
}

function velocityStatement(db: D1Database, { petitionId, messages, crowds }: Question): D1PreparedStatement {
  const newest = Math.max(...messages.map(({ signedAt }) => signedAt))
  const mayBeHeld = messages.some(({ review }) => review.signals.length > 0)
  const asked = crowds.map(({ rule, key, until }) => ({ rule, key, since: until - REVIEW_HOUR_MS, until }))
  // Signers of this batch that are stored already are counted with their messages.
  const signers = [...new Set(messages.map(({ signer }) => signer))]
  return db
    .prepare(READ_VELOCITY)
    .bind(
      petitionId,
      JSON.stringify(asked),
      JSON.stringify(signers),
      newest - REVIEW_MINUTE_MS,
      mayBeHeld ? 1 : 0,
      firstIdAt(newest - REVIEW_MINUTE_MS - PROOF_TTL_SECONDS * 1000),
    )
}

/**
 * How many rows show that the threshold of the petition, or the default, is passed. None where the rule is off: counting up to
 * that threshold would read a million rows. A LIMIT may be a subquery if it does not refer to the outer query.
 */
const enough = (rule: keyof ReviewRules): string =>
  `(SELECT iif(threshold > ${REVIEW_RULE_OFF}, 0, threshold + 1) FROM (
    SELECT coalesce(review_rules ->> '${rule}', ${REVIEW_RULES[rule]}) AS threshold FROM petitions WHERE id = ?1))`

/** The index is named because the planner would choose to read the whole petition. */
const velocity = (column: 'network' | 'email_domain', rule: keyof ReviewRules): string => `(
  SELECT json_array(count(*), coalesce(sum(open), 0)) FROM (
    SELECT s.status IN ('counted', 'pending') AS open
    FROM signatures AS s INDEXED BY signatures_${column}
    WHERE s.petition_id = ?1 AND s.${column} = unhex(crowd.value ->> 'key')
      AND s.signed_at > crowd.value ->> 'since' AND s.signed_at <= crowd.value ->> 'until'
      AND s.signer NOT IN (SELECT unhex(value) FROM json_each(?3))
    LIMIT ${enough(rule)}))`

/**
 * ?1 petition, ?2 crowds, ?3 signers of the batch (hex), ?4 a minute before its newest message, ?5 whether the last minute is
 * counted, ?6 the smallest id that can be of that minute: a challenge may be as old as it is valid.
 */
const READ_VELOCITY = `
  SELECT p.review_rules AS rules,
    (SELECT json_group_object(crowd.key, json(
        CASE crowd.value ->> 'rule'
          WHEN 'network' THEN ${velocity('network', 'networkPerHour')}
          WHEN 'email-domain' THEN ${velocity('email_domain', 'emailDomainPerHour')}
          ELSE ${velocity('email_domain', 'disposablePerHour')}
        END))
      FROM json_each(?2) AS crowd) AS crowds,
    (SELECT count(*) FROM (
        SELECT signer, signed_at FROM signatures
        WHERE petition_id = ?1 AND id > ?6 AND ?5 ORDER BY id DESC LIMIT 2 * ${enough('surgePerMinute')})
      WHERE signed_at > ?4 AND signer NOT IN (SELECT unhex(value) FROM json_each(?3))) AS last_minute
  FROM petitions AS p WHERE p.id = ?1`
