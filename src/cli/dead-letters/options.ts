/** The options of `npm run dead-letters`, with defaults from the environment and from .dev.vars. */
import { parseArgs } from 'node:util'

import { EXIT_USAGE, Failure, parsed } from '../failure.ts'
import { type Operator, operatorOf } from '../operator.ts'

export type Command =
  | { name: 'list'; cursor: string | null }
  /** Null for all of them. */
  | { name: 'replay'; id: string | null }
  | { name: 'delete'; id: string }

export interface Options extends Operator {
  command: Command
}

export const USAGE = `Usage: npm run dead-letters -- [list | replay ID | replay --all | delete ID] [options]

Dead letters are messages that could not be read or stored. Without a command, they are listed, the oldest first, each with why it
is there and what replaying it would do. Nothing of a person is shown but ids.

  list             a page of them (default); --cursor CURSOR for the page after it
  replay ID        put one back on its queue, and delete it once the queue has accepted it
  replay --all     the same for every one that can be read and has a petition
  delete ID        delete one for good

  --origin URL     URL of the petition site (default: PUBLIC_ORIGIN in .dev.vars, or http://localhost:8787)

The operator's token is read from the environment variable ADMIN_TOKEN, or on this computer from .dev.vars.`

/** `env` is the environment, `devVars` the content of .dev.vars. Returns `help` for --help. Throws a Failure. */
export function readOptions(args: string[], env: NodeJS.Dict<string>, devVars: NodeJS.Dict<string>): Options | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  const command = commandOf(positionals, values)
  return { command, ...operatorOf(values.origin, { env, devVars, command: 'dead-letters', usage }) }
}

function parse(args: string[]) {
  return parsed(
    () =>
      parseArgs({
        args,
        allowPositionals: true,
        options: {
          all: { type: 'boolean', default: false },
          cursor: { type: 'string' },
          origin: { type: 'string' },
          help: { type: 'boolean', default: false },
        },
      }),
    usage,
  )
}

function commandOf(
  [name = 'list', id, ...rest]: readonly string[],
  { all, cursor }: { all: boolean; cursor?: string | undefined },
): Command {
  if (rest.length > 0) throw usage(`One id at a time: ${rest.join(' ')} is too much.`)
  if (cursor !== undefined && name !== 'list') throw usage('--cursor can only be used with list.')
  if (all && name !== 'replay') throw usage('--all can only be used with replay.')
  switch (name) {
    case 'list':
      if (id !== undefined) throw usage('list takes no id.')
      return { name, cursor: cursor ?? null }
    case 'replay':
      if ((id === undefined) !== all) throw usage('Name the dead letter, or all of them: replay ID, or replay --all')
      return { name, id: id ?? null }
    case 'delete':
      if (id === undefined) throw usage('Name the dead letter: delete ID')
      return { name, id }
    default:
      throw usage(`There is no command "${name}".`)
  }
}

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)
