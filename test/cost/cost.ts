/**
 * `npm run cost`: what a million signatures and a thousand million views cost, from operations that the Workers are counted doing and the
 * prices of prices.ts. Processor time is that of the last full run of the bench (test/bench/figures.json), which is of another machine than
 * Cloudflare's. `--json` ends with one line of JSON.
 *
 * Limitation: traffic to the campaign, webhooks, storage and the console are not in it, nor what rate limits refuse.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import type { Bench } from '../bench/report.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { type Amounts, amountsOf, BILLS, dollarsOf, VIEW } from './bills.ts'
import { countSteps } from './count.ts'
import { OTHER_SENDERS, PRICES, PRICES_READ, type Resource, RESOURCES } from './prices.ts'

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } })

const bench: Bench = JSON.parse(readFileSync(join(import.meta.dirname, '../bench/figures.json'), 'utf8'))
const directory = temporaryDirectory()
try {
  const steps = await countSteps(directory.path)
  const amounts = (bill: Parameters<typeof amountsOf>[0]): Amounts => amountsOf(bill, steps, microsecondsOf)
  const bills = Object.entries(BILLS).map(([key, bill]) => ({ key, name: bill.name, amounts: amounts(bill) }))
  const view = amounts(VIEW)
  console.log(
    `Prices of Cloudflare's paid plan, read on ${PRICES_READ}. Processor time of the bench of ${bench.at.slice(0, 10)}.`,
  )
  console.log(tableOf('A month includes ($5)', RESOURCES.map(includedRow), ['', 'included', '$ for a million more']))
  for (const { name, amounts } of bills) console.log(tableOf(`1,000,000 times: ${name}`, rowsOf(amounts, 1)))
  console.log(tableOf(`1,000,000,000 times: ${VIEW.name}`, rowsOf(view, 1_000)))
  console.log(sendersTable())
  if (options.json) {
    const dollars = Object.fromEntries(bills.map(({ key, amounts }) => [key, dollarsOf(amounts)]))
    console.log(
      JSON.stringify({ pricesRead: PRICES_READ, steps, dollarsPerMillion: { ...dollars, view: dollarsOf(view) } }),
    )
  }
} finally {
  directory.remove()
}

/** Throws for a line that the bench no longer has. */
function microsecondsOf(line: string): number {
  const figure = bench.lines[line]
  if (figure === undefined) throw new Error(`test/bench/figures.json has no line ${line}`)
  return figure.cpuMicroseconds
}

function includedRow(resource: Resource): string[] {
  const { unit, included, dollarsPerMillion } = PRICES[resource]
  return [unit, included.toLocaleString('en'), dollarsPerMillion.toFixed(3)]
}

/** A row for each resource that is used, and the sum. */
function rowsOf(amounts: Amounts, millions: number): string[][] {
  const used = RESOURCES.filter((resource) => amounts[resource] > 0)
  const withoutEmail = used.filter((resource) => resource !== 'emails')
  return [
    ...used.map((resource) => [
      PRICES[resource].unit,
      amounts[resource].toFixed(2),
      `${PRICES[resource].dollarsPerMillion}`,
      (dollarsOf(amounts, [resource]) * millions).toFixed(2),
    ]),
    ...(used.length > withoutEmail.length
      ? [['together, without the emails', '', '', (dollarsOf(amounts, withoutEmail) * millions).toFixed(2)]]
      : []),
    ['together', '', '', (dollarsOf(amounts) * millions).toFixed(2)],
  ]
}

function sendersTable(): string {
  const cloudflare = { name: 'Cloudflare', dollarsPerMillion: PRICES.emails.dollarsPerMillion }
  const rows = [cloudflare, ...OTHER_SENDERS].map(({ name, dollarsPerMillion }) => [name, dollarsPerMillion.toFixed(0)])
  return tableOf('1,000,000 emails, by sender', rows, ['', '$'])
}

function tableOf(
  title: string,
  rows: readonly (readonly string[])[],
  head: readonly string[] = ['', 'for each', '$ a million', '$'],
): string {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const text = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart((widths[at] ?? 0) + 2))).join('')
  return ['', title, text(head), ...rows.map(text)].join('\n')
}
