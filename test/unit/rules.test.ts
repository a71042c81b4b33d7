/** The rules of the review: what is held and what is not, whatever the order of arrival. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type ReviewFacts, type Signal, SIGNALS, type SignatureMessage } from '../../schema/message.ts'
import { REVIEW_HOUR_MS, REVIEW_MINUTE_MS, REVIEW_RULES } from '../../src/limits.ts'
import { crowdsOf, judge, type Known, rulesOf, type Velocity } from '../../src/review/rules.ts'

const NOW = Date.UTC(2026, 10, 24, 12)
const range = (n: number): number[] => Array.from({ length: n }, (_, index) => index)
const hash = (n: number): string => n.toString(16).padStart(32, '0')

const signed = (n: number, review: Partial<ReviewFacts> = {}, signedAt = NOW): SignatureMessage => ({
  v: 5,
  kind: 'signature',
  id: `01980000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
  petitionId: 1,
  signer: n.toString(16).padStart(64, '0'),
  publicName: null,
  country: null,
  comment: null,
  partner: null,
  locale: 'en',
  version: null,
  signedAt,
  contact: '00',
  sealedEmail: null,
  review: { network: null, emailDomain: null, country: null, disposable: false, signals: [], ...review },
})

const NONE: Velocity = { earlier: 0, open: [] }

/** The verdict on messages of which the ledger knows `velocity`. */
function verdictOn(messages: readonly SignatureMessage[], velocity: Velocity = NONE, rest: Partial<Known> = {}) {
  const crowds = crowdsOf(messages)
  const velocities = new Map(crowds.map((crowd) => [crowd, velocity]))
  return judge(messages, crowds, { rules: REVIEW_RULES, lastMinute: 0, velocities, ...rest })
}

const reasons = (messages: readonly SignatureMessage[], velocity?: Velocity, rest?: Partial<Known>) => {
  const { suspicions } = verdictOn(messages, velocity, rest)
  return messages.map((message) => suspicions.get(message) ?? null)
}

describe('many signatures with something in common', () => {
  const kinds: [string, number, (n: number) => Partial<ReviewFacts>][] = [
    ['network', REVIEW_RULES.networkPerHour, () => ({ network: hash(1) })],
    ['email-domain', REVIEW_RULES.emailDomainPerHour, () => ({ emailDomain: hash(1) })],
    ['disposable', REVIEW_RULES.disposablePerHour, (n) => ({ disposable: true, emailDomain: hash(n) })],
  ]

  test.each(kinds)(
    '(%s) all count up to the rule, and with one more all are held for review',
    (suspicion, allowed, facts) => {
      const enough = range(allowed).map((n) => signed(n, facts(n)))
      expect(new Set(reasons(enough))).toEqual(new Set([null]))
      const tooMany = [...enough, signed(allowed, facts(allowed))]
      expect(new Set(reasons(tooMany))).toEqual(new Set([suspicion]))
    },
  )

  test.each(kinds)('(%s) include those already in the ledger', (suspicion, allowed, facts) => {
    expect(reasons([signed(1, facts(1))], { earlier: allowed - 1, open: [] })).toEqual([null])
    expect(reasons([signed(1, facts(1))], { earlier: allowed, open: [] })).toEqual([suspicion])
  })

  test('are judged by the petition’s own rules, and by the default where it has none', () => {
    const rules = rulesOf({ networkPerHour: 2 })
    expect(rules).toEqual({ ...REVIEW_RULES, networkPerHour: 2 })
    expect(
      reasons(
        range(3).map((n) => signed(n, { network: hash(1) })),
        NONE,
        { rules },
      ),
    ).toEqual(range(3).map(() => 'network'))
  })

  test('of one signer count as one', () => {
    const again = range(100).map(() => signed(7, { network: hash(1) }))
    expect(new Set(reasons(again))).toEqual(new Set([null]))
  })

  test('with one solved challenge count as one', () => {
    const { id } = signed(1)
    const replayed = range(100).map((n) => Object.assign(signed(n, { network: hash(1) }), { id }))
    expect(new Set(reasons(replayed))).toEqual(new Set([null]))
  })

  test('from different networks have nothing in common', () => {
    expect(new Set(reasons(range(500).map((n) => signed(n, { network: hash(n) }))))).toEqual(new Set([null]))
  })

  test('are grouped by the hour of signing, not of arrival', () => {
    const slowly = range(100).map((n) => signed(n, { network: hash(1) }, NOW + (n * REVIEW_HOUR_MS) / 20))
    expect(new Set(reasons(slowly))).toEqual(new Set([null]))
    expect(crowdsOf(slowly).map(({ messages }) => messages.length)).toEqual([20, 20, 20, 20, 20])
  })
})

