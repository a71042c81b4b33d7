/** The checker of a nemesis run finds each failure, in evidence that is made up, and nothing in evidence without one. */
import { describe, expect, test } from 'vitest'

import { check, type Evidence, type PetitionEvidence, type Poll } from '../nemesis/check.ts'
import { allowed } from '../nemesis/expectation.ts'
import type { Kind, Operation } from '../nemesis/history.ts'

const operation = (signer: number, kind: Kind, status: number, id: string | null = null, invoked = 1): Operation => ({
  signer,
  petition: 'steady',
  kind,
  id,
  invoked,
  answered: status === 0 ? null : invoked + 1,
  status,
})

/** Read at the time that it is of, unless `fields` say otherwise. */
const poll = (count: number, at: number, fields: Partial<Poll> = {}): Poll => ({
  slug: 'steady',
  count,
  withdrawals: 0,
  asOf: at,
  invoked: at,
  at,
  ...fields,
})

const PETITION: PetitionEvidence = {
  slug: 'steady',
  confirmation: 'none',
  closed: [],
  counter: 2,
  hours: 2,
  count: 2,
  page: 2,
  milestones: [2],
  thresholds: [2, 5],
  events: [{ id: 'milestone_1_2', milestone: 2 }],
}

/** Two people are in, one has withdrawn, and one does not know. */
const SOUND: Evidence = {
  history: new Map([
    [1, [operation(1, 'sign', 202, 'a')]],
    [2, [operation(2, 'sign', 202, 'b')]],
    [3, [operation(3, 'sign', 202, 'c'), operation(3, 'withdraw', 202, 'c', 5)]],
    [4, [operation(4, 'sign', 0)]],
  ]),
  hashOf: (signer) => `hash-${signer}`,
  rows: new Map([
    [
      'steady',
      [
        { signer: 'hash-1', id: 'a', status: 'counted' },
        { signer: 'hash-2', id: 'b', status: 'counted' },
      ],
    ],
  ]),
  petitions: [PETITION],
  polls: [poll(1, 1), poll(3, 2), poll(2, 3, { withdrawals: 1 })],
  received: {
    emails: [],
    events: [{ webhookId: 'milestone_1_2', petition: 'steady', milestone: 2, isSigned: true }],
  },
  unsent: new Map(),
  interruptions: [],
  left: { queue: 0 },
}
const WITH_EMAIL: Evidence = {
  ...SOUND,
  petitions: [{ ...PETITION, confirmation: 'email' }],
  history: new Map([[1, [operation(1, 'sign', 202, 'a'), operation(1, 'confirm', 202, null, 5)]]]),
}

const failed = (evidence: Evidence): string[] =>
  check(evidence)
    .filter(({ problems }) => problems.length > 0)
    .map(({ name }) => name)

const rowsOf = (...rows: [signer: string, id: string][]): Evidence['rows'] =>
  new Map([['steady', rows.map(([signer, id]) => ({ signer, id, status: 'counted' }))]])

test('nothing is wrong with sound evidence', () => {
  expect(failed(SOUND)).toEqual([])
})

test('a signature that nobody knows to be accepted may be in', () => {
  const numbers = { counter: 3, hours: 3, count: 3, page: 3 }
  const rows = rowsOf(['hash-1', 'a'], ['hash-2', 'b'], ['hash-4', 'd'])
  expect(failed({ ...SOUND, rows, petitions: [{ ...PETITION, ...numbers }] })).toEqual([])
})

const EQUAL = 'counter, rows, tallies, count and page are equal'
const ONCE = 'each milestone has one event'
const ARRIVED = 'each event arrived, signed and with one id'

