/** What may be wrong with a site, each with its cure. A check that cannot be made, because one before it failed, is left out. */
import { existsSync } from 'node:fs'

import type { HealthResponse } from '../../../schema/health.ts'
import type { CloudflareAccount, QueueFound } from '../deploy/cloudflare.ts'
import { environmentsOf, hasCounts } from '../deploy/config.ts'
import { healthOf } from '../deploy/health.ts'
import { missingKeys } from '../deploy/keys.ts'
import { appliedMigrations, planMigrations } from '../deploy/migrations.ts'
import { checkSettings, openQuestions, originProblem, PLAN_CURE, planProblem } from '../deploy/settings.ts'
import { isReadableByOthers, type Site } from '../deploy/site-file.ts'
import { isOver } from '../deploy/trial.ts'
import { COUNTS, EDGE, QUEUES, WORKERS } from '../deploy/workers.ts'
import { Failure } from '../failure.ts'

export interface Finding {
  /** `hint`: may be as it should be. */
  level: 'well' | 'hint' | 'wrong'
  text: string
  /** What to do; empty where all is well. */
  cure: string
}

export const well = (text: string): Finding => ({ level: 'well', text, cure: '' })
export const hint = (text: string, cure: string): Finding => ({ level: 'hint', text, cure })
export const wrong = (text: string, cure: string): Finding => ({ level: 'wrong', text, cure })

const NODE_MIN = 22
const DEPLOY = 'npm run deploy'
const RETENTION_SECONDS = 14 * 86_400
const COUNTS_TIMEOUT_MS = 10_000

/** `version`: of the Node that runs this. */
export function checkNode(version: string): Finding {
  const [major] = version.split('.').map(Number)
  return (major ?? 0) >= NODE_MIN
    ? well(`Node ${version}`)
    : wrong(`Node ${version} is too old for wrangler.`, 'Use the npm scripts, which bring their own: npm run doctor')
}

export async function checkSiteFile(file: string, site: Site): Promise<Finding[]> {
  if (!existsSync(file))
    return [wrong(`There is no ${file}.`, `${DEPLOY}, or name yours: npm run doctor -- --site FILE`)]
  const findings = [well(file)]
  if (isReadableByOthers(file))
    findings.push(wrong('Others can read the site file, with its keys.', `chmod 600 ${file}`))
  const missing = missingKeys(site)
  if (missing.length > 0)
    findings.push(
      wrong(
        `Keys are missing: ${missing.join(', ')}.`,
        'Restore your copy of the site file. If nothing was deployed yet: npm run deploy',
      ),
    )
  const open = openQuestions(site)
  if (open.length > 0) findings.push(wrong(`Not answered yet: ${open.map(({ name }) => name).join(', ')}.`, DEPLOY))
  const problem = originProblem(site.settings['PUBLIC_ORIGIN'] ?? '')
  if (problem !== null) findings.push(wrong(`PUBLIC_ORIGIN: ${problem}`, `${DEPLOY} -- --origin https://…`))
  if (missing.length > 0 || open.length > 0 || problem !== null) return findings
  try {
    checkSettings(await environmentsOf(site))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    findings.push(wrong(error.message, `Correct it in ${file}, or with --set, and run ${DEPLOY}`))
  }
  const lacking = planProblem(site)
  if (lacking !== null) findings.push(wrong(lacking, PLAN_CURE))
  return findings
}

/** Of a site in a temporary account: nothing for any other. `now` in milliseconds. */
export function checkTrial(file: string, { settings, trial }: Site, now: number): Finding[] {
  if (trial === undefined) return []
  const keep = `Claim the account, npx wrangler login, and ${DEPLOY} -- --site ${file}: docs/operate.md, "Try it without an account"`
  if (isOver(trial, now))
    return [wrong(`This was a trial. Its account was deleted at ${trial.expiresAt}, unless it was claimed.`, keep)]
  const findings = [hint(`This is a trial. Its account is deleted at ${trial.expiresAt}, unless it is claimed.`, keep)]
  if (settings['EMAIL_SENDER'] === 'cloudflare')
    findings.push(
      hint(
        'A trial sends no emails.',
        `With an email server of yours: SMTP_URL=smtps://… ${DEPLOY} -- --trial. With Cloudflare’s service: once the account is claimed and has Workers Paid`,
      ),
    )
  return findings
}

export async function checkDatabase(account: CloudflareAccount, site: Site): Promise<Finding[]> {
  const { databaseId } = site.cloudflare
  if (databaseId === undefined) return [wrong('There is no database yet.', DEPLOY)]
  if (!(await account.databases()).some(({ uuid }) => uuid === databaseId))
    return [
      wrong(
        `The database ${databaseId} is not in this account.`,
        'If this is the wrong account, set CLOUDFLARE_ACCOUNT_ID. If it was deleted, restore a backup: docs/operate.md',
      ),
    ]
  try {
    const { expand, contract } = planMigrations(await appliedMigrations(account, databaseId))
    const pending = expand.length + contract.length
    return [
      pending === 0
        ? well('The database is there, with every migration.')
        : wrong(`Migrations are not applied: ${pending}.`, DEPLOY),
    ]
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return [wrong(error.message, 'git pull')]
  }
}

