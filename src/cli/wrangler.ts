/** Runs wrangler: without telemetry, and without any request that its command does not need. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import { Failure } from './failure.ts'

const ROOT = join(import.meta.dirname, '../..')
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
const TOML = join(ROOT, 'wrangler.toml')

/** Its stdout. Throws what it printed when it fails. `config` is the path of a configuration; null for none, by default wrangler.toml. */
export async function wrangler(
  args: readonly string[],
  { logs, config = TOML, env = {} }: { logs: string; config?: string | null; env?: Record<string, string> },
) {
  const child = spawn(process.execPath, [WRANGLER, ...args, ...(config === null ? [] : ['--config', config])], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_SEND_ERROR_REPORTS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      // They may quote statements.
      WRANGLER_LOG_PATH: logs,
      NO_COLOR: '1',
      ...env,
    },
  })
  let [stdout, output] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  if (code === 0) return stdout
  throw new Failure(`wrangler ${args.slice(0, 2).join(' ')} failed:\n${errorOf(output)}`)
}

const OUTPUT_MAX_CHARS = 2_000

/** What it said was wrong, without what it had done before; where it says nothing, the end of its output. */
function errorOf(output: string): string {
  const text = stripVTControlCharacters(output)
  const error = /^.*\[ERROR\][\s\S]*/m.exec(text)?.[0] ?? text
  return error
    .split('\n')
    .filter((line) => !/Logs were written to|please open an issue at/.test(line))
    .join('\n')
    .trim()
    .slice(-OUTPUT_MAX_CHARS)
}
