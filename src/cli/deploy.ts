/** `npm run deploy`: the whole platform to Cloudflare, for the first time or again, and back. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { askOpen, missingIn, withFallbacks } from './deploy/ask.ts'
import { environmentsOf, removeConfigs, ROOT } from './deploy/config.ts'
import { type Deployment, endRelease } from './deploy/deployment.ts'
import { withKeys } from './deploy/keys.ts'
import { accountOf, login } from './deploy/login.ts'
import { rollBack } from './deploy/rollback.ts'
import {
  checkSettings,
  PLAN_CURE,
  planProblem,
  QUESTIONS,
  withAnswer,
  withDomainOf,
  withSetting,
} from './deploy/settings.ts'
import {
  isReadableByOthers,
  readSite,
  type Site,
  SITE_FILE_DEFAULT,
  TRIAL_FILE_DEFAULT,
  writeSite,
} from './deploy/site-file.ts'
import { STEPS } from './deploy/steps.ts'
import { checkClaimed, endOf, trialSite, withoutTrial, withTemporaryAccount } from './deploy/trial.ts'
import { SECRET_NAMES } from './deploy/workers.ts'
import { EXIT_USAGE, exitCodeOf, Failure, parsed } from './failure.ts'

const FLAGS = QUESTIONS.filter(({ flag }) => flag !== '')

const USAGE = `Usage: npm run deploy -- [options]

Deploys the platform to Cloudflare: what is missing is created, what is there
is kept. Run it again after an end at any moment, to upgrade after git pull, and
to change a setting.

  --dry-run          print each step and check the settings, without an account
  --rollback         back to the versions before the last deployment
  --trial            without an account, into a temporary one that Cloudflare
                     deletes after an hour. It says what such a site has not,
                     and asks before it accepts Cloudflare's terms;
                     --accept-cloudflare-terms answers yes
  --site FILE        settings and keys of the site. Keep a copy of it in a safe
                     place. Default: ${SITE_FILE_DEFAULT},
                     of a trial ${TRIAL_FILE_DEFAULT}
  --set NAME=VALUE   any other setting, by its name in [vars] of a
                     wrangler.toml; may be repeated
  --domain leave     do not attach the host of the origin (attach: do)
  --take-domain      take the host, and replace its DNS records, if something
                     else uses it

What is not in the site file is asked once, or given as an option:

${FLAGS.map(({ flag, ask, choices }) => `  --${flag} ${choices === undefined ? '…' : choices.join('|')}\n      ${ask}`).join('\n')}

Secrets that a site may have are taken from the environment: SMTP_URL,
TURNSTILE_SECRET, UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN.`

const EXIT_INTERRUPTED = 130
/** Of the configurations for wrangler, and its logs: git ignores it. */
const DIRECTORY = join(ROOT, '.wrangler/deployment')
/** Not the keys: another SIGNER_PEPPER, by accident, would let everyone sign again. */
const OPTIONAL = new Set(['SMTP_URL', 'TURNSTILE_SECRET', 'UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'])

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)

process.exitCode = await exitCodeOf(
  async () => {
    const options = readOptions()
    if (options.help) {
      console.log(USAGE)
      return 0
    }
    const file = options.site
    const known = options.rollback ? readSite(file) : withEnvironment(readSite(file))
    const stays = options.trial || options.rollback
    const answered = withOptions(stays ? known : withoutTrial(known), options)
    if (options.dryRun) await dryRun(file, answered)
    else if (options.rollback) await inAccount(file, answered, false, (deployment) => rollBack(deployment, say))
    else if (options.trial) await tryOut(file, answered, options.acceptTerms)
    else {
      if (known.trial !== undefined) await checkClaimed(known, join(DIRECTORY, 'logs'))
      await deploy(file, answered, options.takeDomain)
    }
    return 0
  },
  {
    unexpected: 'The deployment ended unexpectedly. Run the same command again: it continues where it ended.',
    after: '',
  },
)

function say(line: string): void {
  console.log(line)
}

type Options = ReturnType<typeof readOptions>

