/**
 * `npm run nemesis -- --seed S --minutes M`: people sign on this machine while its processes are killed and everything that the
 * Workers use fails; then what was acknowledged is compared with what there is. Exits with 1 when a check fails, or, for a
 * safeguard that is taken out, when the check that must find it does not.
 */
import { parseArgs } from 'node:util'

import { type Break, BREAKS, breakOf } from './breaks.ts'
import { inWords } from './check.ts'
import { FAULT_KINDS } from './faults.ts'
import { type Ran, run, type RunOptions } from './run.ts'

const USAGE = `npm run nemesis -- [--seed 1] [--minutes 10] [--accepted N] [--broken NAME]

  --seed      the order of the faults, and what people do
  --minutes   how long people sign
  --accepted  ends that as soon as so many were accepted
  --pause     milliseconds between two faults, on average
  --broken    takes out a safeguard, and succeeds when its failure is found. "all", or one of
              ${BREAKS.map(({ name }) => name).join(', ')}`

/** Long enough for most breaks to show. */
const BROKEN_MINUTES = 0.3
const BROKEN_PAUSE_MS = 200
const BROKEN_TIMES_MAX = 3
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    accepted: { type: 'string' },
    pause: { type: 'string', default: '1000' },
    broken: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)
process.exitCode = (await main()) ? 0 : 1

async function main(): Promise<boolean> {
  if (values.help || [seed, Number(values.minutes), Number(values.pause)].some(Number.isNaN)) {
    console.log(USAGE)
    return values.help
  }
  const onProgress = (text: string): void => console.error(text)
  if (values.broken === undefined) {
    const ran = await run({
      seed,
      minutes: Number(values.minutes),
      accepted: Number(values.accepted ?? Infinity),
      kills: 0,
      pauseMs: Number(values.pause),
      broken: null,
      onProgress,
    })
    console.log(reportOf(ran))
    return ran.checks.every(({ problems }) => problems.length === 0)
  }
  const broken = breakOf(values.broken === 'all' ? null : values.broken)
  let areFound = true
  for (const one of broken === null ? BREAKS : [broken]) areFound = (await isFound(one, onProgress)) && areFound
  return areFound
}

/** A break shows only if its faults meet what they break, so people sign again with another seed until it is found. */
async function isFound(broken: Break, onProgress: RunOptions['onProgress']): Promise<boolean> {
  for (let time = 0; time < BROKEN_TIMES_MAX; time++) {
    const { checks, accepted } = await run({
      seed: seed + time,
      minutes: BROKEN_MINUTES,
      accepted: Infinity,
      kills: 0,
      pauseMs: BROKEN_PAUSE_MS,
      broken: broken.name,
      onProgress,
    })
    const [problem] = checks.find(({ name }) => name === broken.found)?.problems ?? []
    console.log(
      `${problem === undefined ? 'NOT FOUND' : 'found    '}  ${broken.name}: ${broken.what} (${accepted} accepted)`,
    )
    if (problem !== undefined) {
      console.log(`             ${broken.found}: ${problem}`)
      return true
    }
    console.log(inWords(checks))
  }
  return false
}

function reportOf({ accepted, seconds, hours, faults, checks }: Ran): string {
  const total = [...faults.values()].reduce((sum, number) => sum + number, 0)
  return [
    `Seed ${seed}: ${accepted} accepted in ${Math.round(seconds.load)} s, and ${Math.round(seconds.rest)} s more until nothing was left; ${hours.toFixed(1)} hours by the clock of the Workers.`,
    `${total} faults of ${faults.size} kinds; those with a dot are orders, the others what followed from them.`,
    ...[...faults]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([kind, number]) => `${String(number).padStart(8)}  ${kind}`),
    `Not in this run: ${FAULT_KINDS.filter((kind) => !faults.has(kind)).join(', ') || 'none'}.`,
    inWords(checks),
  ].join('\n')
}
