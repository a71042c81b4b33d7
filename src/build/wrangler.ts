/** Runs wrangler for a build script. */
import { spawnSync } from 'node:child_process'

/** Runs it in `folder`, without its stdout. Ends this process, with the reason on stderr, if it fails. */
export function runWrangler(args: readonly string[], folder = '.'): void {
  const { status, signal, error } = spawnSync('wrangler', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status === 0) return
  const why = error === undefined ? `exit ${status ?? signal}` : `${error.message}; run this script with npm`
  console.error(`wrangler ${args[0]} failed in ${folder}: ${why}`)
  process.exit(status ?? 1)
}
