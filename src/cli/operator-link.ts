/** `npm run operator-link`: a link with which somebody becomes an operator in the console. The edge Worker makes it. */
import { parseArgs } from 'node:util'

import { operatorLinkCreated } from '../../schema/account.ts'
import { edgeVars } from './dev-vars.ts'
import { EXIT_USAGE, exitCodeOf, Failure, parsed } from './failure.ts'
import { ask, bodyOf, operatorOf } from './operator.ts'

const USAGE = `Usage: npm run operator-link -- [options]

Prints a link that works once, for a day. The person who opens it gives their email address, and is an operator of the site from then on.

  --origin URL  URL of the petition site (default: PUBLIC_ORIGIN in .dev.vars, or http://localhost:8787)

The operator's token is read from the environment variable ADMIN_TOKEN. On this computer it is otherwise that of .dev.vars.`

const TIMEOUT_MS = 30_000

process.exitCode = await exitCodeOf(
  async () => {
    const { origin: given, help } = parsed(
      () => parseArgs({ options: { origin: { type: 'string' }, help: { type: 'boolean', default: false } } }).values,
      usage,
    )
    if (help) {
      console.log(USAGE)
      return 0
    }
    const operator = operatorOf(given, { env: process.env, devVars: edgeVars(), command: 'operator-link', usage })
    const response = await ask(operator, { method: 'POST', path: '/api/operator-links', timeoutMs: TIMEOUT_MS })
    if (response === null)
      throw new Failure(
        `${operator.origin} has no console: its edge Worker is an older one. Deploy this release there first.`,
      )
    const { url, expiresAt } = await bodyOf(response, operatorLinkCreated)
    console.log(
      `${url}\n\nIt works once, until ${expiresAt}. The person who opens it becomes an operator: give it to no one else.`,
    )
    return 0
  },
  { unexpected: 'No link was made:' },
)

function usage(message: string): Failure {
  return new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)
}
