/**
 * How many signatures with something in common came within an hour. Read once in each batch, by one statement for all its
 * petitions. Of what came in the last hour it reads what is new since the batch before it.
 *
 * Limitation: an id has the time at which its challenge was made, not solved. An attacker who requests many challenges and
 * uses them half an hour later is not seen by the rule for surges.
 */
import type { SignatureMessage } from '../../schema/message.ts'
import { firstIdAt } from '../uuid-time.ts'
import {
  ARRIVALS_KEPT_MAX_CHARS,
  PROOF_TTL_SECONDS,
  REVIEW_HOUR_MS,
  REVIEW_MINUTE_MS,
  REVIEW_RULE_OFF,
  REVIEW_RULES,
} from '../limits.ts'
import { type Arrivals, Recent } from './arrivals.ts'
import { type Crowd, type Known, rulesOf, type Velocity } from './rules.ts'

/** What is asked of one petition. */
export interface Question {
  petitionId: number
  messages: readonly SignatureMessage[]
  crowds: readonly Crowd[]
}

/** Of a petition for which nothing was read: the default rules. */
export const UNKNOWN: Known = { rules: REVIEW_RULES, velocities: new Map(), lastMinute: 0 }

/** Of what is read at most: shared evenly, so that a large petition does not keep a small one from being read. */
const SHARE_OF_EACH = 1 / 4

interface Ports {
  db: D1Database
  arrivals: Arrivals
  readMaxChars: number
  /** In milliseconds. */
  now: number
}

/** One result for each question, in their order. A petition that does not exist has no signatures. */
export async function readVelocities(
  questions: readonly Question[],
  { db, arrivals, readMaxChars, now }: Ports,
): Promise<Known[]> {
  if (questions.length === 0) return []
  const remembered = questions.map(({ petitionId, messages, crowds }) => {
    const recent = arrivals.get(String(petitionId)) ?? new Recent()
    return { petitionId, messages, crowds, recent }
  })
  const chars = remembered.reduce((sum, { recent }) => sum + recent.chars, 0)
  // Those that have more than their part of it, and not the small ones beside them.
  const keptMaxChars = chars > ARRIVALS_KEPT_MAX_CHARS ? ARRIVALS_KEPT_MAX_CHARS / questions.length : Infinity
  const asked = remembered.map((question) => Object.assign(question, question.recent.asks(now, keptMaxChars)))
  const { results } = await db
    .prepare(READ_KNOWN)
    .bind(JSON.stringify(asked.map(askedOf)), readMaxChars, (readMaxChars * SHARE_OF_EACH) / questions.length)
    .all<KnownRow>()
  const rowsOf = Map.groupBy(results, ({ question }) => question)
  return asked.map(({ petitionId, messages, crowds, recent, known }, index) => {
    const rows = rowsOf.get(index) ?? []
    const [first] = rows
    if (first === undefined) return UNKNOWN
    for (const { slot, tail } of rows) if (slot !== null) recent.add(slot, known[slot] ?? 0, tail ?? '')
    arrivals.set(String(petitionId), recent)
    const signers = new Set(messages.map(({ signer }) => signer))
    return {
      rules: rulesOf(first.rules === null ? null : JSON.parse(first.rules)),
      velocities: new Map(crowds.map((crowd) => [crowd, velocityOf(crowd, recent, signers)])),
      lastMinute: first.last_minute,
    }
  })
}

/** `signers`: of the batch. Those that are stored already are counted with their messages. */
function velocityOf({ rule, key, until }: Crowd, recent: Recent, signers: ReadonlySet<string>): Velocity {
  const within = recent.of(rule, key, { since: until - REVIEW_HOUR_MS, until })
  const earlier = new Set(within.map(({ signer }) => signer).filter((signer) => !signers.has(signer)))
  return { earlier: earlier.size, open: within.filter(({ isHeld }) => !isHeld) }
}

