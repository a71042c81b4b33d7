/** A command of src/cli, as the operator of a running instance runs it. */
import { join } from 'node:path'

import type { Instance } from './instance.ts'
import { type Ran, run } from './run.ts'

const ROOT = join(import.meta.dirname, '../..')

/** `script`: the name of the npm script. `env` is laid over the operator's token. */
export const runCli = (
  { url, vars }: Instance,
  script: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Ran> =>
  run(process.execPath, [`src/cli/${script}.ts`, '--origin', url.origin, ...args], {
    cwd: ROOT,
    env: { ADMIN_TOKEN: vars['ADMIN_TOKEN'], ...env },
  })
