/**
 * `npm run export`: downloads a petition's encrypted contacts, decrypts them on this computer with the campaign's private key
 * and writes them as CSV or JSON Lines. Neither the key nor a decrypted contact leaves this computer.
 */

import type { Unopened } from '../contacts/open.ts'
import type { CampaignKey } from '../key-file/keys.ts'
import { edgeVars } from './dev-vars.ts'
import { download, ownSlug } from './export/download.ts'
import { headerOf } from './export/open.ts'
import { createOpenPool } from './export/open-pool.ts'
import { type ExportOptions, readOptions, USAGE } from './export/options.ts'
import { openSink, type Sink } from './export/sink.ts'
import { EXIT_FAILED, exitCodeOf, Failure } from './failure.ts'
import { readKeyFile } from './keygen/key-file.ts'
import { passphrasesFrom } from './passphrase.ts'

/** Some rows could not be decrypted; all others were exported. */
const EXIT_INCOMPLETE = 3
const PROGRESS_INTERVAL_MS = 1_000
const UNOPENED_SHOWN_MAX = 20
const BYTE_ORDER_MARK = '\uFEFF'

process.exitCode = await exitCodeOf(
  async () => {
    const options = readOptions(process.argv.slice(2), process.env, edgeVars())
    if (options !== 'help') return exportContacts(options)
    console.log(USAGE)
    return 0
  },
  { unexpected: 'The export failed:' },
)

async function exportContacts(options: ExportOptions): Promise<number> {
  const keys = await readKeys(options)
  const { format } = options
  // Contacts are encrypted for the slug that never changes.
  const petition = await ownSlug(options)
  const privateKeys = keys.map(({ privateKey }) => privateKey)
  const pool = createOpenPool({ petition, privateKeys, format })
  const totals: Totals = {
    startedAt: performance.now(),
    rows: 0,
    empty: 0,
    unopened: 0,
    broken: [],
    sealedTo: new Map(),
  }
  const progress = showProgress(totals)
  const output = openLazily(options)
  let lastId: string | null = null
  try {
    for await (const { text, rows, empty, unopened, lastId: last } of pool.openAll(download(options))) {
      if (text !== '') await output.write(text)
      lastId = last ?? lastId
      totals.rows += rows
      totals.empty += empty
      count(unopened, totals)
    }
    // Without signatures the file has only a header. With a wrong key there is no file.
    if (totals.rows > 0 || totals.unopened === 0) await output.write('')
  } catch (error) {
    if (error instanceof Failure && lastId !== null)
      throw new Failure(`${error.message}\n${howToResume(options, lastId)}`)
    throw error
  } finally {
    progress.stop()
    await Promise.all([pool.close(), output.close()])
  }
  return printSummary(totals, keys)
}

/** One file after the other, because each may ask for its passphrase. */
async function readKeys({ keyFiles }: ExportOptions): Promise<CampaignKey[]> {
  const passphrases = passphrasesFrom(process.env)
  const keys: CampaignKey[] = []
  for (const file of keyFiles) keys.push(...(await readKeyFile(file, passphrases)))
  return keys
}

interface Totals {
  startedAt: number
  rows: number
  /** Included in `rows`: those without a contact. */
  empty: number
  unopened: number
  /** Ids of rows that are corrupt or belong to another petition. */
  broken: string[]
  /** Number of rows encrypted to keys that were not given, by the ids of these keys. */
  sealedTo: Map<string, number>
}

function count(unopened: readonly Unopened[], totals: Totals): void {
  totals.unopened += unopened.length
  for (const row of unopened) {
    if (row.why === 'broken') {
      totals.broken.push(row.id)
      continue
    }
    const ids = row.keyIds.join(' or ')
    totals.sealedTo.set(ids, (totals.sealedTo.get(ids) ?? 0) + 1)
  }
}

/** Prints totals and problems to stderr. Returns the exit code. */
function printSummary(totals: Totals, keys: readonly CampaignKey[]): number {
  const { startedAt, rows, empty, unopened, broken, sealedTo } = totals
  const seconds = (performance.now() - startedAt) / 1000
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  console.error(
    `${rows} exported in ${seconds.toFixed(1)} s: ${Math.round(rows / seconds)} per second, peak memory ${memory} MB.`,
  )
  if (empty > 0)
    console.error(`${empty} of them without a contact: the retention period is over, or they predate encryption.`)
  for (const [ids, n] of sealedTo) {
    console.error(`${n} not exported: encrypted to key ${ids}. Keys given: ${keys.map(({ id }) => id).join(', ')}.`)
  }
  if (broken.length > 0) {
    const more = broken.length > UNOPENED_SHOWN_MAX ? ', …' : ''
    const shown = broken.slice(0, UNOPENED_SHOWN_MAX).join(', ')
    console.error(`${broken.length} not exported: corrupt, or from another petition: ${shown}${more}`)
  }
  if (unopened === 0) return 0
  if (rows - empty > 0 || sealedTo.size === 0) return EXIT_INCOMPLETE
  console.error('No contact could be decrypted. This is not the key file of this petition.')
  return EXIT_FAILED
}

function howToResume({ out }: ExportOptions, lastId: string): string {
  const result =
    out === null
      ? 'The rows printed so far are complete: append the new ones to them.'
      : `The new rows are appended to ${out}.`
  return `To resume, run the same command with --after ${lastId}. ${result}`
}

/** Opens the output with the first row, so that an export that fails at once leaves no file behind. */
function openLazily({ out, after, bom, format }: ExportOptions): Sink {
  let sink: Sink | undefined
  return {
    async write(text) {
      if (sink === undefined) {
        sink = await openSink(out, after !== null)
        if (after === null) await sink.write(`${bom ? BYTE_ORDER_MARK : ''}${headerOf(format)}`)
      }
      await sink.write(text)
    },
    async close() {
      await sink?.close()
    },
  }
}

/** Only on a terminal. */
function showProgress(totals: Totals): { stop(): void } {
  if (!process.stderr.isTTY) return { stop() {} }
  const show = (): void => void process.stderr.write(`\r\u001B[K${totals.rows} exported`)
  const timer = setInterval(show, PROGRESS_INTERVAL_MS)
  timer.unref()
  return {
    stop() {
      clearInterval(timer)
      process.stderr.write('\r\u001B[K')
    },
  }
}
