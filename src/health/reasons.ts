/** What the operator is told of a part that does not work as it should: in words, with what it means. */
import type { HealthParts } from '../../schema/health.ts'
import {
  HEALTH_FAILED_EMAILS_MIN,
  HEALTH_OVERDUE_MAX_MS,
  HEALTH_QUEUE_AGE_MAX_MS,
  HEALTH_STATIC_COUNTS_MAX_MS,
  HEALTH_UNTRIED_MAX_MS,
} from '../limits.ts'

/** What the reasons are about: a queue belongs to what waits in it. */
export type HealthPart = 'database' | 'signatures' | 'emails' | 'deliveries' | 'deadLetters' | 'staticCounts' | 'spike'

export interface Reason {
  part: HealthPart
  text: string
}

/** None for a service that works. `now` in milliseconds. */
export function reasonsOf(parts: HealthParts, now: number): Reason[] {
  const { database, queues, emails, deliveries, deadLetters, staticCounts, spike } = parts
  const isOlder = (time: string | null, ms: number): boolean => time !== null && now - Date.parse(time) > ms
  const reasons: Reason[] = []
  const say = (part: HealthPart, applies: boolean, text: string): void => void (applies && reasons.push({ part, text }))

  say('database', !database.answers, 'The database does not answer.')
  say(
    'database',
    database.answers && database.migrationsPending,
    'A migration of the database is not applied: run npm run deploy.',
  )

  for (const name of ['signatures', 'deliveries', 'emails'] as const) {
    say(name, !queues[name].answers, `The queue of ${name} does not answer.`)
  }
  const age = queues.signatures.answers ? (queues.signatures.oldestMessageAgeSeconds ?? 0) : 0
  say(
    'signatures',
    age * 1000 > HEALTH_QUEUE_AGE_MAX_MS,
    `A signature has been waiting in its queue for ${minutes(age)}: the consumer Worker does not store signatures, or not fast enough.`,
  )

  for (const [name, backlog] of [
    ['emails', emails],
    ['deliveries', deliveries],
  ] as const) {
    if (!backlog.answers) {
      say(name, database.answers, `The database does not answer the question about ${name}.`)
      continue
    }
    const { oldestDueAt, oldestUntriedSince } = backlog
    say(
      name,
      isOlder(oldestDueAt, HEALTH_OVERDUE_MAX_MS),
      `Of the ${name}, some have been due since ${oldestDueAt} and are on no queue: the cron does not run, or not fast enough.`,
    )
    say(
      name,
      isOlder(oldestUntriedSince, HEALTH_UNTRIED_MAX_MS),
      `Of the ${name}, one has been waiting for its first attempt since ${oldestUntriedSince}: see the log of the consumer Worker.`,
    )
  }
  if (emails.answers) {
    const failed = Number.parseInt(emails.failedLastHour, 10)
    say(
      'emails',
      failed >= HEALTH_FAILED_EMAILS_MIN && failed > Number.parseInt(emails.sentLastHour, 10),
      `More emails of the last hour have failed (${emails.failedLastHour}) than were sent (${emails.sentLastHour}).`,
    )
  }

  if (!deadLetters.answers)
    say('deadLetters', database.answers, 'The database does not answer the question about dead letters.')
  else
    say(
      'deadLetters',
      deadLetters.stored !== '0',
      `Dead letters are stored: ${deadLetters.stored}. Run npm run dead-letters.`,
    )

  if (!staticCounts.answers)
    say('staticCounts', database.answers, 'The database does not answer the question about static counts.')
  else
    say(
      'staticCounts',
      isOlder(staticCounts.failingSince, HEALTH_STATIC_COUNTS_MAX_MS),
      `Static counts have not been written to the bucket since ${staticCounts.failingSince}: see the log of the consumer Worker. Counters ask the edge Worker.`,
    )

  // A spike itself is no reason: the site works.
  say('spike', !spike.answers && database.answers, 'The database does not answer the question about spike mode.')
  return reasons
}

const minutes = (seconds: number): string => `${Math.floor(seconds / 60)} minutes`
