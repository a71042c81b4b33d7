/** `npm run replay -- --attack`: that floods among people are caught in both Workers, and reviewed to the exact number. */
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { type AttackFacts, talliesOf } from '../replay/attack/facts.ts'
import { CAMPUS_SIGNERS } from '../replay/attack/floods.ts'
import type { AttackEvidence } from '../replay/attack/play-attack.ts'
import type { AttackReport } from '../replay/attack/report-attack.ts'
import { verifyAttack } from '../replay/attack/verify-attack.ts'
import { run } from '../support/run.ts'

const ROOT = join(import.meta.dirname, '../..')
const PEOPLE = 1_000

test('three floods among genuine signatures are caught, and the review yields the number of genuine ones', async () => {
  const args = ['--attack', '--signers', String(PEOPLE), '--seed', '7', '--json']
  const { code, stdout, stderr } = await run(process.execPath, ['test/replay/replay.ts', ...args], { cwd: ROOT })
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 })
  const report: AttackReport = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  expect(report).toMatchObject({ ok: true, signers: PEOPLE, botCheck: 'off', mismatches: [] })
  for (const { sent, caught } of Object.values(report.floods)) expect(caught).toBeGreaterThanOrEqual(sent * 0.99)
  expect(report.people.caught).toBeLessThanOrEqual(PEOPLE * 0.001)
  expect(report.removals).toMatchObject({ released: CAMPUS_SIGNERS })
  expect(stderr).toContain('BOT_CHECK=off')
})

describe('the verification of an attack', () => {
  test('finds no mismatch in a correct run', () => {
    expect(mismatchesOf(rightEvidence())).toEqual([])
  })

  test.each<[string, (evidence: AttackEvidence) => unknown, string]>([
    ['a flood refused', ({ responses }) => responses.accepted.flood--, 'signatures of floods accepted'],
    ['a refusal', ({ responses }) => (responses.refused = { '429 too-many-requests': 1 }), 'refusals'],
    [
      'two of a hundred insults counted',
      ({ flooded }) => (flooded.floods.abusive = { 'quarantined signals': 490, counted: 10 }),
      'flood "abusive" of 500 caught',
    ],
    [
      'genuine signatures held',
      ({ flooded }) => (flooded.people = { counted: 990, 'quarantined surge': 10 }),
      'people held with them',
    ],
    ['a row lost', ({ flooded }) => (flooded.people = { counted: 999 }), 'rows'],
    ['a wrong counter', ({ flooded }) => flooded.counter++, 'signatures counted'],
    ['a wrong tally', ({ flooded }) => flooded.tallies.country--, 'sums of the tallies'],
    ['a silent removal', ({ flooded }) => (flooded.removals = {}), 'removals before the review'],
    [
      'a dry run that was wrong',
      ({ decided }) => (decided[0] ? decided[0].previewed++ : 0),
      'each group as the dry run had said',
    ],
    ['a release that did not count', ({ reviewed }) => (reviewed.counter -= 40), 'signatures counted after the review'],
    ['a count that the public does not see', ({ shown }) => shown.page--, 'public counts'],
    ['a campus removed', ({ reviewed }) => (reviewed.campus = { removed: 40 }), 'people of the campus counted'],
    ['something left over', ({ groupsAfter }) => groupsAfter.total++, 'signatures left to review'],
    ['an error in the log', ({ book }) => (book.errors['edge.fault'] = 1), 'errors in the log of the Workers'],
  ])('finds %s', (_, spoil, what) => {
    const evidence = rightEvidence()
    spoil(evidence)
    expect(mismatchesOf(evidence)).toContain(what)
  })
})

const mismatchesOf = (evidence: AttackEvidence): string[] =>
  verifyAttack(evidence)
    .filter(({ ok }) => !ok)
    .map(({ what }) => what)

function rightEvidence(): AttackEvidence {
  const flooded: AttackFacts = {
    floods: {
      network: { 'quarantined network': 1_500 },
      disposable: { 'quarantined disposable': 799, counted: 1 },
      abusive: { 'quarantined signals': 500 },
    },
    people: { counted: 1_000 },
    campus: { 'quarantined network': 40 },
    counter: 1_001,
    tallies: talliesOf(() => 1_001),
    removals: { quarantined: 9 },
    deadLetters: 0,
  }
  const group = (signatures: number) => ({
    condition: {},
    signatures,
    confirmed: signatures,
    disposable: 0,
    firstAt: '2026-11-24T00:00:00.000Z',
    lastAt: '2026-11-24T00:00:00.000Z',
  })
  const removal = (n: number): AttackEvidence['decided'][number] => ({
    group: group(n),
    previewed: n,
    decision: 'remove',
    concerned: n,
    counted: 0,
  })
  const groups = [1_500, 799, 500].map(removal)
  return {
    planned: 1_000,
    responses: {
      accepted: { first: 1_000 + CAMPUS_SIGNERS, repeat: 0, flood: 1_500 + 800 + 500 },
      refused: {},
      surprises: 0,
      surprising: [],
    },
    book: {
      write() {},
      settled: { counted: 1_010, quarantined: 2_830, quarantinedLater: 9, repeated: 0, late: 0 },
      storedDirectly: () => 0,
      warnings: {},
      errors: {},
      firstErrors: [],
    },
    flooded,
    reviewed: {
      ...flooded,
      // Removed signatures keep what they had as long as the removal can be undone.
      floods: {
        network: { 'removed network': 1_500 },
        disposable: { 'removed disposable': 799, counted: 1 },
        abusive: { 'removed signals': 500 },
      },
      campus: { counted: 40 },
      counter: 1_041,
      tallies: talliesOf(() => 1_041),
      removals: { quarantined: 9, released: 40, removed: 2_799 },
    },
    groupsBefore: {
      groups: [...groups.map(({ group }) => group), group(40)],
      total: 2_839,
      complete: true,
      underWay: null,
    },
    groupsAfter: { groups: [], total: 0, complete: true, underWay: null },
    decided: [...groups, { group: group(40), previewed: 40, decision: 'release', concerned: 40, counted: 40 }],
    shown: { state: 'open', count: 1_041, petition: 1_041, page: 1_041 },
  }
}
