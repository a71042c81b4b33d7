/**
 * A deployment, step by step. Each step looks at what is there and does what is missing, so the same command continues after an end at
 * any moment. What a later step needs is in the site file before the step that makes it known to anyone ends.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

import { operatorLinkCreated } from '../../../schema/account.ts'
import { Failure } from '../failure.ts'
import { ask, bodyOf } from '../operator.ts'
import { wrangler } from '../wrangler.ts'
import { type CloudflareAccount, type Domain, Refused } from './cloudflare.ts'
import { hasCounts, ROOT, writeConfig } from './config.ts'
import {
  beginRelease,
  type Deployment,
  migrationsOf,
  operatorOf,
  originOf,
  runOptions,
  save,
  updateRelease,
} from './deployment.ts'
import { healthy } from './health.ts'
import { missingKeys, withKeys } from './keys.ts'
import { appliedMigrations, copyMigrations, type Plan, planMigrations } from './migrations.ts'
import { removePetition, signOnce } from './self-test.ts'
import { uploadWorker } from './upload.ts'
import { COUNTS, DATABASE, EDGE, QUEUES, WORKERS } from './workers.ts'

export interface Step {
  title: string
  /** What it does, for `--dry-run`. */
  plan: string
  /** What it did, in a few words. */
  run: (deployment: Deployment) => Promise<string>
}

const RETENTION_SECONDS = 14 * 86_400
const REQUEST_TIMEOUT_MS = 30_000
/** Cloudflare's code for DNS records that are in the way of a domain. */
const DNS_IN_THE_WAY = 100_117

export const STEPS: readonly Step[] = [
  {
    title: 'Host',
    plan: 'look whether the host of PUBLIC_ORIGIN leads to another Worker, before anything is made',
    async run(deployment) {
      const domain = await domainOf(deployment)
      return domain === null ? 'no other Worker has it' : `leads to ${domain.service} already`
    },
  },
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
    title: 'Bucket',
    plan: `create the R2 bucket ${COUNTS.bucket}, which any site may read, if the site has COUNTS_ORIGIN`,
    run: makeBucket,
  },
  {
    title: 'Build',
    plan: 'npm run build: scripts for browsers, and fonts',
    async run() {
      const build = spawn(process.execPath, ['src/build/build.ts'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] })
      const [said] = await Promise.all([text(build.stderr), once(build, 'close')])
      if (build.exitCode !== 0) throw new Failure(`The scripts for browsers could not be built:\n${said}`)
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
      const release = await beginRelease(deployment)
      if (release === null) return 'continued'
      return release.before[EDGE] === null ? 'the first' : `after ${release.before[EDGE]}`
    },
  },
  ...WORKERS.map((worker): Step => ({
    title: worker.title,
    plan: `wrangler deploy ${worker.name}${worker.secrets.length > 0 ? ` --secrets-file (${worker.secrets.join(', ')})` : ''}, unless it serves already`,
    run: (deployment) => uploadWorker(deployment, worker),
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
    plan: 'attach the host of PUBLIC_ORIGIN to the edge Worker; DNS records are never replaced without --take-domain',
    run: attachDomain,
  },
  {
    title: 'Health',
    plan: 'GET /healthz with the operator’s token, until every part answers',
    run: (deployment) => healthy(operatorOf(deployment)),
  },
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

async function makeDatabase(deployment: Deployment): Promise<string> {
  const { account, site } = deployment
  const found = await account.databases()
  const { databaseId, jurisdiction } = site.cloudflare
  if (databaseId !== undefined) {
    if (found.some(({ uuid }) => uuid === databaseId)) return 'there already'
    throw new Failure(
      `The database of the site file, ${databaseId}, is not in this account. If it was deleted, restore a backup: see docs/operate.md. If this is the wrong account, set CLOUDFLARE_ACCOUNT_ID.`,
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
  // The free plan keeps messages for a day, and lets no one choose.
  const retentionSeconds = plan === 'free' ? null : RETENTION_SECONDS
  for (const name of missing) await account.createQueue(name, { jurisdiction: within(jurisdiction), retentionSeconds })
  return missing.length === 0 ? 'there already' : `created: ${missing.length}${whereOf(jurisdiction)}`
}

/** Of static counts. Its domain is connected by hand: docs/operate.md. What is in it is public and of no person: it has no jurisdiction. */
async function makeBucket({ account, site }: Deployment): Promise<string> {
  if (!hasCounts(site)) return 'none: the site has no COUNTS_ORIGIN'
  const isThere = await account.hasBucket(COUNTS.bucket)
  if (!isThere) await account.createBucket(COUNTS.bucket)
  await account.allowReading(COUNTS.bucket)
  const { hostname } = new URL(site.settings['COUNTS_ORIGIN'] ?? '')
  return `${isThere ? 'there already' : 'created'}: ${hostname} must lead to it, see docs/operate.md`
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
  const { directory, site } = deployment
  const edge = WORKERS.find(({ name }) => name === EDGE)
  if (names.length === 0 || edge === undefined) return
  const migrations = migrationsOf(deployment)
  copyMigrations(names, migrations)
  const { config } = await writeConfig(edge, site, { directory, migrations })
  await wrangler(['d1', 'migrations', 'apply', 'DB', '--remote'], { ...runOptions(deployment), config })
}

/** The Worker that the host leads to, if any. Throws a Failure if it is another one, which is not to be taken from it. */
async function domainOf(deployment: Deployment): Promise<Domain | null> {
  const { account, site, takeDomain } = deployment
  const { hostname } = new URL(originOf(deployment))
  if (site.cloudflare.domain === 'leave' || site.cloudflare.domain === 'workers.dev') return null
  const domain = await account.domain(hostname)
  if (domain === null || domain.service === EDGE || takeDomain) return domain
  throw new Failure(
    `${hostname} leads to another Worker, ${domain.service}. Choose another PUBLIC_ORIGIN with --origin, or take it from that Worker: npm run deploy -- --take-domain`,
  )
}

async function attachDomain(deployment: Deployment): Promise<string> {
  const { account, site, takeDomain } = deployment
  const { hostname } = new URL(originOf(deployment))
  if (site.cloudflare.domain === 'workers.dev') return `${hostname}, with the edge Worker`
  if (site.cloudflare.domain === 'leave') return `left to you: ${hostname} must lead to the Worker ${EDGE}`
  if ((await domainOf(deployment))?.service === EDGE) return `${hostname}, there already`
  try {
    await account.attachDomain(hostname, EDGE, takeDomain)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.code === DNS_IN_THE_WAY)
      throw new Failure(
        `${hostname} has DNS records already, which lead elsewhere. ${
          takeDomain
            ? 'Cloudflare does not replace them: delete them in the dashboard, and run the same command again.'
            : 'Delete them in the dashboard, or let this command replace them: npm run deploy -- --take-domain'
        }`,
      )
    throw new Failure(
      `${hostname} could not be attached to the Worker: ${error.message} The domain must be in this account, with Cloudflare's name servers. If you route it in another way: npm run deploy -- --domain leave`,
    )
  }
  return `${hostname}, attached`
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
  return `open this link, which works once, until ${expiresAt}, and give it to no one else:\n\n  ${url}\n`
}
