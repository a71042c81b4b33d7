/** What waits for a team, in words, and what does not. */
import { expect, test } from 'vitest'

import { todosOf } from '../../src/console/overview/todos.ts'
import { consoleWords } from '../../src/i18n/console-catalogue.ts'
import { DAY_MS, MINUTE_MS } from '../../src/limits.ts'

const NOW = Date.UTC(2026, 10, 1, 12)
const words = consoleWords('en')

type Facts = Parameters<typeof todosOf>[2]

const QUIET: Facts = {
  petition: {
    slug: 'mill-lane',
    publicKeys: ['a', 'b'],
    closesAt: null,
    opensAt: null,
    timeZone: 'Europe/Berlin',
    translations: [],
    version: 1,
    confirmation: 'email',
  },
  state: 'closed',
  overview: { held: 0, failing: [], emailDueAt: null },
  contactsEndAt: null,
  waiting: 0,
  owners: 2,
  isOwner: true,
  needsApproval: false,
  now: NOW,
}

const titles = (facts: Partial<Facts>): string[] =>
  todosOf(words, 'en', { ...QUIET, ...facts }).map(({ title }) => title)

test('nothing waits for a team that has nothing to do', () => {
  expect(titles({})).toEqual([])
})

test.each([
  ['soon', 14 * DAY_MS, true, 1],
  ['today', MINUTE_MS, true, 1],
  ['later', 14 * DAY_MS + 1, true, 0],
  ['in the past', -MINUTE_MS, true, 0],
  ['soon, for who may not open them', DAY_MS, false, 0],
])('contacts that are deleted %s', (_, inMs, isOwner, expected) => {
  expect(titles({ contactsEndAt: NOW + inMs, isOwner })).toHaveLength(expected)
})

test('the day on which contacts are deleted is that of the petition', () => {
  expect(titles({ contactsEndAt: Date.UTC(2026, 10, 3, 23, 30) })).toEqual(['Contacts are deleted on 4 November 2026'])
})

test('emails are late after half an hour, and for a petition that sends them', () => {
  const due = (minutes: number): Facts['overview'] => ({ ...QUIET.overview, emailDueAt: NOW - minutes * MINUTE_MS })
  expect(titles({ overview: due(30) })).toEqual([])
  expect(titles({ overview: due(31) })).toEqual([words.overview.lateEmails])
  expect(titles({ overview: due(31), petition: { ...QUIET.petition, confirmation: 'none' } })).toEqual([])
})
