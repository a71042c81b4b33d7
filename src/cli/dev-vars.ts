/** `.dev.vars`: the local settings, with random secrets made once and kept. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

const OWNER_ONLY = 0o600

/** Reads the file, or makes it from the example with fresh secrets. */
export function loadDevVars(file: string, example: string): { vars: Record<string, string>; made: boolean } {
  const made = !existsSync(file)
  if (made) {
    const text = readFileSync(example, 'utf8').replace(/^(\w+)=$/gm, (_, name: string) => `${name}=${secret()}`)
    writeFileSync(file, text, { mode: OWNER_ONLY })
  }
  return { vars: defined(parseEnv(readFileSync(file, 'utf8'))), made }
}

/** Writes settings for a Worker to read; only its owner may. */
export function writeDevVars(file: string, vars: Record<string, string>): void {
  const lines = Object.entries(vars).map(([name, value]) => `${name}=${value}`)
  const text = `# Made by npm start from ../.dev.vars; change that one.\n${lines.join('\n')}\n`
  // A file that is touched makes a running wrangler reload, and its local queue forgets what it holds.
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  writeFileSync(file, text, { mode: OWNER_ONLY })
}

const secret = (): string => randomBytes(32).toString('base64url')

const defined = (vars: NodeJS.Dict<string>): Record<string, string> =>
  Object.fromEntries(Object.entries(vars).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
