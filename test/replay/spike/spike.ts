/**
 * `npm run spike`: a minute of the largest spike that a petition site is known to have had, at the highest rate that this machine carries;
 * what it does to reading and signing, and whether every signature is stored once. Exits with 1 when a request fails or a signature is lost.
 *
 * Limitations: the load takes a part of the same machine; and the database is slow because it is made slow, since so few signatures do not
 * occupy it.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'

import { type Phase, runSpike, signaturesOf, type SpikeReport } from './run.ts'
import { READS_PER_SIGNATURE, RECORD_SIGNATURES_PER_MINUTE } from './traffic.ts'

const { values: options } = parseArgs({
  options: {
    /** Of the spike: 10 to 600. */
    seconds: { type: 'string', default: '60' },
    /** Requests a second in the spike; without it the highest that this machine carries. */
    rate: { type: 'string' },
    /** Milliseconds of a transaction in the spike. */
    transaction: { type: 'string', default: '1100' },
    /** Without spike mode, to see what it changes. */
    without: { type: 'boolean', default: false },
    /** One line of JSON at the end. */
    json: { type: 'boolean', default: false },
  },
})

function bounded(name: string, text: string, min: number, max: number): number {
  const number = Number(text)
  if (!(number >= min && number <= max)) throw new Error(`--${name} has to be ${min} to ${max}, and is ${text}`)
  return number
}

const report = await runSpike({
  seconds: bounded('seconds', options.seconds, 10, 600),
  perSecond: options.rate === undefined ? null : bounded('rate', options.rate, 10, 50_000),
  transactionMs: bounded('transaction', options.transaction, 1, 10_000),
  ...(options.without ? { limits: { SPIKE_HOLD_MS: 0 } } : {}),
  begins: !options.without,
  tell: (text) => console.error(`${Math.round(performance.now() / 1000)} s: ${text}`),
})
console.log(inWords(report))
if (options.json) console.log(JSON.stringify(report))
process.exitCode = report.ok ? 0 : 1

function inWords({ perSecond, before, spike, after, ...all }: SpikeReport): string {
  const phases = [before, spike, after]
  const row = (what: string, of: (phase: Phase) => string): string =>
    [what.padEnd(34), ...phases.map((phase) => of(phase).padStart(12))].join('')
  const ms = (value: number | null): string => (value === null ? '–' : `${value.toFixed(1)} ms`)
  const perMinute = signaturesOf(perSecond) * 60
  const seconds = (value: number | null): string => (value === null ? 'never' : `${value.toFixed(1)} s`)
  return [
    '',
    `The record: ${RECORD_SIGNATURES_PER_MINUTE.toLocaleString('en')} signatures a minute, with ${READS_PER_SIGNATURE} count reads each.`,
    `Here, on ${cpus().length} cores with the load itself: ${Math.round(perMinute).toLocaleString('en')} a minute, ` +
      `${Math.round((perMinute / RECORD_SIGNATURES_PER_MINUTE) * 100)} % of it.`,
    '',
    ['', 'before', 'spike', 'after'].map((head, n) => (n === 0 ? head.padEnd(34) : head.padStart(12))).join(''),
    row('seconds', ({ seconds: length }) => length.toFixed(0)),
    row('count reads a second', ({ readsPerSecond }) => readsPerSecond.toFixed(0)),
    row('signatures a second', ({ signaturesPerSecond }) => signaturesPerSecond.toFixed(1)),
    row('errors', ({ errors }) => String(errors)),
    row('reading, median', ({ read }) => ms(read.p50)),
    row('reading, p99', ({ read }) => ms(read.p99)),
    row('signing, median', ({ sign }) => ms(sign.p50)),
    row('signing, p99', ({ sign }) => ms(sign.p99)),
    row('most messages that waited', ({ backlog }) => String(backlog)),
    row('database, queries a second', ({ databasePerSecond }) => databasePerSecond.toFixed(1)),
    '',
    `Spike mode began ${seconds(all.modeBeganAfter)} after the spike, and ended ${seconds(all.modeEndedAfter)} after its end.`,
    `${all.accepted} signatures were accepted: ${all.lost} lost, ${all.unknown} stored that no one was told of. The count is ${all.count}.`,
    ...all.firstErrors.map((error) => `Error: ${error}`),
    all.ok ? 'Every check passed.' : 'FAILED.',
  ].join('\n')
}
