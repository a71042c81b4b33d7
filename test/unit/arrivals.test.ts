/** What a consumer remembers of the signatures of the last hour, from rows that are only added to. */
import { expect, test } from 'vitest'

import type { SignatureMessage } from '../../schema/message.ts'
import { ARRIVALS_KEPT_MAX_CHARS, ARRIVALS_LATE_MS, ARRIVALS_SLOT_MS, REVIEW_HOUR_MS } from '../../src/limits.ts'
import { arrivalLine, FORGET, Recent, rememberArrivals, slotOf } from '../../src/review/arrivals.ts'
import { readVelocities } from '../../src/review/velocity.ts'

const NOW = Date.UTC(2026, 10, 27, 12)
const SLOT = slotOf(NOW)
const hash = (n: number): string => n.toString(16).padStart(32, '0')
const ALL = { since: 0, until: NOW + REVIEW_HOUR_MS }

const signed = (n: number, signedAt = NOW, network: string | null = hash(1)): SignatureMessage => ({
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
  review: { network, emailDomain: hash(9), country: 'UZ', disposable: n % 2 === 0, signals: ['too-fast'] },
})
const lineOf = (n: number, signedAt?: number): string => arrivalLine(signed(n, signedAt), false)

const signersOf = (recent: Recent, range = ALL): number[] =>
  recent.of('network', hash(1), range).map(({ signer }) => Number.parseInt(signer, 16))

test('a line says all that the review needs of a signature, under each of what it has in common with others', () => {
  const recent = new Recent()
  recent.add(SLOT, 0, arrivalLine(signed(1), true) + arrivalLine(signed(2), false))
  const [first, second] = [signed(1), signed(2)]
  expect(recent.of('network', hash(1), ALL)).toEqual([
    { signer: first.signer, signedAt: NOW, isHeld: true, review: first.review },
    { signer: second.signer, signedAt: NOW, isHeld: false, review: second.review },
  ])
  expect(recent.of('email-domain', hash(9), ALL)).toHaveLength(1)
  expect(recent.of('disposable', '00', ALL)).toHaveLength(1)
})

test('an hour ends with the time of its newest signature, and begins after the time before it', () => {
  const recent = new Recent()
  recent.add(SLOT, 0, [0, 1, 2].map((n) => lineOf(n, NOW + n)).join(''))
  expect(signersOf(recent, { since: NOW, until: NOW + 1 })).toEqual([1])
})

test('what was read is not asked for again, while its slot may still be added to', () => {
  const recent = new Recent()
  expect(recent.asks(NOW, ARRIVALS_KEPT_MAX_CHARS)).toEqual({
    from: slotOf(NOW - REVIEW_HOUR_MS - ARRIVALS_LATE_MS),
    to: slotOf(NOW + ARRIVALS_LATE_MS),
    known: {},
  })
  recent.add(SLOT, 0, lineOf(1))
  const late = slotOf(ARRIVALS_LATE_MS)
  expect(recent.asks(NOW, ARRIVALS_KEPT_MAX_CHARS)).toEqual({
    from: SLOT - late,
    to: SLOT + late,
    known: { [SLOT]: lineOf(1).length },
  })
  recent.add(SLOT, lineOf(1).length, lineOf(2))
  expect(signersOf(recent)).toEqual([1, 2])
  recent.add(SLOT + 2 * late, 0, lineOf(3))
  expect(recent.asks(NOW + 2 * ARRIVALS_LATE_MS, ARRIVALS_KEPT_MAX_CHARS)).toMatchObject({
    from: SLOT + late,
    known: { [SLOT + 2 * late]: lineOf(3).length },
  })
})

test('two batches at once that read the same lines have them once', () => {
  const recent = new Recent()
  const [short, long] = [lineOf(1), lineOf(1) + lineOf(2)]
  for (const tail of [short, long, short, long]) recent.add(SLOT, 0, tail)
  expect(signersOf(recent)).toEqual([1, 2])
  // One that asked after a part that was deleted meanwhile.
  recent.add(SLOT + 1, 10, lineOf(3))
  expect(signersOf(recent)).toEqual([1, 2])
})

test('what a clock that was wrong has stored in the future hides nothing of the present', () => {
  const late = slotOf(ARRIVALS_LATE_MS)
  const recent = new Recent()
  recent.add(SLOT, 0, lineOf(1))
  // As far as a right clock of another consumer may be ahead; and what our own clock was, when it was wrong.
  for (const ahead of [late, slotOf(REVIEW_HOUR_MS), 1e9]) {
    recent.add(SLOT + ahead, 0, lineOf(2))
    expect(recent.asks(NOW, ARRIVALS_KEPT_MAX_CHARS)).toMatchObject({ from: SLOT - late, to: SLOT + late })
  }
  expect(recent.asks(NOW, ARRIVALS_KEPT_MAX_CHARS).known).toEqual({
    [SLOT]: lineOf(1).length,
    [SLOT + late]: lineOf(2).length,
  })
})

