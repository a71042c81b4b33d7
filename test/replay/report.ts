/** The report: lines for people, one JSON object for programs. */
import type { Play } from './play.ts'
import type { Usage } from './resources.ts'
import type { Check } from './verify.ts'

export interface Report {
  ok: boolean
  signers: number
  seed: number
  botCheck: 'off'
  counted: number
  accepted: { first: number; repeat: number }
  refused: Record<string, number>
  milestones: number[]
  webhookTries: number
  retried: number
  longestQueue: number
  seconds: { total: number; starting: number; sending: number; draining: number; ending: number }
  /** Counted signatures, from the first request to the empty queue. */
  signaturesPerSecond: number
  peakRssMiB: Usage['peakRssMiB']
  cpuSeconds: Usage['cpuSeconds']
  warnings: Record<string, number>
  mismatches: Omit<Check, 'ok'>[]
}

export function reportOf(
  { signers, seed }: { signers: number; seed: number },
  { evidence, longestQueue, seconds }: Play,
  checks: readonly Check[],
  usage: Usage,
  totalSeconds: number,
): Report {
  const { ledger, responses, retried, receptions, book } = evidence
  const counting = seconds.sending + seconds.draining
  return {
    ok: checks.every(({ ok }) => ok),
    signers,
    seed,
    botCheck: 'off',
    counted: ledger.counter,
    accepted: { first: responses.accepted.first, repeat: responses.accepted.repeat },
    refused: responses.refused,
    milestones: ledger.milestones.map(({ milestone }) => milestone),
    webhookTries: receptions.length,
    retried,
    longestQueue,
    seconds: {
      total: tenths(totalSeconds),
      starting: tenths(totalSeconds - counting - seconds.ending),
      sending: tenths(seconds.sending),
      draining: tenths(seconds.draining),
      ending: tenths(seconds.ending),
    },
    signaturesPerSecond: Math.round(ledger.counter / counting),
    peakRssMiB: {
      client: Math.round(usage.peakRssMiB.client),
      workers: Math.round(usage.peakRssMiB.workers),
      together: Math.round(usage.peakRssMiB.together),
    },
    cpuSeconds: { client: tenths(usage.cpuSeconds.client), workers: tenths(usage.cpuSeconds.workers) },
    warnings: book.warnings,
    mismatches: checks.filter(({ ok }) => !ok).map(({ what, expected, found }) => ({ what, expected, found })),
  }
}

export function inWords(report: Report, checks: readonly Check[]): string {
  const { seconds, peakRssMiB, cpuSeconds } = report
  const lines = [
    ...checks.map(({ ok, what, found }) => (ok ? `  ✓ ${what}: ${shown(found)}` : `  ✗ ${what}`)),
    '',
    `${report.counted} signatures in ${tenths(seconds.sending + seconds.draining)} s, ${report.signaturesPerSecond} a second; the whole run took ${seconds.total} s.`,
    `The queue had at most ${report.longestQueue} messages. Retries: ${report.retried}.`,
    `Memory at most ${peakRssMiB.together} MiB: ${peakRssMiB.workers} the Workers, ${peakRssMiB.client} this process.`,
    `Processor time: ${cpuSeconds.workers} s the Workers, ${cpuSeconds.client} s this process.`,
    ...Object.entries(report.warnings).map(([said, times]) => `The Workers warned ${times} times: ${said}`),
    '',
  ]
  if (report.ok) return [...lines, 'Every check passed.'].join('\n')
  return [
    ...lines,
    `FAILED checks:`,
    ...report.mismatches.map(
      ({ what, expected, found }) => `  ✗ ${what}\n      expected ${shown(expected)}\n      found    ${shown(found)}`,
    ),
  ].join('\n')
}

export const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
export const tenths = (value: number): number => Math.round(value * 10) / 10
