/** What a run of the bench found, as people read it. */
import { BARE } from './lines.ts'
import type { Freshness } from './freshness.ts'
import type { Figure } from './measure.ts'
import type { Steps } from './steps.ts'

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
  freshness: Freshness | null
  isolates: Isolates | null
}

/** By Worker. */
export interface Isolates {
  /** Processor time in ms until it can be asked. */
  startUpMs: Record<string, number>
  /** MiB of its heap after a thousand signatures. */
  heapMiB: Record<string, { used: number; reserved: number }>
  /** Microseconds of each step of a signature at the edge, by what the signature has. */
  signature: Record<string, Steps>
}

/** Around the table of README.md. */
export const TABLE_BEGIN = '<!-- npm run bench -- --save -->'
export const TABLE_END = '<!-- until here -->'

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
  return [
    `Medians of ${bench.rounds} rounds on ${bench.cores} cores:`,
    '',
    ...aligned([['', 'requests', 'processor time', 'of bare'], ...rows]),
    '',
    memoryOf(bench),
    ...(bench.freshness === null ? [] : [freshnessOf(bench.freshness)]),
    ...(bench.isolates === null ? [] : isolatesOf(bench.isolates)),
  ].join('\n')
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart((widths[at] ?? 0) + 2))).join(''),
  )
}

const memoryOf = ({ memoryMiB }: Bench): string => `Memory of edge and consumer at the end: ${memoryMiB.toFixed(0)} MiB`

const freshnessOf = ({ perSecond, median, max }: Freshness): string =>
  `Seconds until a signature is seen in the count, at ${perSecond.toFixed(0)} a second: median ${median.toFixed(1)}, at most ${max.toFixed(1)}`

const isolatesOf = ({ startUpMs, heapMiB, signature }: Isolates): string[] => [
  ...Object.entries(startUpMs).map(([name, ms]) => `Start of the ${name} Worker: ${ms.toFixed(0)} ms`),
  ...Object.entries(heapMiB).map(
    ([name, { used, reserved }]) => `Heap of the ${name} Worker: ${used.toFixed(0)} of ${reserved.toFixed(0)} MiB`,
  ),
  '',
  'Microseconds of a signature at the edge, profiled:',
  ...stepsOf(signature),
]

function stepsOf(signature: Isolates['signature']): string[] {
  const columns = Object.values(signature)
  const rows = Object.keys(columns[0] ?? {}).map((step) =>
    [step].concat(columns.map((steps) => (steps[step] ?? 0).toFixed(0))),
  )
  return aligned([['', ...Object.keys(signature)], ...rows])
}

/** The lines as a table of README.md, whose cells the formatter aligns. */
export function readmeRows(bench: Bench): string[][] {
  return [
    ['What', 'Requests a second', 'Processor time', 'Of a bare Worker'],
    ...Object.entries(bench.lines).map(([name, figure]) => [
      name,
      figure.perSecond.toLocaleString('en', { maximumFractionDigits: 0 }),
      `${figure.cpuMicroseconds.toLocaleString('en', { maximumFractionDigits: 0 })} µs`,
      ofBare(bench, figure).toFixed(2),
    ]),
  ]
}
