/**
 * A deployment, step by step. Each step looks at what is there and does what is missing, so the same command continues after an end at
 * any moment. What a later step needs is in the site file before the step that makes it known to anybody ends.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { operatorLinkCreated } from '../../../schema/account.ts'
import { Failure } from '../failure.ts'
import { ask, bodyOf } from '../operator.ts'
import { wrangler } from '../wrangler.ts'
import { type CloudflareAccount, Refused } from './cloudflare.ts'
import { ROOT, writeConfig, type Written } from './config.ts'
import { healthOf } from './health.ts'
import { missingKeys, withKeys } from './keys.ts'
import { appliedMigrations, copyMigrations, type Plan, planMigrations } from './migrations.ts'
import { removePetition, signOnce } from './self-test.ts'
import { type Release, type Site, type Versions, writeSite } from './site-file.ts'
import { DATABASE, EDGE, QUEUES, type WorkerPart, WORKERS } from './workers.ts'

/** What the steps share. */
export interface Deployment {
  file: string
  site: Site
  account: CloudflareAccount
  /** Where configurations for wrangler and its logs are. */
  directory: string
  /** Take a domain, or records of DNS, that something else uses. */
  takeDomain: boolean
}

export interface Step {
  title: string
  /** What it does, for `--dry-run`. */
  plan: string
  /** What it did, in a few words. */
  run: (deployment: Deployment) => Promise<string>
}

const RETENTION_SECONDS = 14 * 86_400
const REQUEST_TIMEOUT_MS = 30_000
/** A new domain gets its certificate within minutes. */
const HEALTH_PATIENCE_MS = 300_000
const HEALTH_PAUSE_MS = 3_000
/** Cloudflare's code for DNS records that are in the way of a domain. */
const DNS_IN_THE_WAY = 100_117

export const STEPS: readonly Step[] = [
  {
    title: 'Keys',
    plan: 'make the secrets that the site does not have, and write them into the site file (mode 0600) before any is uploaded',
    async run(deployment) {
      const missing = missingKeys(deployment.site)
      if (missing.length > 0) save(deployment, await withKeys(deployment.site))
      return missing.length === 0 ? 'there already' : `made: ${missing.join(', ')}. Keep a copy of ${deployment.file}.`
    },
  },
  {
    title: 'Database',
    plan: `create the D1 database ${DATABASE}, if it is not there, in the jurisdiction of the site`,
    run: makeDatabase,
  },
  {
    title: 'Queues',
    plan: `create ${QUEUES.join(', ')}, those that are not there, in the jurisdiction of the site`,
    run: makeQueues,
  },
  {
    title: 'Build',
    plan: 'npm run build: scripts for browsers, and fonts',
    async run() {
      const { status, stderr } = spawnSync(process.execPath, ['src/build/build.ts'], { cwd: ROOT, encoding: 'utf8' })
      if (status !== 0) throw new Failure(`The scripts for browsers could not be built:\n${stderr}`)
      return 'done'
    },
  },
  {
    title: 'Migrations (expand)',
    plan: 'wrangler d1 migrations apply DB --remote: those that only add, before the new Workers',
    async run(deployment) {
      const { expand } = await migrationPlan(deployment)
      await migrate(deployment, expand)
      return expand.length === 0 ? 'none pending' : `applied: ${expand.length}`
    },
  },
  {
    title: 'Release',
    plan: 'note which versions serve now, for --rollback',
    async run(deployment) {
      const { site } = deployment
      if (site.releases.at(-1)?.state === 'started') return 'continued'
      const before = await versionsNow(deployment)
      const release: Release = {
        startedAt: new Date().toISOString(),
        commit: commitNow(),
        before,
        state: 'started',
        contracted: [],
      }
      save(deployment, { ...site, releases: [...site.releases, release] })
      return before[EDGE] === null ? 'the first' : `after ${before[EDGE]}`
    },
  },
  ...WORKERS.map((worker): Step => ({
    title: worker.title,
    plan: `wrangler deploy ${worker.name}${worker.secrets.length > 0 ? ` --secrets-file (${worker.secrets.join(', ')})` : ''}`,
    run: (deployment) => deployWorker(deployment, worker),
  })),
  {
    title: 'Migrations (contract)',
    plan: 'wrangler d1 migrations apply DB --remote: those that remove, after the new Workers',
    async run(deployment) {
      const { contract } = await migrationPlan(deployment)
      if (contract.length === 0) return 'none pending'
      updateRelease(deployment, { contracted: contract })
      await migrate(deployment, contract)
      return `applied: ${contract.length}`
    },
  },
  {
    title: 'Domain',
    plan: 'attach the host of PUBLIC_ORIGIN to the edge Worker, if nothing else uses it; DNS records are never replaced without --take-domain',
    run: attachDomain,
  },
  { title: 'Health', plan: 'GET /healthz with the operator’s token, until every part answers', run: checkHealth },
  {
    title: 'Self-test',
    plan: 'a petition of its own, a signature that arrives in the count, and its withdrawal; the petition is deleted again',
    run: selfTest,
  },
  {
    title: 'Operator',
    plan: 'a link with which you become an operator, if there is none yet',
    run: firstOperator,
  },
]

