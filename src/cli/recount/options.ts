/** The options of `npm run recount`, with defaults from the environment and from .dev.vars. */
import { parseArgs } from 'node:util'

import { EXIT_USAGE, Failure, parsed } from '../failure.ts'
import { type Operator, operatorOf } from '../operator.ts'

export interface RecountOptions extends Operator {
  /** Null for all. */
  petition: string | null
  fix: boolean
}

export const USAGE = `Usage: npm run recount -- [options]

Compares the counters, tallies, milestones and removals of every petition with its signatures, and says what differs.
Changes nothing without --fix. Ends with exit code 1 when something differs and is not fixed.

  --petition SLUG  this petition only
  --fix            make what is stored agree with the signatures
  --origin URL     URL of the petition site (default: PUBLIC_ORIGIN in .dev.vars, or http://localhost:8787)

The operator's token is read from the environment variable ADMIN_TOKEN. On this computer it is otherwise that of .dev.vars.`

/** `env` is the environment, `devVars` the content of .dev.vars. Returns `help` for --help. Throws a Failure. */
export function readOptions(
  args: string[],
  env: NodeJS.Dict<string>,
  devVars: NodeJS.Dict<string>,
): RecountOptions | 'help' {
  const { petition = null, fix, origin: given, help } = parse(args)
  if (help) return 'help'
  if (petition === '') throw usage('Name the petition: --petition SLUG')
  return { petition, fix, ...operatorOf(given, { env, devVars, command: 'recount', usage }) }
}

function parse(args: string[]) {
  return parsed(
    () =>
      parseArgs({
        args,
        options: {
          petition: { type: 'string' },
          fix: { type: 'boolean', default: false },
          origin: { type: 'string' },
          help: { type: 'boolean', default: false },
        },
      }).values,
    usage,
  )
}

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)