test('what is older than an hour is forgotten', () => {
  const recent = new Recent()
  recent.add(SLOT, 0, lineOf(1))
  const chars = lineOf(1).length
  expect(recent.chars).toBe(chars)
  const later = NOW + REVIEW_HOUR_MS + 2 * ARRIVALS_LATE_MS
  recent.asks(later, ARRIVALS_KEPT_MAX_CHARS)
  expect(recent.chars).toBe(0)
  expect(signersOf(recent)).toEqual([])
})

test('of too many, the older half is forgotten, and nothing that may still be added to', () => {
  const recent = new Recent()
  const lines = lineOf(1).repeat(Math.ceil(ARRIVALS_KEPT_MAX_CHARS / 2 / lineOf(1).length) + 1)
  const late = slotOf(ARRIVALS_LATE_MS)
  recent.add(SLOT - 3 * late, 0, lineOf(3, NOW - 3 * ARRIVALS_LATE_MS))
  recent.add(SLOT - 2 * late, 0, lines)
  recent.add(SLOT - 1, 0, lines)
  recent.add(SLOT, 0, lineOf(2))
  expect(recent.asks(NOW, ARRIVALS_KEPT_MAX_CHARS).from).toBe(SLOT - late)
  expect(recent.chars).toBe(lines.length + lineOf(2).length)
  expect(signersOf(recent)).not.toContain(3)
  expect(signersOf(recent)).toContain(2)
})

test('after a release, what was signed before it is no crowd any more, under the name that was released alone', () => {
  const recent = new Recent()
  recent.add(SLOT, 0, lineOf(1, NOW - 2) + lineOf(3, NOW - 1))
  recent.add(SLOT + 1, 0, `${FORGET} network/${hash(1)} ${NOW}\n${lineOf(5, NOW + 1)}`)
  expect(signersOf(recent)).toEqual([5])
  expect(recent.of('email-domain', hash(9), ALL)).toHaveLength(3)
})

test('of several releases of one name the last one decides, in whatever order their slots are read', () => {
  const recent = new Recent()
  const forget = (at: number): string => `${FORGET} network/${hash(1)} ${at}\n`
  recent.add(SLOT + 2, 0, forget(NOW + 20))
  recent.add(SLOT, 0, lineOf(1, NOW) + lineOf(3, NOW + 15) + lineOf(5, NOW + 25))
  recent.add(SLOT + 1, 0, forget(NOW + 10))
  expect(signersOf(recent)).toEqual([5])
})

test('a line that cannot be read is a fault, and the slots are whole ones', () => {
  expect(() => new Recent().add(SLOT, 0, '["a",1]\n')).toThrow('cannot be read')
  expect(slotOf(NOW + ARRIVALS_SLOT_MS - 1)).toBe(SLOT)
})

test('of petitions that have too many together, the large ones forget their older half, and the small ones nothing', async () => {
  const line = lineOf(1)
  const large = line.repeat(Math.ceil(ARRIVALS_KEPT_MAX_CHARS / 8 / line.length))
  const rowOf = (question: number, slot: number | null, tail: string | null) => ({
    question,
    rules: null,
    last_minute: 0,
    slot,
    tail,
  })
  const late = slotOf(ARRIVALS_LATE_MS)
  // Four eighths of what may be kept, twice, and some lines.
  const rows = [1, 2].flatMap((question) => [2, 3, 4, 5].map((ago) => rowOf(question, SLOT - ago * late, large)))
  const given = [
    [
      rowOf(0, SLOT - 20 * late, lineOf(3, NOW - 20 * ARRIVALS_LATE_MS)),
      ...rows,
      rowOf(1, SLOT, line),
      rowOf(2, SLOT, line),
    ],
  ]
  const none = [0, 1, 2].map((question) => rowOf(question, null, null))
  const db = {
    prepare: () => ({ bind: () => ({ all: async () => ({ results: given.pop() ?? none }) }) }),
  } as unknown as D1Database
  const arrivals = rememberArrivals()
  const questions = [1, 2, 3].map((petitionId) => ({ petitionId, messages: [signed(7)], crowds: [] }))
  const ports = { db, arrivals, readMaxChars: Infinity, now: NOW }
  const charsOf = (petitionId: number) => arrivals.get(String(petitionId))?.chars ?? 0
  await readVelocities(questions, ports)
  expect(charsOf(2) + charsOf(3)).toBeGreaterThan(ARRIVALS_KEPT_MAX_CHARS)
  await readVelocities(questions, ports)
  expect(charsOf(1)).toBe(lineOf(3, NOW - 20 * ARRIVALS_LATE_MS).length)
  expect(charsOf(2)).toBeLessThanOrEqual(ARRIVALS_KEPT_MAX_CHARS / 4 + 10 * line.length)
  expect(charsOf(1) + charsOf(2) + charsOf(3)).toBeLessThanOrEqual(ARRIVALS_KEPT_MAX_CHARS)
})
