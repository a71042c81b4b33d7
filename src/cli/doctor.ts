/** `npm run doctor`: what is wrong with a site, and how to cure it. Changes nothing. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { cloudflare } from './deploy/cloudflare.ts'
import { accountOf, login } from './deploy/login.ts'
import { readSite, SITE_FILE_DEFAULT } from './deploy/site-file.ts'
import { isOver } from './deploy/trial.ts'
import {
  checkCounts,
  checkDatabase,
  checkDomain,
  checkHealth,
  checkNode,
  checkQueues,
  checkSiteFile,
  checkTrial,
  checkWorkers,
  type Finding,
  well,
  wrong,
} from './doctor/checks.ts'
import { checkEmailDns } from './doctor/email-dns.ts'
import { EXIT_FAILED, EXIT_USAGE, exitCodeOf, Failure, parsed } from './failure.ts'

const USAGE = `Usage: npm run doctor -- [options]

Looks at everything that a site needs, and says what is wrong and what to do. Changes nothing. Ends with 1 when something is wrong.

  --site FILE           site file (default: ${SITE_FILE_DEFAULT})
  --dkim-selector NAME  also looks for this DKIM key of the domain of EMAIL_FROM`

const MARKS = { well: 'ok   ', hint: 'note ', wrong: 'WRONG' }

process.exitCode = await exitCodeOf(
  async () => {
    const {
      help,
      site: file,
      'dkim-selector': selector,
    } = parsed(
      () =>
        parseArgs({
          options: {
            site: { type: 'string', default: SITE_FILE_DEFAULT },
            'dkim-selector': { type: 'string' },
            help: { type: 'boolean', default: false },
          },
        }).values,
      usage,
    )
    if (help) {
      console.log(USAGE)
      return 0
    }
    const levels = new Set<Finding['level']>()
    for await (const { level, text, cure } of findings(file, selector ?? null)) {
      levels.add(level)
      console.log(`${MARKS[level]} ${text}${cure === '' ? '' : `\n      → ${cure}`}`)
    }
    return levels.has('wrong') ? EXIT_FAILED : 0
  },
  { unexpected: 'The examination ended unexpectedly:' },
)

function usage(message: string): Failure {
  return new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)
}

async function* findings(file: string, selector: string | null): AsyncGenerator<Finding> {
  yield checkNode(process.versions.node)
  const site = readSite(file)
  const ofFile = await checkSiteFile(file, site)
  yield* ofFile
  yield* checkTrial(file, site, Date.now())
  // Without an origin, nothing was deployed.
  if (site.settings['PUBLIC_ORIGIN'] === undefined) return
  yield* await inAccount(site)
  yield* await checkHealth(site)
  const { EMAIL_FROM: from } = site.settings
  if (from !== undefined) yield* await checkEmailDns(from, selector)
}

/** What only the account can tell. Without a login, that is the one finding. */
async function inAccount(site: ReturnType<typeof readSite>): Promise<Finding[]> {
  const logs = mkdtempSync(join(tmpdir(), 'undersigned-'))
  try {
    // A trial is for those who are not logged in: its own token reaches its account.
    const { trial } = site
    const api =
      trial !== undefined && !isOver(trial, Date.now())
        ? cloudflare({ type: 'api_token', token: trial.apiToken })
        : await login(logs)
    const { id, name } = await accountOf(api, {
      known: site.cloudflare.accountId,
      chosen: process.env['CLOUDFLARE_ACCOUNT_ID'],
    })
    const account = api.inAccount(id)
    return [
      well(`Logged in, to the account ${name}.`),
      ...(await checkDatabase(account, site)),
      ...(await checkQueues(account, site)),
      ...(await checkWorkers(account, site)),
      await checkDomain(account, site),
      ...(await checkCounts(account, site)),
    ]
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return [wrong('What is at Cloudflare could not be looked at.', error.message)]
  } finally {
    rmSync(logs, { recursive: true, force: true, maxRetries: 3 })
  }
}
