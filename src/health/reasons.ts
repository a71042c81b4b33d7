/** What the operator is told of a part that does not work as it should: in words, with what it means. */
import type { HealthParts } from '../../schema/health.ts'
import {
  HEALTH_FAILED_EMAILS_MIN,
  HEALTH_OVERDUE_MAX_MS,
  HEALTH_QUEUE_AGE_MAX_MS,
  HEALTH_UNTRIED_MAX_MS,
} from '../limits.ts'

/** None for a service that works. `now` in milliseconds. */
export function reasonsOf(parts: HealthParts, now: number): string[] {
  const { database, queues, emails, deliveries, deadLetters } = parts
  const isOlder = (time: string | null, ms: number): boolean => time !== null && now - Date.parse(time) > ms
  const reasons: string[] = []
  const say = (applies: boolean, reason: string): void => void (applies && reasons.push(reason))

  say(!database.answers, 'The database does not answer.')
  say(
    database.answers && database.migrationsPending,
    'A migration of the database is not applied: run wrangler d1 migrations apply.',
  )

  for (const [name, queue] of Object.entries(queues)) say(!queue.answers, `The queue of ${name} does not answer.`)
  const age = queues.signatures.answers ? (queues.signatures.oldestMessageAgeSeconds ?? 0) : 0
  say(
    age * 1000 > HEALTH_QUEUE_AGE_MAX_MS,
    `A signature has been waiting in its queue for ${minutes(age)}: the consumer Worker does not store signatures, or not fast enough.`,
  )

  for (const [name, backlog] of Object.entries({ emails, deliveries })) {
    if (!backlog.answers) {
      say(database.answers, `The database does not answer the question about ${name}.`)
      continue
    }
    const { oldestDueAt, oldestUntriedSince } = backlog
    say(
      isOlder(oldestDueAt, HEALTH_OVERDUE_MAX_MS),
      `Of the ${name}, some have been due since ${oldestDueAt} and are on no queue: the cron does not run, or not fast enough.`,
    )
    say(
      isOlder(oldestUntriedSince, HEALTH_UNTRIED_MAX_MS),
      `Of the ${name}, one has been waiting for its first attempt since ${oldestUntriedSince}: see the log of the consumer Worker.`,
    )
  }
  if (emails.answers) {
    const failed = Number.parseInt(emails.failedLastHour, 10)
    say(
      failed >= HEALTH_FAILED_EMAILS_MIN && failed > Number.parseInt(emails.sentLastHour, 10),
      `More emails of the last hour have failed (${emails.failedLastHour}) than were sent (${emails.sentLastHour}).`,
    )
  }

  if (!deadLetters.answers) say(database.answers, 'The database does not answer the question about dead letters.')
  else say(deadLetters.stored !== '0', `Dead letters are stored: ${deadLetters.stored}. Run npm run dead-letters.`)
  return reasons
}

const minutes = (seconds: number): string => `${Math.floor(seconds / 60)} minutes`
