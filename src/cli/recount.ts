/**
 * `npm run recount`: compares what is stored of petitions with what their signatures say, and with --fix corrects it. The edge
 * Worker does the work, so that it is the same on this computer and on Cloudflare.
 */

import { edgeVars } from './dev-vars.ts'
import { EXIT_FAILED, exitCodeOf } from './failure.ts'
import { recount } from './recount/ask.ts'
import { readOptions, type RecountOptions, USAGE } from './recount/options.ts'
import { amount, describe } from './recount/table.ts'

process.exitCode = await exitCodeOf(
  async () => {
    const options = readOptions(process.argv.slice(2), process.env, edgeVars())
    if (options !== 'help') return recountAll(options)
    console.log(USAGE)
    return 0
  },
  { unexpected: 'The recount failed:' },
)

/** Returns the exit code. */
async function recountAll(options: RecountOptions): Promise<number> {
  const totals = { petitions: 0, rows: 0, drift: 0, unfixed: 0, skipped: 0 }
  for await (const petition of recount(options)) {
    console.log(describe(petition))
    totals.petitions++
    totals.rows += petition.rows
    totals.drift += petition.drift
    totals.unfixed += petition.unfixed
    if (!petition.isCompared) totals.skipped++
  }
  const { petitions, rows, drift, unfixed, skipped } = totals
  console.log(
    `\n${amount(petitions, 'petition')}, ${amount(rows, 'signature')}: drift ${drift}, ${drift - unfixed} fixed.`,
  )
  if (unfixed > 0 && !options.fix) console.log('To correct what the signatures can say, run it again with --fix.')
  if (unfixed > 0 && options.fix)
    console.log('What is not fixed has no signatures to compare with: see docs/operate.md, "Recount".')
  return unfixed > 0 || skipped > 0 ? EXIT_FAILED : 0
}
