/** The health of the service, part by part and beside what is normal, for the operator’s page. */
import type { HealthParts } from '../../schema/health.ts'
import type { ShownPart } from '../../src/console/site/site.tsx'
import type { HealthPart, Reason } from '../../src/health/reasons.ts'
import { HEALTH_QUEUE_AGE_MAX_MS, HEALTH_UNTRIED_MAX_MS, MINUTE_MS } from '../../src/limits.ts'
import type { RouteContext } from './context.ts'
import { wordsOf } from './respond.tsx'
import { whenOf } from './when.ts'

/** `reasons`: what is wrong, of `parts`. */
export function shownParts(c: RouteContext, parts: HealthParts, reasons: readonly Reason[]): ShownPart[] {
  const { operator } = wordsOf(c)
  const { database, queues, emails, deliveries, deadLetters, staticCounts, spike } = parts
  const answers = (part: { answers: boolean }): string => (part.answers ? operator.answers : operator.noAnswer)
  const minutes = (ms: number): string => operator.underMinutes(ms / MINUTE_MS)
  const since = (time: string | null): string[] => (time === null ? [] : [operator.oldest(whenOf(c, Date.parse(time)))])
  const shown: Record<HealthPart, Pick<ShownPart, 'now' | 'normal'>> = {
    database: { now: [answers(database)], normal: operator.answers },
    signatures: {
      now: queues.signatures.answers
        ? [
            operator.waiting(String(queues.signatures.backlogCount)),
            ...since(agoOf(queues.signatures.oldestMessageAgeSeconds)),
          ]
        : [operator.noAnswer],
      normal: minutes(HEALTH_QUEUE_AGE_MAX_MS),
    },
    emails: {
      now: emails.answers
        ? [
            operator.waiting(emails.pending),
            ...since(emails.oldestUntriedSince),
            operator.failedLastHour(emails.failedLastHour),
          ]
        : [operator.noAnswer],
      normal: minutes(HEALTH_UNTRIED_MAX_MS),
    },
    deliveries: {
      now: deliveries.answers
        ? [operator.waiting(deliveries.pending), ...since(deliveries.oldestUntriedSince)]
        : [operator.noAnswer],
      normal: minutes(HEALTH_UNTRIED_MAX_MS),
    },
    deadLetters: {
      now: deadLetters.answers
        ? [operator.stored(deadLetters.stored), ...since(deadLetters.newestAt)]
        : [operator.noAnswer],
      normal: operator.none,
    },
    staticCounts: {
      now: staticCounts.answers ? since(staticCounts.failingSince) : [operator.noAnswer],
      normal: operator.answers,
    },
    spike: { now: shownSpike(c, spike), normal: operator.spike.off },
  }
  // Most sites have no bucket: of static counts only what is wrong is shown.
  const counts: readonly HealthPart[] = reasons.some(({ part }) => part === 'staticCounts') ? ['staticCounts'] : []
  const names: readonly HealthPart[] = [
    'signatures',
    'database',
    'emails',
    'deliveries',
    'deadLetters',
    'spike',
    ...counts,
  ]
  return names.map((name) =>
    Object.assign(shown[name], {
      name: operator.parts[name],
      isWell: !reasons.some(({ part }) => part === name),
    }),
  )
}

const agoOf = (seconds: number | null): string | null =>
  seconds === null ? null : new Date(Date.now() - seconds * 1000).toISOString()

function shownSpike(c: RouteContext, spike: HealthParts['spike']): string[] {
  const { operator } = wordsOf(c)
  if (!spike.answers) return [operator.noAnswer]
  if (spike.since === null) return [operator.spike.off]
  return [operator.spike.since(whenOf(c, Date.parse(spike.since))), operator.spike.means]
}