export async function checkQueues(account: CloudflareAccount, site: Site): Promise<Finding[]> {
  const found = new Map((await account.queues()).map((queue) => [queue.queue_name, queue]))
  const findings = QUEUES.flatMap((name): Finding[] => {
    const queue = found.get(name)
    if (queue === undefined) return [wrong(`The queue ${name} is missing.`, DEPLOY)]
    if (consumersOf(queue) === 0)
      return [
        wrong(
          `Nothing reads the queue ${name}: its messages are lost in the end.`,
          `${DEPLOY}, which attaches the consumer Worker`,
        ),
      ]
    const retention = queue.settings?.message_retention_period
    if (site.cloudflare.plan !== 'free' && retention !== undefined && retention < RETENTION_SECONDS)
      return [
        hint(
          `The queue ${name} keeps messages for ${Math.round(retention / 86_400)} days.`,
          `npx wrangler queues update ${name} --message-retention-period-secs ${RETENTION_SECONDS}`,
        ),
      ]
    return []
  })
  return findings.length > 0 ? findings : [well('The four queues are there, and are read.')]
}

const consumersOf = ({ consumers, consumers_total_count: total }: QueueFound): number => consumers?.length ?? total ?? 0

export async function checkWorkers(account: CloudflareAccount, site: Site): Promise<Finding[]> {
  const findings = await Promise.all(
    WORKERS.map(async ({ name, title, secrets, optional }): Promise<Finding[]> => {
      const there = await account.secrets(name)
      if (there === null) return [wrong(`The ${title} is not deployed.`, DEPLOY)]
      const wanted = [...secrets, ...optional.filter((secret) => (site.secrets[secret] ?? '') !== '')]
      const missing = wanted.filter((secret) => !there.includes(secret))
      return missing.length === 0
        ? []
        : [wrong(`The ${title} has no ${missing.join(', ')}.`, `${DEPLOY}, which uploads it from the site file`)]
    }),
  )
  const last = site.releases.at(-1)
  if (last?.state === 'started')
    findings.push([
      hint('The last deployment did not end.', `${DEPLOY} continues it, and ${DEPLOY} -- --rollback goes back`),
    ])
  const all = findings.flat()
  return all.length > 0 ? all : [well('The four Workers are deployed, with their secrets.')]
}

export async function checkDomain(account: CloudflareAccount, site: Site): Promise<Finding> {
  const { hostname } = new URL(site.settings['PUBLIC_ORIGIN'] ?? '')
  if (site.cloudflare.domain === 'leave')
    return hint(`${hostname} is routed by you.`, `It must lead to the Worker ${EDGE}`)
  if (site.cloudflare.domain === 'workers.dev') return well(`${hostname} is the edge Worker’s own.`)
  const domain = await account.domain(hostname)
  if (domain === null) return wrong(`${hostname} leads to no Worker.`, DEPLOY)
  return domain.service === EDGE
    ? well(`${hostname} leads to the edge Worker.`)
    : wrong(`${hostname} leads to the Worker ${domain.service}.`, `${DEPLOY} -- --take-domain`)
}

/** Of static counts: nothing for a site without them. */
export async function checkCounts(account: Pick<CloudflareAccount, 'hasBucket'>, site: Site): Promise<Finding[]> {
  if (!hasCounts(site)) return []
  if (!(await account.hasBucket(COUNTS.bucket))) return [wrong(`The bucket ${COUNTS.bucket} is missing.`, DEPLOY)]
  const { origin, host } = new URL(site.settings['COUNTS_ORIGIN'] ?? '')
  const see = 'see docs/operate.md, "A flood of views"'
  try {
    const response = await fetch(origin, {
      headers: { origin: site.settings['PUBLIC_ORIGIN'] ?? '' },
      signal: AbortSignal.timeout(COUNTS_TIMEOUT_MS),
    })
    await response.arrayBuffer()
    return response.headers.get('access-control-allow-origin') === '*'
      ? [well(`${host} answers, and any site may read it.`)]
      : [wrong(`${host} does not say that any site may read it (CORS).`, `Add the response header rule: ${see}`)]
  } catch {
    return [wrong(`${host} does not answer: counters ask the Worker.`, `Connect it to the bucket: ${see}`)]
  }
}

export async function checkHealth(site: Site): Promise<Finding[]> {
  const origin = site.settings['PUBLIC_ORIGIN'] ?? ''
  let health: HealthResponse
  try {
    health = await healthOf({ origin, token: site.secrets['ADMIN_TOKEN'] ?? '' })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return [wrong(error.message, `npx wrangler tail ${EDGE} shows why; a new domain may take some minutes`)]
  }
  const { status, reasons = [] } = health
  if (status === 'up') return [well('Health: every part answers.')]
  const level = status === 'degraded' ? hint : wrong
  const cure =
    status === 'misconfigured' ? `${DEPLOY} sets what is in the site file everywhere` : 'See docs/operate.md, "Health"'
  return reasons.map((reason) => level(reason, cure))
}