describe('it finds', () => {
  test.for<[string, Partial<Evidence>, string[]]>([
    [
      'an accepted signature that is not in',
      { rows: rowsOf(['hash-1', 'a'], ['hash-4', 'd']) },
      ['every acknowledged signature is in, and once'],
    ],
    [
      'an accepted signature that is held for review',
      {
        rows: new Map([
          [
            'steady',
            [
              ...(rowsOf(['hash-1', 'a'], ['hash-4', 'd']).get('steady') ?? []),
              { signer: 'hash-2', id: 'b', status: 'quarantined' },
            ],
          ],
        ]),
      },
      ['every acknowledged signature is in, and once'],
    ],
    [
      'somebody who withdrew and is in',
      { rows: rowsOf(['hash-1', 'a'], ['hash-2', 'b'], ['hash-3', 'c']) },
      ['people who withdrew are out', EQUAL],
    ],
    [
      'a row that nobody signed',
      { rows: rowsOf(['hash-1', 'a'], ['hash-2', 'b'], ['hash-9', 'x']) },
      ['every row has a signer', EQUAL],
    ],
    [
      'two rows of one signer',
      { rows: rowsOf(['hash-1', 'a'], ['hash-2', 'b'], ['hash-2', 'c']) },
      ['every row has a signer', EQUAL],
    ],
    ...(['counter', 'hours', 'count', 'page'] as const).map((number): [string, Partial<Evidence>, string[]] => [
      `another number in ${number}`,
      { petitions: [{ ...PETITION, [number]: 4 }] },
      [EQUAL],
    ]),
    [
      'a count that goes back by more than was withdrawn',
      {
        polls: [poll(3, 1), poll(1, 2, { withdrawals: 1 })],
      },
      ['a count goes back only by withdrawals'],
    ],
    ['a milestone without an event', { petitions: [{ ...PETITION, events: [] }] }, [ONCE, ARRIVED]],
    [
      'a milestone that was passed and not recorded',
      { petitions: [{ ...PETITION, events: [], milestones: [] }] },
      [ONCE, ARRIVED],
    ],
    [
      'a milestone with two events',
      { petitions: [{ ...PETITION, events: [...PETITION.events, { id: 'again', milestone: 2 }] }] },
      [ONCE, ARRIVED],
    ],
    ['an event that never arrived', { received: { ...SOUND.received, events: [] } }, [ARRIVED]],
    [
      'an event with another id',
      {
        received: {
          ...SOUND.received,
          events: [{ webhookId: 'other', petition: 'steady', milestone: 2, isSigned: true }],
        },
      },
      [ARRIVED],
    ],
    [
      'an event with a wrong signature',
      {
        received: {
          ...SOUND.received,
          events: [{ webhookId: 'milestone_1_2', petition: 'steady', milestone: 2, isSigned: false }],
        },
      },
      [ARRIVED],
    ],
    [
      'a signature under an id that nobody was told',
      { rows: rowsOf(['hash-1', 'a'], ['hash-2', 'other']) },
      ['every row has a signer'],
    ],
    [
      'an event of a milestone that no count can have reached',
      {
        petitions: [
          { ...PETITION, milestones: [2, 5], events: [...PETITION.events, { id: 'milestone_1_5', milestone: 5 }] },
        ],
        received: {
          ...SOUND.received,
          events: [
            ...SOUND.received.events,
            { webhookId: 'milestone_1_5', petition: 'steady', milestone: 5, isSigned: true },
          ],
        },
      },
      [ONCE],
    ],
    [
      'an event that arrived and was never written',
      {
        received: {
          ...SOUND.received,
          events: [
            ...SOUND.received.events,
            { webhookId: 'milestone_1_5', petition: 'steady', milestone: 5, isSigned: true },
          ],
        },
      },
      [ARRIVED],
    ],
    ['something that is left to do', { left: { 'dead letters': 1 } }, ['nothing is left to do']],
  ])('%s', ([, change, expected]) => {
    expect(
      failed({ ...SOUND, ...change }).filter((name) => name !== 'one email for each acknowledged signing'),
    ).toEqual(expected)
  })
})

test('it finds an accepted signature that waits for a confirmation, and is not there', () => {
  const history = new Map([[1, [operation(1, 'sign', 202, 'a')]]])
  const waiting = (rows: Evidence['rows']): string[] =>
    check({ ...WITH_EMAIL, history, rows }).find(({ name }) => name.startsWith('every acknowledged'))?.problems ?? []
  expect(waiting(new Map([['steady', [{ signer: 'hash-1', id: 'a', status: 'pending' }]]]))).toEqual([])
  expect(waiting(new Map())).toHaveLength(1)
})

test('a count that was asked for before a newer one was there may be older', () => {
  const ofReaders = (...polls: Poll[]): string[] => failed({ ...SOUND, polls })
  expect(ofReaders(poll(1, 10), poll(4, 50), poll(2, 60, { invoked: 40, asOf: 41 }))).toEqual([])
  expect(ofReaders(poll(1, 10), poll(4, 50), poll(2, 60, { invoked: 51, asOf: 41 }))).toEqual([
    'a count goes back only by withdrawals',
  ])
})

test('a count may be an older one after a process has ended, if its time says so', () => {
  const BACK = ['a count goes back only by withdrawals']
  const read = (older: Poll, interruptions: Evidence['interruptions']) =>
    failed({ ...SOUND, polls: [poll(4, 50), older], interruptions })
  expect(read(poll(2, 60, { asOf: 40 }), [[51, 55]])).toEqual([])
  expect(read(poll(2, 60, { asOf: 55 }), [[51, 55]])).toEqual(BACK)
  expect(read(poll(2, 60, { asOf: 40 }), [])).toEqual(BACK)
  expect(read(poll(2, 60, { asOf: 40 }), [[20, 45]])).toEqual(BACK)
  expect(read(poll(2, 60, { asOf: 40 }), [[61, 65]])).toEqual(BACK)
})

