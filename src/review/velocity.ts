/**
 * How many signatures with something in common came within an hour. Read once in each batch: one statement for each petition,
 * all in one round trip. Of what came in the last hour it reads what is new since the batch before it.
 *
 * Limitation: an id has the time at which its challenge was made, not solved. An attacker who requests many challenges and
 * uses them half an hour later is not seen by the rule for surges.
 */
import type { SignatureMessage } from '../../schema/message.ts'
import type { ReviewRules } from '../../schema/review.ts'
import { firstIdAt } from '../uuid-time.ts'
import { PROOF_TTL_SECONDS, REVIEW_HOUR_MS, REVIEW_MINUTE_MS, REVIEW_RULE_OFF, REVIEW_RULES } from '../limits.ts'
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
  const asked = questions.map((question) => {
    const recent = arrivals.get(String(question.petitionId)) ?? new Recent()
    return { ...question, recent, ...recent.asks(now) }
  })
  const results = await db.batch<KnownRow>(asked.map((question) => knownStatement(db, question, readMaxChars)))
  return asked.map(({ petitionId, messages, crowds, recent, known }, index) => {
    const rows = results[index]?.results ?? []
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

/** One for each slot, or one without; the rest is the same in all of them. */
interface KnownRow {
  rules: string | null
  last_minute: number
  slot: number | null
  tail: string | null
}

function knownStatement(
  db: D1Database,
  { petitionId, messages, from, known }: Question & ReturnType<Recent['asks']>,
  readMaxChars: number,
): D1PreparedStatement {
  const newest = Math.max(...messages.map(({ signedAt }) => signedAt))
  const mayBeHeld = messages.some(({ review }) => review.signals.length > 0)
  const signers = [...new Set(messages.map(({ signer }) => signer))]
  return db
    .prepare(READ_KNOWN)
    .bind(
      petitionId,
      from,
      JSON.stringify(known),
      newest - REVIEW_MINUTE_MS,
      mayBeHeld ? 1 : 0,
      firstIdAt(newest - REVIEW_MINUTE_MS - PROOF_TTL_SECONDS * 1000),
      JSON.stringify(signers),
      readMaxChars,
    )
}

/**
 * How many rows show that the threshold of the petition, or the default, is passed. None where the rule is off: counting up to
 * that threshold would read a million rows. A LIMIT may be a subquery if it does not refer to the outer query.
 */
const enough = (rule: keyof ReviewRules): string =>
  `(SELECT iif(threshold > ${REVIEW_RULE_OFF}, 0, threshold + 1) FROM (
    SELECT coalesce(review_rules ->> '${rule}', ${REVIEW_RULES[rule]}) AS threshold FROM petitions WHERE id = ?1))`

/** The newest slots first, as many as may be read. */
const NEW_LINES = `
  SELECT slot, tail FROM (
    SELECT a.slot, substr(a.lines, coalesce(?3 ->> ('$.' || a.slot), 0) + 1) AS tail,
      sum(octet_length(a.lines)) OVER (ORDER BY a.slot DESC) AS chars
    FROM arrivals AS a WHERE a.petition_id = ?1 AND a.slot >= ?2)
  WHERE chars <= ?8`

/**
 * ?1 petition, ?2 first slot, ?3 characters that are known by slot, ?4 a minute before the newest message of the batch, ?5 whether the
 * last minute is counted, ?6 the smallest id that can be of that minute: a challenge may be as old as it is valid, ?7 signers of the
 * batch (hex), ?8 how many characters.
 */
const READ_KNOWN = `
  SELECT p.review_rules AS rules,
    (SELECT count(*) FROM (
        SELECT signer, signed_at FROM signatures
        WHERE petition_id = ?1 AND id > ?6 AND ?5 ORDER BY id DESC LIMIT 2 * ${enough('surgePerMinute')})
      WHERE signed_at > ?4 AND signer NOT IN (SELECT unhex(value) FROM json_each(?7))) AS last_minute,
    new.slot, new.tail
  FROM petitions AS p LEFT JOIN (${NEW_LINES}) AS new
  WHERE p.id = ?1`
