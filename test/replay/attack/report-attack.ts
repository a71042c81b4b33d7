/** The report after an attack: lines for people, one JSON object for programs. */
import { shown, tenths } from '../report.ts'
import type { Check } from '../verify.ts'
import { inState } from './facts.ts'
import { CAMPUS_SIGNERS, FLOOD_SIZES, FLOODS, type FloodName } from './floods.ts'
import type { AttackEvidence } from './play-attack.ts'
import { peopleRemoved } from './verify-attack.ts'

export interface AttackReport {
  ok: boolean
  signers: number
  seed: number
  botCheck: 'off'
  floods: Record<FloodName, { sent: number; caught: number }>
  /** How many genuine signatures were held, and how many of them were removed with a flood. */
  people: { caught: number; removed: number }
  counted: { flooded: number; reviewed: number }
  removals: Record<string, number>
  seconds: number
  mismatches: Omit<Check, 'ok'>[]
}

export function attackReportOf(
  { signers, seed }: { signers: number; seed: number },
  { flooded, reviewed }: AttackEvidence,
  checks: readonly Check[],
  totalSeconds: number,
): AttackReport {
  const fateOf = (flood: FloodName) => ({
    sent: FLOOD_SIZES[flood],
    caught: inState(flooded.floods[flood], 'quarantined'),
  })
  return {
    ok: checks.every(({ ok }) => ok),
    signers,
    seed,
    botCheck: 'off',
    floods: { network: fateOf('network'), disposable: fateOf('disposable'), abusive: fateOf('abusive') },
    people: { caught: inState(flooded.people, 'quarantined'), removed: peopleRemoved(reviewed) },
    counted: { flooded: flooded.counter, reviewed: reviewed.counter },
    removals: reviewed.removals,
    seconds: tenths(totalSeconds),
    mismatches: checks.filter(({ ok }) => !ok).map(({ what, expected, found }) => ({ what, expected, found })),
  }
}

export function attackInWords(report: AttackReport, checks: readonly Check[]): string {
  const { floods, people, counted } = report
  const lines = [
    ...checks.map(({ ok, what, found }) => (ok ? `  ✓ ${what}: ${shown(found)}` : `  ✗ ${what}`)),
    '',
    ...FLOODS.map((flood) => `Flood "${flood}": ${floods[flood].caught} of ${floods[flood].sent} held for review.`),
    `${CAMPUS_SIGNERS} people of one campus looked like a flood, and were released by the review.`,
    `Of ${report.signers} other people ${people.caught} were held with them, and ${people.removed} removed.`,
    `${counted.flooded} counted before the review and ${counted.reviewed} after it. The run took ${report.seconds} s.`,
    '',
  ]
  if (report.ok) return [...lines, 'Every check passed.'].join('\n')
  return [
    ...lines,
    'FAILED checks:',
    ...report.mismatches.map(
      ({ what, expected, found }) => `  ✗ ${what}\n      expected ${shown(expected)}\n      found    ${shown(found)}`,
    ),
  ].join('\n')
}