export function save(deployment: Deployment, site: Site): void {
  writeSite(deployment.file, site)
  deployment.site = site
}

export function updateRelease(deployment: Deployment, change: Partial<Release>): void {
  const { site } = deployment
  const last = site.releases.at(-1)
  if (last === undefined) return
  save(deployment, { ...site, releases: [...site.releases.slice(0, -1), { ...last, ...change }] })
}

async function makeDatabase(deployment: Deployment): Promise<string> {
  const { account, site } = deployment
  const found = await account.databases()
  const { databaseId, jurisdiction } = site.cloudflare
  if (databaseId !== undefined) {
    if (found.some(({ uuid }) => uuid === databaseId)) return 'there already'
    throw new Failure(
      `The database of the site file, ${databaseId}, is not in this account. If it was deleted, restore a backup: see docs/operating.md. If this is the wrong account, set CLOUDFLARE_ACCOUNT_ID.`,
    )
  }
  const known = found.find(({ name }) => name === DATABASE)
  if (known !== undefined && (await hasPetitions(account, known.uuid)))
    throw new Failure(
      `There is a database ${DATABASE} with petitions in this account, and the site file ${deployment.file} does not know it. With other keys everyone could sign again. Restore the site file that it was deployed with, or name it with --site.`,
    )
  const { uuid } = known ?? (await account.createDatabase(DATABASE, within(jurisdiction)))
  save(deployment, { ...site, cloudflare: { ...site.cloudflare, databaseId: uuid } })
  return known === undefined ? `created${whereOf(jurisdiction)}` : 'found, empty: an earlier run has created it'
}

async function hasPetitions(account: CloudflareAccount, databaseId: string): Promise<boolean> {
  const [table] = await account.query(databaseId, "SELECT name FROM sqlite_schema WHERE name = 'petitions'")
  if (table === undefined) return false
  return (await account.query(databaseId, 'SELECT id FROM petitions LIMIT 1')).length > 0
}

async function makeQueues({ account, site }: Deployment): Promise<string> {
  const { jurisdiction, plan } = site.cloudflare
  const names = new Set((await account.queues()).map(({ queue_name }) => queue_name))
  const missing = QUEUES.filter((name) => !names.has(name))
  // The free plan keeps messages for a day, and lets nobody choose.
  const retentionSeconds = plan === 'free' ? null : RETENTION_SECONDS
  for (const name of missing) await account.createQueue(name, { jurisdiction: within(jurisdiction), retentionSeconds })
  return missing.length === 0 ? 'there already' : `created: ${missing.length}${whereOf(jurisdiction)}`
}

const within = (jurisdiction: string | undefined): string | null =>
  jurisdiction === undefined || jurisdiction === 'none' ? null : jurisdiction
const whereOf = (jurisdiction: string | undefined): string =>
  within(jurisdiction) === null ? '' : `, in the jurisdiction ${jurisdiction}`

/** Before anything is changed, too: whether this checkout may be deployed to the database. */
export async function migrationPlan({ account, site }: Pick<Deployment, 'account' | 'site'>): Promise<Plan> {
  return planMigrations(await appliedMigrations(account, site.cloudflare.databaseId ?? ''))
}

async function migrate(deployment: Deployment, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  const migrations = join(deployment.directory, 'migrations')
  copyMigrations(names, migrations)
  const { config } = await configOf(deployment, edgeOf(), migrations)
  await wrangler(['d1', 'migrations', 'apply', 'DB', '--remote'], { ...runOptions(deployment), config })
}

async function deployWorker(deployment: Deployment, worker: WorkerPart): Promise<string> {
  const { config, secrets } = await configOf(deployment, worker, join(deployment.directory, 'migrations'))
  const message = `npm run deploy${commitNow() === null ? '' : ` of ${commitNow()?.slice(0, 8)}`}`
  await wrangler(
    ['deploy', '--message', message, '--minify', ...(secrets === null ? [] : ['--secrets-file', secrets])],
    {
      ...runOptions(deployment),
      config,
    },
  )
  return (await deployment.account.version(worker.name)) ?? 'deployed'
}

const edgeOf = (): WorkerPart => {
  const edge = WORKERS.find(({ name }) => name === EDGE)
  if (edge === undefined) throw new Error('no edge Worker')
  return edge
}