describe('an email', () => {
  const EMAIL = { messageId: '<m1@petitions.test>', to: 's1@d1.example.org', at: 100, isAcknowledged: true }
  const emailsOf = (emails: Evidence['received']['emails'], change: Partial<Evidence> = {}): string[] =>
    check({ ...WITH_EMAIL, received: { ...SOUND.received, emails }, ...change }).find(({ name }) =>
      name.startsWith('one email'),
    )?.problems ?? []

  test('for each signing is right, and a second one is not', () => {
    expect(emailsOf([EMAIL])).toEqual([])
    expect(emailsOf([EMAIL, { ...EMAIL, messageId: 'm2' }])).toHaveLength(1)
  })

  test('that said that there was nothing to do may ask for a confirmation after a withdrawal, and at no other time', () => {
    const emails = [
      { ...EMAIL, messageId: '<m1.already-signed@petitions.test>' },
      { ...EMAIL, messageId: '<m1.confirm@petitions.test>' },
    ]
    const signed = operation(1, 'sign', 202, 'a')
    const withdrawn = [signed, operation(1, 'withdraw-by-email', 202)]
    expect(emailsOf(emails, { history: new Map([[1, withdrawn]]) })).toEqual([])
    expect(emailsOf(emails, { history: new Map([[1, [signed]]]) })).toHaveLength(1)
  })

  test('that never came is missed', () => {
    const history = new Map([[1, [operation(1, 'sign', 202, 'a')]]])
    const problems = check({ ...WITH_EMAIL, history }).find(({ name }) => name.startsWith('one email'))?.problems
    expect(problems).toEqual(['signer 1 got no email'])
  })

  test('may be repeated when its sender was not told, or was cut off', () => {
    const again = { ...EMAIL, at: 130_000 }
    expect(emailsOf([EMAIL, again])).toHaveLength(1)
    expect(emailsOf([{ ...EMAIL, isAcknowledged: false }, again])).toEqual([])
    expect(emailsOf([EMAIL, again], { interruptions: [[101, 105]] })).toEqual([])
    expect(emailsOf([EMAIL, again], { unsent: new Map([['m1', 1]]) })).toEqual([])
    expect(emailsOf([EMAIL, again, again], { unsent: new Map([['m1', 1]]) })).toHaveLength(1)
    expect(emailsOf([EMAIL, again], { interruptions: [[50, 99]] })).toHaveLength(1)
  })
})

describe('what may be', () => {
  const HERE = { confirmation: 'none', closed: [] } as const
  const outcomes = (operations: Operation[], around: Parameters<typeof allowed>[1] = HERE): string[] =>
    [...allowed(operations, around)].toSorted()

  test.for<[string, Operation[], string[]]>([
    ['signed', [operation(1, 'sign', 202, 'a')], ['in']],
    ['refused', [operation(1, 'sign', 409)], ['out']],
    ['not answered', [operation(1, 'sign', 0)], ['in', 'out']],
    ['answered with 503', [operation(1, 'sign', 503)], ['in', 'out']],
    ['not answered, then signed', [operation(1, 'sign', 0), operation(1, 'sign', 202, 'b')], ['in']],
    ['signed and withdrawn', [operation(1, 'sign', 202, 'a'), operation(1, 'withdraw', 202, 'a')], ['out']],
    [
      'signed twice, and one withdrawn by the link that was shown',
      [operation(1, 'sign', 0), operation(1, 'sign', 202, 'b'), operation(1, 'withdraw', 202, 'b')],
      ['in', 'out'],
    ],
    [
      'signed, and a withdrawal not answered',
      [operation(1, 'sign', 202, 'a'), operation(1, 'withdraw', 0, 'a')],
      ['in', 'out'],
    ],
    [
      'withdrawn and signed again',
      [operation(1, 'sign', 202, 'a'), operation(1, 'withdraw', 202, 'a'), operation(1, 'sign', 202, 'b')],
      ['in'],
    ],
  ])('%s', ([, operations, expected]) => {
    expect(outcomes(operations)).toEqual(expected)
  })

  test('a signature of a petition with confirmation is in once it is confirmed, and out once it is withdrawn', () => {
    const email = { ...HERE, confirmation: 'email' } as const
    const signed = [operation(1, 'sign', 202, 'a')]
    const confirmed = [...signed, operation(1, 'confirm', 202)]
    const withdrawn = [...confirmed, operation(1, 'withdraw-by-email', 202)]
    expect([signed, confirmed, withdrawn].map((operations) => outcomes(operations, email))).toEqual([
      ['pending'],
      ['in'],
      ['out'],
    ])
    // The email proves that the signature arrived, whatever its response was.
    expect(outcomes([operation(1, 'sign', 0), operation(1, 'confirm', 202)], email)).toEqual(['in'])
  })

  test('about the time of a closing an accepted signature may be in or out', () => {
    const closed = { ...HERE, closed: [[10, 20]] } as const
    expect(outcomes([operation(1, 'sign', 202, 'a', 12)], closed)).toEqual(['in', 'out', 'pending'])
    expect(outcomes([operation(1, 'sign', 202, 'a', 30)], closed)).toEqual(['in'])
  })
})