describe('earlier signatures', () => {
  const flood = range(REVIEW_RULES.networkPerHour + 1).map((n) => signed(n, { network: hash(1) }))

  test('that were not held are held with the group', () => {
    const { review } = signed(99, { network: hash(1) })
    const open = [{ signer: hash(99), signedAt: NOW - 1, isHeld: false, review }]
    expect(verdictOn(flood, { earlier: 5, open }).floods).toEqual([{ rule: 'network', open }])
  })

  test('are not held for a group within the rule', () => {
    expect(verdictOn(flood.slice(1), { earlier: 0, open: [] }).floods).toEqual([])
  })

  test('of all disposable domains form one group', () => {
    const many = range(21).map((n) => signed(n, { disposable: true, emailDomain: hash(n) }))
    expect(verdictOn(many).floods).toMatchObject([{ rule: 'disposable' }])
  })
})

describe('signals', () => {
  test.each<[Signal[], string | null]>([
    [[], null],
    [['no-render-time'], null],
    [['too-fast'], null],
    [['too-fast', 'too-fast'], null],
    [['no-render-time', 'too-fast'], 'signals'],
    [['trap'], 'signals'],
    [['abusive-name'], 'signals'],
  ])('%j is %s', (signals, suspicion) => {
    expect(reasons([signed(1, { signals })])).toEqual([suspicion])
  })

  test('are compared with the petition’s own rule', () => {
    const rules = rulesOf({ signals: 3 })
    expect(reasons([signed(1, { signals: ['abusive-name'] })], NONE, { rules })).toEqual([null])
    expect(reasons([signed(1, { signals: ['abusive-name', 'too-fast'] })], NONE, { rules })).toEqual(['signals'])
  })
})

describe('a surge', () => {
  const rules = rulesOf({ surgePerMinute: 10 })
  const minute = (n: number, signals: Signal[]): SignatureMessage[] =>
    range(n).map((at) => signed(at, { signals }, NOW + at))

  test('holds those with a signal, from the first beyond the rule on', () => {
    expect(
      reasons(minute(12, ['no-render-time']), NONE, { rules }).filter((reason) => reason === 'surge'),
    ).toHaveLength(2)
    expect(reasons(minute(2, ['no-render-time']), NONE, { rules, lastMinute: 9 })).toEqual([null, 'surge'])
  })

  test('holds nobody without a signal', () => {
    expect(new Set(reasons(minute(500, []), NONE, { rules }))).toEqual(new Set([null]))
  })

  test('is over after a minute', () => {
    const spread = range(40).map((n) => signed(n, { signals: ['too-fast'] }, NOW + (n * REVIEW_MINUTE_MS) / 10))
    expect(new Set(reasons(spread, NONE, { rules }))).toEqual(new Set([null]))
  })
})

describe('any batch', () => {
  const anyMessage = fc
    .record({
      n: fc.integer({ min: 0, max: 200 }),
      network: fc.option(fc.integer({ min: 0, max: 2 }).map(hash)),
      emailDomain: fc.option(fc.integer({ min: 0, max: 2 }).map(hash)),
      disposable: fc.boolean(),
      signals: fc.subarray([...SIGNALS]),
      at: fc.integer({ min: 0, max: 3 * REVIEW_HOUR_MS }),
    })
    .map(({ n, at, ...facts }) => signed(n, facts, NOW + at))
  const batches = fc.array(anyMessage, { maxLength: 120 })
  const small = rulesOf({ networkPerHour: 5, emailDomainPerHour: 6, disposablePerHour: 4, surgePerMinute: 8 })

  test('is judged the same in any order', () => {
    fc.assert(
      fc.property(batches, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (messages, random) => {
        // At one moment in different orders a surge has no first signer.
        const rules = { ...small, surgePerMinute: 1_000 }
        const shuffled = messages
          .map((message) => ({ message, key: random.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ message }) => message)
        const [one, other] = [verdictOn(messages, NONE, { rules }), verdictOn(shuffled, NONE, { rules })]
        expect(messages.map((message) => one.suspicions.get(message))).toEqual(
          messages.map((message) => other.suspicions.get(message)),
        )
      }),
    )
  })

  test('gives each held signature a reason that applies to it', () => {
    fc.assert(
      fc.property(batches, (messages) => {
        for (const [{ review }, suspicion] of verdictOn(messages, NONE, { rules: small }).suspicions) {
          const has = {
            network: review.network !== null,
            'email-domain': review.emailDomain !== null && !review.disposable,
            disposable: review.disposable,
            signals: review.signals.length > 0,
            surge: review.signals.length > 0,
          }
          expect(has).toMatchObject({ [suspicion]: true })
        }
      }),
    )
  })

  test('with more of the same releases nobody', () => {
    fc.assert(
      fc.property(batches, fc.integer({ min: 0, max: 20 }), (messages, earlier) => {
        const rules = { ...small, surgePerMinute: 1_000 }
        const few = verdictOn(messages, NONE, { rules }).suspicions
        const more = verdictOn(messages, { earlier, open: [] }, { rules }).suspicions
        expect([...few.keys()].filter((message) => !more.has(message))).toEqual([])
      }),
    )
  })

  test('without anything in common and without signals counts completely', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (n) => {
        const messages = range(n).map((at) => signed(at, { network: hash(at), emailDomain: hash(at) }))
        expect(verdictOn(messages, NONE, { lastMinute: 5_000 })).toEqual({ suspicions: new Map(), floods: [] })
      }),
    )
  })
})
