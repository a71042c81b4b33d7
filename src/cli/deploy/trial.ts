/**
 * A trial without an account: wrangler makes a temporary one at Cloudflare, into which everything is deployed. After an hour Cloudflare
 * deletes it, unless somebody has claimed it. https://developers.cloudflare.com/workers/platform/claim-deployments/
 *
 * Limitations: wrangler offers `--temporary` to single commands, and asks in each. So it makes the account here, in a directory of its own,
 * and everything after that uses the token of the account, as it would any other.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { experimental_readRawConfig } from 'wrangler'
import * as z from 'zod/mini'

import { EXIT_USAGE, Failure } from '../failure.ts'
import { wrangler } from '../wrangler.ts'
import { agrees } from './ask.ts'
import { type CloudflareAccount, Refused } from './cloudflare.ts'
import { login } from './login.ts'
import type { Site, Trial } from './site-file.ts'
import { EDGE } from './workers.ts'

const TERMS = 'https://www.cloudflare.com/terms/'
const PRIVACY_POLICY = 'https://www.cloudflare.com/privacypolicy/'

/** What differs from a site, shown before anything is made. */
const ABOUT = `A trial needs no account: Cloudflare makes a temporary one and deletes it after an hour, unless you claim it. Until then the site
is public, for everyone who knows its address. What it has not:
- email: nothing is sent to signers and teams, unless SMTP_URL in the environment names an email server. Choose petitions without
  confirmation by email;
- a domain: its address ends in workers.dev;
- room: one database, of at most 100 MB. Everything else is as on the free plan.`

/** wrangler's file of the account. */
const file = z.object({
  account: z.object({ id: z.string(), apiToken: z.string(), expiresAt: z.string() }),
  claim: z.object({ url: z.string() }),
})

export interface TrialOptions {
  /** Cloudflare's terms were accepted by an option. */
  accepted: boolean
  /** Of wrangler. Removed afterwards. */
  directory: string
  now: number
  say: (line: string) => void
}

/** The account of an earlier run while it lasts, otherwise a new one. */
export async function withTemporaryAccount(site: Site, options: TrialOptions): Promise<Site> {
  const { trial } = site
  if (trial !== undefined && !isOver(trial, options.now)) return site
  await refuseLogin(options.directory)
  if (trial !== undefined) options.say('The temporary account of this trial has expired: another one is needed.')
  options.say(ABOUT)
  await accept(options.accepted)
  const { account, claim } = await made(options.directory)
  // Nothing of an earlier account is there any more. The keys may stay.
  const { uploads: _, ...kept } = site
  return {
    ...kept,
    releases: [],
    cloudflare: { accountId: account.id },
    trial: { apiToken: account.apiToken, expiresAt: account.expiresAt, claimUrl: claim.url },
  }
}

/** With what has to be known of a site, where nothing else was said. */
export async function trialSite(
  site: Site,
  api: { inAccount: (id: string) => Pick<CloudflareAccount, 'subdomain'> },
): Promise<Site> {
  const { accountId = '' } = site.cloudflare
  const origin = `https://${EDGE}.${await api.inAccount(accountId).subdomain()}.workers.dev`
  const { OPERATOR_NAME, OPERATOR_CONTACT, ...own } = standIns(origin)
  return {
    ...site,
    settings: {
      OPERATOR_NAME,
      OPERATOR_CONTACT,
      PETITIONS: 'approval',
      ...site.settings,
      ...own,
      PUBLIC_ORIGIN: origin,
      ...((site.secrets['SMTP_URL'] ?? '') === '' ? {} : { EMAIL_SENDER: 'smtp' }),
    },
    cloudflare: { ...site.cloudflare, plan: 'free', jurisdiction: 'none', domain: 'workers.dev' },
  }
}

/** What only an operator knows, and of a trial no one is asked. */
const standIns = (origin: string) => ({
  OPERATOR_NAME: 'A trial',
  OPERATOR_CONTACT: origin,
  EMAIL_SENDER: 'cloudflare',
  EMAIL_FROM: `petitions@${new URL(origin).hostname}`,
})

/** For an account that has been claimed: without what the trial decided by itself, so that the operator is asked for it. */
export function withoutTrial(site: Site): Site {
  const { trial, ...rest } = site
  if (trial === undefined) return site
  const decided = new Set(Object.entries(standIns(site.settings['PUBLIC_ORIGIN'] ?? '')).map(String))
  const { plan: _, ...cloudflare } = site.cloudflare
  return {
    ...rest,
    settings: Object.fromEntries(Object.entries(site.settings).filter((entry) => !decided.has(String(entry)))),
    cloudflare,
  }
}

/** Before the trial is forgotten: its account can only be reached by its token until then. */
export async function checkClaimed({ cloudflare: { accountId = '' }, trial: of }: Site, logs: string): Promise<void> {
  const api = await login(logs)
  try {
    await api.inAccount(accountId).databases()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new Failure(
      `This login does not have the account of the trial. Open "claimUrl" of the site file before ${of?.expiresAt}, and run npx wrangler login again. (${error.message})`,
    )
  }
}

/** Whether its account was deleted, unless it was claimed. `now` in milliseconds. */
export const isOver = ({ expiresAt }: Trial, now: number): boolean => Date.parse(expiresAt) <= now

export const endOf = ({ expiresAt, claimUrl }: Trial, siteFile: string): string =>
  `The account is deleted at ${expiresAt}, with everything in it. To keep it, open this link before, and give it to no one else: it is the
account.

  ${claimUrl}

Then run npx wrangler login, and: npm run deploy -- --site ${siteFile}`

async function refuseLogin(directory: string): Promise<void> {
  try {
    await login(join(directory, 'logs'))
  } catch (error) {
    if (error instanceof Failure) return
    throw error
  }
  throw new Failure(
    'You are logged in to Cloudflare, and a trial is for those who have no account. Deploy to yours with npm run deploy, which needs a domain; or log out (npx wrangler logout, and unset CLOUDFLARE_API_TOKEN).',
  )
}

async function accept(accepted: boolean): Promise<void> {
  const terms = `Cloudflare's Terms of Service (${TERMS}) and Privacy Policy (${PRIVACY_POLICY})`
  if (accepted) return
  if (!process.stdin.isTTY)
    throw new Failure(
      `No one can be asked here whether they accept ${terms}. If you do: npm run deploy -- --trial --accept-cloudflare-terms`,
      EXIT_USAGE,
    )
  if (!(await agrees(`Do you accept ${terms}? Type "yes": `)))
    throw new Failure('Not accepted, so no account was made.', EXIT_USAGE)
}

/** wrangler, which accepts the terms without asking where there is no terminal, reports what it has made in a file. */
async function made(directory: string): Promise<z.output<typeof file>> {
  const home = join(directory, 'home')
  const configuration = join(home, '.wrangler')
  mkdirSync(configuration, { recursive: true, mode: 0o700 })
  await wrangler(['queues', 'list', '--temporary'], {
    logs: join(directory, 'logs'),
    config: null,
    env: { HOME: home, USERPROFILE: home },
  })
  const { rawConfig } = experimental_readRawConfig({ config: join(configuration, 'wrangler-temporary-account.toml') })
  return file.parse(rawConfig)
}
