/**
 * The replay: a small campaign runs through both Workers and is verified, and the verification finds every kind of error.
 * The full size is `npm run replay`.
 */
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import type { Reception } from '../replay/receiver.ts'
import type { Report } from '../replay/report.ts'
import { type Evidence, verify } from '../replay/verify.ts'
import { type Ran, run } from '../support/run.ts'

const ROOT = join(import.meta.dirname, '../..')
const SIGNERS = 2_000
const MEMORY_MAX_MIB = 1_024

const replay = (...args: string[]): Promise<Ran> =>
  run(process.execPath, ['test/replay/replay.ts', ...args], { cwd: ROOT })

describe('npm run replay', () => {
  test('counts every signer of a campaign once, and reports the numbers', async () => {
    const { code, stdout, stderr } = await replay('--signers', String(SIGNERS), '--seed', '7', '--json')
    expect({ code, stdout, stderr }).toMatchObject({ code: 0 })
    const report: Report = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')

    expect(report).toMatchObject({
      ok: true,
      signers: SIGNERS,
      seed: 7,
      botCheck: 'off',
      counted: SIGNERS,
      accepted: { first: SIGNERS, repeat: SIGNERS * 0.03 },
      milestones: [100, 500, 1_000, SIGNERS],
      // Each milestone and the end, and the one try that the receiver fails.
      webhookTries: 4 + 1 + 1,
      mismatches: [],
    })
    expect(Object.keys(report.refused).toSorted()).toEqual([
      '400 malformed',
      '404 petition-not-found',
      '413 too-large',
      '415 unsupported-type',
      '422 invalid-signature',
    ])
    expect(sum(report.refused)).toBeGreaterThanOrEqual(SIGNERS * 0.01)
    expect(report.peakRssMiB.together).toBeLessThan(MEMORY_MAX_MIB)
    expect(stderr).toContain('BOT_CHECK=off')
  })

  test.each([
    [['--signers', '0'], '--signers must be a whole number'],
    [['--signers', '12e3'], 'it is "12e3"'],
    [['--seed', 'one'], '--seed must be a whole number'],
    [['--sign', '5'], "Unknown option '--sign'"],
  ])('refuses %j with the reason', async (args, said) => {
    const { code, stdout, stderr } = await replay(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
    expect(stderr).toContain('--signers N')
  })
})

describe('the verification of a replay', () => {
  test('finds no mismatch in a correct run', () => {
    expect(mismatchesOf(rightEvidence())).toEqual([])
  })

  test.each<[string, (evidence: SpoilableEvidence) => unknown, string]>([
    ['a signer counted twice', ({ ledger }) => ledger.counter++, 'signatures counted'],
    ['a row that is lost', ({ ledger }) => ledger.rows--, 'rows in D1'],
    ['a tally that is short', ({ ledger }) => (ledger.tallies['country'] = 149), 'sums of the tallies'],
    ['a repeat that is lost', ({ book }) => book.settled.repeated--, 'repeats that the ledger dropped'],
    ['a signature refused', ({ responses }) => responses.accepted.first--, 'first signatures accepted'],
    [
      'a refusal with another code',
      ({ responses }) => (responses.refused = { '400 malformed': 2 }),
      'refusals by code',
    ],
    [
      'an unexpected response',
      ({ responses }) => responses.surprising.push('no name was accepted'),
      'unexpected responses',
    ],
    ['no rate limit', (evidence) => (evidence.flood = ['202 accepted']), 'many signatures from one IP address end in'],
    ['an old count on the page', ({ open }) => (open.page = 149), 'public counts while open'],
    ['an old count after the closing', ({ closed }) => (closed.count = 149), 'public counts after the closing'],
    ['a milestone without an event', forget('milestone_1_150'), 'milestone events, each once'],
    ['a milestone with two events', tellAgain('milestone_1_150', 'another-id'), 'milestone events, each once'],
    ['an event accepted twice', tellAgain('milestone_1_150', 'milestone_1_150'), 'events accepted twice'],
    ['another count than the ledger has', ({ ledger }) => (ledger.milestones = []), 'counts in the milestone events'],
    [
      'an invalid webhook signature',
      spoilFirst({ signatureProblem: 'No matching signature found' }),
      'deliveries with an invalid signature',
    ],
    ['a body that is not an event', spoilFirst({ event: null }), 'deliveries that are not an event'],
    [
      'a retry under another webhook-id',
      spoilFirst({ webhookId: 'milestone_1_100-again' }),
      'events delivered again with the same webhook-id after a failure',
    ],
    ['a closing without an event', forget('closed_1'), 'counts in the closing event'],
    [
      'a signature after the closing',
      (evidence) => (evidence.late = ['202 accepted']),
      'a signature after the closing gets',
    ],
    ['an error in the log', ({ book }) => (book.errors['edge.fault'] = 1), 'errors in the log of the Workers'],
    ['a dead letter', ({ ledger }) => ledger.deadLetters++, 'dead letters'],
  ])('finds %s', (_, spoil, what) => {
    const evidence = rightEvidence()
    spoil(evidence)
    expect(mismatchesOf(evidence)).toContain(what)
  })
})

const mismatchesOf = (evidence: Evidence): string[] =>
  verify(evidence)
    .filter(({ ok }) => !ok)
    .map(({ what }) => what)

/** To be spoiled: what the replay only reads, a test may change. */
type SpoilableEvidence = Omit<Evidence, 'receptions'> & { receptions: Reception[] }

function rightEvidence(): SpoilableEvidence {
  const counts = { count: 150, petition: 150, page: 150 }
  return {
    planned: { firsts: 150, repeats: 5, refusals: { '400 malformed': 1, '422 invalid-signature': 1 } },
    responses: {
      accepted: { first: 150, repeat: 5, flood: 0 },
      refused: { '422 invalid-signature': 1, '400 malformed': 1 },
      surprises: 0,
      surprising: [],
    },
    retried: 0,
    book: {
      write() {},
      settled: { counted: 150, quarantined: 0, quarantinedLater: 0, repeated: 6, late: 0 },
      storedDirectly: () => 0,
      warnings: {},
      errors: {},
      firstErrors: [],
    },
    ledger: {
      rows: 150,
      counter: 150,
      tallies: { minute: 150, hour: 150, country: 150, partner: 150, version: 150, language: 150, 'day-partner': 150 },
      milestones: [
        { milestone: 100, count: 120 },
        { milestone: 150, count: 150 },
      ],
      events: { 'petition.milestone': 2, 'petition.closed': 1 },
      deliveries: { delivered: 3 },
      deadLetters: 0,
    },
    open: { state: 'open', ...counts },
    closed: { state: 'closed', ...counts },
    milestones: [100, 150, 151],
    receptions: [
      reception('milestone_1_100', 500, { milestone: 100, count: 120 }),
      reception('milestone_1_150', 204, { milestone: 150, count: 150 }),
      reception('milestone_1_100', 204, { milestone: 100, count: 120 }),
      reception('closed_1', 204, { count: 150 }),
    ],
    flood: ['202 accepted', '429 too-many-requests'],
    late: ['409 petition-closed'],
  }
}

const reception = (webhookId: string, status: number, data: { milestone?: number; count: number }): Reception => ({
  webhookId,
  status,
  signatureProblem: null,
  event: {
    type: data.milestone === undefined ? 'petition.closed' : 'petition.milestone',
    timestamp: '2026-11-23T00:00:00.000Z',
    data: { petition: { slug: 'x', title: 'X', url: 'https://petitions.test/p/x' }, ...data },
  },
})

const forget =
  (webhookId: string) =>
  (evidence: SpoilableEvidence): void => {
    evidence.receptions = evidence.receptions.filter((reception) => reception.webhookId !== webhookId)
  }

const tellAgain =
  (webhookId: string, newId: string) =>
  ({ receptions }: SpoilableEvidence): void => {
    const again = receptions.filter((reception) => reception.webhookId === webhookId)
    receptions.push(...again.map((reception) => Object.assign(structuredClone(reception), { webhookId: newId })))
  }

const spoilFirst =
  (spoilt: Partial<Reception>) =>
  ({ receptions }: SpoilableEvidence): void => {
    Object.assign(receptions[0] ?? {}, spoilt)
  }

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, n) => total + n, 0)
