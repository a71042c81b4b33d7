/**
 * `npm run replay`: plays the campaign of the seed petition against both Workers on this machine, 70 438 signatures
 * over HTTP, and checks that each counts exactly once and that every public count is the same.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'

import { passingVars } from '../../src/cli/dev-vars.ts'
import { startWorkers } from '../support/harness.ts'
import { playAttack } from './attack/play-attack.ts'
import { attackInWords, attackReportOf } from './attack/report-attack.ts'
import { verifyAttack } from './attack/verify-attack.ts'
import { openLogBook } from './log-book.ts'
import { OptionsError, readOptions, type ReplayOptions, USAGE } from './options.ts'
import { play, type Stage } from './play.ts'
import { inWords, reportOf } from './report.ts'
import { watchResources } from './resources.ts'
import { verify } from './verify.ts'

const EXIT_MISMATCH = 1
const EXIT_USAGE = 2
const EXIT_SIGNAL = 128

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(EXIT_SIGNAL + constants.signals[signal]))
}
process.exitCode = await main()

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2))
    if (options !== 'help') return (await replay(options)) ? 0 : EXIT_MISMATCH
    console.log(USAGE)
    return 0
  } catch (error) {
    if (error instanceof OptionsError) {
      console.error(`${error.message}\n\n${USAGE}`)
      return EXIT_USAGE
    }
    console.error('The replay failed:', error)
    return EXIT_MISMATCH
  }
}

/** Whether every check passed. */
async function replay(options: ReplayOptions): Promise<boolean> {
  const startedAt = performance.now()
  const resources = watchResources()
  const book = openLogBook()
  const vars = await passingVars()
  const workers = await startWorkers({
    stateDirectory: passingDirectory(),
    onLog: book.write,
    // A proof of work for each signature would measure this machine, not the handling of a signature.
    vars: { ...vars, BOT_CHECK: 'off' },
  })
  try {
    console.error(
      `${options.signers} people sign, seed ${options.seed}. ` +
        'The bot check is off (BOT_CHECK=off), the rate limit is on' +
        (options.attack ? ', and floods sign too.' : '. The review’s rule for rare email domains is off.'),
    )
    const stage = { workers, adminToken: vars['ADMIN_TOKEN'] ?? '', book }
    if (options.attack) return await replayAttack(options, stage, startedAt)
    const played = await play(options, stage)
    const checks = verify(played.evidence)
    const report = reportOf(options, played, checks, resources.read(), (performance.now() - startedAt) / 1000)
    console.log(inWords(report, checks))
    if (options.json) console.log(JSON.stringify(report))
    return report.ok
  } finally {
    for (const error of book.firstErrors) console.error(`The Workers logged: ${error}`)
    resources.stop()
    await workers.dispose()
  }
}

async function replayAttack(options: ReplayOptions, stage: Stage, startedAt: number): Promise<boolean> {
  const evidence = await playAttack(options, stage)
  const checks = verifyAttack(evidence)
  const report = attackReportOf(options, evidence, checks, (performance.now() - startedAt) / 1000)
  console.log(attackInWords(report, checks))
  if (options.json) console.log(JSON.stringify(report))
  return report.ok
}

/** A directory that is deleted when this process ends, in any way. Miniflare stops its runtime likewise. */
function passingDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'undersigned-replay-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }))
  return directory
}
