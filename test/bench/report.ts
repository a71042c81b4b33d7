/** What a run of the bench found, as people read it. */
import { BARE } from './lines.ts'
import type { Figure } from './measure.ts'

export interface Bench {
  /** ISO 8601. */
  at: string
  cores: number
  rounds: number
  reads: number
  signatures: number
  /** By name, the bare Worker first. */
  lines: Record<string, Figure>
  /** MiB of the workerd that runs edge and consumer, at the end. */
  memoryMiB: number
}

/** The share of a bare Worker's requests that there can be in the same processor time. */
export const ofBare = ({ lines }: Bench, { cpuMicroseconds }: Figure): number =>
  (lines[BARE]?.cpuMicroseconds ?? NaN) / cpuMicroseconds

export function tableOf(bench: Bench): string {
  const rows = Object.entries(bench.lines).map(([name, figure]) => [
    name,
    `${figure.perSecond.toFixed(0)}/s`,
    `${figure.cpuMicroseconds.toFixed(0)} µs`,
    ofBare(bench, figure).toFixed(2),
  ])
  const head = ['', 'requests', 'processor time', 'of bare']
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const text = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart((widths[at] ?? 0) + 2))).join('')
  return [
    `Medians of ${bench.rounds} rounds on ${bench.cores} cores:`,
    '',
    text(head),
    ...rows.map(text),
    '',
    memoryOf(bench),
  ].join('\n')
}

const memoryOf = ({ memoryMiB }: Bench): string => `Memory of edge and consumer at the end: ${memoryMiB.toFixed(0)} MiB`
