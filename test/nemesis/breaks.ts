/**
 * Safeguards, each taken out of the code on purpose: a run with one of them must end with a failed check, or the harness proves
 * nothing. The code of a bundle is changed where it stands; a break that finds nothing to change is an error.
 */

export interface Break {
  name: string
  /** What goes wrong. */
  what: string
  /** The check that must find it, after faults of these kinds. */
  found: string
  faults: readonly string[]
  /** Whether the queues are lost with the process that has them. */
  forgetsQueues?: boolean
  change: (worker: string, code: string) => string
}

const EDGE = 'undersigned'
const CONSUMER = 'undersigned-consumer'

/** A bundle numbers names that two of its modules have: such a name is a group of the expression, and `$1` in `to`. */
type Change = readonly [from: string | RegExp, to: string]

/** In every one of `workers` each text stands at least once. */
const replacing =
  (workers: readonly string[], ...changes: readonly Change[]): Break['change'] =>
  (worker, code) =>
    workers.includes(worker) ? changes.reduce((changed, change) => replaced(changed, change), code) : code

function replaced(code: string, [from, to]: Change): string {
  const changed = typeof from === 'string' ? code.replaceAll(from, () => to) : code.replaceAll(from, to)
  if (changed === code) throw new Error(`The bundle has no "${from}": this break has to follow the code.`)
  return changed
}

const IN = 'every acknowledged signature is in, and once'
const OUT = 'people who withdrew are out'
const EQUAL = 'counter, rows, tallies, count and page are equal'

export const BREAKS: readonly Break[] = [
  {
    name: 'queue-in-memory',
    what: 'what is in the queues is lost with the process of their broker',
    found: IN,
    faults: ['kill.broker'],
    forgetsQueues: true,
    change: (_, code) => code,
  },
  {
    name: 'accepted-before-sent',
    what: 'the edge answers 202 although the message may not be in the queue',
    found: IN,
    faults: ['queue.down'],
    change: replacing(
      [EDGE],
      [
        /await withDeadline\((\w+)\.send\(message\), QUEUE_SEND_TIMEOUT_MS\)/g,
        'await $1.send(message).catch(() => {})',
      ],
    ),
  },
  {
    name: 'acked-before-stored',
    what: 'the consumer acks a batch that the database did not store',
    found: IN,
    faults: ['database.down'],
    change: replacing([CONSUMER], ['log.error("ledger.store-failed"', 'return; log.error("ledger.store-failed"']),
  },
  {
    name: 'refused-once',
    what: 'a message that the database refuses once becomes a dead letter, even when the database is at fault',
    found: 'nothing is left to do',
    faults: ['database.refuses'],
    change: replacing(
      [CONSUMER],
      ['if (probe?.ok === false) throw error;', ''],
      ['const attemptsMax = isMost ? MOSTLY_POISONED_ATTEMPTS_MAX : POISONED_ATTEMPTS_MAX', 'const attemptsMax = 1'],
    ),
  },
  {
    name: 'withdrawn-forgotten',
    what: 'a message that is delivered after the withdrawal, or a second time, restores the signature',
    found: OUT,
    faults: ['delivery.unreliable', 'kill.runtime'],
    change: replacing([EDGE, CONSUMER], ['AND NOT ${SIGNED_LATE} AND NOT ${WITHDRAWN})', 'AND NOT ${SIGNED_LATE})']),
  },
  {
    name: 'counted-by-message',
    what: 'a signer who is twice in a batch is counted twice',
    found: EQUAL,
    faults: ['delivery.unreliable'],
    change: replacing([EDGE, CONSUMER], ['WHERE nth_of_signer = 1', 'WHERE nth_of_signer >= 1']),
  },
  {
    name: 'withdrawn-but-counted',
    what: 'a withdrawal deletes the signature and leaves the counter',
    found: EQUAL,
    faults: ['kill.runtime'],
    change: replacing([EDGE, CONSUMER], ['loweredCounters: db.prepare(SUBTRACT_WITHDRAWN).bind(json),', '']),
  },
  {
    name: 'milestone-again',
    what: 'a count that goes down and up again reaches the same milestone twice',
    found: 'each milestone has one event',
    faults: ['kill.runtime', 'cron.twice'],
    change: replacing(
      [EDGE, CONSUMER],
      ["threshold || '_' || ${INSTANCE_KEY}", "threshold || '_' || hex(randomblob(8))"],
      [
        'AND NOT EXISTS (\n        SELECT 1 FROM milestones AS m WHERE m.petition_id = p.id AND m.threshold = threshold.value)',
        '',
      ],
      ['INSERT INTO milestones', 'INSERT OR IGNORE INTO milestones'],
    ),
  },
  {
    name: 'email-without-lease',
    what: 'two consumers send one email at the same time',
    found: 'one email for each acknowledged signing',
    faults: ['delivery.unreliable'],
    change: replacing([CONSUMER], [/AND coalesce\(leased_until, 0\) <= \?2(?=\s+RETURNING petition_id)/g, '']),
  },
  {
    name: 'no-sweep',
    what: 'the cron does not look for emails and deliveries whose queue message was lost',
    found: 'nothing is left to do',
    faults: ['queue.down'],
    change: replacing(
      [EDGE],
      ['await overdueEmails(db, now, { limit: SWEEP_EMAILS_MAX_ROWS, lost })', '[]'],
      ['await overdueDeliveries(db, now, lost)', '[]'],
    ),
  },
  {
    name: 'caches-by-arrival',
    what: 'a cache keeps what arrives last, however long ago it was asked',
    found: 'a count goes back only by withdrawals',
    faults: ['counts.late'],
    change: replacing(
      [EDGE],
      ['one.askedAt < other.answeredAt && other.answeredAt <= now + CLOCK_SKEW_MAX_MS', 'false'],
    ),
  },
]

/** Null for null; throws for a name that no break has. */
export function breakOf(name: string | null): Break | null {
  if (name === null) return null
  const found = BREAKS.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no break ${name}: ${BREAKS.map((one) => one.name).join(', ')}`)
  return found
}
