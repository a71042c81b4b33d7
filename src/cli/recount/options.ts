/** The options of `npm run recount`, with defaults from the environment and from .dev.vars. */
import { parseArgs } from 'node:util'

import { EXIT_USAGE, Failure } from '../failure.ts'

export interface RecountOptions {
  /** Null for all. */
  petition: string | null
  fix: boolean
  origin: string
  token: string
}

export const USAGE = `Usage: npm run recount -- [options]

Compares the counters, tallies, milestones and removals of every petition with its signatures, and says what differs.
Changes nothing without --fix. Ends with exit code 1 when something differs and is not fixed.

  --petition SLUG  this petition only
  --fix            make what is stored agree with the signatures
  --origin URL     URL of the petition site (default: http://localhost:8787)

The operator's token is read from the environment variable ADMIN_TOKEN. On this computer it is otherwise that of .dev.vars.`

const ORIGIN_DEFAULT = 'http://localhost:8787'
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `env` is the environment, `devVars` the content of .dev.vars. Returns `help` for --help. Throws a Failure. */
export function readOptions(
  args: string[],
  env: NodeJS.Dict<string>,
  devVars: NodeJS.Dict<string>,
): RecountOptions | 'help' {
  const { petition = null, fix, origin: given, help } = parse(args)
  if (help) return 'help'
  if (petition === '') throw usage('Name the petition: --petition SLUG')
  const origin = originOf(given ?? ORIGIN_DEFAULT)
  return { petition, fix, origin, token: tokenOf(env['ADMIN_TOKEN'], origin, devVars['ADMIN_TOKEN']) }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        petition: { type: 'string' },
        fix: { type: 'boolean', default: false },
        origin: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error))
  }
}

/** Plain http would expose the token on the network. */
function originOf(text: string): string {
  const url = URL.parse(text)
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))
  if (url === null || !isSafe) throw usage(`--origin must be an https URL, or http on this computer. It is "${text}".`)
  return url.origin
}

/** The token of .dev.vars is only used on this computer. */
function tokenOf(given: string | undefined, origin: string, local: string | undefined): string {
  if (given !== undefined && given !== '') return given
  if (local !== undefined && local !== '' && LOOPBACK.has(new URL(origin).hostname)) return local
  throw usage("Set the operator's token: ADMIN_TOKEN=… npm run recount -- …")
}

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)