const configOf = ({ site, directory }: Deployment, worker: WorkerPart, migrations: string): Promise<Written> =>
  writeConfig(worker, site, { directory, migrations })

export const runOptions = ({
  directory,
  site,
}: Pick<Deployment, 'directory' | 'site'>): { logs: string; env: Record<string, string> } => ({
  logs: join(directory, 'logs'),
  env: { CLOUDFLARE_ACCOUNT_ID: site.cloudflare.accountId ?? '' },
})

export async function versionsNow({ account }: Pick<Deployment, 'account'>): Promise<Versions> {
  const [ogImage, consumer, console, edge] = await Promise.all(WORKERS.map(({ name }) => account.version(name)))
  return {
    'undersigned-og-image': ogImage ?? null,
    'undersigned-consumer': consumer ?? null,
    'undersigned-console': console ?? null,
    undersigned: edge ?? null,
  }
}

function commitNow(): string | null {
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

const originOf = ({ site }: Pick<Deployment, 'site'>): string => site.settings['PUBLIC_ORIGIN'] ?? ''
const operatorOf = (deployment: Deployment): { origin: string; token: string } => ({
  origin: originOf(deployment),
  token: deployment.site.secrets['ADMIN_TOKEN'] ?? '',
})

async function attachDomain(deployment: Deployment): Promise<string> {
  const { account, site, takeDomain } = deployment
  const { hostname } = new URL(originOf(deployment))
  if (site.cloudflare.domain === 'leave') return `left to you: ${hostname} must lead to the Worker ${EDGE}`
  const domain = await account.domain(hostname)
  if (domain?.service === EDGE) return `${hostname}, there already`
  if (domain !== null && !takeDomain)
    throw new Failure(
      `${hostname} leads to another Worker, ${domain.service}. Choose another PUBLIC_ORIGIN with --origin, or take it from that Worker: npm run deploy -- --take-domain`,
    )
  try {
    await account.attachDomain(hostname, EDGE, takeDomain)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.code === DNS_IN_THE_WAY)
      throw new Failure(
        `${hostname} has DNS records already, which lead elsewhere. Delete them in the dashboard, or let this command replace them: npm run deploy -- --take-domain`,
      )
    throw new Failure(
      `${hostname} could not be attached to the Worker: ${error.message} The domain must be in this account, with Cloudflare's name servers. If you route it in another way: npm run deploy -- --domain leave`,
    )
  }
  return `${hostname}, attached`
}

async function checkHealth(deployment: Deployment): Promise<string> {
  const operator = operatorOf(deployment)
  let last = ''
  for (const end = Date.now() + HEALTH_PATIENCE_MS; Date.now() < end; await sleep(HEALTH_PAUSE_MS)) {
    try {
      const health = await healthOf(operator)
      const reasons = health.reasons ?? []
      if (health.status === 'up') return 'every part answers'
      last = reasons.join(' ')
      if (health.status === 'degraded') return `serves, and needs you: ${last}`
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      last = error.message
    }
  }
  throw new Failure(
    `${operator.origin} is not well after ${HEALTH_PATIENCE_MS / 60_000} minutes: ${last}\nA new domain may take a while: run the same command again later. npm run doctor says more.`,
  )
}

async function selfTest(deployment: Deployment): Promise<string> {
  const { site } = deployment
  if (site.settings['BOT_CHECK'] === 'turnstile')
    return 'left out: only a person passes Turnstile. Sign a petition yourself.'
  const left = site.cloudflare.selfTest
  if (left !== undefined) await removePetition({ ...operatorOf(deployment), slug: left })
  const slug = `self-test-${Date.now().toString(36)}`
  const test = { ...operatorOf(deployment), slug }
  save(deployment, { ...site, cloudflare: { ...site.cloudflare, selfTest: slug } })
  await signOnce(test)
  await removePetition(test)
  const { selfTest: _, ...cloudflare } = deployment.site.cloudflare
  save(deployment, { ...deployment.site, cloudflare })
  return 'a signature was counted, and withdrawn'
}

async function firstOperator(deployment: Deployment): Promise<string> {
  const { account, site } = deployment
  const { databaseId = '' } = site.cloudflare
  const [one] = await account.query(databaseId, 'SELECT 1 FROM accounts WHERE is_operator = 1 LIMIT 1')
  if (one !== undefined) return 'there is one'
  const response = await ask(operatorOf(deployment), {
    method: 'POST',
    path: '/api/operator-links',
    timeoutMs: REQUEST_TIMEOUT_MS,
  })
  if (response === null) throw new Failure(`${originOf(deployment)} has no console.`)
  const { url, expiresAt } = await bodyOf(response, operatorLinkCreated)
  return `open this link, which works once, until ${expiresAt}, and give it to nobody else:\n\n  ${url}\n`
}
