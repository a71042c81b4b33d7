/** Why the operator is told that the service is degraded, and what is no reason. */
import { expect, test } from 'vitest'

import type { HealthParts } from '../../schema/health.ts'
import { reasonsOf } from '../../src/health/reasons.ts'

const NOW = Date.parse('2026-11-26T12:00:00Z')
const minutesAgo = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString()

const queue = { answers: true, backlogCount: 0, backlogBytes: 0, oldestMessageAgeSeconds: null } as const
const backlog = { answers: true, pending: '0', oldestDueAt: null, oldestUntriedSince: null } as const
const emails = { ...backlog, failedLastHour: '0', failedLastDay: '0', sentLastHour: '0' }
const deliveries = { ...backlog, oldestEventAt: null }
const WELL: HealthParts = {
  database: { answers: true, migrationsPending: false },
  queues: { signatures: queue, deliveries: queue, emails: queue },
  emails,
  deliveries,
  deadLetters: { answers: true, stored: '0', newestAt: null },
  staticCounts: { answers: true, failingSince: null },
  spike: { answers: true, since: null, why: null, lastEndedAt: null },
}
const because = (parts: Partial<HealthParts>): string[] => reasonsOf({ ...WELL, ...parts }, NOW).map(({ text }) => text)

test('there is none for a service that works', () => {
  expect(because({})).toEqual([])
})

test.each<[string, Partial<HealthParts>, string]>([
  [
    'mostly failed emails',
    { emails: { ...emails, failedLastHour: '12', sentLastHour: '11' } },
    'More emails of the last',
  ],
  ['overdue emails', { emails: { ...emails, oldestDueAt: minutesAgo(6) } }, 'Of the emails, some have been due'],
  [
    'untried emails',
    { emails: { ...emails, oldestUntriedSince: minutesAgo(16) } },
    'Of the emails, one has been waiting',
  ],
  ['overdue deliveries', { deliveries: { ...deliveries, oldestDueAt: minutesAgo(6) } }, 'Of the deliveries, some'],
  [
    'untried deliveries',
    { deliveries: { ...deliveries, oldestUntriedSince: minutesAgo(16) } },
    'Of the deliveries, one',
  ],
  [
    'a dead letter',
    { deadLetters: { answers: true, stored: '1', newestAt: minutesAgo(900) } },
    'Dead letters are stored: 1.',
  ],
  [
    'static counts that fail',
    { staticCounts: { answers: true, failingSince: minutesAgo(3) } },
    'Static counts have not been written to the bucket since',
  ],
])('%s are one', (_, parts, reason) => {
  expect(because(parts)).toEqual([expect.stringContaining(reason)])
})

test.each<[string, Partial<HealthParts>]>([
  ['a spike', { spike: { answers: true, since: minutesAgo(90), why: 'backlog', lastEndedAt: null } }],
  ['a few failed emails', { emails: { ...emails, failedLastHour: '9', sentLastHour: '0' } }],
  [
    'as many failed emails as can be counted',
    { emails: { ...emails, failedLastHour: '1000+', sentLastHour: '1000+' } },
  ],
  ['emails that are due', { emails: { ...emails, pending: '1000+', oldestDueAt: minutesAgo(4) } }],
  ['a retry in hours', { emails: { ...emails, oldestDueAt: minutesAgo(-300), oldestUntriedSince: null } }],
  ['an old event', { deliveries: { ...deliveries, pending: '1', oldestEventAt: minutesAgo(2_000) } }],
  [
    'an old message of a delivery',
    { queues: { ...WELL.queues, deliveries: { ...queue, oldestMessageAgeSeconds: 90_000 } } },
  ],
])('%s are none', (_, parts) => {
  expect(because(parts)).toEqual([])
})

test('a database that does not answer is said once', () => {
  const none = { answers: false } as const
  expect(because({ database: none, emails: none, deliveries: none, deadLetters: none })).toEqual([
    'The database does not answer.',
  ])
})
