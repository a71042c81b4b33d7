/** What the steps of a deployment share: the site, the account, and where the configurations for wrangler are. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

import type { CloudflareAccount } from './cloudflare.ts'
import { ROOT } from './config.ts'
import { type Release, type Site, type Versions, writeSite } from './site-file.ts'
import { WORKERS } from './workers.ts'

export interface Deployment {
  file: string
  site: Site
  account: CloudflareAccount
  /** Where configurations for wrangler and its logs are. */
  directory: string
  /** Take a domain, or records of DNS, that something else uses. */
  takeDomain: boolean
}

/** In the file first. */
export function save(deployment: Deployment, site: Site): void {
  writeSite(deployment.file, site)
  deployment.site = site
}

export const originOf = ({ site }: Pick<Deployment, 'site'>): string => site.settings['PUBLIC_ORIGIN'] ?? ''

/** For its API. */
export const operatorOf = (deployment: Pick<Deployment, 'site'>): { origin: string; token: string } => ({
  origin: originOf(deployment),
  token: deployment.site.secrets['ADMIN_TOKEN'] ?? '',
})

export const runOptions = ({
  directory,
  site,
}: Pick<Deployment, 'directory' | 'site'>): { logs: string; env: Record<string, string> } => ({
  logs: join(directory, 'logs'),
  env: { CLOUDFLARE_ACCOUNT_ID: site.cloudflare.accountId ?? '' },
})

/** The migrations that wrangler is given: some of those of the checkout. */
export const migrationsOf = ({ directory }: Pick<Deployment, 'directory'>): string => join(directory, 'migrations')

/** Of git; null outside of a checkout. */
export function commitNow(): string | null {
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/** What serves. */
export async function versionsNow({ account }: Pick<Deployment, 'account'>): Promise<Versions> {
  const [ogImage, consumer, console, edge] = await Promise.all(WORKERS.map(({ name }) => account.version(name)))
  return {
    'undersigned-og-image': ogImage ?? null,
    'undersigned-consumer': consumer ?? null,
    'undersigned-console': console ?? null,
    undersigned: edge ?? null,
  }
}

/** Notes what serves before anything is replaced; null if that is known from a deployment that did not end. */
export async function beginRelease(deployment: Deployment): Promise<Release | null> {
  const { site } = deployment
  if (site.releases.at(-1)?.state === 'started') return null
  const release: Release = {
    startedAt: new Date().toISOString(),
    commit: commitNow(),
    before: await versionsNow(deployment),
    state: 'started',
    contracted: [],
  }
  save(deployment, { ...site, releases: [...site.releases, release] })
  return release
}

export function updateRelease(deployment: Deployment, change: Partial<Release>): void {
  const { site } = deployment
  const last = site.releases.at(-1)
  if (last === undefined) return
  save(deployment, { ...site, releases: [...site.releases.slice(0, -1), { ...last, ...change }] })
}

/**
 * Whether anything serves that did not serve before. A deployment that has changed nothing is no release: going back from it would lead
 * to what serves.
 */
export async function endRelease(deployment: Deployment): Promise<boolean> {
  const { site } = deployment
  const { before, contracted } = site.releases.at(-1) ?? {}
  const now = await versionsNow(deployment)
  const isNew = contracted?.length !== 0 || WORKERS.some(({ name }) => now[name] !== before?.[name])
  if (isNew) updateRelease(deployment, { state: 'done' })
  else save(deployment, { ...site, releases: site.releases.slice(0, -1) })
  return isNew
}
