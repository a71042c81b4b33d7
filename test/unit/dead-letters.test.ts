/** What `npm run dead-letters` says of a letter, what it takes, and what it tells the operator to do. */
import { describe, expect, test } from 'vitest'

import type { DeadLetterResponse } from '../../schema/dead-letter.ts'
import { explain } from '../../src/cli/dead-letters/explain.ts'
import { readOptions } from '../../src/cli/dead-letters/options.ts'
import { readLetter, whyNotReplayable } from '../../src/ledger/dead-letter-message.ts'
import { DAY_MS, DEAD_LETTERS_RETENTION_DAYS } from '../../src/limits.ts'

const NOW = Date.parse('2026-11-26T12:00:00Z')
const ID = '01980000-0000-7000-8000-000000000001'

const LETTER: DeadLetterResponse = {
  id: 'abc',
  foundIn: 'undersigned-dead-letters',
  cause: 'gave-up',
  notReplayable: null,
  kind: 'signature',
  version: 4,
  wrongMembers: [],
  petitionId: 7,
  petition: 'night-ferry',
  about: ID,
  state: null,
  bytes: 900,
  sentAt: '2026-11-20T12:00:00.000Z',
  storedAt: '2026-11-24T12:00:00.000Z',
}
const said = (fields: Partial<DeadLetterResponse>): string[] =>
  explain({ ...LETTER, ...fields }, NOW)
    .split('\n')
    .map((line) => line.trim())

describe('a letter is explained', () => {
  test('with what it is, when it was sent, why it is there and what a replay does', () => {
    expect(said({})).toEqual([
      `abc  signature ${ID}, petition night-ferry`,
      'sent 2026-11-20T12:00:00.000Z, stored 2026-11-24T12:00:00.000Z, 900 bytes',
      expect.stringMatching(/^why: +It failed 100 times until its queue gave it up/),
      expect.stringMatching(/^replay: Stores the signature as of the time at which it was signed/),
    ])
  })

  test.each<[string, Partial<DeadLetterResponse>, RegExp, RegExp]>([
    [
      'of an unknown kind',
      { cause: 'unreadable', kind: null, petition: null, petitionId: null },
      /no message of this product/,
      /Not possible/,
    ],
    [
      'of another version',
      { cause: 'unreadable', version: 5, wrongMembers: ['v'] },
      /has version 5, which/,
      /newer release/,
    ],
    [
      'with wrong members',
      { cause: 'unreadable', wrongMembers: ['signer', 'review.network'] },
      /signer, review.network of version 4/,
      /Not possible/,
    ],
    ['of no petition', { cause: 'no-petition', petition: null }, /no petition with the number 7/, /would come back/],
    ['that was refused', { cause: 'refused' }, /refused it 5 times, or 30 times/, /Stores the signature/],
    ['that is too old', { notReplayable: 'too-old' }, /failed 100 times/, /older than 180 days/],
    [
      'of what is stored',
      { state: 'counted' },
      /failed/,
      /Changes nothing: the signature is in the database \(counted\)/,
    ],
    ['of a confirmation without its signature', { kind: 'confirmation' }, /failed/, /replay that first/],
    ['of a confirmation', { kind: 'confirmation', state: 'pending' }, /failed/, /It is pending now/],
    ['of a withdrawal', { kind: 'withdrawal' }, /failed/, /What was signed after that stays/],
    ['of an old request for links', { kind: 'links' }, /failed/, /older than 1 day are not answered/],
    ['of a new request for links', { kind: 'links', sentAt: '2026-11-26T11:00:00.000Z' }, /failed/, /Sends the email/],
    ['of a pending email', { kind: 'email', state: 'pending' }, /failed/, /Not needed/],
    ['of a deleted email', { kind: 'email' }, /failed/, /the email is deleted/],
    ['of a delivery', { kind: 'delivery', state: 'delivered' }, /failed/, /Changes nothing: the delivery is delivered/],
  ])('%s', (_, fields, why, replay) => {
    const [, , saidWhy, saidReplay] = said(fields)
    expect(saidWhy).toMatch(why)
    expect(saidReplay).toMatch(replay)
  })
})

test('a message is as old as what it says, and an email or a delivery has no age', () => {
  const limit = NOW - DEAD_LETTERS_RETENTION_DAYS * DAY_MS
  const of = { v: 5, petitionId: 7, id: ID }
  const why = (body: object, sentAt = NOW) => whyNotReplayable(readLetter(JSON.stringify(body), sentAt), NOW)
  for (const kind of ['confirmation', 'withdrawal']) {
    const more = kind === 'withdrawal' ? { signer: null, proven: false } : {}
    expect(why({ ...of, ...more, kind, at: limit })).toBe(null)
    expect(why({ ...of, ...more, kind, at: limit - 1 })).toBe('too-old')
  }
  expect(why({ ...of, v: 3, kind: 'withdrawal' }, limit - 1)).toBe('too-old')
  expect(why({ ...of, v: 3, kind: 'email', signer: 'ab'.repeat(32) }, 1)).toBe(null)
  expect(why({ v: 1, kind: 'delivery', deliveryId: 'a:b' }, 1)).toBe(null)
  expect(why({ v: 1, kind: 'delivery' }, 1)).toBe('unreadable')
})

describe('the command', () => {
  const LOCAL = { ADMIN_TOKEN: 'local', PUBLIC_ORIGIN: 'http://localhost:8787' }
  const read = (...args: string[]) => readOptions(args, {}, LOCAL)

  test.each([
    [[], { name: 'list', cursor: null }],
    [['list', '--cursor', '20'], { name: 'list', cursor: '20' }],
    [['replay', 'abc'], { name: 'replay', id: 'abc' }],
    [['replay', '--all'], { name: 'replay', id: null }],
    [['delete', 'abc'], { name: 'delete', id: 'abc' }],
  ])('%j is read', (args, command) => {
    expect(read(...args)).toEqual({ command, origin: 'http://localhost:8787', token: 'local' })
  })

  test.each([
    [['replay'], 'Name the dead letter, or all'],
    [['replay', 'abc', '--all'], 'Name the dead letter, or all'],
    [['delete'], 'Name the dead letter'],
    [['delete', '--all'], '--all can only be used with replay'],
    [['delete', 'a', 'b'], 'One id at a time'],
    [['replay', 'a', '--cursor', '1'], '--cursor can only be used with list'],
    [['list', 'abc'], 'list takes no id'],
    [['purge'], 'no command "purge"'],
    [['--origin', 'http://petitions.example.org'], '--origin must be an https URL'],
  ])('%j is refused', (args, why) => {
    expect(() => read(...args)).toThrow(why)
  })

  test('the token of this computer is not sent to another', () => {
    const deployed = ['--origin', 'https://petitions.example.org']
    expect(() => readOptions(deployed, {}, LOCAL)).toThrow('operator')
    expect(readOptions(deployed, { ADMIN_TOKEN: 'given' }, LOCAL)).toMatchObject({ token: 'given' })
  })
})