function readOptions() {
  const { values } = parsed(
    () =>
      parseArgs({
        options: {
          'dry-run': { type: 'boolean', default: false },
          rollback: { type: 'boolean', default: false },
          trial: { type: 'boolean', default: false },
          'accept-cloudflare-terms': { type: 'boolean', default: false },
          site: { type: 'string' },
          set: { type: 'string', multiple: true, default: [] },
          domain: { type: 'string' },
          'take-domain': { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
          ...Object.fromEntries(FLAGS.map(({ flag }) => [flag, { type: 'string' } as const])),
        },
      }),
    usage,
  )
  const {
    'dry-run': isDry,
    'take-domain': take,
    'accept-cloudflare-terms': acceptTerms,
    rollback,
    trial,
    site = trial ? TRIAL_FILE_DEFAULT : SITE_FILE_DEFAULT,
    set,
    domain,
    help,
    ...given
  } = values
  if (domain !== undefined && domain !== 'attach' && domain !== 'leave')
    throw usage(`--domain must be attach or leave. It is "${domain}".`)
  if (trial && (isDry || rollback))
    throw usage(
      '--trial goes with neither --dry-run nor --rollback: it says what it does, and asks before it makes anything.',
    )
  const answers: Record<string, unknown> = given
  const isChanged = set.length > 0 || domain !== undefined || take || Object.keys(answers).length > 0
  if (rollback && (isDry || isChanged))
    throw usage('--rollback goes with --site alone: it brings back the last versions, with the settings that they had.')
  return { dryRun: isDry, takeDomain: take, rollback, trial, acceptTerms, site, set, domain, help, answers } as const
}

/** Optional secrets that the site does not have. */
function withEnvironment(site: Site): Site {
  const secrets = { ...site.secrets }
  for (const name of SECRET_NAMES) {
    const given = process.env[name]
    if (given !== undefined && given !== '' && OPTIONAL.has(name)) secrets[name] = given
  }
  return { ...site, secrets }
}

function withOptions(site: Site, { answers, set, domain }: Options): Site {
  let current = site
  for (const question of FLAGS) {
    const given = answers[question.flag]
    if (typeof given === 'string') current = withAnswer(current, question, given)
  }
  for (const assignment of set) current = withSetting(current, assignment)
  return domain === undefined ? withDomainOf(current) : { ...current, cloudflare: { ...current.cloudflare, domain } }
}

/** Throws a Failure that names what would not work. Keys that do not exist yet are no reason: they will be made. */
async function check(site: Site): Promise<void> {
  checkSettings(await environmentsOf(await withKeys(site)))
  const problem = planProblem(site)
  if (problem !== null) throw new Failure(`${problem} ${PLAN_CURE}`)
}

/** Prints the steps, and what would be asked. Nothing is asked, and nothing is written. */
async function dryRun(file: string, site: Site): Promise<void> {
  const filled = withFallbacks(site)
  const missing = missingIn(filled)
  if (missing.length === 0) await check(filled)
  say(`Site file: ${file}${existsSync(file) ? '' : ' (would be made)'}`)
  for (const { name, kind } of QUESTIONS) {
    if (kind === 'secret') continue
    const value =
      kind === 'setting' ? filled.settings[name] : Object.entries(filled.cloudflare).find(([key]) => key === name)?.[1]
    if (value !== undefined) say(`  ${name} = ${value}`)
  }
  if (missing.length > 0) say(`\nWould be asked, unless it is given:\n${missing.join('\n')}`)
  say('\nSteps:')
  for (const [at, { title, plan }] of STEPS.entries()) say(`${number(at)} ${title}\n${wrapped(plan, '        ')}`)
  say('\nNothing was done: this was a dry run.')
}

async function deploy(file: string, given: Site, takeDomain: boolean): Promise<void> {
  const site = await askOpen(given, say)
  await check(site)
  // So that nothing is asked again, whatever happens next.
  writeSite(file, site)
  await inAccount(file, site, takeDomain, async (deployment) => {
    for (const [at, { title, run }] of STEPS.entries()) {
      process.stdout.write(`${number(at)} ${title}: `)
      say(await run(deployment))
    }
    const isNew = await endRelease(deployment)
    say(`\n${site.settings['PUBLIC_ORIGIN']} is deployed.${isNew ? '' : ' Nothing has changed.'}`)
  })
}

/** For a terminal of 80 columns. */
function wrapped(text: string, indent: string): string {
  const lines = text.match(new RegExp(`.{1,${80 - indent.length}}(?= |$)`, 'g')) ?? []
  return lines.map((line) => `${indent}${line.trim()}`).join('\n')
}

function number(at: number): string {
  return `[${String(at + 1).padStart(2)}/${STEPS.length}]`
}

async function tryOut(file: string, given: Site, accepted: boolean): Promise<void> {
  removeConfigs(DIRECTORY)
  try {
    const site = await withTemporaryAccount(given, { accepted, directory: DIRECTORY, now: Date.now(), say })
    const { trial } = site
    if (trial === undefined) throw new Error('a trial has a temporary account')
    // Whatever happens next, the account is not lost.
    writeSite(file, site)
    // For wrangler, too.
    process.env['CLOUDFLARE_API_TOKEN'] = trial.apiToken
    await deploy(file, await trialSite(site, await login(join(DIRECTORY, 'logs'))), false)
    say(endOf(trial, file))
  } finally {
    removeConfigs(DIRECTORY)
  }
}

/** With the account of the site, which is written into its file. What wrangler is given is removed however it ends. */
async function inAccount(
  file: string,
  site: Site,
  takeDomain: boolean,
  work: (deployment: Deployment) => Promise<void>,
): Promise<void> {
  removeConfigs(DIRECTORY)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      removeConfigs(DIRECTORY)
      console.error('\nStopped. Run the same command again: it continues where it ended.')
      process.exit(EXIT_INTERRUPTED)
    })
  try {
    const api = await login(join(DIRECTORY, 'logs'))
    const { id, name } = await accountOf(api, {
      known: site.cloudflare.accountId,
      chosen: process.env['CLOUDFLARE_ACCOUNT_ID'],
    })
    say(`Account: ${name}`)
    const kept = { ...site, cloudflare: { ...site.cloudflare, accountId: id } }
    if (isReadableByOthers(file)) say(`${file} could be read by other people of this computer. Now only by you.`)
    writeSite(file, kept)
    await work({ file, site: kept, account: api.inAccount(id), directory: DIRECTORY, takeDomain })
  } finally {
    removeConfigs(DIRECTORY)
  }
}