/** One for each slot of a question, or one without; the rest is the same in all of them. */
interface KnownRow {
  /** Its index. */
  question: number
  rules: string | null
  last_minute: number
  slot: number | null
  tail: string | null
}

/**
 * A question as READ_KNOWN reads it. Without a message that has a signal, no signature of the last minute is counted. `firstId`: the
 * smallest id that can be of that minute, since a challenge may be as old as it is valid.
 */
function askedOf({ petitionId, messages, from, to, known }: Question & ReturnType<Recent['asks']>) {
  if (messages.every(({ review }) => review.signals.length === 0)) return { petitionId, from, to, known }
  const minuteAgo = Math.max(...messages.map(({ signedAt }) => signedAt)) - REVIEW_MINUTE_MS
  const firstId = firstIdAt(minuteAgo - PROOF_TTL_SECONDS * 1000)
  const signers = [...new Set(messages.map(({ signer }) => signer))]
  return { petitionId, from, to, known, lastMinute: { after: minuteAgo, firstId, signers } }
}

/**
 * How many rows show for every question that the threshold of its petition, or the default, is passed. None where the rule is off:
 * counting up to that threshold would read a million rows. A LIMIT may be a subquery if it does not refer to the outer query.
 */
const ENOUGH = `(
  SELECT coalesce(max(iif(threshold > ${REVIEW_RULE_OFF}, 0, threshold + 1)), 0) FROM (
    SELECT coalesce(p.review_rules ->> 'surgePerMinute', ${REVIEW_RULES.surgePerMinute}) AS threshold
    FROM jsonb_each(?1) AS question CROSS JOIN petitions AS p ON p.id = question.value ->> 'petitionId'
    WHERE question.value ->> 'lastMinute' IS NOT NULL))`

/**
 * ?1 questions, as `askedOf` makes them, ?2 how many characters of lines of all their petitions, the newest slots first, and ?3 of each
 * petition in any case.
 */
const READ_KNOWN = `
  WITH asked AS MATERIALIZED (
    SELECT question.key AS question, p.id, p.review_rules AS rules, jsonb_extract(question.value, '$.known') AS known,
      question.value ->> 'from' AS first_slot, question.value ->> 'to' AS last_slot,
      (SELECT count(*) FROM (
          SELECT signer, signed_at FROM signatures
          WHERE petition_id = p.id AND id > question.value ->> '$.lastMinute.firstId' ORDER BY id DESC LIMIT 2 * ${ENOUGH})
        WHERE signed_at > question.value ->> '$.lastMinute.after'
          AND signer NOT IN (SELECT unhex(value) FROM jsonb_each(question.value, '$.lastMinute.signers'))) AS last_minute
    FROM jsonb_each(?1) AS question
    CROSS JOIN petitions AS p ON p.id = question.value ->> 'petitionId'),
  slots AS (
    SELECT *, sum(chars - known) OVER (ORDER BY slot DESC) AS newer,
      sum(chars - known) OVER (PARTITION BY question ORDER BY slot DESC) AS newer_of_its_own
    FROM (
      SELECT asked.question, asked.id, a.slot, coalesce(asked.known ->> ('$.' || a.slot), 0) AS known, octet_length(a.lines) AS chars
      FROM asked CROSS JOIN arrivals AS a ON a.petition_id = asked.id AND a.slot BETWEEN asked.first_slot AND asked.last_slot)
    WHERE chars > known)
  SELECT asked.question, asked.rules, asked.last_minute, a.slot, substr(a.lines, slots.known + 1) AS tail
  FROM asked
  -- The text itself is read only of slots that have more than is known: the others may have a megabyte each.
  LEFT JOIN slots ON slots.question = asked.question AND (slots.newer <= ?2 OR slots.newer_of_its_own <= ?3)
  LEFT JOIN arrivals AS a ON a.petition_id = slots.id AND a.slot = slots.slot`
